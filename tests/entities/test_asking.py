"""Terms that go into queries, and counting within bounds."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import Bound, Count, count, filled, holds, plain, select
from clusteratlas.terms import CA, ID

KLASTER = f"{ID}cluster/klaster-lifescience-krakow"
BIOIB = f"{ID}cluster/bioib"

WRITTEN: dict[str, tuple[Bound | list[Bound], str]] = {
    "IRI": ("http://a.example/b", "<http://a.example/b>"),
    "named node": (NamedNode("http://a.example/b"), "<http://a.example/b>"),
    "number": (50, "50"),
    "text that looks like syntax": (
        Literal('x" } UNION { ?s ?p ?o #'),
        r'"x\" } UNION { ?s ?p ?o #"',
    ),
    "text with a language": (Literal("źródło", language="pl"), '"źródło"@pl'),
    "several": (["http://a.example/b", 1], "<http://a.example/b> 1"),
}
REFUSED: dict[str, dict[str, Bound]] = {
    "no IRI": {"term": "x> } UNION { ?s ?p ?o"},
    "nothing given": {},
    "too much given": {"term": BIOIB, "other": BIOIB},
}
COUNTED = [(3, Count(3, is_more=True)), (7, Count(7)), (100, Count(7))]


@pytest.mark.parametrize(("term", "written"), WRITTEN.values(), ids=WRITTEN)
def test_a_term_is_written_as_ntriples_writes_it(term: Bound, written: str) -> None:
    assert filled("?s ?p $term .", term=term) == f"?s ?p {written} ."


@pytest.mark.parametrize("terms", REFUSED.values(), ids=REFUSED)
def test_what_does_not_fit_is_refused(terms: dict[str, Bound]) -> None:
    with pytest.raises(ValueError, match=r"Invalid IRI|The query has places"):
        filled("?s ?p $term .", **terms)


def test_terms_are_seen_inside_of_sub_selects(engine: Engine) -> None:
    query = "SELECT ?type { { SELECT ?type { VALUES ?t { $things } ?t a ?type } LIMIT $most } }"
    rows = list(select(engine, query, things=[KLASTER, BIOIB], most=1))
    assert [plain(type_) for (type_,) in rows] == [f"{CA}Cluster"]


def test_nothing_is_asked_about_no_things(engine: Engine) -> None:
    assert list(select(engine, "SELECT * { VALUES ?s { $things } ?s ?p ?o }", things=[])) == []


def test_what_is_no_select_is_refused(engine: Engine) -> None:
    with pytest.raises(TypeError, match="A SELECT query was expected"):
        select(engine, "ASK { ?s ?p ?o }")


@pytest.mark.parametrize(("most", "expected"), COUNTED, ids=["bound", "just", "far"])
def test_counting_ends_at_the_bound(engine: Engine, most: int, expected: Count) -> None:
    assert count(engine, "?cluster a $class", most, **{"class": f"{CA}Cluster"}) == expected


@pytest.mark.parametrize(("thing", "expected"), [(BIOIB, True), (CA, False)])
def test_a_pattern_holds_or_not(engine: Engine, thing: str, expected: bool) -> None:
    assert holds(engine, "$thing a ca:Cluster", thing=thing) is expected
