"""Writes that nobody may make, and writes that are meant to do harm."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time

import httpx
import pytest

from .attacked import READ_TOKEN, TOKEN, Attacked, assert_told
from .wire import CLOSED, Reply, connect, exchange, post, read, send

pytestmark = [pytest.mark.xdist_group("hostile"), pytest.mark.usefixtures("garbage_waits")]

BEARER = f"Authorization: Bearer {TOKEN}"
UPDATE = "application/sparql-update"
TURTLE = "text/turtle"
CLEAR = b"CLEAR ALL"
DATA = b"<urn:evil> <urn:p> 1 ."

WAYS = {
    "an update": ("POST", "/update", UPDATE, CLEAR),
    "an update in a form": (
        "POST",
        "/update",
        "application/x-www-form-urlencoded",
        b"update=CLEAR+ALL",
    ),
    "an update, encoded": ("POST", "/%75pdate", UPDATE, CLEAR),
    "PUT": ("PUT", "/data?graph=urn:vault", TURTLE, DATA),
    "PUT of the default graph": ("PUT", "/data?default", TURTLE, DATA),
    "PUT below": ("PUT", "/data/vault", TURTLE, DATA),
    "PUT, encoded": ("PUT", "/d%61ta?graph=urn:vault", TURTLE, DATA),
    "POST": ("POST", "/data?graph=urn:vault", TURTLE, DATA),
    "POST without a name": ("POST", "/data", TURTLE, DATA),
    "DELETE": ("DELETE", "/data?graph=urn:vault", TURTLE, b""),
    "PATCH": ("PATCH", "/data?graph=urn:vault", UPDATE, CLEAR),
    "an unknown method": ("MKCOL", "/data?graph=urn:vault", TURTLE, b""),
}
UNKNOWN = {
    "none": "X: y",
    "a wrong one": "Authorization: Bearer wrong",
    "one that begins right": f"Authorization: Bearer {TOKEN[:-1]}",
    "one that goes on": f"Authorization: Bearer {TOKEN}x",
    "one in other letters": f"Authorization: Bearer {TOKEN.upper()}",
    "an empty one": "Authorization: Bearer ",
    "no scheme": f"Authorization: {TOKEN}",
    "another scheme": f"Authorization: Basic {TOKEN}",
    "two words": f"Authorization: Bearer x {TOKEN}",
    "a list": f"Authorization: Bearer x, Bearer {TOKEN}",
    "a second header": f"Authorization: Bearer x\r\nAuthorization: Bearer {TOKEN}",
    "a long one": "Authorization: Bearer " + "x" * 50_000,
    "bytes": "Authorization: Bearer \xff\xfe",
    "a cookie": f"Cookie: token={TOKEN}; Authorization=Bearer {TOKEN}",
    "an underscore": f"X_Authorization: Bearer {TOKEN}",
    "an actor": "Clusteratlas.Actor: admin\r\nClusteratlas-Actor: admin",
    "an own address": "X-Forwarded-For: 127.0.0.1\r\nForwarded: for=127.0.0.1",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("header", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_nobody_writes_without_a_token(
    writable: Attacked, way: tuple[str, str, str, bytes], header: str
) -> None:
    method, path, type_, body = way
    before = writable.state()
    reply = post(writable.address, path, body, type_, header, method=method)
    assert_told(reply, {401, 400} if method == "MKCOL" else {401})
    assert reply.status == 400 or reply.headers["www-authenticate"].startswith("Bearer")
    assert "access-control-allow-origin" not in reply.headers
    assert writable.state() == before


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_a_token_for_reading_does_not_write(
    writable: Attacked, way: tuple[str, str, str, bytes]
) -> None:
    method, path, type_, body = way
    before = writable.state()
    header = f"Authorization: Bearer {READ_TOKEN}"
    assert_told(post(writable.address, path, body, type_, header, method=method), {403})
    writable.assert_well()
    assert writable.state() == before


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_nobody_writes_where_there_is_no_token(
    public: Attacked, way: tuple[str, str, str, bytes]
) -> None:
    method, path, type_, body = way
    for header in ("X: y", BEARER, "Authorization: Bearer known", "Authorization: Bearer "):
        assert_told(post(public.address, path, body, type_, header, method=method), {403})
    public.assert_well()


PLACES = [
    f"/update?access_token={TOKEN}",
    f"/update?token={TOKEN}",
    f"/update?Authorization=Bearer%20{TOKEN}",
    f"/data?graph=urn:vault&access_token={TOKEN}",
]


@pytest.mark.parametrize("path", PLACES)
def test_a_token_in_the_address_is_none(writable: Attacked, path: str) -> None:
    """RFC 6750 has it in the address too; there it stands in every log."""
    before = writable.state()
    assert_told(post(writable.address, path, CLEAR, UPDATE), {401})
    form = f"access_token={TOKEN}&update=CLEAR+ALL".encode()
    assert_told(post(writable.address, path, form, "application/x-www-form-urlencoded"), {401})
    assert writable.state() == before


DETOURS = {
    "GET": ("GET", "/update?update=CLEAR+ALL", (), {401, 404, 405}),
    "GET of the query's address": ("GET", "/sparql?update=CLEAR+ALL", (), {400}),
    "another method in a header": (
        "GET",
        "/data?graph=urn:vault",
        ("X-HTTP-Method-Override: DELETE",),
        {200},
    ),
    "another method in the address": ("GET", "/data?graph=urn:vault&_method=DELETE", (), {400}),
    "another address in a header": ("GET", "/sparql", ("X-Original-URL: /update",), {200}),
    "a slash more": ("POST", "/update/", (), {404, 405}),
    "a dot": ("POST", "/./update", (), {401, 404, 405}),
    "a semicolon": ("POST", "/update;x", (), {404, 405}),
    "NUL": ("POST", "/update%00", (), {404, 405}),
    "a line feed": ("POST", "/update%0A", (), {404, 405}),
    "capitals": ("POST", "/UPDATE", (), {404, 405}),
    "another host's": ("POST", "//x/update", (), {400, 404}),
    "an absolute one": ("POST", "http://x/update", (), {401}),
    "a way round": ("POST", "/sparql/../update", (), {401, 404, 405}),
}


@pytest.mark.parametrize("detour", DETOURS.values(), ids=DETOURS.keys())
def test_no_detour_writes(
    writable: Attacked, detour: tuple[str, str, tuple[str, ...], set[int]]
) -> None:
    method, path, headers, allowed = detour
    before = writable.state()
    reply = post(writable.address, path, CLEAR, UPDATE, *headers, method=method)
    assert_told(reply, allowed)
    writable.assert_well()
    assert writable.state() == before


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/update", "/data?graph=urn:vault", "/data/x"])
def test_no_other_site_is_let_to_write(writable: Attacked, path: str, method: str) -> None:
    answer = httpx.request(
        "OPTIONS",
        writable.address.rstrip("/") + path,
        headers={
            "Origin": "https://evil.example",
            "Access-Control-Request-Method": method,
            "Access-Control-Request-Headers": "authorization,content-type",
        },
    )
    assert "access-control-allow-credentials" not in answer.headers
    assert "authorization" not in answer.headers.get("access-control-allow-headers", "").lower()
    assert method == "POST" or method not in answer.headers.get("access-control-allow-methods", "")
    if path != "/update" or method == "POST":
        assert "access-control-allow-origin" not in answer.headers


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DEEP = 10_000


def _entities(levels: int) -> bytes:
    """Each entity is ten of the one before: ten to the power of `levels` characters."""
    declared = '<!ENTITY e0 "xxxxxxxxxx">' + "".join(
        f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(levels)
    )
    return (
        f'<!DOCTYPE x [{declared}]><rdf:RDF xmlns:rdf="{RDF}" xmlns:u="urn:">'
        f'<rdf:Description rdf:about="urn:a"><u:x>&e{levels};</u:x></rdf:Description></rdf:RDF>'
    ).encode()


REFUSED = {400, 413, 415, 422}
TAKEN = {201, 204}
EITHER = TAKEN | REFUSED
ENDED = EITHER | {503}
GRAPHS = {
    "no UTF-8": (TURTLE, b"<urn:a> <urn:b> '\xff' .", REFUSED),
    "UTF-16": (TURTLE, "<urn:a> <urn:b> 1 .".encode("utf-16"), REFUSED),
    "NUL": (TURTLE, b"<urn:a> <urn:b> '\x00' .", EITHER),
    "zeros": (TURTLE, bytes(1_000_000), REFUSED),
    "brackets": (TURTLE, b"<urn:a> <urn:b> " + b"[ <urn:p> " * DEEP + b"]" * DEEP + b".", EITHER),
    "open brackets": (TURTLE, b"<urn:a> <urn:b> " + b"[ <urn:p> " * DEEP, REFUSED),
    "collections": (TURTLE, b"<urn:a> <urn:b> " + b"(" * DEEP + b")" * DEEP + b".", EITHER),
    "a long collection": (TURTLE, b"<urn:a> <urn:b> (" + b"1 " * 5000 + b").", EITHER),
    "quoted triples": (
        TURTLE,
        b"<urn:a> <urn:b> " + b"<<( <urn:a> <urn:b> " * 100 + b"1" + b" )>>" * 100 + b" .",
        EITHER,
    ),
    "quoted triples, deep": (
        TURTLE,
        b"<urn:a> <urn:b> " + b"<<( <urn:a> <urn:b> " * 50_000 + b"1" + b" )>>" * 50_000 + b" .",
        # Overflows the engine's stack; the worker that is lost with it has changed nothing.
        {503},
    ),
    "annotations": (
        TURTLE,
        b"<urn:a> <urn:b> 1 " + b"{| <urn:p> 1 " * DEEP + b"|}" * DEEP + b" .",
        EITHER,
    ),
    "prefixes": (
        TURTLE,
        b"".join(b"@prefix p%d: <urn:x> .\n" % n for n in range(100_000)),
        EITHER,
    ),
    "prefixes of prefixes": (
        TURTLE,
        b"@base <http://e/> .\n" + b"@base <x/> .\n" * 5000 + b"<y> <y> <y> .",
        EITHER,
    ),
    "a long IRI": (TURTLE, b"<urn:" + b"x" * 7_000_000 + b"> <urn:b> 1 .", EITHER),
    "a long literal": (TURTLE, b"<urn:a> <urn:b> '" + b"x" * 7_000_000 + b"' .", EITHER),
    "a literal without an end": (TURTLE, b'<urn:a> <urn:b> """' + b"x" * 7_000_000, REFUSED),
    "a comment without an end": (TURTLE, b"#" * 7_000_000, EITHER),
    "a long number": (TURTLE, b"<urn:a> <urn:b> " + b"9" * 7_000_000 + b" .", EITHER),
    "a long language": (TURTLE, b"<urn:a> <urn:b> 'x'@" + b"a" * 1_000_000 + b" .", EITHER),
    "escapes": (TURTLE, b"<urn:a> <urn:b> '" + b"\\u0041" * 500_000 + b"' .", EITHER),
    "surrogates": (TURTLE, b"<urn:a> <urn:b> '\\uD800\\uDFFF' .", REFUSED),
    "a path of dots": (TURTLE, b"@base <http://e/> . <" + b"../" * 100_000 + b"> a 1 .", EITHER),
    "one line": (
        "application/n-triples",
        b"<urn:a> <urn:b> '" + b"\\" * 7_000_000,
        REFUSED,
    ),
    "many triples": (
        "application/n-triples",
        b"".join(b"<urn:a> <urn:b> <urn:%d> .\n" % n for n in range(100_000)),
        ENDED,
    ),
    "many errors": ("application/n-triples", b"x\n" * 1_000_000, REFUSED),
    "entities": ("application/rdf+xml", _entities(8), ENDED),
    "more entities": ("application/rdf+xml", _entities(30), ENDED),
    "entities of themselves": (
        "application/rdf+xml",
        b'<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]><x>&a;</x>',
        REFUSED,
    ),
    "deep XML": ("application/rdf+xml", b"<x>" * 500_000, REFUSED),
    "deep descriptions": (
        "application/rdf+xml",
        f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:u="urn:">'.encode()
        + b"<rdf:Description><u:p>" * 3000
        + b"</u:p></rdf:Description>" * 3000
        + b"</rdf:RDF>",
        EITHER,
    ),
    "attributes": (
        "application/rdf+xml",
        f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:u="urn:"><rdf:Description '.encode()
        + b" ".join(b'u:p%d="1"' % n for n in range(5000))
        + b"/></rdf:RDF>",
        ENDED,
    ),
    "another encoding": (
        "application/rdf+xml",
        b'<?xml version="1.0" encoding="UTF-7"?><x/>',
        EITHER,
    ),
    "deep JSON-LD": ("application/ld+json", b'{"urn:p":' * DEEP + b"1" + b"}" * DEEP, ENDED),
    "deep lists of JSON-LD": ("application/ld+json", b"[" * DEEP + b"]" * DEEP, EITHER),
    "deeper lists of JSON-LD": ("application/ld+json", b"[" * 1_000_000, REFUSED),
    "deep contexts": (
        "application/ld+json",
        b'{"@context":' * DEEP + b"{}" + b"}" * DEEP,
        EITHER,
    ),
    "contexts that nest": (
        "application/ld+json",
        b'{"@context":{"x":{"@id":"urn:x","@context":' * 2000 + b"{}" + b"}}}" * 2000,
        EITHER,
    ),
    "a context of itself": (
        "application/ld+json",
        b'{"@context":{"a":{"@id":"b:c"},"b":{"@id":"a:c"}},"a":1}',
        EITHER,
    ),
    "contexts that grow": (
        "application/ld+json",
        json.dumps({"@context": [{f"t{n}": f"urn:{n}"} for n in range(20_000)], "t1": 1}).encode(),
        ENDED,
    ),
    "deep graphs of JSON-LD": (
        "application/ld+json",
        b'{"@graph":[' * DEEP + b"]}" * DEEP,
        ENDED,
    ),
    "deep sets of JSON-LD": (
        "application/ld+json",
        b'{"urn:p":{"@list":[' * DEEP + b"]}}" * DEEP,
        ENDED,
    ),
    "a number of JSON": ("application/ld+json", b'{"urn:p":1e999999999}', EITHER),
    "the same key": ("application/ld+json", b'{"@id":"urn:a","@id":"urn:b"}', EITHER),
    "parts in parts": (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" * 2000,
        REFUSED,
    ),
    "parts": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"; filename="a.ttl"\r\n'
        b"Content-Type: text/turtle\r\n\r\n\r\n" * 2000 + b"--x--\r\n",
        ENDED,
    ),
    "a part with a path": (
        "multipart/form-data; boundary=x",
        (
            b'--x\r\nContent-Disposition: form-data; name="a"; filename="../../../etc/passwd"\r\n'
            b"Content-Type: text/turtle\r\n\r\nbroken\r\n--x--\r\n"
        ),
        REFUSED,
    ),
    "no boundary": ("multipart/form-data", b"--x\r\n", REFUSED),
    "a long boundary": (f"multipart/form-data; boundary={'x' * 10_000}", b"--x\r\n", REFUSED),
    "a dataset": ("application/n-quads", b"<urn:a> <urn:b> 1 <urn:g> .", REFUSED),
    "too much": (TURTLE, b"#" * 9_000_000, REFUSED),
    "no type": ("", DATA, REFUSED),
    "a type that is none": ("text/turtle\x0bx", DATA, REFUSED | {CLOSED}),
}


