"""Bytes that are no request, or two requests at once: request smuggling, other protocols."""

from __future__ import annotations

import pytest

from .attacked import Attacked, assert_told
from .wire import CLOSED, exchange, get

pytestmark = pytest.mark.xdist_group("hostile")

HOST = b"Host: attacked\r\n"
ASK = b"query=ASK%7B%7D"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
LOOKUP = b"GET /sparql?" + ASK + b" HTTP/1.1\r\n" + HOST
HIDDEN = b"DELETE /data?default HTTP/1.1\r\n" + HOST + b"\r\n"
TLS_HELLO = bytes.fromhex("16030100c8010000c40303") + bytes(190)
HTTP_2 = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9)


def posted(*headers: bytes, body: bytes = ASK) -> bytes:
    head = b"".join(header + b"\r\n" for header in headers)
    return b"POST /sparql HTTP/1.1\r\n" + HOST + FORM + head + b"\r\n" + body


REFUSED = {400, CLOSED}
REQUESTS = {
    "two lengths": (
        posted(b"Content-Length: 15", b"Content-Length: 3"),
        REFUSED,
    ),
    "the same length twice": (
        posted(b"Content-Length: 15", b"Content-Length: 15"),
        REFUSED,
    ),
    "two lengths in a list": (posted(b"Content-Length: 15, 3"), REFUSED),
    "length and chunks": (
        posted(
            b"Content-Length: 4",
            b"Transfer-Encoding: chunked",
            body=b"0\r\n\r\n" + HIDDEN,
        ),
        REFUSED,
    ),
    "chunks and length": (
        posted(
            b"Transfer-Encoding: chunked",
            b"Content-Length: 4",
            body=b"0\r\n\r\n" + HIDDEN,
        ),
        REFUSED,
    ),
    "a negative length": (posted(b"Content-Length: -1"), REFUSED),
    "a length with a sign": (posted(b"Content-Length: +15"), REFUSED),
    "a length in hexadecimal": (posted(b"Content-Length: 0xf"), REFUSED),
    "a length beyond 64 bits": (posted(b"Content-Length: " + b"9" * 40), REFUSED),
    "a length that is a word": (posted(b"Content-Length: many"), REFUSED),
    "an empty length": (posted(b"Content-Length: "), REFUSED),
    "a space before the colon": (posted(b"Content-Length : 15"), REFUSED),
    "an unknown transfer coding": (
        posted(b"Transfer-Encoding: cow"),
        REFUSED | {501},
    ),
    "chunked that is not the last": (
        posted(b"Transfer-Encoding: chunked, identity", body=b"0\r\n\r\n"),
        REFUSED | {501},
    ),
    "chunked hidden by a tab": (
        posted(b"Transfer-Encoding:\x0bchunked", body=b"0\r\n\r\n"),
        REFUSED | {501},
    ),
    "chunked twice": (
        posted(b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n"),
        REFUSED | {501},
    ),
    "a chunk size that is no number": (
        posted(b"Transfer-Encoding: chunked", body=b"zz\r\nASK{}\r\n0\r\n\r\n"),
        REFUSED,
    ),
    "a chunk size below zero": (
        posted(b"Transfer-Encoding: chunked", body=b"-1\r\nASK{}\r\n0\r\n\r\n"),
        REFUSED,
    ),
    "a chunk size beyond 64 bits": (
        posted(b"Transfer-Encoding: chunked", body=b"f" * 17 + b"\r\nASK{}\r\n0\r\n\r\n"),
        REFUSED,
    ),
    "a chunk longer than its size": (
        posted(b"Transfer-Encoding: chunked", body=b"3\r\nquery=ASK{}\r\n0\r\n\r\n"),
        REFUSED,
    ),
    "a chunk that ends in a line feed": (
        posted(b"Transfer-Encoding: chunked", body=b"f\r\n" + ASK + b"\n0\r\n\r\n"),
        REFUSED,
    ),
    "a folded header": (LOOKUP + b"X-Folded: a\r\n b\r\n\r\n", {200, *REFUSED}),
    "a header that is folded first": (
        b"GET /health HTTP/1.1\r\n Host: attacked\r\n\r\n",
        REFUSED,
    ),
    "NUL in a header": (LOOKUP + b"X: a\x00b\r\n\r\n", REFUSED),
    "NUL in the name of a header": (LOOKUP + b"X\x00: a\r\n\r\n", REFUSED),
    "NUL in the target": (b"GET /\x00 HTTP/1.1\r\n" + HOST + b"\r\n", REFUSED),
    "a lone carriage return": (LOOKUP + b"X: a\rHost: other\r\n\r\n", REFUSED),
    "no colon": (LOOKUP + b"nonsense\r\n\r\n", REFUSED),
    "a header without a name": (LOOKUP + b": nonsense\r\n\r\n", REFUSED),
    "no host": (b"GET /sparql?" + ASK + b" HTTP/1.1\r\n\r\n", {400}),
    "no host at the service's own routes": (b"GET /health HTTP/1.1\r\n\r\n", {400}),
    "two hosts": (LOOKUP + b"Host: other\r\n\r\n", {400}),
    "the same host twice": (LOOKUP + HOST + b"\r\n", {400}),
    "a host that is none": (
        b"GET /sparql HTTP/1.1\r\nHost: a/b>\"'<x\r\n\r\n",
        {200, 400},
    ),
    "an empty host": (b"GET /sparql HTTP/1.1\r\nHost:\r\n\r\n", {200, 400}),
    "an absolute target": (
        b"GET http://other.example/sparql?" + ASK + b" HTTP/1.1\r\n" + HOST + b"\r\n",
        {200, 400},
    ),
    "an absolute target of another scheme": (
        b"GET file:///etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n",
        {400, 404},
    ),
    "an asterisk": (b"GET * HTTP/1.1\r\n" + HOST + b"\r\n", {400, 404}),
    "OPTIONS of everything": (b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n", {200, 204, 400, 404}),
    "a target without a slash": (b"GET sparql HTTP/1.1\r\n" + HOST + b"\r\n", {400, 404}),
    "a target of two slashes": (b"GET //other/sparql HTTP/1.1\r\n" + HOST + b"\r\n", {400, 404}),
    "a target with a fragment": (
        b"GET /sparql?" + ASK + b"#x HTTP/1.1\r\n" + HOST + b"\r\n",
        {200, 400},
    ),
    "a space in the target": (b"GET /sparql ?x HTTP/1.1\r\n" + HOST + b"\r\n", REFUSED),
    "bytes above 127 in the target": (
        b"GET /sparql?query=\xc5\x82 HTTP/1.1\r\n" + HOST + b"\r\n",
        REFUSED,
    ),
    "bytes above 127 in the path": (b"GET /\xff HTTP/1.1\r\n" + HOST + b"\r\n", {404, *REFUSED}),
    "CONNECT": (b"CONNECT 127.0.0.1:22 HTTP/1.1\r\n" + HOST + b"\r\n", {404, 405, *REFUSED}),
    "TRACE": (b"TRACE /sparql HTTP/1.1\r\n" + HOST + b"\r\n", {405, *REFUSED}),
    "TRACK": (b"TRACK /sparql HTTP/1.1\r\n" + HOST + b"\r\n", {405, *REFUSED}),
    "a method of WebDAV": (b"PROPFIND /data HTTP/1.1\r\n" + HOST + b"\r\n", {401, 403, 405, 400}),
    "a method in lower case": (b"get /sparql HTTP/1.1\r\n" + HOST + b"\r\n", {405, *REFUSED}),
    "a method that does not end": (b"A" * 100_000, REFUSED),
    "HTTP/0.9": (b"GET /\r\n\r\n", {505, *REFUSED}),
    "HTTP/1.0 without a host": (b"GET /sparql?" + ASK + b" HTTP/1.0\r\n\r\n", {200}),
    "HTTP/1.2": (b"GET / HTTP/1.2\r\n" + HOST + b"\r\n", {200, 505, *REFUSED}),
    "HTTP/9.9": (b"GET / HTTP/9.9\r\n" + HOST + b"\r\n", {505, *REFUSED}),
    "HTTP/2": (HTTP_2, REFUSED),
    "an upgrade to HTTP/2": (
        LOOKUP + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
        b"HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
        {200, *REFUSED},
    ),
    "an upgrade to a web socket": (
        LOOKUP + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        {200, 426, *REFUSED},
    ),
    "TLS": (TLS_HELLO, REFUSED),
    "SSH": (b"SSH-2.0-OpenSSH_9.6\r\n", REFUSED),
    "the PROXY protocol": (b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n" + LOOKUP + b"\r\n", REFUSED),
    "zeros": (bytes(100_000), REFUSED),
    "line feeds only": (LOOKUP.replace(b"\r", b"") + b"\n", {200, *REFUSED}),
    "thousands of empty lines": (b"\r\n" * 50_000 + LOOKUP + b"\r\n", {200, *REFUSED}),
    "thousands of headers": (
        LOOKUP + b"".join(b"X-%d: y\r\n" % number for number in range(5000)) + b"\r\n",
        {431, CLOSED},
    ),
    "a huge cookie": (LOOKUP + b"Cookie: " + b"c=" + b"d" * 200_000 + b"\r\n\r\n", {431, CLOSED}),
    "a huge name of a header": (LOOKUP + b"X" * 200_000 + b": y\r\n\r\n", {431, CLOSED}),
    "a header that never ends": (LOOKUP + b"X: " + b"y" * 400_000, {431, CLOSED}),
    "a huge target": (b"GET /sparql?query=" + b"a" * 1_000_000, {414, CLOSED}),
    "thousands of types": (
        LOOKUP + b"Accept: " + b"a/b;q=0.1," * 6000 + b"text/csv\r\n\r\n",
        {200, 400, 406, 503},
    ),
    "thousands of languages": (
        LOOKUP + b"Accept-Language: " + b"pl;q=0.1," * 6000 + b"en\r\n\r\n",
        {200, 400, 503},
    ),
    "thousands of parameters of a type": (
        b"POST /sparql HTTP/1.1\r\n"
        + HOST
        + b"Content-Type: text/plain"
        + b';a="\\' * 10_000
        + b"\r\nContent-Length: 0\r\n\r\n",
        {400, 415, 503},
    ),
    "thousands of tags": (
        LOOKUP + b"If-None-Match: " + b'W/"a",' * 8000 + b'"b"\r\n\r\n',
        {200},
    ),
    "thousands of codings": (
        LOOKUP + b"Accept-Encoding: " + b"gzip;q=0," * 6000 + b"br\r\n\r\n",
        {200},
    ),
    "a header in disguise": (
        posted(b"Content-Length: 15", b"Content_Type: text/turtle", b"Transfer_Encoding: chunked"),
        {200},
    ),
    "an expectation that nobody knows": (
        posted(b"Content-Length: 15", b"Expect: a-miracle"),
        {200, 417},
    ),
    "trailers that would let in": (
        b"POST /update HTTP/1.1\r\n"
        + HOST
        + b"Transfer-Encoding: chunked\r\n\r\n0\r\nAuthorization: Bearer x\r\n\r\n",
        {401, 403},
    ),
    "trailers without an end": (
        posted(b"Transfer-Encoding: chunked", body=b"0\r\n" + b"X: yyyyyyyyyyyyyyyy\r\n" * 20_000),
        {431, CLOSED},
    ),
    "a chunk with a long extension": (
        posted(
            b"Transfer-Encoding: chunked",
            body=b"f;" + b"x" * 300_000 + b"\r\n" + ASK + b"\r\n0\r\n\r\n",
        ),
        {200, 413, *REFUSED},
    ),
    "a chunk for each byte": (
        posted(
            b"Transfer-Encoding: chunked",
            body=b"".join(b"1\r\n%c\r\n" % byte for byte in ASK + b"%23" * 5000) + b"0\r\n\r\n",
        ),
        {200},
    ),
}


@pytest.mark.parametrize(("request_", "allowed"), REQUESTS.values(), ids=REQUESTS.keys())
def test_what_is_no_request_is_refused(
    public: Attacked, request_: bytes, allowed: set[int]
) -> None:
    assert_told(exchange(public.address, request_), allowed)
    public.assert_well()


CONTINUED = {
    "length and chunks": REQUESTS["length and chunks"][0],
    "a request behind a body that was refused": (
        posted(b"Content-Length: 15", b"Content-Encoding: br") + LOOKUP + b"\r\n"
    ),
    "five hundred at once": (LOOKUP + b"\r\n") * 500,
    "a refused one among others": LOOKUP + b"\r\n" + b"NONSENSE\r\n\r\n" + LOOKUP + b"\r\n",
    "one behind the last": LOOKUP + b"Connection: close\r\n\r\n" + LOOKUP + b"\r\n",
    "one behind an upgrade": LOOKUP + b"Connection: Upgrade\r\nUpgrade: x\r\n\r\n" + LOOKUP,
}


@pytest.mark.parametrize("requests", CONTINUED.values(), ids=CONTINUED.keys())
def test_several_at_once_harm_nobody(public: Attacked, requests: bytes) -> None:
    reply = exchange(public.address, requests)
    assert_told(reply, {200, 400, 415, CLOSED})
    public.assert_well()


def test_what_is_cut_off_is_not_carried_out(writable: Attacked) -> None:
    """The body that was promised never came: there is nothing to do."""
    before = writable.state()
    token = b"Authorization: Bearer for-attacks-only-0123456789abcdef\r\n"
    head = b"PUT /data?graph=urn:vault HTTP/1.1\r\n" + HOST + token
    for cut in (
        head + b"Content-Type: text/turtle\r\nContent-Length: 100\r\n\r\n<urn:a> <urn:b> 1 .",
        head + b"Content-Type: text/turtle\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"13\r\n<urn:a> <urn:b> 1 .\r\n",
        head + b"Content-Type: text/turtle\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ):
        exchange(writable.address, cut, ends_sending=True)
    writable.assert_well()
    assert writable.state() == before


def test_a_host_never_becomes_part_of_an_iri(public: Attacked) -> None:
    reply = exchange(
        public.address,
        b"GET /sparql HTTP/1.1\r\nHost: x> <urn:evil> <urn:y\r\nAccept: text/turtle\r\n\r\n",
    )
    assert reply.status in (200, 400)
    assert b"urn:evil" not in reply.body


def test_half_a_connection_is_enough_to_be_refused(public: Attacked) -> None:
    for request in (b"", b"GET", LOOKUP, LOOKUP + b"\r\n"):
        reply = exchange(public.address, request, ends_sending=True)
        assert reply.status in (200, 400, CLOSED)
    public.assert_well()
    assert get(public.address, "/health").status == 200
