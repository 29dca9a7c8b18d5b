"""The atlas for the tests of the questions: the graphs that `data/graphs.ttl` lists, in memory.

It is put together here without the builder, so that a fault of the builder cannot hide one of a
query. The default graph is the union of all named graphs, each triple once.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT = Path(__file__).parents[2]
BASE = "https://w3id.org/clusteratlas/"
CA = f"{BASE}ontology#"
ID = f"{BASE}id/"
GRAPH = f"{BASE}graph/"

PREFIXES = f"""
@prefix ca: <{CA}> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix bound: <{BASE}scheme/bound/> .
@prefix currency: <{BASE}scheme/currency/> .
@prefix funding-kind: <{BASE}scheme/funding-kind/> .
@prefix measure: <{BASE}scheme/measure/> .
@prefix realisation: <{BASE}scheme/realisation/> .
@prefix role: <{BASE}scheme/role/> .
@prefix unit: <{BASE}scheme/unit/> .
@prefix activity: <{ID}activity/> .
@prefix cluster: <{ID}cluster/> .
@prefix composition: <{ID}composition/> .
@prefix document: <{ID}document/> .
@prefix event: <{ID}event/> .
@prefix funding: <{ID}funding/> .
@prefix network: <{ID}network/> .
@prefix observation: <{ID}observation/> .
@prefix organisation: <{ID}organisation/> .
@prefix participation: <{ID}participation/> .
@prefix passage: <{ID}passage/> .
@prefix period: <{ID}period/> .
@prefix programme: <{ID}programme/> .
@prefix project: <{ID}project/> .
@prefix region: <{ID}region/> .
@prefix new: <{ID}new/> .
"""

Row = tuple[str, ...]


@dataclass(frozen=True)
class Atlas:
    """The triples of each published graph, by the graph's IRI."""

    graphs: Mapping[str, tuple[Triple, ...]]

    @classmethod
    def read(cls) -> Atlas:
        """The graphs as the files of the checkout have them."""
        listing = Store()
        listing.load(path=str(ROOT / "data" / "graphs.ttl"), format=RdfFormat.TURTLE)
        graphs: dict[str, tuple[Triple, ...]] = {}
        for quad in listing.quads_for_pattern(None, NamedNode(f"{CA}file"), None, None):
            assert isinstance(quad.subject, NamedNode)
            assert isinstance(quad.object, Literal)
            triples = [triple for path in _files(quad.object.value) for triple in _triples(path)]
            name = quad.subject.value
            graphs[name] = (*graphs.get(name, ()), *triples)
        return cls(graphs)

    def without(self, graph: str) -> Atlas:
        """The atlas as it would be had the source `graph` never been read."""
        name = GRAPH + graph
        assert name in self.graphs
        return Atlas({key: triples for key, triples in self.graphs.items() if key != name})

    def store(self, turtle: str = "") -> Store:
        """A store of its own with these graphs, and with `turtle` as one more graph."""
        store = Store()
        added = tuple(parse(PREFIXES + turtle, format=RdfFormat.TURTLE)) if turtle else ()
        for name, triples in {**self.graphs, f"{GRAPH}new": added}.items():
            for triple in triples:
                store.add(Quad(triple.subject, triple.predicate, triple.object, NamedNode(name)))
                store.add(Quad(triple.subject, triple.predicate, triple.object, DefaultGraph()))
        return store


def _files(name: str) -> Iterable[Path]:
    path = ROOT / name
    return sorted(path.glob("*.ttl")) if name.endswith("/") else [path]


def _triples(path: Path) -> Iterator[Triple]:
    for quad in parse(path=str(path), format=RdfFormat.TURTLE):
        yield quad.triple


def answer(store: Store, query: str) -> tuple[Row, list[Row]]:
    """The columns and the rows of a SELECT, as CSV has them (SPARQL 1.1 Results CSV)."""
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    text = solutions.serialize(format=QueryResultsFormat.CSV)
    assert text is not None
    header, *rows = csv.reader(io.StringIO(text.decode()))
    return tuple(header), [tuple(row) for row in rows]


def column(store: Store, query: str, name: str) -> list[str]:
    """The values of one column, in order."""
    header, rows = answer(store, query)
    return [row[header.index(name)] for row in rows]
