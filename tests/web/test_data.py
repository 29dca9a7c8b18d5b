"""`/data`, the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from clusteratlas.web.writes import ACTOR

TURTLE = "text/turtle"
UPDATE = "application/sparql-update"
G = {"graph": "http://localhost/g"}
ONE = "<> <urn:p> 1 ."
TWO = "<> <urn:p> 2 ."

FORMATS = [
    ("text/turtle", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
    ("text/turtle; charset=utf-8", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
    ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
    ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
    ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
    ("*/*", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
]

BAD_READS = [
    pytest.param({}, 400, "names no graph", id="no graph"),
    pytest.param({"query_string": "default&graph=urn:g"}, 400, "several graphs", id="both"),
    pytest.param({"query_string": "graph=page"}, 400, "absolute IRI", id="relative"),
    pytest.param({"query_string": "graph=urn:none"}, 404, "urn:none", id="unknown graph"),
    pytest.param({"path": "/data/none"}, 404, "/data/none", id="unknown graph, directly"),
    pytest.param({"query_string": "default&nothing=1"}, 400, "nothing", id="unknown parameter"),
    pytest.param(
        {"query_string": "default", "headers": {"Accept": "image/png"}}, 406, "turtle", id="accept"
    ),
    pytest.param({"query_string": "default&format=gif"}, 406, "turtle", id="format"),
    pytest.param({"query_string": "default&version=none"}, 404, "none", id="unknown version"),
    pytest.param({"query_string": "graph=%ff"}, 400, "UTF-8", id="not utf-8"),
    pytest.param(
        {"environ_overrides": {"PATH_INFO": "/data/\xff"}}, 400, "UTF-8", id="not utf-8, directly"
    ),
]

BAD_WRITES = [
    pytest.param("PUT", {}, 400, "names no graph", id="put without a graph"),
    pytest.param("PUT", {"query_string": "default&graph=urn:g"}, 400, "several", id="both"),
    pytest.param("PUT", {"query_string": "graph=page"}, 400, "absolute IRI", id="relative"),
    pytest.param("POST", {"query_string": "grahp=urn:g"}, 400, "grahp", id="misspelt"),
    pytest.param(
        "PUT", {"query_string": "graph=urn:g&version=x"}, 400, "version", id="an old version"
    ),
    pytest.param(
        "PUT", {"query_string": G, "content_type": "text/csv"}, 415, "text/csv", id="type"
    ),
    pytest.param(
        "POST", {"query_string": G, "content_type": "application/trig"}, 415, "trig", id="dataset"
    ),
    pytest.param("PUT", {"query_string": G, "data": "<a> <b>"}, 400, '"line": 1', id="broken"),
    pytest.param(
        "POST",
        {"query_string": G, "data": f"{ONE}\n<> <urn:p> ."},
        400,
        '"line": 2',
        id="broken behind a good line",
    ),
    pytest.param("PUT", {"query_string": G, "data": "#" * 10_001}, 413, "10000", id="too large"),
    pytest.param("DELETE", {"query_string": "graph=urn:none"}, 404, "urn:none", id="no graph"),
    pytest.param("DELETE", {}, 400, "names no graph", id="delete without a graph"),
    pytest.param("PATCH", {"query_string": G}, 415, "sparql-update", id="patch with a graph"),
    pytest.param(
        "PATCH",
        {"query_string": G, "content_type": UPDATE, "data": "CLEAR XYZ"},
        400,
        "line",
        id="patch with bad syntax",
    ),
    pytest.param("TRACE", {"query_string": G}, 405, "", id="another method"),
]


def names(query: dict[str, str]) -> str:
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())


def read(client: FlaskClient, query: Any, path: str = "/data") -> list[str]:
    """The triples of a graph, in N-Triples."""
    headers = {"Accept": "application/n-triples"}
    answer = client.get(path, query_string=query, headers=headers)
    assert answer.status_code == 200, answer.text
    return sorted(answer.text.splitlines())


def version(client: FlaskClient) -> str:
    return client.get("/sparql").headers["X-Dataset-Version"]


@pytest.mark.parametrize(("accept", "content_type", "format_"), FORMATS)
def test_formats(
    writing_client: FlaskClient, accept: str, content_type: str, format_: RdfFormat
) -> None:
    turtle = '<urn:s> <urn:p> "żółw"@pl , 1 .'
    writing_client.put("/data", query_string=G, data=turtle, content_type=TURTLE)
    answer = writing_client.get("/data", query_string=G, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.content_type == content_type
    assert answer.headers["X-Dataset-Version"] == version(writing_client)
    assert "Accept" in answer.headers["Vary"]
    assert set(parse(answer.data, format=format_)) == set(parse(turtle, format=RdfFormat.TURTLE))


def test_put_makes_then_replaces(writing_client: FlaskClient) -> None:
    first = writing_client.put("/data", query_string=G, data=ONE, content_type=TURTLE)
    assert first.status_code == 201
    assert first.headers["Location"] == f"http://localhost/data?{names(G)}"
    second = writing_client.put("/data", query_string=G, data=TWO, content_type=TURTLE)
    assert second.status_code == 204
    assert second.headers["X-Dataset-Predecessor"] == first.headers["X-Dataset-Version"]
    assert read(writing_client, G) == [
        '<http://localhost/g> <urn:p> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    ]


def test_post_makes_then_merges(writing_client: FlaskClient) -> None:
    statuses = [
        writing_client.post("/data", query_string=G, data=turtle, content_type=TURTLE).status_code
        for turtle in (ONE, TWO)
    ]
    assert statuses == [201, 204]
    assert len(read(writing_client, G)) == 2


def test_post_without_a_graph_makes_one(writing_client: FlaskClient) -> None:
    answers = [
        writing_client.post("/data", data=ONE, content_type=TURTLE, headers={"Host": "atlas.test"})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    first, second = (answer.headers["Location"] for answer in answers)
    assert first.startswith("http://atlas.test/data/")
    assert first != second
    (triple,) = read(writing_client, {"graph": first})
    assert triple.startswith(f"<{first}> <urn:p>")


def test_a_graph_is_named_by_its_own_address(writing_client: FlaskClient) -> None:
    own = "/data/people/Żaneta%20A"
    answer = writing_client.put(own, data=ONE, content_type=TURTLE)
    assert answer.status_code == 201
    iri = answer.headers["Location"]
    assert iri == "http://localhost/data/people/%C5%BBaneta%20A"
    assert read(writing_client, {}, own) == read(writing_client, {"graph": iri})
    assert writing_client.delete(own).status_code == 204
    assert writing_client.get(own).status_code == 404


def test_the_default_graph_of_a_plain_store_is_its_own(writing_client: FlaskClient) -> None:
    assert read(writing_client, "default") == []
    for method, turtle in (("PUT", ONE), ("POST", TWO)):
        answer = writing_client.open(
            "/data", method=method, query_string="default", data=turtle, content_type=TURTLE
        )
        assert answer.status_code == 204, answer.text
    assert [line.split()[0] for line in read(writing_client, "default")] == [
        "<http://localhost/data>"
    ] * 2
    assert writing_client.delete("/data", query_string="default").status_code == 204
    assert read(writing_client, "default") == []


def test_an_empty_graph_is_a_graph(writing_client: FlaskClient) -> None:
    assert writing_client.put("/data", query_string=G).status_code == 201
    assert read(writing_client, G) == []
    writing_client.post("/data", query_string=G, data=ONE, content_type=TURTLE)
    writing_client.patch(
        "/data", query_string=G, data="DELETE WHERE { ?s ?p ?o }", content_type=UPDATE
    )
    assert read(writing_client, G) == []
    assert writing_client.put("/data", query_string=G).status_code == 204
    assert writing_client.delete("/data", query_string=G).status_code == 204
    assert writing_client.get("/data", query_string=G).status_code == 404


def test_patch_changes_one_graph(writing_client: FlaskClient) -> None:
    for graph in (G, {"graph": "urn:other"}):
        writing_client.put(
            "/data", query_string=graph, data="<urn:a> <urn:p> 1 .", content_type=TURTLE
        )
    answer = writing_client.patch(
        "/data",
        query_string=G,
        data="DELETE { ?s ?p 1 } INSERT { ?s ?p <x> } WHERE { ?s ?p 1 }",
        content_type=UPDATE,
    )
    assert answer.status_code == 204, answer.text
    assert read(writing_client, G) == ["<urn:a> <urn:p> <http://localhost/x> ."]
    assert "<urn:p>" in read(writing_client, {"graph": "urn:other"})[0]
    assert "1" in read(writing_client, {"graph": "urn:other"})[0]


def test_head_is_get_without_a_body(writing_client: FlaskClient) -> None:
    writing_client.put("/data", query_string=G, data=ONE, content_type=TURTLE)
    got = writing_client.get("/data", query_string=G)
    head = writing_client.head("/data", query_string=G)
    assert (head.status_code, head.data) == (200, b"")
    for name in ("Content-Type", "ETag", "Vary", "X-Dataset-Version"):
        assert head.headers[name] == got.headers[name]
    assert writing_client.head("/data", query_string="graph=urn:none").status_code == 404


def test_what_the_client_has_is_not_sent_again(writing_client: FlaskClient) -> None:
    writing_client.put("/data", query_string=G, data=ONE, content_type=TURTLE)
    tag = writing_client.get("/data", query_string=G).headers["ETag"]

    def again(**headers: str) -> int:
        return writing_client.get(
            "/data", query_string=G, headers={"If-None-Match": tag, **headers}
        ).status_code

    assert again() == 304
    assert again(Accept="application/n-triples") == 200
    writing_client.post("/data", query_string=G, data=TWO, content_type=TURTLE)
    assert again() == 200


def test_an_older_version_stays_readable(writing_client: FlaskClient) -> None:
    first = writing_client.put("/data", query_string=G, data=ONE, content_type=TURTLE)
    writing_client.delete("/data", query_string=G)
    assert writing_client.get("/data", query_string=G).status_code == 404
    old = {**G, "version": first.headers["X-Dataset-Version"]}
    assert len(read(writing_client, old)) == 1


def test_blank_nodes_of_two_bodies_stay_two(writing_client: FlaskClient) -> None:
    for _ in range(2):
        writing_client.post("/data", query_string=G, data="_:b <urn:p> 1 .", content_type=TURTLE)
    assert len(read(writing_client, G)) == 2


def test_what_a_format_cannot_say_is_not_written_wrong(writing_client: FlaskClient) -> None:
    writing_client.put(
        "/data", query_string=G, data="<urn:a> <urn:b/> <urn:c> .", content_type=TURTLE
    )
    answer = writing_client.get("/data", query_string=G, headers={"Accept": "application/rdf+xml"})
    assert answer.status_code == 406
    assert "urn:b/" in answer.text


@pytest.mark.parametrize(("request_", "status", "says"), BAD_READS)
def test_bad_reads(
    writing_client: FlaskClient, request_: dict[str, Any], status: int, says: str
) -> None:
    answer = writing_client.get(**{"path": "/data", **request_})
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    assert says in answer.text


@pytest.mark.parametrize(("method", "request_", "status", "says"), BAD_WRITES)
def test_bad_writes_change_nothing(
    writing_client: FlaskClient, method: str, request_: dict[str, Any], status: int, says: str
) -> None:
    writing_client.put("/data", query_string=G, data=ONE, content_type=TURTLE)
    before = version(writing_client)
    request_ = {"data": ONE, "content_type": TURTLE, **request_}
    answer = writing_client.open("/data", method=method, **request_)
    assert answer.status_code == status, answer.text
    assert says in answer.text
    assert version(writing_client) == before
    assert len(read(writing_client, G)) == 1


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_who_was_not_let_in_writes_nothing(writing_client: FlaskClient, method: str) -> None:
    answer = writing_client.open(
        "/data",
        method=method,
        query_string=G,
        data=ONE,
        content_type=TURTLE,
        environ_overrides={ACTOR: ""},
    )
    assert answer.status_code == 403
    assert "token" in answer.text


HOSTS = [
    ("atlas.test:8080", "http://atlas.test:8080/"),
    ("[::1]:8000", "http://[::1]:8000/"),
    ("127.0.0.1", "http://127.0.0.1/"),
    ("a b", "http://localhost:80/"),
    ("x/<urn:y>", "http://localhost:80/"),
    ("user@host", "http://localhost:80/"),
    ("", "http://localhost:80/"),
]


@pytest.mark.parametrize(("host", "service"), HOSTS)
def test_a_senseless_host_is_in_no_iri(
    writing_client: FlaskClient, host: str, service: str
) -> None:
    answer = writing_client.post(
        "/data", data=ONE, content_type=TURTLE, environ_overrides={"HTTP_HOST": host}
    )
    assert answer.status_code == 201
    assert answer.headers["Location"].startswith(f"{service}data/")
