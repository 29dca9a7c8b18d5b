"""`/search`, `/suggest`, `/opensearch.xml`: the page, the JSON, and what is said when."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from clusteratlas.catalogue import Catalogue
from clusteratlas.dataset.store import current_version, open_current, open_version
from clusteratlas.dataset.writing import WriteOptions, Writer
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network
from clusteratlas.rdf.protocol import UpdateRequest
from clusteratlas.search.following import bring_up_to_date
from clusteratlas.search.opened import OpenIndexes
from clusteratlas.settings import Settings
from clusteratlas.web.app import create_app
from clusteratlas.web.context import Atlas
from clusteratlas.web.current import CurrentEngine, OlderVersions

HTML = {"Accept": "text/html,*/*;q=0.8"}
GRAPH = "https://w3id.org/clusteratlas/graph/ecri-study-visit"


def client_on(store: Path, catalogue: Catalogue) -> FlaskClient:
    atlas = Atlas(
        CurrentEngine(lambda: current_version(store), lambda: open_current(store)),
        OlderVersions(lambda version: open_version(store, version)),
        catalogue,
        indexes=OpenIndexes(store),
    )
    app = create_app(atlas, Settings())
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


@pytest.fixture(scope="module")
def made(atlas_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas with its index."""
    store = tmp_path_factory.mktemp("searching") / "store"
    shutil.copytree(atlas_store, store, ignore=shutil.ignore_patterns("search"))
    bring_up_to_date(store)
    return store


@pytest.fixture
def client(made: Path, catalogue: Catalogue) -> FlaskClient:
    return client_on(made, catalogue)


