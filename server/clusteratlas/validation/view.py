"""An rdflib graph of facts that stay where they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.store import Store

from clusteratlas.validation.bridge import PreparingGraph, to_term
from clusteratlas.validation.facts import Facts, Term

if TYPE_CHECKING:
    from rdflib.graph import _ContextType, _TriplePatternType, _TripleType
    from rdflib.term import Node


def graph_of(facts: Facts) -> Graph:
    """The facts as a graph, read only: nothing is copied, triples are looked up when asked for."""
    return PreparingGraph(store=_FactsStore(facts), bind_namespaces="none")


def from_term(term: Node) -> Term:
    """The term in pyoxigraph. Raises ValueError for an IRI or language tag that is none."""
    match term:
        case URIRef():
            return NamedNode(str(term))
        case BNode():
            return BlankNode(str(term))
        case RdflibLiteral() if term.language:
            return Literal(str(term), language=term.language)
        case RdflibLiteral() if term.datatype:
            return Literal(str(term), datatype=NamedNode(str(term.datatype)))
    return Literal(str(term))


class _FactsStore(Store):
    """What rdflib asks of a store (rdflib.store.Store), answered from facts."""

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self._facts = facts

    def triples(
        self, triple_pattern: _TriplePatternType, context: _ContextType | None = None
    ) -> Iterator[tuple[_TripleType, Iterator[_ContextType | None]]]:
        """The triples that match, None for any term."""
        try:
            wanted = [None if term is None else from_term(term) for term in triple_pattern]
        except ValueError:
            return
        for subject, predicate, value in self._facts.matching(*wanted):
            yield (to_term(subject), to_term(predicate), to_term(value)), iter((context,))

    def __len__(self, context: _ContextType | None = None) -> int:
        """How many triples there are, by counting them."""
        return sum(1 for _ in self._facts.matching(None, None, None))
