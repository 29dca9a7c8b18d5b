"""`/update`, SPARQL 1.1 Protocol §2.2."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from clusteratlas.errors import ShapeViolation
from clusteratlas.validation.report import Finding, Report, Severity
from clusteratlas.web.context import Atlas
from clusteratlas.web.writes import ACTOR

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-update"
INSERT = "INSERT DATA { <urn:a> <urn:p> 1 , 2 }"

GOOD = [
    pytest.param({"data": INSERT, "content_type": DIRECT}, id="direct"),
    pytest.param({"data": INSERT, "content_type": DIRECT + "; charset=utf-8"}, id="charset"),
    pytest.param({"data": {"update": INSERT}}, id="form"),
    pytest.param({"data": INSERT, "content_type": DIRECT, "query_string": "lang=pl"}, id="lang"),
]

BAD = [
    pytest.param(
        {"method": "GET", "query_string": {"update": INSERT}}, 405, "not allowed", id="get"
    ),
    pytest.param({"method": "PUT", "data": INSERT, "content_type": DIRECT}, 405, "", id="put"),
    pytest.param({"data": {"update": [INSERT, INSERT]}}, 400, "2 updates", id="two updates"),
    pytest.param({"data": {"query": "ASK {}"}}, 400, "query", id="query"),
    pytest.param({"data": b"\xff", "content_type": DIRECT}, 400, "UTF-8", id="not utf-8"),
    pytest.param({"data": INSERT, "content_type": "text/plain"}, 415, "text/plain", id="type"),
    pytest.param({"data": "CLEAR XYZ", "content_type": DIRECT}, 400, "line", id="syntax"),
    pytest.param(
        {"data": "LOAD <file:///etc/passwd>", "content_type": DIRECT},
        403,
        "passwd",
        id="load a file",
    ),
    pytest.param(
        {"data": "LOAD <http://127.0.0.1/> ; INSERT DATA {", "content_type": DIRECT},
        400,
        "line",
        id="bad syntax behind a load",
    ),
    pytest.param(
        {
            "query_string": {"using-named-graph-uri": "urn:g"},
            "data": "WITH <urn:h> DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }",
            "content_type": DIRECT,
        },
        400,
        "",
        id="dataset of the request and of the text",
    ),
    pytest.param(
        {"data": "x" * 10_001, "content_type": DIRECT}, 413, "10000 bytes", id="too large"
    ),
]


def ask(client: FlaskClient, query: str) -> bool:
    answer = client.get("/sparql", query_string={"query": query})
    assert answer.status_code == 200, answer.text
    return bool(answer.get_json(force=True)["boolean"])


@pytest.mark.parametrize("request_", GOOD)
def test_an_update_is_carried_out(writing_client: FlaskClient, request_: dict[str, Any]) -> None:
    before = writing_client.get("/sparql").headers["X-Dataset-Version"]
    answer = writing_client.post("/update", **request_)
    assert answer.status_code == 204, answer.text
    assert answer.data == b""
    assert answer.headers["X-Dataset-Predecessor"] == before
    assert answer.headers["X-Dataset-Version"] != before
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert ask(writing_client, "ASK { <urn:a> <urn:p> 1 }")


def test_what_came_and_went_is_told_to_who_asks_for_json(writing_client: FlaskClient) -> None:
    writing_client.post("/update", data=INSERT, content_type=DIRECT)
    answer = writing_client.post(
        "/update",
        data="DELETE { ?s ?p 2 } INSERT { ?s ?p 3 , 4 } WHERE { ?s ?p 2 }",
        content_type=DIRECT,
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 200
    assert answer.get_json() == {
        "version": answer.headers["X-Dataset-Version"],
        "predecessor": answer.headers["X-Dataset-Predecessor"],
        "added": 2,
        "removed": 1,
    }


def test_an_update_that_changes_nothing_makes_no_version(writing_client: FlaskClient) -> None:
    for _ in range(2):
        answer = writing_client.post("/update", data=INSERT, content_type=DIRECT)
    assert answer.headers["X-Dataset-Version"] == answer.headers["X-Dataset-Predecessor"]


@pytest.mark.parametrize(("request_", "status", "says"), BAD)
def test_what_is_no_update_changes_nothing(
    writing_client: FlaskClient, request_: dict[str, Any], status: int, says: str
) -> None:
    before = writing_client.get("/sparql").headers["X-Dataset-Version"]
    answer = writing_client.open("/update", **{"method": "POST", **request_})
    assert answer.status_code == status, answer.text
    problem = answer.get_json(force=True)
    assert problem["status"] == status
    assert says in answer.text
    assert writing_client.get("/sparql").headers["X-Dataset-Version"] == before
    if status == 405:
        assert "POST" in answer.headers["Allow"]


def test_using_graphs_are_what_patterns_match(writing_client: FlaskClient) -> None:
    graphs = "GRAPH <urn:g> { <urn:a> <urn:p> 1 } GRAPH <urn:h> { <urn:b> <urn:p> 1 }"
    writing_client.post("/update", data=f"INSERT DATA {{ {graphs} }}", content_type=DIRECT)
    answer = writing_client.post(
        "/update",
        query_string={"using-graph-uri": "urn:g"},
        data="INSERT { GRAPH <urn:i> { ?s <urn:q> 1 } } WHERE { ?s <urn:p> 1 }",
        content_type=DIRECT,
    )
    assert answer.status_code == 204, answer.text
    assert ask(writing_client, "ASK { GRAPH <urn:i> { <urn:a> <urn:q> 1 } }")
    assert not ask(writing_client, "ASK { GRAPH <urn:i> { <urn:b> <urn:q> 1 } }")


def test_relative_names_are_the_services(writing_client: FlaskClient) -> None:
    writing_client.post("/update", data="INSERT DATA { <x> <x> <x> }", content_type=DIRECT)
    assert ask(writing_client, "ASK { <http://localhost/x> <http://localhost/x> ?o }")
    assert ask(writing_client, "ASK { <x> <x> <x> }")


def test_who_was_not_let_in_writes_nothing(writing_client: FlaskClient) -> None:
    answer = writing_client.post(
        "/update", data=INSERT, content_type=DIRECT, environ_overrides={ACTOR: ""}
    )
    assert answer.status_code == 403
    assert "token" in answer.text


def test_a_service_that_only_reads_refuses(client: FlaskClient) -> None:
    answer = client.post(
        "/update", data=INSERT, content_type=DIRECT, environ_overrides={ACTOR: "curator"}
    )
    assert answer.status_code == 403
    assert "only reads" in answer.text


FINDING = Finding(
    focus="urn:a",
    labels={"en": "A", "pl": "Ą"},
    property="ca:value",
    property_labels={"en": "value", "pl": "wartość"},
    value="-1",
    messages={"en": "State a number above zero.", "pl": "Podaj liczbę większą od zera."},
    severity=Severity.VIOLATION,
    file="",
    line=0,
    shape="urn:shape",
    constraint="http://www.w3.org/ns/shacl#MinExclusiveConstraintComponent",
)
LANGUAGES = [
    ({}, "", "en", "State a number above zero."),
    ({}, "lang=pl", "pl", "Podaj liczbę większą od zera."),
    ({"Accept-Language": "pl, en;q=0.5"}, "", "pl", "Podaj liczbę większą od zera."),
    ({"Accept": "application/json"}, "lang=en", "en", "State a number above zero."),
]


@pytest.fixture
def refusing_client(writing_client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A client whose every write breaks a shape."""
    atlas: Atlas = writing_client.application.extensions["clusteratlas"]

    def refuse(*_: object) -> None:
        raise ShapeViolation("It breaks the shapes.", report=Report((FINDING,), "# the report"))

    monkeypatch.setattr(atlas.writer, "update", refuse)
    return writing_client


@pytest.mark.parametrize(("headers", "query_string", "language", "message"), LANGUAGES)
def test_a_violation_is_told_in_the_language_asked_for(
    refusing_client: FlaskClient,
    headers: dict[str, str],
    query_string: str,
    language: str,
    message: str,
) -> None:
    answer = refusing_client.post(
        "/update", query_string=query_string, data=INSERT, content_type=DIRECT, headers=headers
    )
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Content-Language"] == language
    problem = json.loads(answer.text)
    assert problem["detail"] == "It breaks the shapes."
    assert [finding["message"] for finding in problem["findings"]] == [message]


def test_the_report_of_a_violation_is_had_as_turtle(refusing_client: FlaskClient) -> None:
    answer = refusing_client.post(
        "/update", data=INSERT, content_type=DIRECT, headers={"Accept": "text/turtle"}
    )
    assert answer.status_code == 422
    assert answer.content_type == "text/turtle; charset=utf-8"
    assert answer.text == "# the report"