def json_of(client: FlaskClient, address: str) -> Any:
    answer = client.get(address, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.text
    return answer.json


class Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def links(page: str, path: str) -> list[dict[str, list[str]]]:
    """The parameters of the page's links to `path`."""
    found = (urlsplit(link) for link in Links(page).found)
    return [parse_qs(link.query) for link in found if link.path == path]


@pytest.mark.parametrize(
    ("address", "label", "kind", "href"),
    [
        ("/suggest?q=genopol", "Genopole", "organisation", "/id/organisation/genopole"),
        ("/en/suggest?q=hszpania", "Spain", "country", "/en/id/country/es"),
        ("/pl/suggest?q=hszpania", "Hiszpania", "kraj", "/pl/id/country/es"),
        ("/suggest?q=espana&lang=pl", "Hiszpania", "kraj", "/pl/id/country/es"),
        ("/suggest?q=krakow&kind=cluster", "Klaster LifeScience Krakow", "cluster", ""),
        ("/suggest?q=krakow&kind=territory", "Kraków", "locality", "/id/locality/krakow"),
    ],
)
def test_suggestions(client: FlaskClient, address: str, label: str, kind: str, href: str) -> None:
    first = json_of(client, address)[0]
    assert (first["label"], first["kindLabel"]) == (label, kind)
    assert first["href"].endswith(href)
    assert first["iri"].startswith("https://w3id.org/clusteratlas/id/")
    assert set(first) == {"iri", "href", "label", "kind", "kindLabel", "also", "note"}


def test_suggestions_for_browsers(client: FlaskClient) -> None:
    answer = client.get("/pl/suggest?q=genopol&format=opensearch")
    assert answer.content_type == "application/x-suggestions+json"
    text, names, notes, addresses = json_of(client, "/pl/suggest?q=genopol&format=opensearch")
    assert (text, names[0]) == ("genopol", "Genopole")
    assert len(names) == len(notes) == len(addresses)
    assert addresses[0] == "http://localhost/pl/id/organisation/genopole"


def test_no_suggestions(client: FlaskClient) -> None:
    assert json_of(client, "/suggest") == json_of(client, "/suggest?q=") == []


def test_description_of_the_search(client: FlaskClient) -> None:
    answer = client.get("/pl/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    root = ET.fromstring(answer.text)
    templates = {
        url.attrib["type"]: url.attrib["template"]
        for url in root.iter("{http://a9.com/-/spec/opensearch/1.1/}Url")
    }
    assert templates == {
        "text/html": "http://localhost/pl/search?q={searchTerms}",
        "application/json": "http://localhost/pl/search?q={searchTerms}&format=json",
        "application/x-suggestions+json": (
            "http://localhost/pl/suggest?q={searchTerms}&format=opensearch"
        ),
    }
    for template in templates.values():
        address = template.removeprefix("http://localhost").replace("{searchTerms}", "krak%C3%B3w")
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=krakow",
        "?q=lifescince+krakow",
        "?q=hszpania&kind=country",
        "?kind=cluster&kind=network&country=pl",
        "?kind=territory&region=region/malopolskie",
        "?programme=programme/cosme&from=2010&to=2014&sort=newest",
        "?q=leader&kind=scheme-role",
        "?q=qwxzqwxz",
        "?q=qwxzqwxz&kind=cluster",
        "?q=qwxzqwxz+genopole",
        "?page=3&sort=name",
        "?q=%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_every_link_of_a_page_works(client: FlaskClient, language: str, query: str) -> None:
    path = f"/{language}/search"
    page = client.get(path + query, headers=HTML)
    assert page.status_code == 200
    assert page.text.count("<h1>") == 1
    assert "<script>alert" not in page.text
    found = {link for link in Links(page.text).found if urlsplit(link).path == path}
    assert found
    for link in found:
        assert client.get(link, headers=HTML).status_code == 200, link


def test_results(client: FlaskClient) -> None:
    page = client.get("/pl/search?q=hszpania", headers=HTML).text
    assert '<a href="/pl/id/country/es">Hiszpania</a>' in page
    assert "także: Hszpania" in page
    assert '<html lang="pl">' in page


def test_did_you_mean(client: FlaskClient) -> None:
    page = client.get("/search?q=lifescince+krakow", headers=HTML).text
    assert {"q": ["LifeScience Krakow"]} in links(page, "/search")


def test_facets_are_added_and_removed(client: FlaskClient) -> None:
    page = client.get("/search?q=krakow&kind=cluster", headers=HTML).text
    found = links(page, "/search")
    assert {"q": ["krakow"], "kind": ["cluster"], "country": ["country/pl"]} in found
    assert {"q": ["krakow"], "kind": ["cluster", "event"]} in found
    assert {"q": ["krakow"]} in found


def test_counts_in_json(client: FlaskClient) -> None:
    found = json_of(client, "/search?kind=cluster")
    kinds = {each["value"]: each["count"] for each in found["facets"]["kind"]}
    assert kinds["cluster"] == found["total"] == len(found["hits"])
    countries = json_of(client, "/search?kind=cluster&country=PL")
    assert countries["total"] == sum(
        each["count"] for each in found["facets"]["country"] if each["value"] == "country/pl"
    )


def test_pages(client: FlaskClient) -> None:
    first = client.get("/search?sort=name", headers=HTML).text
    second = client.get("/search?sort=name&page=2", headers=HTML).text
    assert {"sort": ["name"], "page": ["2"]} in links(first, "/search")
    assert {"sort": ["name"]} in links(second, "/search")
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


@pytest.mark.parametrize(
    "address",
    [
        "/search?kind=cat",
        "/search?page=0",
        "/search?page=501",
        "/search?page=x",
        "/search?from=20",
        "/search?to=soon",
        "/search?sort=best",
        "/search?format=xml",
        "/suggest?q=a&kind=cat",
        "/suggest?q=a&limit=0",
        "/suggest?q=a&limit=1000",
    ],
)
def test_parameters_without_sense(client: FlaskClient, address: str) -> None:
    answer = client.get(address, headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json["detail"]


def test_not_acceptable(client: FlaskClient) -> None:
    assert client.get("/search", headers={"Accept": "text/turtle"}).status_code == 406


@pytest.mark.parametrize("address", ["/search?q=krakow", "/suggest?q=krakow", "/opensearch.xml"])
def test_not_modified(client: FlaskClient, address: str) -> None:
    first = client.get(address, headers=HTML)
    again = client.get(address, headers={**HTML, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    store = tmp_path / "store"
    shutil.copytree(made, store)
    return store


def rename(store: Path) -> str:
    """Another version, in which the cluster MedSilesia is not there, but a new one."""
    writer = Writer(store, WriteOptions(keep_versions=5, limits=Limits(), network=Network()))
    update = f"""
    PREFIX cluster: <https://w3id.org/clusteratlas/id/cluster/>
    PREFIX ca: <https://w3id.org/clusteratlas/ontology#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    DELETE WHERE {{ GRAPH <{GRAPH}> {{ cluster:medsilesia ?property ?value }} }} ;
    INSERT DATA {{ GRAPH <{GRAPH}> {{
      cluster:new a ca:Cluster ; skos:prefLabel "Brand new"@en }} }}"""
    return writer.update(UpdateRequest(update), "tester").version


def test_index_behind(store: Path, catalogue: Catalogue) -> None:
    """What is gone is not shown, what is new is said to be missing, and nothing of it is kept."""
    first = current_version(store)
    second = rename(store)
    client = client_on(store, catalogue)
    page = client.get("/search?q=medsilesia", headers=HTML)
    assert "being brought up to date" in page.text
    assert "/id/cluster/medsilesia" not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Dataset-Version"] == second
    assert json_of(client, "/suggest?q=medsilesia") == []
    assert client.get("/suggest?q=medsilesia").headers["Cache-Control"] == "no-store"
    bring_up_to_date(store)
    page = client.get("/search?q=brand+new", headers=HTML)
    assert "being brought up to date" not in page.text
    assert "/id/cluster/new" in page.text
    assert page.headers["Cache-Control"] == "no-cache"
    old = client.get(f"/search?q=medsilesia&version={first}", headers=HTML)
    assert "/id/cluster/medsilesia" in old.text
    unknown = client.get(f"/search?q=brand+new&version={first}", headers=HTML)
    assert "/id/cluster/new" not in unknown.text


def test_older_version_without_an_index(store: Path, catalogue: Catalogue) -> None:
    first = current_version(store)
    shutil.rmtree(store / "search")
    rename(store)
    bring_up_to_date(store)
    page = client_on(store, catalogue).get(f"/search?q=brand+new&version={first}", headers=HTML)
    assert "There is no search index of this older version" in page.text
    assert "/id/cluster/new" not in page.text


@pytest.mark.parametrize("address", ["/search?q=a", "/suggest?q=a"])
def test_no_index_yet(
    store: Path, catalogue: Catalogue, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.rmtree(store / "search")
    client = client_on(store, catalogue)
    answer = client.get(address, headers={"Accept": "application/json"})
    assert answer.status_code == 503
    assert answer.json["detail"] == "The search index is not there yet."
    assert answer.headers["Retry-After"]
    assert not caplog.records
    bring_up_to_date(store)
    assert client.get(address).status_code == 200
