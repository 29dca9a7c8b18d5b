"""What the IRIs and names of a SPARQL text stand for, as pyoxigraph itself resolves them."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode, QuerySolutions, Store


def resolved(prologue: str, written: Sequence[str], base: str) -> tuple[str, ...]:
    """The IRIs that `written` (`<…>` or a prefixed name each) are behind `prologue` (§4.1.1).

    Raises SyntaxError when one is none: a prefix that is not declared, a relative IRI and no base.
    """
    if not written:
        return ()
    names = " ".join(f"?i{place}" for place in range(len(written)))
    # The line break ends a comment that the prologue may end with.
    asked = f"{prologue}\nSELECT {names} {{ VALUES ({names}) {{ ({' '.join(written)}) }} }}"
    result = Store().query(asked, base_iri=base or None)
    assert isinstance(result, QuerySolutions)
    terms = tuple(next(result))
    if not all(isinstance(term, NamedNode) for term in terms):
        raise SyntaxError("a name that is no IRI")
    return tuple(term.value for term in terms if isinstance(term, NamedNode))
