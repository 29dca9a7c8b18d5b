"""Texts that would have the server call another one, or read its own disk."""

from __future__ import annotations

import pytest

from .attacked import TOKEN, Attacked, assert_told
from .canary import Canary
from .wire import Reply, post

pytestmark = [pytest.mark.xdist_group("hostile"), pytest.mark.usefixtures("garbage_waits")]

BEARER = f"Authorization: Bearer {TOKEN}"
# PORT is the canary's.
PLACES = {
    "loopback": "http://127.0.0.1:PORT/",
    "another loopback": "http://127.8.9.10:PORT/",
    "localhost": "http://localhost:PORT/",
    "localhost in capitals": "HTTP://LOCALHOST:PORT/",
    "localhost with a dot": "http://localhost.:PORT/",
    "below localhost": "http://x.localhost:PORT/",
    "short": "http://127.1:PORT/",
    "decimal": "http://2130706433:PORT/",
    "octal": "http://0177.0.0.1:PORT/",
    "octal with zeros": "http://00000177.0.0.01:PORT/",
    "hexadecimal": "http://0x7f000001:PORT/",
    "hexadecimal in parts": "http://0x7f.0x0.0x0.0x1:PORT/",
    "beyond 32 bits": "http://4425673729:PORT/",
    "full width": "http://１２７.0.0.1:PORT/",
    "encircled": "http://①②⑦.⓪.⓪.①:PORT/",
    "ideographic dots": "http://127。0。0。1:PORT/",
    "percent-encoded": "http://%31%32%37.0.0.1:PORT/",
    "zero": "http://0.0.0.0:PORT/",
    "zero in short": "http://0:PORT/",
    "IPv6": "http://[::1]:PORT/",
    "IPv6 of nowhere": "http://[::]:PORT/",
    "IPv6-mapped": "http://[::ffff:127.0.0.1]:PORT/",
    "IPv6-mapped in hexadecimal": "http://[::ffff:7f00:1]:PORT/",
    "IPv6-compatible": "http://[::127.0.0.1]:PORT/",
    "6to4": "http://[2002:7f00:1::]:PORT/",
    "NAT64": "http://[64:ff9b::7f00:1]:PORT/",
    "a zone": "http://[fe80::1%25lo]:PORT/",
    "link-local": "http://169.254.169.254/latest/meta-data/",
    "link-local in IPv6": "http://[fe80::1]:PORT/",
    "private": "http://10.0.0.1:PORT/",
    "shared": "http://100.64.0.1:PORT/",
    "multicast": "http://224.0.0.1:PORT/",
    "everybody": "http://255.255.255.255:PORT/",
    "a user": "http://allowed.example@127.0.0.1:PORT/",
    "a user with a slash": "http://allowed.example%2F@127.0.0.1:PORT/",
    "a fragment before the user": "http://127.0.0.1:PORT#@allowed.example/",
    "https": "https://127.0.0.1:PORT/",
    "ftp": "ftp://127.0.0.1:PORT/x",
    "gopher": "gopher://127.0.0.1:PORT/_GET%20/",
    "a file": "file:///etc/passwd",
    "a file of a host": "file://127.0.0.1/etc/passwd",
    "a file in capitals": "FILE:/etc/passwd",
    "data": "data:text/turtle,%3Curn:a%3E%3Curn:b%3E1.",
    "no host": "http:///x",
    "no slashes": "http:127.0.0.1:PORT",
    "a relative one": "/sparql",
    "no port": "http://127.0.0.1:/",
    "a port of zero": "http://127.0.0.1:0/",
    "a port beyond all": "http://127.0.0.1:99999/",
}
REFUSED = {400, 403}


def at(place: str, canary: Canary) -> str:
    return place.replace("PORT", str(canary.port))


def ask(server: Attacked, query: str) -> Reply:
    return post(server.address, "/sparql", query.encode(), "application/sparql-query")


def update(server: Attacked, text: str, token: str = BEARER) -> Reply:
    return post(server.address, "/update", text.encode(), "application/sparql-update", token)


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_nobody_is_called(writable: Attacked, canary: Canary, place: str) -> None:
    """By a service that may call nobody."""
    _assert_not_called(writable, canary, place, REFUSED)


