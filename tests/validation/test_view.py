"""The facts of a store as an rdflib graph say what a copy in memory says."""

from __future__ import annotations

from itertools import product

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import XSD
from rdflib.term import Node

from clusteratlas.validation.bridge import to_graph, to_term
from clusteratlas.validation.facts import Facts
from clusteratlas.validation.view import from_term, graph_of

NAME, OTHER = NamedNode("urn:name"), NamedNode("urn:other")
QUOTED = Triple(NAME, NAME, NAME)
TRIPLES = [
    Triple(NAME, NAME, OTHER),
    Triple(NAME, OTHER, Literal("1", datatype=NamedNode(str(XSD.integer)))),
    Triple(NAME, OTHER, Literal("1")),
    Triple(NAME, OTHER, Literal("1", language="pl")),
    Triple(OTHER, NAME, Literal("a lot", datatype=NamedNode(str(XSD.decimal)))),
    Triple(BlankNode("b"), NAME, BlankNode("b")),
]
BEHIND = Triple(OTHER, OTHER, OTHER)


@pytest.fixture
def facts() -> Facts:
    store, background = Store(), Store()
    store.extend(Quad(*triple) for triple in [*TRIPLES, Triple(NAME, NAME, QUOTED)])
    store.add(Quad(NAME, NAME, Literal("in a named graph"), OTHER))
    background.extend(Quad(*triple) for triple in [BEHIND, TRIPLES[0]])
    return Facts(store, background)


@pytest.fixture
def view(facts: Facts) -> Graph:
    return graph_of(facts)


@pytest.fixture
def copy() -> Graph:
    return to_graph([*TRIPLES, BEHIND])


def test_every_pattern(view: Graph, copy: Graph) -> None:
    terms: list[Node | None] = [None, *sorted({term for triple in copy for term in triple})]
    terms += [URIRef("urn:absent"), URIRef("no IRI"), RdflibLiteral("absent")]
    for pattern in product(terms, terms, terms):
        found = list(view.triples(pattern))
        assert len(found) == len(set(found)), pattern
        assert set(found) == set(copy.triples(pattern)), pattern


def test_length_and_query(view: Graph, copy: Graph) -> None:
    assert len(view) == len(copy) == len(TRIPLES) + 1
    query = "SELECT ?s (COUNT(?o) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?s ORDER BY ?s"
    assert list(view.query(query)) == list(copy.query(query))


TERMS = [
    URIRef("urn:a"),
    BNode("b"),
    RdflibLiteral("x"),
    RdflibLiteral("x", lang="pl"),
    RdflibLiteral("1", datatype=XSD.integer),
    RdflibLiteral("a lot", datatype=XSD.decimal),
]


@pytest.mark.parametrize("term", TERMS, ids=repr)
def test_terms_go_both_ways(term: Node) -> None:
    assert to_term(from_term(term)) == term


def test_the_atlas_is_read_as_it_is_copied(atlas: Store) -> None:
    view = graph_of(Facts(atlas, Store()))
    assert set(view) == set(to_graph(quad.triple for quad in atlas))
