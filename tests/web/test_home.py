"""The first page and the page of licences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.web import home, licences
from clusteratlas.web.contents import ContentsOfVersions
from clusteratlas.web.texts import TEXTS

from .markup import page

KINDS = {"en": "clusters", "pl": "klastry"}
SOURCES = {"en": "A page &lt;1&gt;", "pl": "Strona &lt;1&gt;"}


@pytest.mark.parametrize("language", KINDS)
def test_first_page_says_how_much_is_in_it(client: FlaskClient, language: str) -> None:
    text = client.get(f"/{language}/").text
    count = '<span class="entrance-count">2</span>'
    assert f'kind=cluster">{count} <span>{KINDS[language]}</span>' in text
    source = f'<a href="/{language}/graph/page">{SOURCES[language]}</a></td><td class="number">6'
    assert source in text


@pytest.mark.parametrize(
    ("kind", "is_listed"), [("SourceGraph", True), ("ReferenceGraph", False), ("", False)]
)
def test_what_speaks_of_the_world_is_a_source(
    client: FlaskClient, engine: EmbeddedEngine, kind: str, is_listed: bool
) -> None:
    graph = "https://w3id.org/clusteratlas/graph/ontology"
    if kind:
        engine.update(
            f"INSERT DATA {{ <{graph}> a <https://w3id.org/clusteratlas/ontology#{kind}> ;"
            ' <http://purl.org/dc/terms/title> "Terms" }'
        )
    assert ("/graph/ontology" in client.get("/").text) == is_listed


def test_first_page_searches(client: FlaskClient) -> None:
    (form,) = [f for f in page(client, "/pl/").all("form") if f.get("role") == "search"]
    assert (form["action"], form["method"]) == ("/pl/search", "get")


@pytest.mark.parametrize("language", TEXTS)
def test_first_page_begins_with_the_questions_that_there_are(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    question = TEXTS[language]["home_question_members"]
    assert question not in client.get(f"/{language}/").text
    monkeypatch.setattr(home, "_QUESTIONS", {"cluster-names": "members", "gone": "partners"})
    seen = client.get(f"/{language}/").text
    assert f'<a href="/{language}/queries/cluster-names">{question}</a>' in seen
    assert TEXTS[language]["home_question_partners"] not in seen


def test_counts_follow_the_version(engine: EmbeddedEngine) -> None:
    contents = ContentsOfVersions()
    before = contents.of(engine)
    assert contents.of(engine) is before
    engine.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    assert contents.of(engine).triples == before.triples + 1


PACKAGE = {
    "name": "@maps/zoom",
    "version": "3.0.1",
    "licence": "ISC",
    "homepage": "https://example.org/zoom",
    "text": "Permission <is> granted",
}


@pytest.mark.parametrize(
    ("listed", "shown"),
    [([PACKAGE], True), ([], False), (None, False)],
    ids=["a-package", "no-package", "not-built"],
)
def test_licences_name_what_is_built_into_the_pages(
    client: FlaskClient,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    listed: list[dict[str, str]] | None,
    shown: bool,
) -> None:
    monkeypatch.setattr(licences, "BUILT", tmp_path)
    licences.bundled_packages.cache_clear()
    if listed is not None:
        (tmp_path / "licences.json").write_text(json.dumps(listed), encoding="utf-8")
    text = client.get("/en/licences").text
    licences.bundled_packages.cache_clear()
    assert "CC BY 4.0" in text
    for words in ("@maps/zoom", "3.0.1", "ISC", "Permission &lt;is&gt; granted"):
        assert (words in text) == shown