# These it may call: port of the canary at localhost, by name, which leads to a listed network.
LISTED = {"localhost", "localhost in capitals", "localhost with a dot"}
# And these lie in the listed network 127.0.0.0/31.
IN_LISTED_NETWORK = {
    "loopback",
    "short",
    "decimal",
    "octal",
    "octal with zeros",
    "hexadecimal",
    "hexadecimal in parts",
    "full width",
    "encircled",
    "ideographic dots",
    "IPv6-mapped",
    "IPv6-mapped in hexadecimal",
    "percent-encoded",
    "https",
    "no slashes",
    "no port",
    "a fragment before the user",
    "a port of zero",
}
OTHERS = {name: place for name, place in PLACES.items() if name not in LISTED | IN_LISTED_NETWORK}


@pytest.mark.parametrize("place", OTHERS.values(), ids=OTHERS.keys())
def test_nobody_who_is_not_listed_is_called(listed: Attacked, canary: Canary, place: str) -> None:
    _assert_not_called(listed, canary, place, REFUSED | {500})


def _assert_not_called(server: Attacked, canary: Canary, place: str, allowed: set[int]) -> None:
    iri, before, calls = at(place, canary), server.state(), len(canary.calls)
    for query in (
        f"SELECT * {{ SERVICE <{iri}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ OPTIONAL {{ SERVICE <{iri}> {{ ?s ?p ?o }} }} }}",
    ):
        assert_told(ask(server, query), allowed)
    silent = ask(server, f"SELECT * {{ SERVICE SILENT <{iri}> {{ ?s ?p ?o }} }}")
    assert_told(silent, {200, *allowed})
    for text in (f"LOAD <{iri}>", f"LOAD <{iri}> INTO GRAPH <urn:vault>"):
        assert_told(update(server, text), allowed)
    assert_told(update(server, f"LOAD SILENT <{iri}>"), {204, *allowed})
    for text in (
        f"ASK FROM <{iri}> {{ ?s ?p ?o }}",
        f"ASK FROM NAMED <{iri}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"ASK {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}",
    ):
        reply = ask(server, text)
        assert_told(reply, {200, *allowed})
        assert b"true" not in reply.body
    assert len(canary.calls) == calls
    server.assert_well()
    assert server.state() == before


def test_redirects_lead_nowhere_that_is_not_listed(listed: Attacked, canary: Canary) -> None:
    """The port of the canary is not listed for 127.0.0.9, which the redirecting server knows."""
    iri, calls = f"http://{canary.redirecting}/", len(canary.calls)
    canary.location = f"http://127.0.0.9:{canary.port}/"
    assert_told(ask(listed, f"SELECT * {{ SERVICE <{iri}> {{ ?s ?p ?o }} }}"), {403, 500, 502})
    assert_told(update(listed, f"LOAD <{iri}>"), {403, 500, 502})
    for location in ("file:///etc/passwd", "http://[::1]/", "gopher://127.0.0.1/", "//", iri):
        canary.location = location
        assert_told(update(listed, f"LOAD <{iri}>"), {400, 403, 500, 502})
    assert canary.redirected
    assert len(canary.calls) == calls
    listed.assert_well()


