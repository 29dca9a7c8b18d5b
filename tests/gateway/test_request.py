"""What the gateway reads of a request."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from clusteratlas.errors import ProtocolError
from clusteratlas.gateway.request import FORM, Request
from clusteratlas.web.operations import is_write


def request(method: str = "GET", path: str = "/sparql", **options: Any) -> Request:
    scope = {
        "method": method,
        "path": path,
        "raw_path": quote(path).encode(),
        "query_string": b"",
        "headers": [],
        "client": ("192.0.2.1", 1234),
        "server": ("192.0.2.2", 80),
        "scheme": "http",
    }
    return Request.of({**scope, **options})


TIMEOUTS = [
    (b"", b"", 30.0),
    (b"timeout=5", b"", 5.0),
    (b"timeout=0.25&query=ASK%7B%7D", b"", 0.25),
    (b"timeout=31", b"", 30.0),
    (b"timeout=1e9", b"", 30.0),
    (b"", b"query=ASK%7B%7D&timeout=7", 7.0),
    (b"query=%22timeout=3%22", b"", 30.0),
]


@pytest.mark.parametrize(("query_string", "form", "seconds"), TIMEOUTS)
def test_a_timeout_lowers_and_never_raises(
    query_string: bytes, form: bytes, seconds: float
) -> None:
    asked = request(query_string=query_string, headers=[(b"content-type", FORM)])
    assert asked.timeout(30.0, form) == seconds


@pytest.mark.parametrize("value", [b"0", b"-1", b"nan", b"inf", b"soon"])
def test_a_senseless_timeout_is_refused(value: bytes) -> None:
    with pytest.raises(ProtocolError, match="no number of seconds"):
        request(query_string=b"timeout=" + value).timeout(30.0, b"")


DIFFERENCES = [
    {"path": "/queries"},
    {"method": "POST"},
    {"query_string": b"query=ASK%7B%7D"},
    {"headers": [(b"accept", b"text/csv")]},
    {"headers": [(b"accept-language", b"pl")]},
    {"headers": [(b"host", b"other.example")]},
    {"headers": [(b"content-type", FORM)]},
]


@pytest.mark.parametrize("difference", DIFFERENCES, ids=[str(one) for one in DIFFERENCES])
def test_what_answers_depend_on_is_in_the_key(difference: dict[str, Any]) -> None:
    assert request(**difference).key("", b"") != request().key("", b"")
    assert request(**difference).key("", b"") == request(**difference).key("", b"")


def test_body_and_coding_are_in_the_key() -> None:
    keys = {request().key(coding, body) for coding in ("", "gzip") for body in (b"", b"ASK {}")}
    assert len(keys) == 4


def test_a_head_request_may_have_the_answer_to_get() -> None:
    assert request(method="HEAD").key("", b"") == request().key("", b"")


REPEATED = [
    ([(b"accept", b"text/csv;q=0.5"), (b"accept", b"text/turtle")], b"text/csv;q=0.5, text/turtle"),
    ([(b"accept", b"text/csv")], b"text/csv"),
]


@pytest.mark.parametrize(("headers", "accept"), REPEATED)
def test_several_headers_of_a_list_are_one(
    headers: list[tuple[bytes, bytes]], accept: bytes
) -> None:
    assert request(headers=headers).headers[b"accept"] == accept


def test_of_other_headers_the_first_counts() -> None:
    headers = [(b"content-type", b"text/turtle"), (b"content-type", FORM)]
    assert request(headers=headers).headers[b"content-type"] == b"text/turtle"


def test_a_token_stays_with_the_gateway() -> None:
    headers = [(b"authorization", b"Bearer secret"), (b"accept", b"*/*")]
    head = request(headers=headers).for_worker("somebody", "", "")
    assert head["headers"] == [("accept", "*/*")]
    assert head["actor"] == "somebody"
    assert "secret" not in str(head)


WRITES = [
    ("POST", "/update", True),
    ("PUT", "/update", True),
    ("GET", "/update", False),
    ("PUT", "/data", True),
    ("POST", "/data", True),
    ("DELETE", "/data", True),
    ("PATCH", "/data/graph", True),
    ("GET", "/data", False),
    ("HEAD", "/data", False),
    ("OPTIONS", "/data", False),
    ("POST", "/sparql", False),
    ("POST", "/database", False),
    ("DELETE", "/queries", False),
]


@pytest.mark.parametrize(("method", "path", "expected"), WRITES)
def test_which_requests_write(method: str, path: str, expected: bool) -> None:
    assert is_write(method, path) is expected
