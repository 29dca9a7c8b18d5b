"""Addresses and texts that mean something else than they seem: encodings, paths, headers."""

from __future__ import annotations

import gzip
import re
from urllib.parse import quote

import pytest

from .attacked import Attacked, assert_told
from .wire import CLOSED, exchange, get, post

pytestmark = pytest.mark.xdist_group("hostile")

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ASK = "query=ASK%7B%7D"

ADDRESSES = {
    "no UTF-8 in the query": ("/sparql?query=ASK%7B%3Fs+%3Fp+%27%FF%27%7D", {400}),
    "half a character": ("/sparql?query=ASK%7B%7D%C5", {400}),
    "an overlong slash": ("/sparql?query=%C0%AF", {400}),
    "a surrogate": ("/sparql?query=%ED%A0%80", {400}),
    "no UTF-8 in a name": ("/sparql?%FF=1&" + ASK, {400}),
    "no UTF-8 in a graph": (f"/sparql?{ASK}&default-graph-uri=urn:%FF", {400}),
    "a percent sign alone": ("/sparql?query=ASK%7B%7D%", {400}),
    "percent signs without digits": ("/sparql?query=%ZZ%G1", {400}),
    "percent signs of percent signs": ("/sparql?query=%2541%2553%254B", {400}),
    "NUL": ("/sparql?query=%00", {400}),
    "no UTF-8 in the path": ("/%FF%FE", {400, 404}),
    "no UTF-8 in the name of a graph": ("/data/%FF", {400, 404}),
    "a percent sign in the path": ("/%", {400, 404}),
    "half of one in the path": ("/data/%4", {400, 404}),
    "a thousand fields": ("/sparql?" + "a=1&" * 5000 + ASK, {400}),
    "many queries": ("/sparql?" + (ASK + "&") * 500, {400}),
    "ampersands": ("/sparql?" + "&" * 30_000 + ASK, {200, 400}),
    "a format that breaks lines": (f"/sparql?{ASK}&format=csv%0D%0AX-Evil:%201", {400, 406}),
    "a format that is a path": (f"/sparql?{ASK}&format=../../../etc/passwd", {400, 406}),
    "a format of NUL": (f"/sparql?{ASK}&format=%00", {400, 406}),
    "a long format": (f"/sparql?{ASK}&format=" + "x" * 20_000, {400, 406}),
    "a language that breaks lines": ("/queries?lang=pl%0D%0AX-Evil:%201", {200, 400, 406}),
    "a language that is a script": ("/queries?lang=%22%3E%3Cscript%3E", {200, 400, 406}),
    "a version that is a path": (f"/sparql?{ASK}&version=../..", {400, 404}),
    "a version that is a file": (f"/sparql?{ASK}&version=../../CURRENT", {400, 404}),
    "a version from the root": (f"/sparql?{ASK}&version=/etc", {400, 404}),
    "a version of NUL": (f"/sparql?{ASK}&version=%00", {400, 404}),
    "a version of no letters": (f"/sparql?{ASK}&version=.", {400, 404}),
    "the version that is being built": (f"/sparql?{ASK}&version=.building", {400, 404}),
    "a version that breaks lines": (f"/sparql?{ASK}&version=x%0D%0AX-Evil:%201", {400, 404}),
    "a long version": (f"/sparql?{ASK}&version=" + "x" * 20_000, {400, 404}),
    "no version": (f"/sparql?{ASK}&version=", {200, 400, 404}),
    "a graph that breaks lines": ("/data?graph=urn:x%0D%0AX-Evil:%201", {400, 404}),
    "a graph that is a file": ("/data?graph=file:///etc/passwd", {400, 404}),
    "a graph that is a path": ("/data?graph=../../../etc/passwd", {400}),
    "a graph of NUL": ("/data?graph=urn:%00", {400}),
    "a graph that closes its brackets": ("/data?graph=urn:x%3E%20%7D", {400}),
    "a path up from pages": ("/static/../../etc/passwd", {400, 404}),
    "a path up, encoded": ("/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd", {400, 404}),
    "a path up, wholly encoded": ("/static/%2e%2e%2f%2e%2e%2fetc%2fpasswd", {400, 404}),
    "a path up, encoded twice": ("/static/%252e%252e%252fetc/passwd", {400, 404}),
    "a path up with backslashes": ("/static/..%5c..%5cetc%5cpasswd", {400, 404}),
    "a path up, overlong": ("/static/%c0%ae%c0%ae/etc/passwd", {400, 404}),
    "a path up to the program": ("/static/../app.py", {400, 404}),
    "a path up, full width": ("/static/" + quote("．．／app.py"), {400, 404}),
    "a path up to the store": ("/data/../CURRENT", {400, 404}),
    "a path up from a query": ("/queries/..%2F..%2Fdata%2Fgraphs", {400, 404}),
    "a query of NUL": ("/queries/%00", {400, 404}),
    "a query that breaks lines": ("/queries/x%0D%0AX-Evil:%201", {400, 404}),
    "a query with a long name": ("/queries/" + "x" * 20_000, {400, 404}),
    "a path from the root": ("/static//etc/passwd", {308, 400, 404}),
    "a file of NUL": ("/static/atlas.css%00.html", {400, 404}),
    "a folder": ("/static/", {400, 404}),
    "slashes": ("/data" + "/" * 20_000, {308, 400, 404}),
    "somewhere else": ("/%5cevil.example/..", {308, 400, 404}),
    "a path that breaks lines": ("/x%0D%0AX-Evil:%201", {400, 404}),
    "a path to administration": ("/admin/queries/..%2F..", {401, 403}),
    "administration in capitals": ("/ADMIN/queries", {404}),
    "administration behind a dot": ("/./admin/queries", {401, 403, 404}),
    "health behind NUL": ("/health%00", {404}),
    "health behind a slash": ("/health/", {404}),
    "parameters that are SPARQL": (
        "/queries/cluster-member-counts?cluster="
        + quote('urn:x> } UNION { ?s ?p ?o } #" } UNION { ?s ?p ?o #'),
        {400, 404},
    ),
}