@pytest.mark.parametrize(("type_", "body", "allowed"), GRAPHS.values(), ids=GRAPHS.keys())
def test_a_graph(writable: Attacked, type_: str, body: bytes, allowed: set[int]) -> None:
    before = writable.state()
    reply = post(writable.address, "/data?graph=urn:scratch", body, type_, BEARER, method="PUT")
    assert_told(reply, allowed)
    writable.assert_well()
    if reply.status not in TAKEN:
        assert writable.state() == before


ALL = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
MANY = "".join(f"VALUES ?x{n} {{ {'1 ' * 100} }} " for n in range(8))
UPDATES = {
    "no UTF-8": (b"INSERT DATA { <urn:a> <urn:b> '\xff' }", {400}),
    "no update": (b"SELECT * {}", {400}),
    "half an update": (b"INSERT DATA { <urn:a> <urn:b> 1 } ; CLEAR ALL ; nonsense", {400}),
    "half an update that is refused": (
        b"CLEAR ALL ; INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        {403},
    ),
    "an update that fails at its end": (b"CLEAR ALL ; CLEAR GRAPH <urn:none>", {400, 404}),
    "operations": (b"CLEAR GRAPH <urn:vault> ; " * 10_000, {400, 403}),
    "operations of data": (b"INSERT DATA {} ; " * 10_000, {400, 403}),
    "a product without an end": (
        f"CLEAR ALL ; INSERT {{ <urn:a> <urn:b> ?n }} WHERE "
        f"{{ SELECT (COUNT(*) AS ?n) {{ {MANY} }} }}".encode(),
        {503},
    ),
    "a product that is inserted": (
        f"INSERT {{ [] <urn:b> ?x0 }} WHERE {{ {MANY} }}".encode(),
        {503},
    ),
    "a text that doubles": (
        (
            "CLEAR ALL ; INSERT { <urn:a> <urn:b> ?x40 } WHERE { BIND('xxxxxxxxxxxxxxxx' AS ?x0) "
            + "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(40))
            + "}"
        ).encode(),
        {503},
    ),
    "deep": (b"INSERT DATA { <urn:a> <urn:b> " + b"(" * DEEP + b")" * DEEP + b"}", {400, 403}),
    "deep in a template": (
        b"INSERT { ?a ?b " + b"[ ?p " * DEEP + b"1" + b"]" * DEEP + b"} WHERE {}",
        {400, 403},
    ),
    "too long": (b"#" * 7_000_000, {400, 413}),
    "USING what is a file": (
        b"DELETE { ?s ?p ?o } USING <file:///etc/passwd> WHERE { ?s ?p ?o }",
        {204, 400, 403},
    ),
}


