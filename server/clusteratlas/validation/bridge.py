"""From pyoxigraph's terms to rdflib's, lexical forms kept as they were written."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Identifier

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


class PreparingGraph(Graph):
    """Parses each query once: pySHACL asks the same one anew for every focus node."""

    def query(self, query_object: str | Query, *rest: Any, **named: Any) -> Result:
        """See rdflib.Graph.query."""
        if isinstance(query_object, str):
            query_object = _prepared(query_object)
        return super().query(query_object, *rest, **named)


# A literal that is not of its datatype is a finding of the shapes; rdflib logs its stack as well.
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)

_prepared = lru_cache(maxsize=1024)(prepareQuery)


def to_graph(triples: Iterable[Triple]) -> Graph:
    """An rdflib graph with the triples."""
    graph = PreparingGraph(bind_namespaces="none")
    for triple in triples:
        graph.add((to_term(triple.subject), to_term(triple.predicate), to_term(triple.object)))
    return graph


def to_term(term: NamedNode | BlankNode | Literal | Triple) -> Identifier:
    """The rdflib term of an RDF 1.1 term; a quoted triple is none, and raises TypeError."""
    match term:
        case NamedNode():
            return URIRef(term.value)
        case BlankNode():
            return BNode(term.value)
        case Literal() if term.language:
            return RdflibLiteral(term.value, lang=term.language)
        case Literal() if term.datatype.value == _XSD_STRING:
            return RdflibLiteral(term.value)
        case Literal():
            return RdflibLiteral(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise TypeError(f"not a term of RDF 1.1: {term}")
