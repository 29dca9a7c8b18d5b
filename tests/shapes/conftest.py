"""The shapes, what they are checked against, and pySHACL's answer as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from pyshacl import validate
from rdflib import RDF, RDFS, SKOS, Graph
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor

from clusteratlas import assets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from rdflib.term import Node

CASH = "https://w3id.org/clusteratlas/shapes#"
LOOKED_UP = (RDF.type, RDFS.subClassOf, SKOS.inScheme)
"""What shapes ask of the background: loading no more of it keeps hundreds of runs short."""

ABOUT_A_SHAPE = {
    RDF.type,
    SH.targetClass,
    SH.targetSubjectsOf,
    SH.target,
    SH.severity,
    SH.name,
    SH.message,
    SH.property,
}


@dataclass(frozen=True, order=True)
class Result:
    """One validation result: the local name of the constraint, and the node that it is about."""

    constraint: str
    focus: str


prepare = lru_cache(maxsize=None)(prepareQuery)
run_query = SPARQLProcessor.query


def query_prepared_once(self: SPARQLProcessor, query: object, *rest: object, **named: object):
    """Parses a query once, where pySHACL has it parsed anew for each node: half of the time."""
    return run_query(self, prepare(query) if isinstance(query, str) else query, *rest, **named)


def read(paths: Iterable[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


def constraints_of(shapes: Graph) -> list[str]:
    """The local names of all constraints: property shapes of a shape with a target, and shapes
    with a target that restrict the node itself."""
    targeted = {
        shape
        for target in (SH.targetClass, SH.targetSubjectsOf, SH.target)
        for shape in shapes.subjects(target, None)
    }
    found: set[Node] = {shape for one in targeted for shape in shapes.objects(one, SH.property)}
    found |= {shape for shape in targeted if set(shapes.predicates(shape)) - ABOUT_A_SHAPE}
    return sorted(str(shape).removeprefix(CASH) for shape in found)


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return read(sorted(assets.shapes().glob("*.ttl")))


@pytest.fixture(scope="session")
def ontology() -> Graph:
    folder = assets.ontology()
    return read([*sorted(folder.glob("*.ttl")), *sorted((folder / "schemes").glob("*.ttl"))])


@pytest.fixture(scope="session")
def background(ontology: Graph) -> Graph:
    graph = Graph()
    for predicate in LOOKED_UP:
        for triple in ontology.triples((None, predicate, None)):
            graph.add(triple)
    return graph


@pytest.fixture(scope="session")
def check(shapes: Graph) -> Callable[[Graph], list[Result]]:
    """Validates a graph against all shapes, infos and warnings included."""

    def run(graph: Graph) -> list[Result]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(SPARQLProcessor, "query", query_prepared_once)
            _, report, _ = validate(graph, shacl_graph=shapes, advanced=True, inplace=True)
        assert isinstance(report, Graph), report
        return sorted(
            Result(
                str(report.value(result, SH.sourceShape)).removeprefix(CASH),
                str(report.value(result, SH.focusNode)),
            )
            for result in report.objects(None, SH.result)
        )

    return run


@pytest.fixture(scope="session")
def check_example(
    check: Callable[[Graph], list[Result]], background: Graph
) -> Callable[[Graph], list[Result]]:
    """Validates an example before the background, which is left as it was."""

    def run(example: Graph) -> list[Result]:
        added = [triple for triple in example if triple not in background]
        for triple in added:
            background.add(triple)
        try:
            return check(background)
        finally:
            for triple in added:
                background.remove(triple)

    return run


@pytest.fixture(scope="session")
def constraints(shapes: Graph) -> list[str]:
    return constraints_of(shapes)