def update(server: Attacked, text: bytes) -> Reply:
    return post(server.address, "/update", text, UPDATE, BEARER)


@pytest.mark.parametrize(("text", "allowed"), UPDATES.values(), ids=UPDATES.keys())
def test_an_update_that_fails_changes_nothing(
    writable: Attacked, text: bytes, allowed: set[int]
) -> None:
    before = writable.state()
    reply = post(writable.address, "/update?timeout=2", text, UPDATE, BEARER)
    assert_told(reply, allowed)
    writable.assert_well()
    assert writable.state() == before


def test_writing_goes_on_after_all_that(writable: Attacked) -> None:
    assert update(writable, b"INSERT DATA { <urn:after> <urn:all> <urn:that> }").status == 204
    assert update(writable, b"DELETE DATA { <urn:after> <urn:all> <urn:that> }").status == 204
    writable.assert_well()


NAMES = {
    "a break": "urn:x%0D%0ASet-Cookie:%20a=b",
    "a break, bare": "http://attacked/data/x%0D%0ASet-Cookie:%20a=b",
    "letters": "http://attacked/data/%C5%BC%C3%B3%C5%82w",
    "quotes": "http://attacked/data/%22%3E",
    "a long one": "urn:" + "x" * 20_000,
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_the_address_of_a_new_graph_is_one(writable: Attacked, name: str) -> None:
    reply = post(writable.address, f"/data?graph={name}", DATA, TURTLE, BEARER, method="PUT")
    assert_told(reply, {201, 400})
    assert "set-cookie" not in reply.headers
    location = reply.headers.get("location", "")
    assert location.isascii()
    assert "?" not in location.removeprefix("http://attacked/data?")
    if reply.status == 201:
        path = location.removeprefix("http://attacked")
        gone = post(writable.address, path, b"", "", BEARER, method="DELETE")
        assert gone.status == 204
    writable.assert_well()


def _count(server: Attacked, graph: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    answer = httpx.get(f"{server.address}sparql", params={"query": query}, timeout=30)
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.03, 0.1, 0.3])
def test_a_client_that_leaves_its_write_leaves_all_or_nothing(
    writable: Attacked, delay: float
) -> None:
    triples = b"".join(b"<urn:a> <urn:b> <urn:%d> .\n" % n for n in range(5000))
    head = (
        f"PUT /data?graph=urn:left HTTP/1.1\r\nHost: x\r\n{BEARER}\r\nContent-Type: {TURTLE}\r\n"
        f"Content-Length: {len(triples)}\r\n\r\n"
    ).encode()
    client = connect(writable.address)
    send(client, [head, triples])
    time.sleep(delay)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()
    # Its turn comes after that of the one that was left.
    assert update(writable, b"INSERT DATA { <urn:next> <urn:is> <urn:answered> }").status == 204
    assert _count(writable, "urn:left") in (0, 5000)
    update(writable, b"DROP SILENT GRAPH <urn:left> ; DELETE WHERE { <urn:next> ?p ?o }")
    writable.assert_well()


