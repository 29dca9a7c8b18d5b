"""Countries and regions by code and name, and what is said of them beside the atlas's own data."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from clusteratlas import assets
from clusteratlas.importers.classification import units
from clusteratlas.importers.territories import (
    change_triples,
    country_of,
    country_triples,
    nuts_candidates,
    nuts_of_name,
    region,
    region_triples,
)
from clusteratlas.terms import CA, PREFIXES

SKOS = PREFIXES["skos"]
COUNTRIES = [
    ("PL", "PL"), ("pl", "PL"), ("EL", "GR"), ("GR", "GR"), ("UK", "GB"), ("XK", "XK"),
    ("POL", "PL"), ("GBR", "GB"), ("Poland", "PL"), ("POLSKA", "PL"), ("Sverige", "SE"),
    ("Szwecja", "SE"), ("Deutschland", "DE"), ("Česko", "CZ"), ("Czech Republic", "CZ"),
    ("Ελλάδα", "GR"), ("Zjednoczone Królestwo", "GB"), ("Wielka Brytania", "GB"),
    ("Bosnia and Herzegovina", "BA"), ("Kosovo*", "XK"), ("The Netherlands", "NL"),
    ("Turkey", "TR"), ("Türkiye", "TR"), ("Georgia", "GE"), (" Spain ", "ES"),
]  # fmt: skip
NO_COUNTRIES = ["", "ZZ", "EU", "Europe", "Hszpania", "AN", "123", "Bavaria", "XX"]
NAMES = [
    # name, country, level, code
    ("Västerbottens län", "SE", 3, "SE331"),
    ("Västerbotten", "SE", None, "SE331"),
    ("Övre Norrland", "SE", 2, "SE33"),
    ("Småland och öarna", "SE", 2, "SE21"),
    ("Stockholm", "SE", 2, "SE11"),
    ("Stockholms län", "SE", None, "SE110"),
    ("Małopolskie", "PL", 2, "PL21"),
    ("województwo małopolskie", "PL", None, "PL21"),
    ("KRAKÓW", "PL", None, "PL213"),
    ("Berlin", "DE", None, "DE300"),
    ("Berlin", "DE", 1, "DE3"),
    ("Utrecht", "NL", None, "NL350"),
    ("Attiki", "GR", None, "EL30"),
    ("Αττική", "GR", 1, "EL3"),
    ("Brussels Hoofdstedelijk Gewest", "BE", 1, "BE1"),
    ("Leipzig", "DE", None, None),
    ("Luxembourg", "BE", None, "BE34"),
    ("Luxembourg", "LU", None, "LU000"),
    ("Małopolskie", "DE", None, None),
    ("Nowhere", "PL", None, None),
    ("", "PL", None, None),
]


def store(text: str) -> Store:
    found = Store()
    found.extend(parse(input=text.encode(), format=RdfFormat.N_TRIPLES))
    return found


def values(store: Store, node: str, prop: str) -> set[Literal]:
    found = store.quads_for_pattern(NamedNode(node), NamedNode(prop), None)
    return {quad.object for quad in found if isinstance(quad.object, Literal)}


@pytest.mark.parametrize(("name", "iso"), COUNTRIES, ids=[name for name, _ in COUNTRIES])
def test_country(name: str, iso: str) -> None:
    assert country_of(name) == iso


@pytest.mark.parametrize("name", NO_COUNTRIES)
def test_no_country(name: str) -> None:
    assert country_of(name) is None


def test_every_country_of_the_classification_is_one() -> None:
    countries = {unit.code: unit.country for unit in units().values()}
    assert {iso: country_of(iso) for iso in countries.values()} == {
        iso: iso for iso in countries.values()
    }


@pytest.mark.parametrize(
    ("name", "iso", "level", "code"), NAMES, ids=[f"{n[0]}-{n[1]}-{n[2]}" for n in NAMES]
)
def test_region_by_name(name: str, iso: str, level: int | None, code: str | None) -> None:
    assert nuts_of_name(name, iso, level) == code


def test_what_an_ambiguous_name_may_mean() -> None:
    assert nuts_candidates("Leipzig", "DE") == ("DED5", "DED52")
    assert nuts_candidates("Utrecht", "NL") == ("NL35", "NL350"), "not those of 2021"


def test_most_names_of_a_level_are_found_again() -> None:
    # The others share a name with a neighbour, such as a city and the district around it.
    named = [unit for unit in units().values() if unit.level and not unit.is_extra_regio]
    found = [nuts_of_name(unit.name, unit.country, unit.level) for unit in named]
    wrong = [
        (unit.code, code)
        for unit, code in zip(named, found, strict=True)
        if code not in {None, unit.code, *unit.replaced_by}
    ]
    assert wrong == []
    assert found.count(None) < len(named) / 50


def test_the_description_of_a_region_reaches_its_country() -> None:
    said = store(region_triples("PL213") or "")
    for code in ("PL213", "PL21", "PL2", "PL"):
        assert values(said, region(code)[1:-1], f"{CA}nutsCode") == {Literal(code)}
    broader = {
        (quad.subject.value[-5:], quad.object.value[-4:])
        for quad in said.quads_for_pattern(None, NamedNode(f"{SKOS}broader"), None)
    }
    assert broader == {("pl213", "pl21"), ("-pl21", "-pl2"), ("s-pl2", "y/pl")}


def test_a_code_of_no_edition_has_no_description() -> None:
    assert region_triples("PL999") is None


def test_a_code_of_level_0_is_a_country() -> None:
    assert region_triples("EL") == country_triples("GR")
    assert region("EL").endswith("/country/gr>")


def test_change() -> None:
    assert change_triples("PL213") == ""
    assert "isReplacedBy" in change_triples("PT17")
    assert "replaces" in change_triples("PT1A")


def test_the_atlas_s_own_data_is_not_contradicted() -> None:
    own = Store()
    own.load(path=str(assets.data() / "territories.ttl"), format=RdfFormat.TURTLE)
    coded = list(own.quads_for_pattern(None, NamedNode(f"{CA}nutsCode"), None))
    assert len(coded) > 20
    for quad in coded:
        iri, code = quad.subject.value, quad.object.value
        said, node = store(region_triples(code) or ""), region(code)[1:-1]
        level = f"{CA}nutsLevel"
        assert values(said, node, level) == values(own, iri, level), code
        tags = {label.language: label for label in values(own, iri, f"{SKOS}prefLabel")}
        for label in values(said, node, f"{SKOS}prefLabel"):
            assert tags[label.language] == label
        newer = {year for year in values(said, node, f"{CA}nutsEdition") if year.value > "2018"}
        assert not newer or newer >= values(own, iri, f"{CA}nutsEdition")


def test_countries_of_the_atlas_that_are_in_no_classification() -> None:
    assert '"United States"@en' in country_triples("US")
    assert "nutsCode" not in country_triples("US")
