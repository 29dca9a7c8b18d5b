"""Sums over source graphs are told from those that count each statement once."""

from __future__ import annotations

import pytest

from clusteratlas.web.editor.double_counting import adds_sources_up

DOUBLED = {
    "sum": ("SELECT (SUM(?x) AS ?n) { GRAPH ?g { ?s ?p ?x } }", "SUM"),
    "count": ("select (count(*) as ?n) { graph ?g { ?s ?p ?x } }", "count"),
    "average": ("SELECT (AVG(?x) AS ?n) WHERE { ?s ?q ?y GRAPH ?g { ?s ?p ?x } }", "AVG"),
    "by-something-else": (
        "SELECT ?s (SUM(?x) AS ?n) { GRAPH ?g { ?s ?p ?x } } GROUP BY ?s",
        "SUM",
    ),
    "one-of-several": (
        "SELECT (COUNT(DISTINCT ?s) AS ?m) (SUM(?x) AS ?n) { GRAPH ?g { ?s ?p ?x } }",
        "SUM",
    ),
    "in-having": (
        "SELECT ?s { GRAPH ?g { ?s ?p ?x } } GROUP BY ?s HAVING (COUNT(?x) > 2)",
        "COUNT",
    ),
    "around-a-part": (
        "SELECT (SUM(?x) AS ?n) { { SELECT ?s ?x { GRAPH ?g { ?s ?p ?x } } } }",
        "SUM",
    ),
    "around-a-distinct-part-that-shows-the-graph": (
        "SELECT (SUM(?x) AS ?n) { { SELECT DISTINCT ?g ?s ?x { GRAPH ?g { ?s ?p ?x } } } }",
        "SUM",
    ),
    "around-a-part-by-graph": (
        "SELECT (SUM(?m) AS ?n) {{ SELECT ?g (MAX(?x) AS ?m) {GRAPH ?g {?s ?p ?x}} GROUP BY ?g }}",
        "SUM",
    ),
    "of-several-graphs": (
        "SELECT (SUM(?x) AS ?n) { VALUES ?g { <urn:a> <urn:b> } GRAPH ?g { ?s ?p ?x } }",
        "SUM",
    ),
}


@pytest.mark.parametrize(("text", "aggregate"), DOUBLED.values(), ids=DOUBLED)
def test_counted_for_each_source(text: str, aggregate: str) -> None:
    found = adds_sources_up(text)
    assert found is not None
    assert found.text == aggregate


SINGLE = {
    "no-graph": "SELECT (SUM(?x) AS ?n) { ?s ?p ?x }",
    "one-graph": "SELECT (SUM(?x) AS ?n) { GRAPH <urn:g> { ?s ?p ?x } }",
    "graph-of-one-value": (
        "SELECT (SUM(?x) AS ?n) { VALUES ?g { <urn:a> } GRAPH ?g { ?s ?p ?x } }"
    ),
    "no-aggregate": "SELECT ?g ?x { GRAPH ?g { ?s ?p ?x } }",
    "distinct": "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s ?p ?x } }",
    "by-graph": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?x } } GROUP BY ?g",
    "greatest": "SELECT (MAX(?x) AS ?n) { GRAPH ?g { ?s ?p ?x } }",
    "distinct-part": (
        "SELECT (SUM(?x) AS ?n) { { SELECT DISTINCT ?s ?x { GRAPH ?g { ?s ?p ?x } } } }"
    ),
    "beside-it": ("SELECT * { { SELECT (COUNT(*) AS ?n) { ?a ?b ?c } } GRAPH ?g { ?s ?p ?x } }"),
    "in-a-comment": "SELECT (SUM(?x) AS ?n) { ?s ?p ?x } # GRAPH ?g",
    "in-a-string": 'SELECT (SUM(?x) AS ?n) { ?s ?p "GRAPH ?g" }',
    "variable-of-that-name": "SELECT ?count { GRAPH ?g { ?s ?p ?count } }",
    "unfinished": "SELECT (SUM(",
}


@pytest.mark.parametrize("text", SINGLE.values(), ids=SINGLE)
def test_counted_once(text: str) -> None:
    assert adds_sources_up(text) is None
