"""The query operation of the SPARQL 1.1 Protocol, §2.1."""

from __future__ import annotations

import pytest

from clusteratlas.errors import MethodNotAllowed, ProtocolError, UnsupportedMediaType
from clusteratlas.rdf.protocol import QueryRequest, parse_pairs, parse_query_request

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ASK = QueryRequest("ASK {}")

GOOD = [
    pytest.param("GET", [("query", "ASK {}")], None, b"", ASK, id="get"),
    pytest.param("HEAD", [("query", "ASK {}")], None, b"", ASK, id="head"),
    pytest.param("POST", [], FORM, b"query=ASK%20%7B%7D", ASK, id="form"),
    pytest.param(
        "POST", [], FORM + "; charset=utf-8", b"query=ASK+{}", ASK, id="form with charset"
    ),
    pytest.param("POST", [], DIRECT, b"ASK {}", ASK, id="direct"),
    pytest.param("POST", [], "Application/SPARQL-Query;charset=UTF-8", b"ASK {}", ASK, id="case"),
    pytest.param(
        "GET",
        [("default-graph-uri", "a:1"), ("query", "ASK {}"), ("default-graph-uri", "a:2")],
        None,
        b"",
        QueryRequest("ASK {}", ("a:1", "a:2")),
        id="default graphs",
    ),
    pytest.param(
        "POST",
        [("named-graph-uri", "a:1")],
        DIRECT,
        b"ASK {}",
        QueryRequest("ASK {}", (), ("a:1",)),
        id="named graph in the address of a direct post",
    ),
    pytest.param(
        "POST",
        [],
        FORM,
        "query=ASK { ?s ?p 'ż' }".encode(),
        QueryRequest("ASK { ?s ?p 'ż' }"),
        id="utf-8 in a form",
    ),
]

BAD = [
    pytest.param("GET", [], None, b"", ProtocolError, "no query", id="no query"),
    pytest.param("GET", [("update", "CLEAR ALL")], None, b"", ProtocolError, "update", id="update"),
    pytest.param(
        "GET", [("query", "a"), ("query", "b")], None, b"", ProtocolError, "2 queries", id="two"
    ),
    pytest.param(
        "POST", [("query", "a")], DIRECT, b"b", ProtocolError, "two queries", id="two places"
    ),
    pytest.param("POST", [], DIRECT, b"\xff", ProtocolError, "byte 0", id="no utf-8"),
    pytest.param("POST", [], FORM, b"query=%ff", ProtocolError, "UTF-8", id="no utf-8 in a form"),
    pytest.param(
        "POST", [], FORM, b"&".join([b"a=1"] * 1001), ProtocolError, "fields", id="fields"
    ),
    pytest.param("POST", [], "text/plain", b"x", UnsupportedMediaType, "text/plain", id="type"),
    pytest.param("POST", [], None, b"x", UnsupportedMediaType, "none", id="no type"),
    pytest.param("PUT", [("query", "a")], None, b"", MethodNotAllowed, "PUT", id="method"),
]


@pytest.mark.parametrize(("method", "arguments", "content_type", "body", "expected"), GOOD)
def test_good_requests(
    method: str,
    arguments: list[tuple[str, str]],
    content_type: str | None,
    body: bytes,
    expected: QueryRequest,
) -> None:
    assert parse_query_request(method, arguments, content_type, body) == expected


@pytest.mark.parametrize(("method", "arguments", "content_type", "body", "error", "says"), BAD)
def test_bad_requests(
    method: str,
    arguments: list[tuple[str, str]],
    content_type: str | None,
    body: bytes,
    error: type[ProtocolError],
    says: str,
) -> None:
    with pytest.raises(error, match=says) as caught:
        parse_query_request(method, arguments, content_type, body)
    assert type(caught.value) is error


@pytest.mark.parametrize(
    ("encoded", "pairs"),
    [
        pytest.param(b"", [], id="none"),
        pytest.param(b"a=1&b=&a=2", [("a", "1"), ("b", ""), ("a", "2")], id="order and blanks"),
        pytest.param(b"a=Krak%C3%B3w+x", [("a", "Kraków x")], id="utf-8"),
        pytest.param(b"a=%zz%", [("a", "%zz%")], id="no encoding"),
    ],
)
def test_pairs(encoded: bytes, pairs: list[tuple[str, str]]) -> None:
    assert parse_pairs(encoded, "The address") == pairs


@pytest.mark.parametrize("encoded", [b"query=Krak%F3w", b"query=Krak\xf3w"])
def test_pairs_that_are_no_utf_8(encoded: bytes) -> None:
    with pytest.raises(ProtocolError, match=r"The address .*UTF-8"):
        parse_pairs(encoded, "The address")