# {call} is `SERVICE<…>{…}` on the canary, {iri} its address.
DISGUISES = {
    "lower case": "SELECT * { service<{iri}>{?s ?p ?o} }",
    "escaped": "SELECT * { \\u0053ERVICE <{iri}> {?s ?p ?o} }",
    "escaped longer": "SELECT * { \\U00000053ERVICE <{iri}> {?s ?p ?o} }",
    "wholly escaped": "SELECT * { \\u0053\\u0045\\u0052\\u0056\\u0049\\u0043\\u0045<{iri}>{} }",
    "an escaped bracket": "SELECT * { SERVICE \\u003C{iri}> {?s ?p ?o} }",
    "an escaped target": "SELECT * { SERVICE <\\u0068ttp://127.0.0.1:{port}/> {?s ?p ?o} }",
    "a variable": "SELECT * { BIND(<{iri}> AS ?x) SERVICE ?x {?s ?p ?o} }",
    "a variable of values": "SELECT * { VALUES ?x { <{iri}> } SERVICE ?x {?s ?p ?o} }",
    "a prefix": "PREFIX e: <{iri}> SELECT * { SERVICE e: {?s ?p ?o} }",
    "a prefix run together": "PREFIX e: <{iri}> SELECT * { SERVICEe:{?s ?p ?o} }",
    "a base": "BASE <{iri}> SELECT * { SERVICE <x> {?s ?p ?o} }",
    "a base that is set twice": "BASE <urn:x> BASE <{iri}> SELECT * { SERVICE <> {?s ?p ?o} }",
    "a comment before": "SELECT * { # \r{call}\n}",
    "a comment within": "SELECT * { SERVICE#\n<{iri}>#\n{?s ?p ?o} }",
    "a comment without an end": "SELECT * { #\\u000a {call} }",
    "a vertical tab": "SELECT * { SERVICE\x0b<{iri}>{?s ?p ?o} }",
    "a space that is none": "SELECT * { SERVICE\u00a0<{iri}>{?s ?p ?o} }",
    "a mark of nothing": "SELECT * { SERV\u200bICE <{iri}>{?s ?p ?o} }",
    "a long s": "SELECT * { \u017fERVICE <{iri}> {?s ?p ?o} }",
    "a dotless i": "SELECT * { SERV\u0131CE <{iri}> {?s ?p ?o} }",
    "behind a number": "SELECT * { ?s ?p 12{call} }",
    "behind a string": "SELECT * { ?s ?p ''{call} }",
    "behind a variable": "SELECT * { ?s ?p ?o.{call} }",
    "behind a quote in an IRI": "SELECT * { ?s <http://e/\\U00000041'> ?o {call} #'\n}",
    "behind a comparison": "SELECT * { ?s ?p ?x FILTER(?x<'&&?y>'||true){call}#'\n}",
    "behind a comparison, long": ("SELECT * { ?s ?p ?x FILTER(?x<#>'''\n3||true){call}#'''\n}"),
    "behind EXISTS": "SELECT * { ?s ?p ?o FILTER(EXISTS{}<'>'||true){call}#'\n}",
    "behind two signs": "SELECT * { ?s ?p ?o FILTER(?x<<http://a#>||true){call}\n}",
    "in EXISTS": "ASK { ?s ?p ?o FILTER EXISTS { {call} } }",
    "in MINUS": "ASK { ?s ?p ?o MINUS { {call} } }",
    "in UNION": "ASK { {} UNION { {call} } }",
    "in a sub-select": "ASK { { SELECT * { {call} } } }",
    "in GRAPH": "ASK { GRAPH <urn:vault> { {call} } }",
    "in BIND": "ASK { BIND(EXISTS { {call} } AS ?x) }",
    "in HAVING": "SELECT (1 AS ?x) { ?s ?p ?o } GROUP BY ?s HAVING(EXISTS { {call} })",
    "in ORDER BY": "SELECT * { ?s ?p ?o } ORDER BY (EXISTS { {call} })",
    "in CONSTRUCT": "CONSTRUCT { ?s ?p ?o } WHERE { {call} }",
    "in DESCRIBE": "DESCRIBE ?s WHERE { {call} }",
    "in SERVICE": "SELECT * { SERVICE SILENT <urn:x> { {call} } }",
    "often": "SELECT * { " + "SERVICE SILENT <{iri}> {} " * 100 + "}",
    "silent": "SELECT * { SERVICE SILENT <{iri}> {?s ?p ?o} }",
    "silent, run together": "SELECT * { SERVICESILENT<{iri}>{?s ?p ?o} }",
}


@pytest.mark.parametrize("text", DISGUISES.values(), ids=DISGUISES.keys())
@pytest.mark.parametrize("kind", ["query", "update"])
def test_a_call_in_disguise(writable: Attacked, canary: Canary, text: str, kind: str) -> None:
    iri = f"http://127.0.0.1:{canary.port}/"
    query = text.replace("{call}", f"SERVICE<{iri}>{{?s ?p ?o}}").replace("{iri}", iri)
    query = query.replace("{port}", str(canary.port))
    calls, before = len(canary.calls), writable.state()
    if kind == "query":
        reply = ask(writable, query)
    else:
        opening = query.find("{")
        reply = update(writable, f"INSERT {{ <urn:a> <urn:b> ?z }} WHERE {query[opening:]}")
    assert_told(reply, {200, 204, 400, 403})
    assert len(canary.calls) == calls
    writable.assert_well()
    assert writable.state() == before


