"""Binds parameters in the text of a query, token by token.

A saved query has a block `VALUES ?name { … }` for each parameter, with the default in it, so that
the file runs as it stands in any SPARQL tool. Binding puts the terms, written as N-Triples writes
them, in the place of the block's contents. In a string, an IRI or a comment there is no block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from clusteratlas.rdf.sparql_tokens import Kind, Token, tokens

_BETWEEN = frozenset({Kind.SPACE, Kind.COMMENT})


def has_place(text: str, name: str) -> bool:
    """Whether `text` has a `VALUES ?name { … }` block."""
    return any(True for _ in _places(text, name))


def stands_for_all(text: str, name: str) -> bool:
    """Whether the default is `VALUES ?name { UNDEF }`: without a value, the query asks for all."""
    places = list(_places(text, name))
    return bool(places) and all(
        text[start:stop].strip().upper() == "UNDEF" for start, stop in places
    )


def bind(text: str, name: str, terms: Sequence[NamedNode | Literal]) -> str:
    """`text` with `terms` as the contents of every `VALUES ?name { … }` block."""
    written = " ".join(str(term) for term in terms)
    pieces, end = [], 0
    for start, stop in _places(text, name):
        pieces += [text[end:start], f" {written} "]
        end = stop
    return "".join([*pieces, text[end:]])


def _places(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where the contents of each block begin and end, in characters."""
    meaningful = [token for token in tokens(text) if token.kind not in _BETWEEN]
    for index, token in enumerate(meaningful[:-2]):
        variable, brace = meaningful[index + 1 : index + 3]
        if not (_is_values(token) and _is_variable(variable, name) and brace.text == "{"):
            continue
        close = next((later for later in meaningful[index + 3 :] if later.text == "}"), None)
        if close is not None:
            yield brace.end, close.start


def _is_values(token: Token) -> bool:
    return token.kind is Kind.WORD and token.text.upper() == "VALUES"


def _is_variable(token: Token, name: str) -> bool:
    return token.kind is Kind.VARIABLE and token.text[1:] == name