@pytest.mark.parametrize(("target", "allowed"), ADDRESSES.values(), ids=ADDRESSES.keys())
@pytest.mark.parametrize("accept", ["*/*", "text/html"], ids=["program", "browser"])
def test_an_address(public: Attacked, target: str, allowed: set[int], accept: str) -> None:
    reply = get(public.address, target, f"Accept: {accept}")
    assert "x-evil" not in reply.headers
    assert b"root:x:0:0" not in reply.body
    assert b"<script>" not in reply.body
    assert reply.headers.get("location", "/").startswith(("/", "http://attacked/"))
    if accept == "*/*":
        assert_told(reply, allowed)
    else:
        # Graphs are not to be had as pages.
        assert reply.status in allowed | {406}
    public.assert_well()


BODIES = {
    "no UTF-8 in a query": (QUERY, b"ASK { ?s ?p '\xff' }", {400}),
    "no UTF-8 in a form": (FORM, b"query=\xff", {400}),
    "no UTF-8 encoded in a form": (FORM, b"query=%FF%FE", {400}),
    "UTF-16": (QUERY, "ASK {}".encode("utf-16"), {400}),
    "UTF-16 that is said to be": (f"{QUERY}; charset=utf-16", "ASK {}".encode("utf-16"), {415}),
    "UTF-7": (f"{QUERY}; charset=utf-7", b"ASK +AHsAfQ-", {415}),
    "a charset that is none": (f"{QUERY}; charset=../../x", b"ASK {}", {415}),
    "a percent sign in a form": (FORM, b"query=%", {400}),
    "percent signs in a form": (FORM, b"query=" + b"%" * 200_000, {400, 413, 503}),
    "fields": (FORM, b"a=1&" * 200_000 + b"query=ASK{}", {400}),
    "fields and a timeout": (FORM, b"a&" * 400_000 + b"timeout=1&query=ASK{}", {400}),
    "ampersands": (FORM, b"&" * 1_000_000 + b"query=ASK{}", {200, 400}),
    "a name without an end": (FORM, b"q" * 1_000_000, {400}),
    "no query": (FORM, b"", {400}),
    "two queries": (FORM, b"query=ASK{}&query=ASK{}", {400}),
    "a query and an update": (FORM, b"query=ASK{}&update=CLEAR+ALL", {400}),
    "an update": (FORM, b"update=CLEAR+ALL", {400}),
    "an update as a query": (QUERY, b"CLEAR ALL", {400}),
    "an update as such": ("application/sparql-update", b"CLEAR ALL", {415, 400}),
    "many parts": (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n" * 10_000 + b"--x--",
        {415, 400},
    ),
    "JSON": ("application/json", b"[" * 100_000, {415}),
    "no type": ("", b"query=ASK{}", {415, 400}),
    "a type of slashes": ("/" * 1000, b"query=ASK{}", {415, 400}),
    "a body that is too large": (QUERY, b"#" * 2_000_000, {413}),
}


