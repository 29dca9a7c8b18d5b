"""The pages, in both languages, and `/health`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from clusteratlas import web
from clusteratlas.web.texts import TEXTS

from .markup import HTML, Page, page

PAGES = ["/", "/queries", "/queries/cluster-names", "/sparql", "/licences"]


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_somewhere(client: FlaskClient, path: str) -> None:
    seen = page(client, path)
    own = [address for address in [*seen.links, *seen.loaded] if address.startswith("/")]
    for address in own:
        # This small atlas has no index to search in, and nobody who works with anybody.
        if urlsplit(address).path.endswith(("/search", "/network")):
            continue
        with client.get(address, headers=HTML) as response:
            assert response.status_code == 200, address


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_texts_are_the_same_in_both_languages(texts: dict[str, Any]) -> None:
    assert texts.keys() == TEXTS["en"].keys()
    for name, text in texts.items():
        if isinstance(text, str):
            assert sorted(re.findall(r"{\w+}", text)) == sorted(
                re.findall(r"{\w+}", TEXTS["en"][name])
            )


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
        ("/queries/cluster-names?cluster=%3E%20x", 400, "none is called"),
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
    """A key stands in a template or a module, or its beginning does where it is put together."""
    folder = Path(web.__file__ or "").parent
    modules = [path for path in folder.rglob("*.py") if path.parent.name not in ("texts", "client")]
    files = [*(folder / "templates").rglob("*.*ml"), *modules]
    sources = "\n".join(path.read_text(encoding="utf-8") for path in files)
    words = set(re.findall(r"""\bt\.(\w+)|["'](\w+)["']""", sources))
    keys = {key for pair in words for key in pair}
    beginnings = tuple(set(re.findall(r"""["']([a-z_]+_)(?:{|["'] ?[~+])""", sources)))
    assert [key for key in TEXTS["en"] if key not in keys and not key.startswith(beginnings)] == []
