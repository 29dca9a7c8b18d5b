"""Each constraint of the atlas is asked of a write: its invalid example, written, trips only it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from clusteratlas.terms import ID, PREFIXES, SHAPES
from clusteratlas.validation.facts import Facts, seen
from clusteratlas.validation.judge import Judge

EXAMPLES = Path(__file__).resolve().parents[1] / "cases" / "shapes"
TRIPS = re.compile(r"\A# trips: cash:(\S+)\n")
TERMS = {
    NamedNode(PREFIXES["rdf"] + "type"),
    NamedNode(PREFIXES["rdfs"] + "subClassOf"),
    NamedNode(PREFIXES["skos"] + "inScheme"),
}


def one_for_each_constraint() -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(EXAMPLES.glob("*/invalid-*.ttl")):
        trips = TRIPS.match(path.read_text(encoding="utf-8"))
        assert trips, path
        found.setdefault(trips[1], path)
    return found


@pytest.fixture(scope="module")
def ontology(atlas: Store) -> Store:
    """What the shapes look up of the ontology and the code lists."""
    store = Store()
    store.extend(
        quad
        for predicate in TERMS
        for quad in atlas.quads_for_pattern(None, predicate, None, DefaultGraph())
        if not str(quad.subject.value).startswith(ID)
    )
    return store


@pytest.mark.parametrize(
    ("constraint", "example"), one_for_each_constraint().items(), ids=one_for_each_constraint()
)
def test_written_example(judge: Judge, ontology: Store, constraint: str, example: Path) -> None:
    written = list(parse(example.read_bytes(), format=RdfFormat.TURTLE))
    before, after = Store(), Store()
    after.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in written)
    changed = [terms for quad in written for terms in seen(quad)]
    fresh = judge.fresh(Facts(before, ontology), Facts(after, ontology), changed)
    assert {str(result.key[1]).removeprefix(SHAPES) for result in fresh} == {constraint}
