"""The page at `/sparql`: with and without a query, in every view, by GET and by POST."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HTML = {"Accept": "text/html"}
NAMES = "SELECT ?cluster ?name { ?cluster a ca:Cluster ; skos:prefLabel ?name } ORDER BY ?name"
MANY = "SELECT ?x { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } ORDER BY ?x"
KLK = "https://w3id.org/clusteratlas/id/cluster/klk"


def shown(client: FlaskClient, query: str, path: str = "/en/sparql", **asked: object) -> str:
    response = client.get(path, query_string={"query": query, **asked}, headers=HTML)
    assert response.status_code == 200, response.text
    return response.text


def posted(client: FlaskClient, path: str, query: str, **asked: str) -> TestResponse:
    return client.post(path, data={"query": query, **asked}, headers=HTML)


VIEWS = {
    "table-by-itself": (NAMES, {}, 'href="/en/id/cluster/klk"'),
    "iris": (NAMES, {}, ">cluster:klk</a>"),
    "labels": (NAMES, {"labels": "1"}, 'lang="pl">Klaster LifeScience Kraków</a>'),
    "raw": (NAMES, {"view": "raw"}, "&#34;xml:lang&#34;: &#34;pl&#34;"),
    "graph-by-itself": ("CONSTRUCT { ?s a ?o } { ?s a ?o }", {}, "a ca:Cluster"),
    "graph-as-a-table": ("DESCRIBE <" + KLK + ">", {"view": "table"}, ">predicate</th>"),
    "graph-as-a-network": (
        "CONSTRUCT { ?s a ?o } { ?s a ?o }",
        {"view": "network"},
        'class="pic pic-network"',
    ),
    "truth": ("ASK { ?s ?p ?o }", {}, '<p class="result-truth">Yes</p>'),
    "truth-as-raw": ("ASK { ?s ?p ?o }", {"view": "raw"}, "&#34;boolean&#34;: true"),
    "chart": (
        "SELECT ?c (COUNT(*) AS ?n) { ?c ?p ?o } GROUP BY ?c",
        {"view": "chart"},
        'class="pic pic-bars"',
    ),
    "unfit-chart": (NAMES, {"view": "chart"}, "A chart needs a column of numbers"),
    "unfit-map": (NAMES, {"view": "map"}, "A map needs"),
    "unfit-network": (NAMES, {"view": "network"}, "A network needs"),
    "unfit-timeline": (NAMES, {"view": "timeline"}, "A timeline needs"),
    "no-rows": ("SELECT ?s { ?s ?p 1000 }", {}, "No rows"),
    "summed-over-sources": (
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
        {},
        "COUNT adds up over GRAPH",
    ),
    "one-row": ("SELECT (1 AS ?n) {}", {}, "1 row in"),
    "long-text": (
        f'SELECT ("{"x" * 400}" AS ?t) {{}}',
        {},
        f'title="The text goes on; the download has all of it.">{"x" * 300}…</td>',
    ),
}


@pytest.mark.parametrize(("query", "asked", "words"), VIEWS.values(), ids=VIEWS)
def test_view(client: FlaskClient, query: str, asked: dict[str, str], words: str) -> None:
    assert words in shown(client, query, **asked)


def test_the_view_that_is_shown_is_marked(client: FlaskClient) -> None:
    text = shown(client, NAMES, view="raw")
    assert re.findall(r'aria-current="page">(\w+)</a>', text.partition('class="tabs"')[2]) == [
        "Raw"
    ]


PAGES = {
    1: ("Rows 1 to 500", ["next"]),
    2: ("Rows 501 to 1 000", ["prev", "next"]),
}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_long_result_has_pages(client: FlaskClient, page: int) -> None:
    told, ways = PAGES[page]
    text = shown(client, MANY, page=page).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert told in text
    assert re.findall(r'rel="(prev|next)"', text) == ways
    assert text.count("<tr>") == 501


def test_pages_end_where_a_download_is_better(client: FlaskClient) -> None:
    refused = client.get("/sparql", query_string={"query": MANY, "page": "101"}, headers=HTML)
    assert refused.status_code == 400
    assert "Download the result" in refused.text


def test_known_prefixes_need_not_be_declared(client: FlaskClient) -> None:
    text = unescape(shown(client, "SELECT ?s { ?s a ca:Cluster }"))
    field = text.partition("<textarea")[2]
    assert "PREFIX ca: <https://w3id.org/clusteratlas/ontology#>\n\nSELECT" in field


def test_nor_need_the_kinds_of_things_that_there_are(client: FlaskClient) -> None:
    assert "Klaster LifeScience" in shown(client, "SELECT ?n { cluster:klk skos:prefLabel ?n }")
    response = client.get("/sparql", query_string={"query": "ASK { moon:x ?p ?o }"}, headers=HTML)
    assert response.status_code == 400


def test_a_saved_query_is_opened_and_not_run(client: FlaskClient) -> None:
    text = client.get("/en/sparql?saved=cluster-names", headers=HTML).text
    assert "VALUES ?cluster" in text
    assert 'value="cluster-names" selected' in text
    assert 'class="result"' not in text
    assert client.get("/en/sparql?saved=moon", headers=HTML).status_code == 404


def test_limits_are_told(client: FlaskClient) -> None:
    text = client.get("/en/sparql", headers=HTML).text
    assert "A query may take 30 s" in text
    assert '<option value="5">5 s</option>' in text


def test_a_long_query_is_sent_by_post_and_answered_in_the_language(client: FlaskClient) -> None:
    query = NAMES + " #" + "x" * 8000
    page = posted(client, "/sparql?lang=pl", query, labels="1")
    assert page.status_code == 200
    assert '<html lang="pl">' in page.text
    assert 'href="/pl/id/cluster/klk"' in page.text
    assert '<form method="post" action="/sparql?format=csv">' in page.text
    assert '<form method="post" action="/sparql?lang=pl">' in page.text
    csv = client.post("/sparql?format=csv", data={"query": "ASK {}"}, headers=HTML)
    assert csv.mimetype == "text/csv"


def test_dataset_and_choices_stay(client: FlaskClient) -> None:
    text = unescape(shown(client, NAMES, **{"default-graph-uri": "urn:x", "timeout": "5"}))
    assert '<input type="hidden" name="default-graph-uri" value="urn:x">' in text
    assert '<option value="5" selected>' in text
    assert "view=raw" in text
    assert "default-graph-uri=urn%3Ax&format=csv" in text
    assert "/sparql?default-graph-uri=urn%3Ax'" in text


def test_fragment_is_the_result_alone(client: FlaskClient) -> None:
    text = shown(client, NAMES, "/pl/sparql/result", view="table")
    assert text.lstrip().startswith("<section")
    assert 'data-told="Wiersze: 2"' in text
    assert "<html" not in text
    assert posted(client, "/sparql/result?lang=pl", NAMES).text.count("<tr>") == 3


def test_problem_of_a_fragment_is_json(client: FlaskClient) -> None:
    response = client.get("/en/sparql/result", query_string={"query": "ASK {"})
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert json.loads(response.text)["line"] == 1


def test_what_changes_each_time_is_not_kept(client: FlaskClient) -> None:
    for query, kept in (("SELECT (RAND() AS ?r) {}", "no-store"), (NAMES, None)):
        for path in ("/sparql", "/sparql/result"):
            response = client.get(path, query_string={"query": query}, headers=HTML)
            assert response.headers.get("Cache-Control") == kept


CHART = "SELECT ?c (COUNT(*) AS ?n) { ?c a ca:Cluster ; ?p ?o } GROUP BY ?c"
FILES = {
    "svg": ("image/svg+xml", b"<svg"),
    "png": ("image/png", b"\x89PNG"),
    "csv": ("text/csv", b"c,n"),
}


@pytest.mark.parametrize("suffix", FILES)
def test_picture_as_a_file(client: FlaskClient, suffix: str) -> None:
    media_type, beginning = FILES[suffix]
    asked = {"query": CHART, "view": "chart"}
    for response in (
        client.get(f"/en/sparql/picture.{suffix}", query_string=asked),
        client.post(f"/sparql/picture.{suffix}?lang=pl", data=asked),
    ):
        assert (response.status_code, response.mimetype) == (200, media_type)
        assert response.data.startswith(beginning)


@pytest.mark.parametrize(
    ("suffix", "view", "words"),
    [("gif", "chart", "svg, png, csv"), ("svg", "map", "no such picture"), ("svg", "", "picture")],
    ids=["format", "unfit", "no-view"],
)
def test_no_picture(client: FlaskClient, suffix: str, view: str, words: str) -> None:
    query = "SELECT (1 AS ?n) {}"
    response = client.get(f"/sparql/picture.{suffix}", query_string={"query": query, "view": view})
    assert response.status_code == 406
    assert words in response.text


def check(client: FlaskClient, body: bytes) -> Any:
    return client.post("/sparql/check", data=body)


def test_check(client: FlaskClient) -> None:
    found = check(client, b"ASK { ?s a ca:X ; cluster:y ?o ; moon:z ?p }").get_json()
    assert [remark["subject"] for remark in found["remarks"]] == ["moon:"]
    assert "PREFIX cluster: <https://w3id.org/clusteratlas/id/cluster/>" in found["added"]["text"]
    assert check(client, b"ASK {}").get_json() == {"remarks": [], "added": None}
    assert check(client, b"\xff").status_code == 400


def test_vocabulary(client: FlaskClient) -> None:
    response = client.get("/sparql/vocabulary")
    found = response.get_json()
    cluster = next(term for term in found["classes"] if term["name"] == "ca:Cluster")
    assert (cluster["uses"], cluster["labels"]) == (2, {"en": "Cluster", "pl": "Klaster"})
    named = [found["properties"][place]["name"] for place in cluster["properties"]]
    assert sorted(named) == ["rdf:type", "skos:prefLabel"]
    assert found["prefixes"]["cluster"] == "https://w3id.org/clusteratlas/id/cluster/"
    again = client.get("/sparql/vocabulary", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
