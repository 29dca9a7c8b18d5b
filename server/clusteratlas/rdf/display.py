"""RDF terms as people read them, in tables on a terminal and on a page."""

from __future__ import annotations

from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from clusteratlas.terms import PREFIXES, shorten

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

_NUMERIC = frozenset(
    PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float", "int", "long")
)


def readable(term: Term | None) -> str:
    """An IRI shortened, a literal without language and datatype, on one line; '' for none."""
    match term:
        case None:
            return ""
        case NamedNode():
            return shorten(term.value)
        case Literal():
            return " ".join(term.value.split())
    return str(term)


def is_number(term: Term | None) -> bool:
    """Whether the term is a literal that is read as a number."""
    return isinstance(term, Literal) and term.datatype.value in _NUMERIC
