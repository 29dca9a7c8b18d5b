"""Pages of places, programmes, funders and sources, and the ledger, over the five texts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.engine.protocol import QueryResult
from clusteratlas.entities.programmes import programme
from clusteratlas.gateway.hosted import reader
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.settings import Settings

from ..markup import HTML, Page

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Seen:
    """A page: its status, its markup, its words without it, and how many queries it took."""

    status: int
    html: str
    queries: int

    @property
    def words(self) -> str:
        return " ".join(unescape(_TAG.sub(" ", self.html)).split())


See = Callable[[str], Seen]


@pytest.fixture(scope="module")
def atlas_client(atlas_store: Path) -> FlaskClient:
    """A client of the atlas as workers host it: the index of names and the imports beside it."""
    app = reader(atlas_store, Settings(store=atlas_store))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


@pytest.fixture
def see(atlas_client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> See:
    """Opens pages: `see("/en/id/country/pl")`."""
    taken = 0
    query = EmbeddedEngine.query

    def counting(engine: EmbeddedEngine, request: QueryRequest) -> QueryResult:
        nonlocal taken
        taken += 1
        return query(engine, request)

    monkeypatch.setattr(EmbeddedEngine, "query", counting)

    def opened(path: str) -> Seen:
        nonlocal taken
        # What is asked once for each version is not counted to the page.
        atlas_client.get("/en/sources", headers=HTML)
        taken = 0
        response = atlas_client.get(path, headers=HTML)
        return Seen(response.status_code, response.get_data(as_text=True), taken)

    return opened


KLASTER = "https://w3id.org/clusteratlas/id/cluster/klaster-lifescience-krakow"

# Path, whether in English or Polish, what the page says, and who says so.
SHOWN: dict[str, tuple[str, list[str]]] = {
    "a region": (
        "/en/id/region/malopolskie",
        ["Małopolska", "PL21", "Poland", "Region, NUTS 2", "Vanguard Initiative",
         "Klaster LifeScience Krakow", "Cluster policy of the Małopolska authorities"],
    ),
    "a region in Polish": (
        "/pl/id/region/malopolskie",
        ["Małopolskie", "Polska", "Klastry", "Regiony partnerów", "Hiszpania"],
    ),
    "a country": (
        "/en/id/country/pl",
        ["Poland", "Polska", "PL", "MedSilesia Cluster", "Partner countries", "France"],
    ),
    "a bio-region": ("/en/id/bio-region/malopolska", ["Bio-Region Małopolska", "no NUTS code"]),
    "a locality": ("/en/id/locality/krakow", ["Kraków", "Locality", "Life Science Park"]),
    "a part of the world": ("/en/id/macro-area/central-europe", ["Central Europe"]),
    "a programme": (
        "/en/id/programme/malopolska-rop-2007-2013",
        ["Malopolska Regional Operational Program", "European Union", "PLN 1,087,398",
         "LifeScience Cluster Krakow – capacity building"],
    ),
    "a programme in Polish": (
        "/pl/id/programme/malopolska-rop-2007-2013",
        ["Unia Europejska", "1 087 398 PLN", "Całkowita wartość"],
    ),
    "a part of a programme": ("/en/id/activity/mrpo-8-2", ["8.2", "Part of", "European Union"]),
    "a funder": (
        "/en/id/organisation/european-union",
        ["Funder", "European Union", "COSME", "Co-financing", "MRPO 8.2."],
    ),
    "a regional funder": (
        "/en/id/organisation/lower-silesia-regional-government",
        ["DG-G/2918/13", "Funder"],
    ),
    "a source": (
        "/en/graph/ecri-study-visit",
        ["European Cluster Collaboration Platform", "23 February 2018", "sha256:c1bfd2b7",
         "News by a partner of the project", "CC BY 4.0", "English"],
    ),
    "reference data": ("/en/graph/territories", ["Territories", "Reference data of the atlas"]),
    "a document": (
        "/en/id/document/mrpo-project-en",
        ["Klaster in European networks", "SKEMA Buisness School", "1 087 398, 00 zł",
         "18, the last"],
    ),
    "a document in Polish": (
        "/pl/id/document/mrpo-project-pl",
        ["Fakty według akapitów", "Hszpania", "Udział w projekcie", "miejsce w brzmieniu źródła"],
    ),
    "a passage": (
        "/en/id/passage/mrpo-project-en-p2",
        ["Paragraph 2", "Klaster in European networks", "20 months", "total value", "Next"],
    ),
    "the sources": (
        "/en/sources",
        ["uiin.org: Klaster Life Science Kraków unlocks", "Territories", "Rank", "CC BY 4.0"],
    ),
    "the ledger": (
        "/en/conflicts",
        ["Klaster LifeScience Krakow", "70 institutions", "72 institutions", "preferred",
         "conflict", "series", "imprecise", "15.1 to 21 months"],
    ),
    "the ledger in Polish": (
        "/pl/conflicts",
        ["70 instytucji", "72 instytucje", "sprzeczność", "preferowana", "20 miesięcy"],
    ),
    "the ledger about one thing": (
        f"/en/conflicts?about={KLASTER}&kind=conflict",
        ["70 institutions", "its source has rank 1"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("path", "said"), SHOWN.values(), ids=SHOWN.keys())
def test_known_facts_are_shown_on_a_sound_page(see: See, path: str, said: list[str]) -> None:
    page = see(path)
    assert page.status == 200
    assert not [text for text in said if text not in page.words]
    markup = Page(page.html)
    assert not markup.open
    assert len([tag for tag, _ in markup.elements if tag == "h1"]) == 1
    ids = [attributes["id"] for _, attributes in markup.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", [path for path, _ in SHOWN.values()], ids=SHOWN.keys())
def test_a_page_takes_few_queries(see: See, path: str) -> None:
    assert see(path).queries <= 45


SOURCED = {
    "a code that was inferred": ("/en/id/region/malopolskie", "Inferred, not stated:"),
    "a membership": ("/en/id/region/malopolskie", "Unlocks the Innovation Potential"),
    "an amount": ("/en/id/programme/malopolska-rop-2007-2013", "Klaster in European networks"),
    "who pays": ("/en/id/programme/malopolska-rop-2007-2013", "Inferred, not stated:"),
    "a preferred value": ("/en/conflicts", "The cluster’s own page in the original language."),
}


@pytest.mark.parametrize(("path", "source"), SOURCED.values(), ids=SOURCED.keys())
def test_a_fact_says_where_it_comes_from(see: See, path: str, source: str) -> None:
    assert source in see(path).words


PAGED = {
    "a document from a paragraph on": (
        "/en/id/document/mrpo-project-en?paragraph=12",
        "¶ 12",
        "¶ 11",
    ),
    "numbers that are none": ("/en/id/document/mrpo-project-en?paragraph=x", "¶ 1", "¶ 20"),
    "a page of projects that there is not": (
        "/en/id/programme/cosme?projects=9",
        "ECRI",
        "Page 9",
    ),
    "organisations beyond the last page": (
        "/en/id/country/pl?organisations=99",
        "Malopolska Regional Development Agency",
        "Page 99",
    ),
    "one kind of difference": ("/en/conflicts?kind=imprecision", "duration", "member count"),
    "a part that there is not": ("/en/conflicts?part=7", "Previous part", "Next part"),
}


@pytest.mark.parametrize(("path", "there", "not_there"), PAGED.values(), ids=PAGED.keys())
def test_lists_are_paged(see: See, path: str, there: str, not_there: str) -> None:
    words = see(path).words
    assert there in words
    assert not_there not in words


def test_sums_that_are_too_long_for_a_page_are_a_query_to_be_run(
    see: See, atlas_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/en/id/programme/malopolska-rop-2007-2013"
    assert "PLN 1,087,398" in see(path).words
    monkeypatch.setattr(programme, "MOST_SUMMED", 0)
    page = see(path)
    assert "Stated for" not in page.words
    (address,) = re.findall(r'href="[^"]*/sparql\?query=([^"]*)"', page.html)
    answer = atlas_client.get(f"/sparql?query={address}&format=csv").get_data(as_text=True)
    assert "/scheme/funding-kind/total-value," in answer
    assert answer.rstrip().endswith(",1,1087398")


REFUSED = {
    "a kind that there is not": ("/en/conflicts?kind=quarrel", "conflict, imprecision, series"),
    "no IRI": ("/en/conflicts?about=Krak%C3%B3w%20", "IRI"),
}


@pytest.mark.parametrize(("path", "hint"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_asked_is_refused_with_a_sentence(see: See, path: str, hint: str) -> None:
    page = see(path)
    assert page.status == 400
    assert hint in page.words


STRUCTURED = {
    "a region": ("/en/id/region/malopolskie", "AdministrativeArea", "Małopolska"),
    "a country": ("/pl/id/country/pl", "Country", "Polska"),
    "a locality": ("/en/id/locality/krakow", "City", "Kraków"),
    "a programme": ("/en/id/programme/cosme", "FundingScheme", "COSME"),
    "a funder": ("/en/id/organisation/european-union", "Organization", "European Union"),
    "a source": ("/en/graph/ecri-study-visit", "Dataset", "European Cluster Collaboration"),
    "a document": ("/en/id/document/mrpo-project-en", "CreativeWork", "Klaster in European"),
}


@pytest.mark.parametrize(("path", "type_", "name"), STRUCTURED.values(), ids=STRUCTURED.keys())
def test_search_engines_are_told_in_schema_org(see: See, path: str, type_: str, name: str) -> None:
    (written,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', see(path).html, re.DOTALL
    )
    data = json.loads(written)
    assert data["@type"] == type_
    assert data["name"].startswith(name)
