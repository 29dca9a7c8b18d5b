"""Blank nodes: labels hold within their document only, so each document gets labels of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def named_apart(triples: Iterable[Triple], mark: str) -> Iterator[Triple]:
    """The triples with every blank node's label behind `mark`, numbered as they come."""
    numbers: dict[BlankNode, BlankNode] = {}

    def renamed(term: Any) -> Any:
        if isinstance(term, BlankNode):
            return numbers.setdefault(term, BlankNode(f"{mark}{len(numbers)}"))
        if isinstance(term, Triple) and has_blank_node(term):
            return Triple(renamed(term.subject), term.predicate, renamed(term.object))
        return term

    for triple in triples:
        yield renamed(triple)


def has_blank_node(triple: Triple) -> bool:
    """Whether a blank node is in the triple, or in a triple that it is about."""
    return any(
        isinstance(term, BlankNode) or (isinstance(term, Triple) and has_blank_node(term))
        for term in (triple.subject, triple.object)
    )
