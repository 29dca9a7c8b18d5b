"""Who is in a territory, what they take part in, and where their partners are."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import Count
from clusteratlas.entities.places import involvement as involving
from clusteratlas.entities.places import residents as residing
from clusteratlas.entities.places.involvement import involvement
from clusteratlas.entities.places.residents import clusters_in, residents
from clusteratlas.entities.places.territory import territory
from clusteratlas.terms import ID

PL, DE = f"{ID}country/pl", f"{ID}country/de"
MALOPOLSKIE = f"{ID}region/malopolskie"

WORLD = f"""
PREFIX ca: <https://w3id.org/clusteratlas/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA {{
  <urn:krakow> skos:broader <urn:malopolska> .
  <urn:malopolska> skos:broader <{PL}> ; ca:nutsLevel 2 .
  <urn:berlin> skos:broader <{DE}> ; ca:nutsLevel 2 .
  <urn:part> dcterms:isPartOf <urn:programme> .
  <urn:ours> ca:underProgramme <urn:part> ; ca:hasParticipation <urn:a1>, <urn:b1>, <urn:c1> .
  <urn:other> ca:hasParticipation <urn:a2>, <urn:d2> .
  <urn:a> ca:locatedIn <urn:krakow>, <{PL}> .
  <urn:b> ca:locatedIn <urn:berlin>, <{DE}> .
  <urn:c> ca:locatedIn <{DE}> .
  <urn:d> ca:locatedIn <urn:nowhere> .
  <urn:idle> ca:locatedIn <urn:malopolska> .
  <urn:a1> ca:participant <urn:a> .
  <urn:a2> ca:participant <urn:a> .
  <urn:b1> ca:participant <urn:b> .
  <urn:c1> ca:participant <urn:c> .
  <urn:d2> ca:participant <urn:d> .
  <urn:f1> ca:funded <urn:a1> ; ca:fundingKind <urn:kind> ; ca:amount 10 ;
    ca:currency <urn:eur> ; ca:statedIn <urn:p1> .
  <urn:f2> ca:funded <urn:a1> ; ca:fundingKind <urn:kind> ; ca:amount 12 ;
    ca:currency <urn:eur> ; ca:statedIn <urn:p2> .
  <urn:f3> ca:funded <urn:b1> ; ca:fundingKind <urn:kind> ; ca:amount 99 ;
    ca:currency <urn:eur> ; ca:statedIn <urn:p1> .
  <urn:p1> dcterms:isPartOf <urn:list-1> .
  <urn:p2> dcterms:isPartOf <urn:list-2> .
}}
"""


@pytest.fixture(scope="module")
def world() -> Iterator[Engine]:
    engine = EmbeddedEngine.in_memory()
    engine.update(WORLD)
    yield engine
    engine.close()


def test_who_is_in_a_part_is_in_the_whole_and_the_busiest_come_first(world: Engine) -> None:
    found = residents(world, PL, 1)
    assert [(one.thing, one.participations.number) for one in found.shown] == [
        ("urn:a", 2),
        ("urn:idle", 0),
    ]
    assert found.page.total == Count(2)
    assert found.shown[0].places == (PL, "urn:krakow")


def test_too_many_to_be_sorted_are_shown_all_the_same(
    world: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(residing, "MOST_RANKED", 1)
    found = residents(world, PL, 1)
    assert not found.is_ranked
    assert {(one.thing, one.participations.number) for one in found.shown} == {
        ("urn:a", 2),
        ("urn:idle", 0),
    }


def test_a_page_beyond_the_list_is_its_last(world: Engine) -> None:
    assert residents(world, PL, 7).page.number == 1


def test_projects_and_money_by_programme(world: Engine) -> None:
    found = involvement(world, "urn:malopolska", of_countries=False)
    assert found.participations == Count(2)
    assert [(one.programme, one.projects, one.money) for one in found.programmes] == [
        ("", 1, {}),
        # Of two lists the one that says most; not what the partner gets.
        ("urn:programme", 1, {("urn:kind", "urn:eur"): Decimal(12)}),
    ]


PARTNERS = {
    "regions of a region's partners": (
        "urn:malopolska",
        False,
        {"urn:berlin": 1, DE: 1, "urn:nowhere": 1},
    ),
    "countries of a country's partners": (PL, True, {DE: 2, "urn:nowhere": 1}),
    "nobody of the same country": (DE, True, {PL: 1}),
}


@pytest.mark.parametrize(
    ("place", "of_countries", "expected"), PARTNERS.values(), ids=PARTNERS.keys()
)
def test_where_the_partners_are(
    world: Engine, place: str, *, of_countries: bool, expected: dict[str, int]
) -> None:
    found = involvement(world, place, of_countries=of_countries)
    assert {one.territory: one.partners for one in found.partners} == expected


def test_no_sums_where_not_all_was_looked_at(
    world: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(involving, "MOST_INVOLVED", 1)
    found = involvement(world, PL, of_countries=True)
    assert found.participations == Count(1, is_more=True)
    assert all(not one.money for one in found.programmes)


def test_malopolskie_in_the_tree_of_regions(engine: Engine) -> None:
    found = territory(engine, MALOPOLSKIE)
    assert found.above == (PL,)
    assert f"{ID}locality/krakow" in {part.iri for part in found.parts}
    assert [part.code for part in found.beside if part.code] == ["PL22", "PL51"]
    assert found.policies == (
        f"{ID}policy/malopolska-cluster-policy",
        f"{ID}policy/malopolska-economic-development-strategy",
        f"{ID}policy/malopolska-regional-development-strategy",
    )
    assert f"{ID}network/vanguard-initiative" in {one.network for one in found.memberships}


def test_malopolskies_clusters(engine: Engine) -> None:
    assert clusters_in(engine, MALOPOLSKIE) == (
        f"{ID}cluster/klaster-lifescience-krakow",
        f"{ID}cluster/sustainable-infrastructure-cluster",
    )