def test_writers_at_once_wait_for_their_turn(writable: Attacked) -> None:
    replies: list[Reply] = []

    def write(number: int) -> None:
        text = f"INSERT DATA {{ GRAPH <urn:crowd> {{ <urn:{number}> <urn:is> <urn:here> }} }}"
        replies.append(update(writable, text.encode()))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    statuses = [reply.status for reply in replies]
    assert set(statuses) <= {204, 429}
    assert _count(writable, "urn:crowd") == statuses.count(204)
    update(writable, b"DROP GRAPH <urn:crowd>")
    writable.assert_well()


def test_a_write_that_is_sent_slowly_stops_no_other(writable: Attacked) -> None:
    head = (
        f"PUT /data?graph=urn:vault HTTP/1.1\r\nHost: x\r\n{BEARER}\r\n"
        f"Content-Type: {TURTLE}\r\nContent-Length: 1000\r\n\r\n"
    ).encode()
    clients = [connect(writable.address) for _ in range(50)]
    for client in clients:
        send(client, [head + b"<urn:a> "])
    assert update(writable, b"INSERT DATA { <urn:quick> <urn:is> 1 }").status == 204
    assert update(writable, b"DELETE WHERE { <urn:quick> <urn:is> 1 }").status == 204
    for client in clients:
        client.close()
    writable.assert_well()


