"""What people type, and what they mean: the first suggestion, and the page of results."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from clusteratlas.search.asking import PAGE_SIZE, Filters, Searcher, Sort
from clusteratlas.search.index import COUNTRY, KIND, PROGRAMME, REGION
from clusteratlas.search.wording import Tier
from clusteratlas.terms import ID

from .conftest import labels

KLASTER = "Klaster LifeScience Krakow"
FIRST = {
    # As it is written, in any language, in any order, by another name.
    "Genopole": "Genopole",
    "Klaster LifeScience Kraków": KLASTER,
    "KLK": KLASTER,
    "krakow lifescience klaster": KLASTER,
    "Hiszpania": "Spain",
    "España": "Spain",
    "Jagiellonian University": "Jagiellonian University",
    "Uniwersytet Jagielloński": "Jagiellonian University",
    "Samo Pavlin": "Samo Pavlin",
    "Vanguard": "Vanguard Initiative",
    # Without diacritics, in capitals.
    "malopolska": "Małopolska",
    "slaskie": "Śląskie",
    "GENOPOLE": "Genopole",
    "strassenbau orsted lodz": "Straßenbau Ørsted Łódź",
    "tartu ulikool": "Tartu Ülikool",
    # Begun.
    "genop": "Genopole",
    "klaster lifesc": KLASTER,
    "vang": "Vanguard Initiative",
    "sp": "Spain",
    # A letter missing, too many, another, two swapped.
    "genopol": "Genopole",
    "hszpania": "Spain",
    "Hiszpnia": "Spain",
    "malopolksa": "Małopolska",
    "lifescince krakow": KLASTER,
    "klasster lifescience": KLASTER,
    "univeristy of ljubljana": "University of Ljubljana",
    "jagellonian university": "Jagiellonian University",
    "uniwersytet jagieloński": "Jagiellonian University",
    "vangaurd initative": "Vanguard Initiative",
    "genpole biotech": "Genopole Biotech Park",
    # Joined and split otherwise.
    "life science krakow cluster": KLASTER,
    "med silesia": "MedSilesia Cluster",
    "medsilesiacluster": "MedSilesia Cluster",
    # Other scripts, and what they are in Latin letters.
    "Αττική": "Attica",
    "attiki": "Attica",
    "Югозападен": "Югозападен",
    "yugozapaden": "Югозападен",
    "თბილისის": "თბილისის უნივერსიტეტი",
    "tbilisis": "თბილისის უნივერსიტეტი",
    # Identifiers, exactly.
    "PL21": "Małopolska",
    "pl 21": "Małopolska",
    "EL30": "Attica",
    "999895013": "Tartu Ülikool",
    "671438": "Tender care",
    "DG-G/2918/13": "Agreement DG-G/2918/13",
    "TEND": "Tender care",
}


@pytest.mark.parametrize(("text", "first"), FIRST.items(), ids=FIRST)
def test_first_suggestion(searcher: Searcher, text: str, first: str) -> None:
    assert labels(searcher, text)[:1] == [first]


@pytest.mark.parametrize(("text", "first"), FIRST.items(), ids=FIRST)
def test_first_result(searcher: Searcher, text: str, first: str) -> None:
    page = searcher.search(text, Filters())
    assert page.hits[0].document.label("en") == first
    assert page.total >= len(page.hits)


@pytest.mark.parametrize("text", ["", " ", "—", "!?", "qwxzqwxz", "999895014", "\x00", "a" * 5000])
def test_nothing_suggested(searcher: Searcher, text: str) -> None:
    assert labels(searcher, text) == []


@pytest.mark.parametrize("text", ['"', "a:b", "AND OR NOT", "kra*", "[1 TO 2]", "\\", "krak+ow -x"])
def test_no_sign_has_a_meaning(searcher: Searcher, text: str) -> None:
    assert searcher.search(text, Filters()).total <= searcher.size


def test_order_of_tiers(searcher: Searcher) -> None:
    tiers = [hit.tier for hit in searcher.search("krakow", Filters()).hits]
    assert tiers[0] is Tier.WHOLE
    assert tiers == sorted(tiers, reverse=True)


def test_clusters_before_documents_about_them(searcher: Searcher) -> None:
    kinds = [hit.document.kind for hit in searcher.search("klaster", Filters()).hits]
    assert kinds.index("cluster") < kinds.index("document")


@pytest.mark.parametrize(
    ("text", "name"),
    [("hszpania", "Hszpania"), ("KLK", "KLK"), ("jagielloński", "Uniwersytet Jagielloński")],
)
def test_name_that_was_found(searcher: Searcher, text: str, name: str) -> None:
    found = searcher.suggest(text)[0].match.name
    assert found is not None
    assert found.text == name


def test_identifier_that_was_found(searcher: Searcher) -> None:
    assert searcher.suggest("pl21")[0].match.identifier == "PL21"


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("lifescince krakow", "LifeScience Krakow"),
        ("univeristy of ljubljana", "University of Ljubljana"),
        ("Genopole", ""),
        ("genop", ""),
    ],
)
def test_what_was_meant(searcher: Searcher, text: str, instead: str) -> None:
    assert searcher.search(text, Filters()).instead == instead


def test_some_of_the_words(searcher: Searcher) -> None:
    page = searcher.search("qwxzqwxz genopole", Filters())
    assert page.is_partial
    assert page.hits[0].document.label("en") == "Genopole"
    assert not searcher.search("genopole", Filters(), sort=Sort.NAME).is_partial


@pytest.mark.parametrize(
    ("text", "kinds", "expected"),
    [
        ("krakow", ("cluster",), {"cluster"}),
        ("krakow", ("locality", "cluster"), {"locality", "cluster"}),
        ("university", ("project",), set()),
        ("leader", ("scheme-role",), {"concept"}),
        ("leader", ("scheme-measure",), set()),
    ],
)
def test_suggestions_of_kinds(
    searcher: Searcher, text: str, kinds: tuple[str, ...], expected: set[str]
) -> None:
    assert {hit.document.kind for hit in searcher.suggest(text, kinds)} == expected


def test_limit_of_suggestions(searcher: Searcher) -> None:
    assert len(searcher.suggest("k", limit=3)) == 3


def iri(path: str) -> str:
    return ID + path


FILTERS = {
    "kind": Filters({KIND: ["cluster"]}),
    "two kinds": Filters({KIND: ["cluster", "network"]}),
    "country": Filters({COUNTRY: [iri("country/pl")]}),
    "region": Filters({REGION: [iri("region/malopolskie")]}),
    "programme": Filters({PROGRAMME: [iri("programme/cosme")]}),
    "years": Filters(since=2011, until=2012),
    "from": Filters(since=2018),
    "kind and country": Filters({KIND: ["cluster"], COUNTRY: [iri("country/pl")]}),
}


def every_hit(searcher: Searcher, text: str, filters: Filters, sort: Sort) -> Iterator[str]:
    page = 1
    while hits := searcher.search(text, filters, page=page, sort=sort).hits:
        yield from (hit.document.iri for hit in hits)
        page += 1


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
def test_filters_narrow_down(searcher: Searcher, filters: Filters, sort: Sort) -> None:
    found = list(every_hit(searcher, "", filters, sort))
    assert len(found) == len(set(found)) == searcher.search("", filters).total
    assert set(found) < set(every_hit(searcher, "", Filters(), Sort.NAME))


@pytest.mark.parametrize("name", [KIND, COUNTRY, REGION, PROGRAMME])
@pytest.mark.parametrize("text", ["", "krakow"])
def test_counts_are_those_of_the_filter(searcher: Searcher, name: str, text: str) -> None:
    """What a facet says is what choosing its value gives."""
    for value, count in searcher.search(text, Filters()).facets[name].items():
        assert searcher.search(text, Filters({name: [value]})).total == count


def test_counts_of_years(searcher: Searcher) -> None:
    years = searcher.search("", Filters()).years
    assert list(years) == sorted(years)
    for year, count in years.items():
        assert searcher.search("", Filters(since=year, until=year)).total == count


def test_other_values_of_a_chosen_facet_stay(searcher: Searcher) -> None:
    everything = searcher.search("", Filters()).facets[KIND]
    assert searcher.search("", Filters({KIND: ["cluster"]})).facets[KIND] == everything


def test_a_project_is_where_its_participants_are(searcher: Searcher) -> None:
    page = searcher.search("bio-regions", Filters({KIND: ["project"]}))
    assert {iri("country/fr"), iri("country/pl")} <= set(page.hits[0].document.countries)


@pytest.mark.parametrize("sort", Sort)
def test_pages_follow_each_other(searcher: Searcher, sort: Sort) -> None:
    found = list(every_hit(searcher, "", Filters(), sort))
    assert len(found) == searcher.size == len(set(found)) > 2 * PAGE_SIZE


def test_sorted_by_name(searcher: Searcher) -> None:
    hits = searcher.search("", Filters({KIND: ["country"]}), sort=Sort.NAME, language="pl").hits
    names = [hit.document.label("pl") for hit in hits]
    assert names[:2] == ["Belgia", "Finlandia"]


def test_sorted_by_time(searcher: Searcher) -> None:
    filters = Filters({KIND: ["project"]}, since=1900)
    years = [hit.document.years[0] for hit in searcher.search("", filters, sort=Sort.NEWEST).hits]
    assert years == sorted(years, reverse=True)
    oldest = searcher.search("", filters, sort=Sort.OLDEST).hits
    assert [hit.document.years[0] for hit in oldest] == sorted(years)
