"""The two operations of the SPARQL 1.1 Protocol, §2.1 and §2.2."""

from __future__ import annotations

import pytest

from clusteratlas.errors import MethodNotAllowed, ProtocolError, UnsupportedMediaType
from clusteratlas.rdf.protocol import (
    FORM,
    SPARQL_QUERY,
    SPARQL_UPDATE,
    QueryRequest,
    UpdateRequest,
    parse_pairs,
    parse_query_request,
    parse_update_request,
)

Pairs = list[tuple[str, str]]

ASK = QueryRequest("ASK {}")
CLEAR = UpdateRequest("CLEAR ALL")

QUERIES = [
    pytest.param("GET", [("query", "ASK {}")], None, b"", ASK, id="get"),
    pytest.param("HEAD", [("query", "ASK {}")], None, b"", ASK, id="head"),
    pytest.param("POST", [], FORM, b"query=ASK%20%7B%7D", ASK, id="form"),
    pytest.param(
        "POST", [], FORM + "; charset=utf-8", b"query=ASK+{}", ASK, id="form with charset"
    ),
    pytest.param("POST", [], SPARQL_QUERY, b"ASK {}", ASK, id="direct"),
    pytest.param("POST", [], "Application/SPARQL-Query;charset=UTF-8", b"ASK {}", ASK, id="case"),
    pytest.param(
        "POST", [], f'{SPARQL_QUERY} ; charset="UTF-8"', b"ASK {}", ASK, id="quoted charset"
    ),
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
        SPARQL_QUERY,
        b"ASK {}",
        QueryRequest("ASK {}", (), ("a:1",)),
        id="named graph in the address of a direct post",
    ),
    pytest.param(
        "POST",
        [("default-graph-uri", "a:1")],
        FORM,
        b"query=ASK+{}&default-graph-uri=a:2&named-graph-uri=a:3",
        QueryRequest("ASK {}", ("a:1", "a:2"), ("a:3",)),
        id="graphs in the address and in the form",
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

BAD_QUERIES = [
    pytest.param("GET", [], None, b"", ProtocolError, "no query", id="no query"),
    pytest.param("GET", [("update", "CLEAR ALL")], None, b"", ProtocolError, "update", id="update"),
    pytest.param(
        "GET", [("query", "a"), ("query", "b")], None, b"", ProtocolError, "2 queries", id="two"
    ),
    pytest.param(
        "POST", [("query", "a")], SPARQL_QUERY, b"b", ProtocolError, "address", id="two places"
    ),
    pytest.param(
        "POST", [("query", "a")], FORM, b"query=b", ProtocolError, "address", id="address and form"
    ),
    pytest.param("POST", [], SPARQL_QUERY, b"\xff", ProtocolError, "byte 0", id="no utf-8"),
    pytest.param("POST", [], FORM, b"query=%ff", ProtocolError, "UTF-8", id="no utf-8 in a form"),
    pytest.param(
        "POST", [], FORM, b"&".join([b"a=1"] * 1001), ProtocolError, "fields", id="fields"
    ),
    pytest.param(
        "GET",
        [("query", "ASK {}"), ("default-graph-uri", "page")],
        None,
        b"",
        ProtocolError,
        "absolute IRI",
        id="relative graph",
    ),
    pytest.param(
        "GET",
        [("query", "ASK {}"), ("using-graph-uri", "a:1")],
        None,
        b"",
        ProtocolError,
        "using-graph-uri.* is for updates",
        id="dataset of an update",
    ),
    pytest.param("POST", [], "text/plain", b"x", UnsupportedMediaType, "text/plain", id="type"),
    pytest.param("POST", [], None, b"x", UnsupportedMediaType, "none", id="no type"),
    pytest.param(
        "POST",
        [],
        f"{SPARQL_QUERY}; charset=UTF-16",
        "ASK {}".encode("utf-16-le"),
        UnsupportedMediaType,
        "UTF-16",
        id="utf-16 that is valid utf-8",
    ),
    pytest.param(
        "POST", [], SPARQL_UPDATE, b"CLEAR ALL", UnsupportedMediaType, "sparql-update", id="direct"
    ),
    pytest.param("PUT", [("query", "a")], None, b"", MethodNotAllowed, "PUT", id="method"),
]

UPDATES = [
    pytest.param([], FORM, b"update=CLEAR+ALL", CLEAR, id="form"),
    pytest.param([], FORM + ";charset=utf-8", b"update=CLEAR+ALL", CLEAR, id="form with charset"),
    pytest.param([], SPARQL_UPDATE, b"CLEAR ALL", CLEAR, id="direct"),
    pytest.param([], SPARQL_UPDATE + "; charset=us-ascii", b"CLEAR ALL", CLEAR, id="ascii"),
    pytest.param([], SPARQL_UPDATE, b"", UpdateRequest(""), id="an empty update is an update"),
    pytest.param(
        [("using-graph-uri", "a:1"), ("using-graph-uri", "a:2"), ("using-named-graph-uri", "a:3")],
        SPARQL_UPDATE,
        b"CLEAR ALL",
        UpdateRequest("CLEAR ALL", ("a:1", "a:2"), ("a:3",)),
        id="dataset in the address",
    ),
    pytest.param(
        [],
        FORM,
        b"using-named-graph-uri=a:3&update=CLEAR+ALL&using-graph-uri=a:1",
        UpdateRequest("CLEAR ALL", ("a:1",), ("a:3",)),
        id="dataset in the form",
    ),
]

BAD_UPDATES = [
    pytest.param("GET", [("update", "CLEAR ALL")], None, b"", MethodNotAllowed, "GET", id="get"),
    pytest.param("PUT", [], SPARQL_UPDATE, b"CLEAR ALL", MethodNotAllowed, "PUT", id="put"),
    pytest.param("POST", [], FORM, b"", ProtocolError, "no update", id="no update"),
    pytest.param(
        "POST", [], FORM, b"update=a&update=b", ProtocolError, "2 updates", id="two updates"
    ),
    pytest.param("POST", [], FORM, b"query=ASK+{}", ProtocolError, "query", id="query"),
    pytest.param(
        "POST",
        [("query", "ASK {}")],
        SPARQL_UPDATE,
        b"CLEAR ALL",
        ProtocolError,
        "query",
        id="query and update",
    ),
    pytest.param(
        "POST", [("update", "a")], FORM, b"update=b", ProtocolError, "address", id="two places"
    ),
    pytest.param(
        "POST", [("update", "a")], FORM, b"", ProtocolError, "address", id="only in the address"
    ),
    pytest.param(
        "POST", [("update", "a")], SPARQL_UPDATE, b"b", ProtocolError, "address", id="both ways"
    ),
    pytest.param(
        "POST",
        [("default-graph-uri", "a:1")],
        SPARQL_UPDATE,
        b"CLEAR ALL",
        ProtocolError,
        "default-graph-uri.* is for queries",
        id="dataset of a query",
    ),
    pytest.param(
        "POST",
        [("using-graph-uri", "page")],
        SPARQL_UPDATE,
        b"CLEAR ALL",
        ProtocolError,
        "absolute IRI",
        id="relative graph",
    ),
    pytest.param("POST", [], SPARQL_UPDATE, b"\xff", ProtocolError, "byte 0", id="no utf-8"),
    pytest.param("POST", [], FORM, b"update=%ff", ProtocolError, "UTF-8", id="no utf-8 in a form"),
    pytest.param(
        "POST",
        [],
        f"{SPARQL_UPDATE}; charset=UTF-16",
        "CLEAR NAMED".encode("utf-16"),
        UnsupportedMediaType,
        "UTF-16",
        id="utf-16",
    ),
    pytest.param(
        "POST", [], SPARQL_QUERY, b"ASK {}", UnsupportedMediaType, "sparql-query", id="direct query"
    ),
    pytest.param("POST", [], "text/plain", b"x", UnsupportedMediaType, "text/plain", id="type"),
    pytest.param("POST", [], None, b"update=x", UnsupportedMediaType, "none", id="no type"),
]


@pytest.mark.parametrize(("method", "arguments", "content_type", "body", "expected"), QUERIES)
def test_queries(
    method: str, arguments: Pairs, content_type: str | None, body: bytes, expected: QueryRequest
) -> None:
    assert parse_query_request(method, arguments, content_type, body) == expected


@pytest.mark.parametrize(
    ("method", "arguments", "content_type", "body", "error", "says"), BAD_QUERIES
)
def test_bad_queries(
    method: str,
    arguments: Pairs,
    content_type: str | None,
    body: bytes,
    error: type[ProtocolError],
    says: str,
) -> None:
    with pytest.raises(error, match=says) as caught:
        parse_query_request(method, arguments, content_type, body)
    assert type(caught.value) is error


@pytest.mark.parametrize(("arguments", "content_type", "body", "expected"), UPDATES)
def test_updates(arguments: Pairs, content_type: str, body: bytes, expected: UpdateRequest) -> None:
    assert parse_update_request("POST", arguments, content_type, body) == expected


@pytest.mark.parametrize(
    ("method", "arguments", "content_type", "body", "error", "says"), BAD_UPDATES
)
def test_bad_updates(
    method: str,
    arguments: Pairs,
    content_type: str | None,
    body: bytes,
    error: type[ProtocolError],
    says: str,
) -> None:
    with pytest.raises(error, match=says) as caught:
        parse_update_request(method, arguments, content_type, body)
    assert type(caught.value) is error


def test_the_base_is_the_service() -> None:
    base = "http://localhost/sparql"
    assert parse_query_request("GET", [("query", "ASK {}")], None, b"", base).base == base
    assert parse_update_request("POST", [], SPARQL_UPDATE, b"CLEAR ALL", base).base == base


@pytest.mark.parametrize(
    ("encoded", "pairs"),
    [
        pytest.param(b"", [], id="none"),
        pytest.param(b"a=1&b=&a=2", [("a", "1"), ("b", ""), ("a", "2")], id="order and blanks"),
        pytest.param(b"a=Krak%C3%B3w+x", [("a", "Kraków x")], id="utf-8"),
        pytest.param(b"a=%zz%", [("a", "%zz%")], id="no encoding"),
        pytest.param(b"a=%2531", [("a", "%31")], id="decoded once"),
    ],
)
def test_pairs(encoded: bytes, pairs: Pairs) -> None:
    assert parse_pairs(encoded, "The address") == pairs


@pytest.mark.parametrize("encoded", [b"query=Krak%F3w", b"query=Krak\xf3w"])
def test_pairs_that_are_no_utf_8(encoded: bytes) -> None:
    with pytest.raises(ProtocolError, match=r"The address .*UTF-8"):
        parse_pairs(encoded, "The address")
