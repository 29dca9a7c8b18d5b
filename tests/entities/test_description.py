"""What a thing says and what is said of it, within bounds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.entities import description
from clusteratlas.entities.asking import Count
from clusteratlas.entities.description import (
    classes_of,
    describe,
    describe_links,
    is_known,
    source_graphs,
)
from clusteratlas.entities.identity import canonical
from clusteratlas.entities.listing import MOST_PAGES, Direction
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.terms import BASE, CA, PREFIXES

THING = f"{BASE}id/country/pl"
LOCATED = f"{CA}locatedIn"
LABEL = f"{PREFIXES['skos']}prefLabel"
TYPE = f"{PREFIXES['rdf']}type"
MEMBERS = 25

_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_ORGANISATIONS = "\n".join(
    f'<{BASE}id/organisation/o{number}> ca:locatedIn <{THING}> ; skos:prefLabel "O {number}"@en .'
    for number in range(MEMBERS)
)
_DATA = f"""
  <{THING}> a ca:Country ; skos:prefLabel "Poland"@en , "Polska"@pl ; ca:countryCode "PL" ;
    skos:broader <{BASE}id/macro-area/europe> ; rdfs:seeAlso _:nameless .
  <{BASE}id/macro-area/europe> skos:prefLabel "Europe"@en .
  ca:Country a owl:Class ; rdfs:label "Country"@en .
  ca:locatedIn a owl:ObjectProperty .
  _:nameless ca:locatedIn <{THING}> .
  <{BASE}id/inference/x> ca:concerns <{THING}> .
  {_ORGANISATIONS}
"""
FILL = f"""{_PROLOGUE}
INSERT DATA {{
  {_DATA}
  GRAPH graph:territories {{ <{THING}> a ca:Country }}
  GRAPH graph:list {{ <{BASE}id/country/record-of-pl> ca:countryCode "PL" }}
  GRAPH graph:mentions {{ <{BASE}id/x/y> ca:concerns <{BASE}id/macro-area/europe> }}
  GRAPH graph:unrelated {{ <{BASE}id/x/y> a ca:Region }}
  <{BASE}id/identity-statement/a> ca:record <{BASE}id/country/record-of-pl> ;
    ca:canonical <{THING}> ;
    ca:identityStatus <{BASE}scheme/identity-status/accepted> .
}}
"""


class Counting(EmbeddedEngine):
    """An engine that counts what it is asked."""

    asked = 0

    def query(self, request: QueryRequest):  # type: ignore[no-untyped-def]
        self.asked += 1
        return super().query(request)


@pytest.fixture
def engine() -> Iterator[Counting]:
    engine = Counting.in_memory()
    assert isinstance(engine, Counting)
    engine.update(FILL)
    yield engine
    engine.close()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that are reached: ten links are counted."""
    monkeypatch.setattr(description, "MOST_COUNTED", 10)


def test_both_sides_are_told_and_what_they_link_to_is_named(engine: Counting) -> None:
    found = describe(engine, THING)
    assert found is not None
    triples = set(found.triples())
    country, europe = NamedNode(THING), NamedNode(f"{BASE}id/macro-area/europe")
    label = NamedNode(LABEL)
    for expected in (
        Triple(country, label, Literal("Polska", language="pl")),
        Triple(country, NamedNode(f"{PREFIXES['skos']}broader"), europe),
        Triple(europe, label, Literal("Europe", language="en")),
        Triple(NamedNode(f"{BASE}id/organisation/o7"), NamedNode(LOCATED), country),
        Triple(NamedNode(f"{BASE}id/organisation/o7"), label, Literal("O 7", language="en")),
        Triple(NamedNode(f"{BASE}id/inference/x"), NamedNode(f"{CA}concerns"), country),
        Triple(
            NamedNode(f"{CA}Country"),
            NamedNode(f"{PREFIXES['rdfs']}label"),
            Literal("Country", language="en"),
        ),
    ):
        assert expected in triples
    assert not any("_:" in str(triple) for triple in triples)
    assert len(list(found.triples())) == len(triples)


def test_the_number_of_queries_does_not_follow_the_number_of_links(engine: Counting) -> None:
    describe(engine, THING)
    many = engine.asked
    engine.asked = 0
    describe(engine, f"{BASE}id/macro-area/europe")
    assert many <= engine.asked + 1 <= 9


@pytest.mark.parametrize(
    ("most", "expected"), [(10, Count(10, is_more=True)), (10_000, Count(MEMBERS))]
)
def test_links_are_counted_within_the_bound(
    engine: Counting, monkeypatch: pytest.MonkeyPatch, most: int, expected: Count
) -> None:
    monkeypatch.setattr(description, "MOST_COUNTED", most)
    found = describe(engine, THING)
    assert found is not None
    by_property = {listing.predicate: listing for listing in found.listings}
    assert by_property[LOCATED].count == expected
    assert by_property[f"{PREFIXES['skos']}broader"].count == Count(1)


