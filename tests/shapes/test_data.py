"""The published data satisfies the shapes, which find the faults that are put into it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import Graph, Literal, URIRef

from clusteratlas import assets
from clusteratlas.terms import CA, ID

Check = Callable[[Graph], list]

FAULTS = [
    # thing, property, new value (None: taken away), constraint that tells
    ("observation/mrpo-8-2-duration", "value", 22, "Observation-duration"),
    ("observation/klaster-lifescience-krakow-stakeholders-sme", "value", 52, "Composition-sum"),
    ("funding/mrpo-8-2-total-value", "currency", None, "Funding-currency"),
    ("participation/mrpo-8-2-skema-business-school", "role", None, "Participation-role"),
    ("designation/medsilesia-key-national-cluster-2018", "statedIn", None, "Claim-statedIn"),
]
"""Faults of the kinds that curators make, each in a fact of the first five sources."""


@pytest.fixture
def atlas(ontology: Graph) -> Graph:
    graph = Graph() + ontology
    for path in sorted(assets.data().glob("*.ttl")):
        graph.parse(path)
    return graph


def test_data_reports_nothing(atlas: Graph, check: Check) -> None:
    assert check(atlas) == []


def test_faults_are_found_and_nothing_else(atlas: Graph, check: Check) -> None:
    for thing, name, value, _ in FAULTS:
        subject, predicate = URIRef(ID + thing), URIRef(CA + name)
        assert (subject, predicate, None) in atlas, thing
        atlas.remove((subject, predicate, None))
        if value is not None:
            atlas.add((subject, predicate, Literal(value)))
    found = {result.constraint for result in check(atlas)}
    assert found == {constraint for *_, constraint in FAULTS}
