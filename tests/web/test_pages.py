"""The pages, in both languages, and `/health`."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from clusteratlas import web
from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.web.contents import ContentsOfVersions
from clusteratlas.web.texts import TEXTS

PAGES = ["/", "/queries", "/queries/cluster-names", "/sparql", "/nowhere"]
HTML = {"Accept": "text/html"}
EMPTY_ELEMENTS = {"meta", "link", "input", "img", "br"}


class Page(HTMLParser):
    """The addresses that a page names, and whether its elements are closed as they were opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in EMPTY_ELEMENTS:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.append((name, value or ""))
            if name in ("href", "src", "action") and value != "#content":
                is_link = tag in ("a", "form")
                (self.links if is_link else self.loaded).append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(client: FlaskClient, path: str, **headers: str) -> Page:
    return Page(client.get(path, headers={**HTML, **headers}).text)


LANGUAGES: list[tuple[str, dict[str, str], str]] = [
    ("", {}, "en"),
    ("", {"Accept-Language": "pl"}, "pl"),
    ("", {"Accept-Language": "pl-PL,pl;q=0.9,en;q=0.5"}, "pl"),
    ("", {"Accept-Language": "de, pl;q=0.5, en;q=0.4"}, "pl"),
    ("", {"Accept-Language": "fr"}, "en"),
    ("?lang=pl", {"Accept-Language": "en"}, "pl"),
    ("?lang=en", {"Accept-Language": "pl"}, "en"),
    ("?lang=xx", {"Accept-Language": "pl"}, "pl"),
]


@pytest.mark.parametrize(
    ("query", "headers", "language"), LANGUAGES, ids=[f"{c[0]}{c[1]}" for c in LANGUAGES]
)
def test_language(client: FlaskClient, query: str, headers: dict[str, str], language: str) -> None:
    response = client.get("/" + query, headers=headers)
    assert f'<html lang="{language}">' in response.text
    assert response.headers["Content-Language"] == language
    assert TEXTS[language]["tagline"] in response.text
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", TEXTS)
def test_page_is_well_formed_and_asks_no_one_else(
    client: FlaskClient, path: str, language: str
) -> None:
    response = client.get(f"{path}?lang={language}", headers=HTML)
    seen = Page(response.text)
    assert seen.open == []
    assert all(address.startswith("/") for address in [*seen.links, *seen.loaded])
    assert not any(name == "style" or name.startswith("on") for name, _ in seen.attributes)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", PAGES)
def test_switch_leads_to_the_same_page_in_the_other_language(
    client: FlaskClient, path: str
) -> None:
    seen = page(client, path + "?lang=pl&x=a%26b")
    (switch,) = [link for link in seen.links if link.startswith(f"/en{path}?x=")]
    assert urlsplit(switch).path == f"/en{path}"
    assert parse_qs(urlsplit(switch).query) == {"x": ["a&b"]}


@pytest.mark.parametrize("path", PAGES[:-1])
def test_every_link_leads_somewhere(client: FlaskClient, path: str) -> None:
    seen = page(client, path)
    for address in [*seen.links, *seen.loaded]:
        with client.get(address, headers=HTML) as response:
            assert response.status_code == 200, address


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_texts_are_the_same_in_both_languages(texts: dict[str, str]) -> None:
    assert texts.keys() == TEXTS["en"].keys()
    for name, text in texts.items():
        assert re.findall(r"{\w+}", text) == re.findall(r"{\w+}", TEXTS["en"][name])


COUNTS = {
    "en": [
        '<span>Cluster</span> <span class="number">2</span>',
        '<span>Observation</span> <span class="number">1</span>',
        '<td>A page &lt;1&gt;</td><td class="number">6</td>',
    ],
    "pl": [
        '<span>Klaster</span> <span class="number">2</span>',
        '<span>Obserwacja</span> <span class="number">1</span>',
        '<td>Strona &lt;1&gt;</td><td class="number">6</td>',
    ],
}


@pytest.mark.parametrize("language", COUNTS)
def test_first_page_says_how_much_is_in_it(client: FlaskClient, language: str) -> None:
    text = client.get(f"/?lang={language}").text
    for expected in COUNTS[language]:
        assert expected in text


def test_first_page_links_the_endpoint_and_each_query(client: FlaskClient) -> None:
    paths = {urlsplit(link).path for link in page(client, "/").links}
    assert {"/sparql", "/queries", "/queries/cluster-names"} <= paths


def test_counts_follow_the_version(engine: EmbeddedEngine) -> None:
    contents = ContentsOfVersions()
    before = contents.of(engine)
    assert contents.of(engine) is before
    engine.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    assert contents.of(engine).triples == before.triples + 1


def run_links(seen: Page) -> list[dict[str, Any]]:
    return [
        parse_qs(urlsplit(link).query)
        for link in seen.links
        if urlsplit(link).path == "/sparql" and "query=" in link
    ]


def test_query_page_runs_the_query_with_its_defaults(client: FlaskClient) -> None:
    seen = page(client, "/queries/cluster-names")
    for link in run_links(seen):
        assert "id/cluster/klk>" in link["query"][0]
    csv = next(link for link in seen.links if "format=csv" in link)
    assert "Klaster LifeScience Kraków" in client.get(csv).text


def test_query_page_binds_the_values_in_the_address(client: FlaskClient) -> None:
    seen = page(client, "/queries/cluster-names?cluster=bioib%0D%0Aurn:x")
    for link in run_links(seen):
        assert "{ <https://w3id.org/clusteratlas/id/cluster/bioib> <urn:x> }" in link["query"][0]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/queries/cluster-name", 404, "Did you mean: cluster-names?"),
        ("/queries/cluster-name.rq", 404, "Did you mean: cluster-names?"),
        ("/queries/cluster-names?cluster=%3E%20x", 400, "is an IRI, not"),
        ("/nowhere", 404, ""),
    ],
    ids=["unknown", "unknown-text", "bad-value", "no-page"],
)
def test_problem_on_a_page_and_for_a_program(
    client: FlaskClient, path: str, status: int, words: str
) -> None:
    for_person = client.get(path, headers=HTML)
    assert (for_person.status_code, for_person.mimetype) == (status, "text/html")
    assert words in for_person.text
    for_program = client.get(path)
    assert (for_program.status_code, for_program.mimetype) == (status, "application/problem+json")
    assert words in for_program.text


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "There is nothing at this address"),
        ("pl-PL,pl;q=0.9,en;q=0.5", "Pod tym adresem nic nie ma"),
        ("pl;q=0.5,en", "There is nothing at this address"),
    ],
)
def test_404_in_the_language_of_the_reader(
    client: FlaskClient, language: str, heading: str
) -> None:
    response = client.get("/nowhere", headers={**HTML, "Accept-Language": language})
    assert f"<h1>{heading}</h1>" in response.text


def test_query_as_text_is_its_file(client: FlaskClient, catalogue: Any) -> None:
    response = client.get("/queries/cluster-names.rq")
    assert response.content_type == "application/sparql-query; charset=utf-8"
    assert response.text == catalogue.get("cluster-names").source


def test_no_text_is_left_over() -> None:
    templates = Path(web.__file__ or "").parent / "templates"
    used = {
        name
        for template in templates.glob("*.html")
        for name in re.findall(r"\bt\.(\w+)", template.read_text(encoding="utf-8"))
    }
    assert used == TEXTS["en"].keys()