# What the shapes and the derivation of the atlas have to bear.
GOVERNED = {
    "deep collections": (TURTLE, b"<urn:a> <urn:b> " + b"(" * 500 + b")" * 500 + b"."),
    "a class of itself": (
        TURTLE,
        (
            b"@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
            b"<urn:C> rdfs:subClassOf <urn:C>, <https://w3id.org/clusteratlas/ontology#Cluster> . "
            b"<https://w3id.org/clusteratlas/ontology#Cluster> rdfs:subClassOf <urn:C> ."
        ),
    ),
    "not what it should be": (
        TURTLE,
        b"<urn:a> a <https://w3id.org/clusteratlas/ontology#Cluster> .",
    ),
    "text that is no date": (
        TURTLE,
        (
            b"<urn:a> <https://w3id.org/clusteratlas/ontology#value> 'NaN'^^"
            b"<http://www.w3.org/2001/XMLSchema#decimal> ."
        ),
    ),
}


@pytest.mark.parametrize(("type_", "body"), GOVERNED.values(), ids=GOVERNED.keys())
def test_a_graph_of_the_atlas(governed: Attacked, type_: str, body: bytes) -> None:
    before = governed.state()
    reply = post(governed.address, "/data?graph=urn:scratch", body, type_, BEARER, method="PUT")
    # A report of what the shapes find is no problem document.
    assert reply.status in {201, 204, 400, 403, 422}, (reply.status, reply.body[:500])
    governed.assert_well()
    if reply.status not in TAKEN:
        assert governed.state() == before


def test_the_derived_graph_is_nobodys_to_write(governed: Attacked) -> None:
    before = governed.state()
    assert_told(update(governed, b"INSERT DATA { <urn:a> <urn:b> 1 }"), {403})
    for method in ("PUT", "POST", "DELETE"):
        reply = post(governed.address, "/data?default", DATA, TURTLE, BEARER, method=method)
        assert_told(reply, {403})
    governed.assert_well()
    assert governed.state() == before


def test_a_body_is_not_awaited_where_nobody_may_write(public: Attacked) -> None:
    with connect(public.address) as client:
        send(
            client, [b"PUT /data?default HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n"]
        )
        assert_told(read(client), {403})
    assert exchange(public.address, b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n").status == 200
