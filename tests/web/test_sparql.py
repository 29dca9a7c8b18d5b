"""`/sparql` speaks the SPARQL 1.1 Protocol, and says what is wrong when it is not spoken to so."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from urllib.parse import quote_plus, urlencode

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, RdfFormat, parse
from werkzeug.test import TestResponse

from clusteratlas.engine.embedded import EmbeddedEngine

CLUSTERS = (
    "PREFIX ca: <https://w3id.org/clusteratlas/ontology#> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    "SELECT ?name WHERE { ?cluster a ca:Cluster ; skos:prefLabel ?name } ORDER BY ?name"
)
NAMES = ["Bioib", "Klaster LifeScience Kraków"]
GRAPH = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FORM = "application/x-www-form-urlencoded"
SPARQL = "application/sparql-query"


def names(response: TestResponse) -> list[str]:
    bindings = json.loads(response.text)["results"]["bindings"]
    return [binding["name"]["value"] for binding in bindings]


def ask(client: FlaskClient, query: str, **options: Any) -> TestResponse:
    return client.get("/sparql", query_string={"query": query}, **options)


WAYS = [
    ("get", {"method": "GET", "query_string": {"query": CLUSTERS}}),
    ("form", {"method": "POST", "data": urlencode({"query": CLUSTERS}), "content_type": FORM}),
    (
        "form-with-charset",
        {
            "method": "POST",
            "data": "query=" + quote_plus(CLUSTERS),
            "content_type": FORM + "; charset=UTF-8",
        },
    ),
    ("direct", {"method": "POST", "data": CLUSTERS.encode(), "content_type": SPARQL}),
]


@pytest.mark.parametrize("options", [way[1] for way in WAYS], ids=[way[0] for way in WAYS])
def test_three_ways_to_ask(client: FlaskClient, options: dict[str, Any]) -> None:
    response = client.open("/sparql", **options)
    assert response.status_code == 200
    assert response.content_type == "application/sparql-results+json"
    assert names(response) == NAMES


FORMATS = [
    (CLUSTERS, None, "application/sparql-results+json"),
    (CLUSTERS, "*/*", "application/sparql-results+json"),
    (CLUSTERS, "application/sparql-results+xml", "application/sparql-results+xml"),
    (CLUSTERS, "text/csv", "text/csv; charset=utf-8"),
    (CLUSTERS, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    (CLUSTERS, "text/csv;q=0.5, application/json", "application/sparql-results+json"),
    ("ASK { ?s ?p ?o }", "application/sparql-results+xml", "application/sparql-results+xml"),
    (GRAPH, None, "text/turtle; charset=utf-8"),
    (GRAPH, "application/n-triples", "application/n-triples"),
    (GRAPH, "application/ld+json", "application/ld+json"),
    (GRAPH, "application/rdf+xml", "application/rdf+xml"),
    ("DESCRIBE ?s WHERE { ?s a ?o }", "text/turtle", "text/turtle; charset=utf-8"),
]


@pytest.mark.parametrize(
    ("query", "accept", "content_type"), FORMATS, ids=[f"{c[0][:8]}-{c[1]}" for c in FORMATS]
)
def test_negotiated_format(
    client: FlaskClient, query: str, accept: str | None, content_type: str
) -> None:
    response = ask(client, query, headers={"Accept": accept} if accept else {})
    assert (response.status_code, response.content_type) == (200, content_type)
    assert "Accept" in response.headers["Vary"]
    assert response.content_length == len(response.data) > 0


NAMED_FORMATS = [
    (CLUSTERS, "csv", "text/csv; charset=utf-8"),
    (CLUSTERS, "text/csv", "text/csv; charset=utf-8"),
    (CLUSTERS, "xml", "application/sparql-results+xml"),
    (GRAPH, "turtle", "text/turtle; charset=utf-8"),
    (GRAPH, "xml", "application/rdf+xml"),
    (GRAPH, "json-ld", "application/ld+json"),
    (GRAPH, "json", "application/ld+json"),
]


@pytest.mark.parametrize(
    ("query", "name", "content_type"),
    NAMED_FORMATS,
    ids=[f"{c[0][:6]}-{c[1]}" for c in NAMED_FORMATS],
)
def test_format_in_the_address_beats_the_header(
    client: FlaskClient, query: str, name: str, content_type: str
) -> None:
    response = client.get(
        "/sparql", query_string={"query": query, "format": name}, headers={"Accept": BROWSER}
    )
    assert (response.status_code, response.content_type) == (200, content_type)


def test_csv_is_what_the_specification_says(client: FlaskClient) -> None:
    response = ask(client, CLUSTERS, headers={"Accept": "text/csv"})
    assert response.text == "name\r\nBioib\r\nKlaster LifeScience Kraków\r\n"


def test_the_dataset_of_the_protocol(client: FlaskClient) -> None:
    """The default graph is the union; default-graph-uri narrows it to one source."""
    count = "SELECT (COUNT(*) AS ?name) WHERE { ?s ?p ?o }"
    whole = ask(client, count)
    page = client.get(
        "/sparql",
        query_string={
            "query": count,
            "default-graph-uri": "https://w3id.org/clusteratlas/graph/page",
        },
    )
    assert (names(whole), names(page)) == (["16"], ["6"])


PROBLEMS = [
    ("syntax", {"query_string": {"query": "SELECT *\nWHERE { ?s ?p }"}}, 400, "2"),
    ("no-query-in-post", {"method": "POST", "data": "", "content_type": FORM}, 400, "no query"),
    ("two-queries", {"query_string": "query=ASK{}&query=ASK{}"}, 400, "2 queries"),
    ("update", {"query_string": {"update": "CLEAR ALL"}}, 400, "update"),
    (
        "service",
        {"query_string": {"query": "ASK { SERVICE <http://127.0.0.1/> {} }"}},
        403,
        "SERVICE",
    ),
    (
        "not-acceptable",
        {"query_string": {"query": CLUSTERS}, "headers": {"Accept": "image/png"}},
        406,
        "text/csv",
    ),
    (
        "graph-as-csv",
        {"query_string": {"query": GRAPH, "format": "csv"}},
        406,
        "turtle, ntriples, jsonld, rdfxml",
    ),
    ("method", {"method": "PUT"}, 405, "not allowed"),
    ("media-type", {"method": "POST", "data": "x", "content_type": "text/plain"}, 415, FORM),
    ("no-media-type", {"method": "POST", "data": "x"}, 415, SPARQL),
    (
        "too-long",
        {"query_string": {"query": "ASK {} #" + "x" * 1_100_000}},
        413,
        "1100008 characters",
    ),
    (
        "too-large",
        {"method": "POST", "data": "#" * 20_000, "content_type": SPARQL},
        413,
        "at most 10000 bytes",
    ),
    (
        "too-large-in-chunks",
        {
            "method": "POST",
            "input_stream": BytesIO(b"ASK {} " + b"#" * 20_000),
            "content_type": SPARQL,
            "environ_overrides": {"wsgi.input_terminated": True},
        },
        413,
        "at most 10000 bytes",
    ),
    ("not-utf-8-in-the-address", {"query_string": "query=ASK{?s+?p+'Krak%F3w'}"}, 400, "UTF-8"),
    (
        "graph-that-is-no-iri",
        {"query_string": {"query": CLUSTERS, "default-graph-uri": "not an IRI"}},
        400,
        "absolute IRIs",
    ),
    (
        "not-utf-8",
        {"method": "POST", "data": b"ASK { ?s ?p '\xff' }", "content_type": SPARQL},
        400,
        "UTF-8",
    ),
]


@pytest.mark.parametrize(
    ("options", "status", "words"), [c[1:] for c in PROBLEMS], ids=[c[0] for c in PROBLEMS]
)
def test_problem(client: FlaskClient, options: dict[str, Any], status: int, words: str) -> None:
    response = client.open("/sparql", **options)
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    problem = json.loads(response.text)
    assert problem["status"] == status
    assert problem["detail"]
    assert words in response.text


def test_syntax_error_has_line_and_column(client: FlaskClient) -> None:
    problem = json.loads(ask(client, "SELECT *\nWHERE { ?s ?p }").text)
    assert problem["line"] == 2
    assert problem["column"] > 1


def test_405_says_what_is_allowed(client: FlaskClient) -> None:
    allowed = client.delete("/sparql").headers["Allow"]
    assert {"GET", "POST", "HEAD", "OPTIONS"} == {method.strip() for method in allowed.split(",")}


def test_unforeseen_error_is_logged_whole_and_told_without_internals(
    client: FlaskClient,
    engine: EmbeddedEngine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_request: object) -> None:
        raise RuntimeError("secret of the engine")

    monkeypatch.setattr(type(engine), "query", lambda _self, request: fail(request))
    response = ask(client, CLUSTERS)
    assert response.status_code == 500
    assert response.content_type == "application/problem+json"
    assert "secret" not in response.text
    assert "secret of the engine" in caplog.text


def test_head_is_get_without_a_body(client: FlaskClient) -> None:
    query = {"query": CLUSTERS}
    get, head = (
        client.get("/sparql", query_string=query),
        client.head("/sparql", query_string=query),
    )
    assert head.data == b""
    for name in ("Content-Type", "ETag", "X-Dataset-Version"):
        assert head.headers[name] == get.headers[name]


def test_any_page_may_ask(client: FlaskClient) -> None:
    preflight = client.options("/sparql", headers={"Origin": "https://example.org"})
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]
    for response in (preflight, ask(client, CLUSTERS), ask(client, "nonsense")):
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_answer_names_its_version(client: FlaskClient, engine: EmbeddedEngine) -> None:
    assert ask(client, CLUSTERS).headers["X-Dataset-Version"] == engine.version


def test_same_question_to_the_same_version_is_not_answered_twice(client: FlaskClient) -> None:
    tag = ask(client, CLUSTERS).headers["ETag"]
    again = ask(client, CLUSTERS, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert "Accept" in again.headers["Vary"]


@pytest.mark.parametrize(
    "options",
    [
        {"query_string": {"query": CLUSTERS + " LIMIT 1"}},
        {"query_string": {"query": CLUSTERS}, "headers": {"Accept": "text/csv"}},
        {"query_string": {"query": CLUSTERS, "format": "xml"}},
        {"query_string": {"query": CLUSTERS, "default-graph-uri": "urn:x"}},
    ],
    ids=["query", "accept", "format", "dataset"],
)
def test_another_question_has_another_tag(client: FlaskClient, options: dict[str, Any]) -> None:
    assert client.get("/sparql", **options).headers["ETag"] != ask(client, CLUSTERS).headers["ETag"]


DESCRIPTIONS = [
    (None, RdfFormat.TURTLE),
    ("application/ld+json", RdfFormat.JSON_LD),
    ("application/rdf+xml", RdfFormat.RDF_XML),
    ("application/n-triples", RdfFormat.N_TRIPLES),
]


@pytest.mark.parametrize(("accept", "format_"), DESCRIPTIONS, ids=[str(d[0]) for d in DESCRIPTIONS])
def test_without_a_query_the_service_describes_itself(
    client: FlaskClient, accept: str | None, format_: RdfFormat
) -> None:
    response = client.get("/sparql", headers={"Accept": accept} if accept else {})
    assert response.status_code == 200
    sd = "http://www.w3.org/ns/sparql-service-description#"
    stated = {
        (quad.predicate.value.removeprefix(sd), quad.object.value)
        for quad in parse(response.data, format=format_)
        if not isinstance(quad.object, NamedNode) or quad.subject != quad.object
    }
    assert ("supportedLanguage", sd + "SPARQL11Query") in stated
    assert ("resultFormat", "http://www.w3.org/ns/formats/SPARQL_Results_CSV") in stated
    assert ("name", "https://w3id.org/clusteratlas/graph/page") in stated


def test_browser_without_a_query_gets_the_editor_with_one_that_runs(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": BROWSER})
    assert response.mimetype == "text/html"
    assert "<form" in response.text
    assert "ca:Cluster" in response.text


def test_browser_gets_the_result_as_a_table(client: FlaskClient) -> None:
    response = ask(client, CLUSTERS, headers={"Accept": BROWSER})
    assert (response.status_code, response.mimetype) == (200, "text/html")
    assert '<td lang="pl">Klaster LifeScience Kraków</td>' in response.text
    assert "format=csv" in response.text


RESULTS_ON_A_PAGE = [
    ("ASK { ?s ?p ?o }", "Yes"),
    ("ASK { ?s ?p 1000 }", "No"),
    ("SELECT ?s WHERE { ?s ?p 1000 }", "No rows"),
    ("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }", "a ca:Cluster"),
    ("SELECT ?x WHERE { VALUES ?x { '<script>alert(1)</script>' } }", "&lt;script&gt;"),
    ("SELECT ?x { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }", "Rows 1 to 500"),
]


@pytest.mark.parametrize(
    ("query", "words"), RESULTS_ON_A_PAGE, ids=[case[0][:25] for case in RESULTS_ON_A_PAGE]
)
def test_result_on_a_page(client: FlaskClient, query: str, words: str) -> None:
    page = ask(client, query, headers={"Accept": BROWSER}).text
    assert words in page
    assert "<script>alert" not in page


def test_browser_is_told_of_an_error_beside_its_query(client: FlaskClient) -> None:
    response = ask(
        client, "SELECT *\nWHERE { ?s ?p }", headers={"Accept": BROWSER, "Accept-Language": "pl"}
    )
    assert (response.status_code, response.mimetype) == (400, "text/html")
    assert "wiersz 2, kolumna " in response.text
    assert "WHERE { ?s ?p }</textarea>" in response.text


def test_a_client_that_likes_json_better_is_no_browser(client: FlaskClient) -> None:
    response = ask(client, CLUSTERS, headers={"Accept": "application/json, text/html;q=0.9"})
    assert names(response) == NAMES