@pytest.mark.parametrize(("type_", "body", "allowed"), BODIES.values(), ids=BODIES.keys())
def test_a_body(public: Attacked, type_: str, body: bytes, allowed: set[int]) -> None:
    assert_told(post(public.address, "/sparql", body, type_), allowed)
    public.assert_well()


CODINGS = {
    "gzip": ("gzip", gzip.compress(b"ASK {}")),
    "a bomb": ("gzip", gzip.compress(bytes(300_000_000), 1)[:900_000]),
    "gzip twice": ("gzip, gzip", gzip.compress(gzip.compress(b"ASK {}"))),
    "gzip that is none": ("GZIP", b"ASK {}"),
    "deflate": ("deflate", b"x\x9c"),
    "zstd": ("zstd", b"(\xb5/\xfd"),
    "one that is not known": ("cow", b"ASK {}"),
}


@pytest.mark.parametrize(("coding", "body"), CODINGS.values(), ids=CODINGS.keys())
@pytest.mark.parametrize("path", ["/sparql", "/data?graph=urn:vault", "/update"])
def test_an_encoded_body(writable: Attacked, path: str, coding: str, body: bytes) -> None:
    before = writable.state()
    headers = (
        f"Content-Encoding: {coding}",
        "Authorization: Bearer for-attacks-only-0123456789abcdef",
    )
    assert_told(post(writable.address, path, body, QUERY, *headers), {415})
    writable.assert_well()
    assert writable.state() == before


def test_a_body_in_chunks_that_never_ends(public: Attacked) -> None:
    head = (
        "POST /sparql HTTP/1.1\r\nHost: attacked\r\nTransfer-Encoding: chunked\r\n"
        f"Content-Type: {QUERY}\r\n\r\n"
    ).encode()
    chunk = b"10000\r\n" + b"#" * 65536 + b"\r\n"
    assert_told(exchange(public.address, head, *[chunk] * 1000), {413, CLOSED})
    public.assert_well()


def test_what_a_query_says_is_no_markup(public: Attacked) -> None:
    """Neither in the page of the form, nor in that of an error, nor in results."""
    script = "<script>alert(1)</script>"
    for query in (
        f"ASK {{ ?s ?p '{script}' }}",
        f"no query {script}",
        f"SELECT ('{script}' AS ?x) {{}}",
        f"SELECT (IRI('javascript:alert(1)') AS ?x) ('\"><{script}' AS ?y) {{}}",
    ):
        for target in (f"/sparql?query={quote(query)}", f"/queries?lang={quote(query)}"):
            reply = get(public.address, target, "Accept: text/html")
            assert reply.headers["content-type"].startswith("text/html")
            scripts = re.findall(rb"<script[^>]*>[^<]*", reply.body)
            assert not any(b"alert" in each for each in scripts)
            assert b'href="javascript:' not in reply.body
            assert "default-src 'none'" in reply.headers["content-security-policy"]


KEPT = [
    "Access-Control-Request-Method: PUT",
    "Origin: https://evil.example",
    "X-Forwarded-Host: evil.example",
    "X-Forwarded-Prefix: /evil",
    "X-Original-URL: /evil",
    "X-HTTP-Method-Override: HEAD",
    "If-None-Match: *",
    "Range: bytes=0-0",
    "Accept-Charset: utf-16",
    "Cookie: lang=pl",
    "Accept_Language: pl",
]


@pytest.mark.parametrize("header", KEPT)
@pytest.mark.parametrize("path", ["/data?default", "/queries", "/sparql"])
def test_no_header_spoils_the_answer_of_others(public: Attacked, path: str, header: str) -> None:
    """Answers are kept and given again: what they depend on has to be part of the question."""
    other = f"Accept-Language: en;q=0.{KEPT.index(header) + 1}"
    get(public.address, path, header, other)
    spoilt = get(public.address, path, other)
    clean = get(public.address, path, "Accept-Language: en")
    assert spoilt.status == clean.status == 200
    assert spoilt.body == clean.body
    assert b"evil" not in spoilt.body
    assert spoilt.headers["access-control-allow-origin"] == "*"