@pytest.fixture
def pages_of_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Direction, "page_size", 10)


PAGES = [
    (1, 10, 2, 3, True),
    (2, 10, 3, 3, True),
    (3, 5, None, 3, True),
]


@pytest.mark.usefixtures("pages_of_ten")
@pytest.mark.parametrize(("page", "size", "following", "last", "is_partial"), PAGES)
def test_links_are_had_page_by_page(
    engine: Counting, page: int, size: int, following: int | None, last: int, is_partial: bool
) -> None:
    found = describe_links(engine, THING, LOCATED, Direction.INVERSE, page)
    assert found is not None
    (listing,) = found.listings
    assert (len(listing.others), listing.next_page, listing.last_page, listing.is_partial) == (
        size,
        following,
        last,
        is_partial,
    )


@pytest.mark.usefixtures("pages_of_ten")
def test_the_pages_together_are_all_links_each_once(engine: Counting) -> None:
    seen = []
    for page in (1, 2, 3):
        found = describe_links(engine, THING, LOCATED, Direction.INVERSE, page)
        assert found is not None
        seen += [other.value for other in found.listings[0].others if isinstance(other, NamedNode)]
    assert sorted(seen) == sorted(f"{BASE}id/organisation/o{n}" for n in range(MEMBERS))


@pytest.mark.usefixtures("pages_of_ten", "small")
def test_behind_the_bound_the_last_page_is_not_known(engine: Counting) -> None:
    found = describe_links(engine, THING, LOCATED, Direction.INVERSE, 2)
    assert found is not None
    (listing,) = found.listings
    assert listing.count.is_more
    assert (listing.last_page, listing.next_page) == (None, 3)


NO_PAGES = {
    "behind the last": (LOCATED, Direction.INVERSE, 4),
    "none": (LOCATED, Direction.INVERSE, 0),
    "too far": (LOCATED, Direction.INVERSE, MOST_PAGES + 1),
    "other side": (LOCATED, Direction.FORWARD, 1),
    "no such property": (f"{CA}nothing", Direction.INVERSE, 1),
}


@pytest.mark.usefixtures("pages_of_ten")
@pytest.mark.parametrize(("predicate", "direction", "page"), NO_PAGES.values(), ids=NO_PAGES.keys())
def test_pages_that_are_none(
    engine: Counting, predicate: str, direction: Direction, page: int
) -> None:
    assert describe_links(engine, THING, predicate, direction, page) is None


KNOWN = {
    THING: True,
    f"{BASE}id/macro-area/europe": True,
    f"{BASE}id/country/record-of-pl": True,  # an identity statement names it
    f"{BASE}id/x/y": False,  # a named graph alone speaks of it
    f"{BASE}id/country/xx": False,
}


@pytest.mark.parametrize(("iri", "expected"), KNOWN.items(), ids=KNOWN.keys())
def test_what_is_known(engine: Counting, iri: str, expected: bool) -> None:
    assert is_known(engine, iri) is expected
    assert (describe(engine, iri) is not None) is expected


GRAPHS = {
    THING: ("list", "territories"),  # the second through a record merged into it
    f"{BASE}id/macro-area/europe": ("mentions",),
    f"{BASE}id/country/xx": (),
}


@pytest.mark.parametrize(("iri", "expected"), GRAPHS.items(), ids=GRAPHS.keys())
def test_the_graphs_that_speak_of_a_thing(
    engine: Counting, iri: str, expected: tuple[str, ...]
) -> None:
    assert source_graphs(engine, iri) == tuple(f"{BASE}graph/{name}" for name in expected)


def test_classes(engine: Counting) -> None:
    assert classes_of(engine, THING) == (f"{CA}Country",)
    assert classes_of(engine, f"{BASE}id/x/y") == ()


def _statement(name: str, record: str, thing: str, status: str = "accepted") -> str:
    return f"""
      <{BASE}id/identity-statement/{name}> ca:record <{BASE}id/x/{record}> ;
        ca:canonical <{BASE}id/x/{thing}> ;
        ca:identityStatus <{BASE}scheme/identity-status/{status}> .
    """


MERGES = {
    "not merged": ("", None),
    "merged": (_statement("1", "a", "b"), "b"),
    "chain": (_statement("1", "a", "b") + _statement("2", "b", "c"), "c"),
    "proposed": (_statement("1", "a", "b", "proposed"), None),
    "rejected": (_statement("1", "a", "b", "rejected"), None),
    "circle": (_statement("1", "a", "b") + _statement("2", "b", "a"), None),
    "itself": (_statement("1", "a", "a"), None),
}


@pytest.mark.parametrize(("statements", "expected"), MERGES.values(), ids=MERGES.keys())
def test_what_a_record_is(engine: Counting, statements: str, expected: str | None) -> None:
    engine.update(f"{_PROLOGUE} INSERT DATA {{ {statements} }}")
    found = canonical(engine, f"{BASE}id/x/a")
    assert found == (f"{BASE}id/x/{expected}" if expected else None)