LOADS = {
    "lower case": "load silent <{iri}> into graph <urn:g>",
    "run together": "LOADSILENT<{iri}>",
    "a prefix": "PREFIX e: <{iri}> LOADe:x",
    "behind another": "CLEAR GRAPH <urn:nothing>;LOAD<{iri}>",
    "behind a comparison": (
        "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o<'&&?y>'||true) };LOAD<{iri}>#'"
    ),
    "escaped": "\\u004COAD <{iri}>",
    "behind a comment": "# \rLOAD <{iri}>",
    "behind an insertion": "INSERT DATA { <urn:a> <urn:b> <urn:c> } ; LOAD <{iri}>",
    "a file behind an insertion": (
        "INSERT DATA { <urn:a> <urn:b> <urn:c> } ; LOAD <file:///etc/passwd>"
    ),
    "a file into a graph": "LOAD <file:///etc/hostname> INTO GRAPH <urn:vault>",
    "a file in a base": "BASE <file:///etc/> LOAD <passwd>",
}


@pytest.mark.parametrize("text", LOADS.values(), ids=LOADS.keys())
@pytest.mark.parametrize("which", ["writable", "listed"])
def test_a_load_in_disguise(
    request: pytest.FixtureRequest, canary: Canary, text: str, which: str
) -> None:
    """What stands before it is not done either."""
    server: Attacked = request.getfixturevalue(which)
    iri = f"http://127.9.9.9:{canary.port}/"
    calls, before = len(canary.calls), server.state()
    assert_told(update(server, text.replace("{iri}", iri)), {204, 400, 403})
    assert len(canary.calls) == calls
    server.assert_well()
    assert server.state() == before


REMOTE = {
    "a context": ("application/ld+json", '{"@context": "IRI", "@id": "urn:a", "x": "y"}'),
    "a context of contexts": (
        "application/ld+json",
        '{"@context": [{"x": "urn:x"}, "IRI"], "@id": "urn:a", "x": "y"}',
    ),
    "a context within": (
        "application/ld+json",
        '{"@context": {"x": {"@id": "urn:x", "@context": "IRI"}}, "@id": "urn:a", "x": {"y": 1}}',
    ),
    "an import": (
        "application/ld+json",
        '{"@context": {"@version": 1.1, "@import": "IRI"}, "@id": "urn:a", "x": "y"}',
    ),
    "a relative context": ("application/ld+json", '{"@context": "/x", "@id": "urn:a", "x": "y"}'),
    "a context that is a file": (
        "application/ld+json",
        '{"@context": "file:///etc/passwd", "@id": "urn:a", "x": "y"}',
    ),
    "an entity": (
        "application/rdf+xml",
        (
            '<!DOCTYPE x [<!ENTITY e SYSTEM "IRI">]><rdf:RDF xmlns:rdf='
            '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="urn:a">'
            '<x xmlns="urn:">&e;</x></rdf:Description></rdf:RDF>'
        ),
    ),
    "an entity that is a file": (
        "application/rdf+xml",
        (
            '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><rdf:RDF xmlns:rdf='
            '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="urn:a">'
            '<x xmlns="urn:">&e;</x></rdf:Description></rdf:RDF>'
        ),
    ),
    "an entity of parameters": (
        "application/rdf+xml",
        (
            '<!DOCTYPE x [<!ENTITY % e SYSTEM "IRI"> %e;]><rdf:RDF xmlns:rdf='
            '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
        ),
    ),
    "a document type": (
        "application/rdf+xml",
        (
            '<!DOCTYPE rdf:RDF SYSTEM "IRI"><rdf:RDF xmlns:rdf='
            '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
        ),
    ),
}


@pytest.mark.parametrize(("type_", "body"), REMOTE.values(), ids=REMOTE.keys())
def test_a_document_calls_nobody(listed: Attacked, canary: Canary, type_: str, body: str) -> None:
    """Not even whom a query may call."""
    calls = len(canary.calls)
    sent = body.replace("IRI", f"http://localhost:{canary.port}/").encode()
    reply = post(listed.address, "/data?graph=urn:scratch", sent, type_, BEARER, method="PUT")
    assert_told(reply, {201, 204, 400, 403})
    assert len(canary.calls) == calls
    listed.assert_well()
    dump = ask(listed, "SELECT * { GRAPH <urn:scratch> { ?s ?p ?o } }")
    assert b"root:x" not in dump.body


def test_the_canary_sings(listed: Attacked, canary: Canary) -> None:
    """Proves that what is counted above would be counted: one host may be called."""
    calls = len(canary.calls)
    update(listed, f"LOAD <http://localhost:{canary.port}/> INTO GRAPH <urn:scratch>")
    assert len(canary.calls) == calls + 1
