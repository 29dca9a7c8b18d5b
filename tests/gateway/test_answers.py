"""Answers as clients get them: kept, validated, compressed, of older versions, long."""

from __future__ import annotations

import gzip
import itertools
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
import zstandard

from .asking import ENDLESS, get, head, jobs, post, request, value, wait_until, write

Serve = Callable[..., AbstractContextManager[Any]]

TOKEN = "for-tests-only-0123456789abcdef"
JSON_TYPE = "application/sparql-results+json"
FORM_TYPE = "application/x-www-form-urlencoded"
QUERY_TYPE = "application/sparql-query"
SHORT = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 1"
WHOLE = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 100"
LONG = "SELECT ?s ?p ?o ?a ?c { ?s ?p ?o . { SELECT ?a ?c { ?a ?b ?c } LIMIT 40 } } LIMIT 100000"

_numbers = itertools.count()


@pytest.fixture(scope="module")
def server(
    atlas_store: Path, serve: Serve, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    store = shutil.copytree(atlas_store, tmp_path_factory.mktemp("answers") / "store")
    with serve(
        store,
        workers=2,
        write_token=TOKEN,
        shape_gate="false",
        keep_versions=100,
        query_timeout=20,
    ) as server:
        yield server


def ask(server: Any, query: str, headers: dict[str, str] | None = None, **more: str) -> Any:
    return get(server.endpoint, params={"query": query, **more}, headers=headers or {})


def fresh(query: str) -> str:
    """The query as nobody asked it before."""
    return f"{query} # {next(_numbers)}"


def lookups(server: Any) -> tuple[float, float]:
    """How often an answer was found among those kept, and how often not."""
    name = "clusteratlas_cache_lookups_total"
    return value(server, name, result="hit"), value(server, name, result="miss")


def assert_lookups(server: Any, before: tuple[float, float], hits: int, misses: int) -> None:
    assert lookups(server) == (before[0] + hits, before[1] + misses)


def without_date(response: httpx.Response) -> list[tuple[str, str]]:
    return [pair for pair in response.headers.multi_items() if pair[0] != "date"]


# The cache

WAYS: list[tuple[str, str, Callable[[str], dict[str, Any]]]] = [
    ("GET", "GET", lambda query: {"params": {"query": query}}),
    ("form", "POST", lambda query: {"data": {"query": query}}),
    ("body", "POST", lambda query: {"content": query, "headers": {"Content-Type": QUERY_TYPE}}),
]


@pytest.mark.parametrize(("method", "sent"), [w[1:] for w in WAYS], ids=[w[0] for w in WAYS])
@pytest.mark.parametrize("query", [SHORT, WHOLE], ids=["short", "whole"])
def test_a_repeated_query_is_answered_from_the_cache(
    server: Any, method: str, sent: Callable[[str], dict[str, Any]], query: str
) -> None:
    before = lookups(server)
    options = sent(fresh(query))
    first, second = (request(method, server.endpoint, **options) for _ in range(2))
    assert_lookups(server, before, hits=1, misses=1)
    assert first.status_code == 200
    assert second.content == first.content
    assert without_date(second) == without_date(first)


def test_queries_that_only_differ_in_their_body_are_different(server: Any) -> None:
    for number in (1, 2, 1, 2):
        answer = post(server.endpoint, data={"query": f"ASK {{ FILTER({number} = 1) }}"})
        assert answer.json()["boolean"] is (number == 1)


VOLATILE = [
    "SELECT (NOW() AS ?x) {}",
    "SELECT (RAND() AS ?x) {}",
    "SELECT (UUID() AS ?x) {}",
    "SELECT (STRUUID() AS ?x) {}",
    "SELECT (BNODE() AS ?x) {}",
    "SELECT (sTrUuId ( ) AS ?x) {}",
    "SELECT (NOW\t\n() AS ?x) {}",
    "SELECT (RAND # a comment\n() AS ?x) {}",
]


@pytest.mark.parametrize(("method", "sent"), [w[1:] for w in WAYS], ids=[w[0] for w in WAYS])
@pytest.mark.parametrize("query", VOLATILE)
def test_what_is_another_each_time_is_never_given_again(
    server: Any, query: str, method: str, sent: Callable[[str], dict[str, Any]]
) -> None:
    before = lookups(server)
    answers = [request(method, server.endpoint, **sent(query)) for _ in range(3)]
    assert len({answer.text for answer in answers}) == 3
    assert_lookups(server, before, hits=0, misses=3)
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
    assert not any("ETag" in answer.headers for answer in answers)


@pytest.mark.parametrize("query", [query for query in VOLATILE if "BNODE" not in query])
def test_a_page_previews_what_is_another_each_time_anew(server: Any, query: str) -> None:
    pages = [ask(server, query, {"Accept": "text/html"}) for _ in range(2)]
    assert [page.status_code for page in pages] == [200, 200]
    assert pages[0].text != pages[1].text


VARIANTS: list[tuple[str, str, list[tuple[dict[str, str], Callable[[httpx.Response], bool]]]]] = [
    (
        "accept",
        "sparql?query=" + quote(SHORT),
        [
            ({"Accept": JSON_TYPE}, lambda got: got.json()["results"]["bindings"] != []),
            ({"Accept": "text/csv"}, lambda got: got.text.startswith("s,p,o\r\n")),
            ({"Accept": "application/sparql-results+xml"}, lambda got: "<sparql" in got.text),
            ({"Accept": "text/html"}, lambda got: "<!doctype html>" in got.text.lower()),
        ],
    ),
    (
        "accept-language",
        "",
        [
            ({"Accept": "text/html", "Accept-Language": "en"}, lambda got: 'lang="en"' in got.text),
            ({"Accept": "text/html", "Accept-Language": "pl"}, lambda got: 'lang="pl"' in got.text),
        ],
    ),
    (
        "host",
        "sparql",
        [
            ({"Host": "one.example"}, lambda got: "//one.example/sparql" in got.text),
            ({"Host": "two.example"}, lambda got: "//two.example/sparql" in got.text),
        ],
    ),
    (
        "accept-encoding",
        "sparql?query=" + quote(WHOLE),
        [
            ({"Accept-Encoding": ""}, lambda got: "Content-Encoding" not in got.headers),
            (
                {"Accept-Encoding": "gzip"},
                lambda got: got.headers["Content-Encoding"] == "gzip" and bool(got.json()),
            ),
            (
                {"Accept-Encoding": "zstd"},
                lambda got: got.headers["Content-Encoding"] == "zstd" and bool(got.json()),
            ),
        ],
    ),
]


@pytest.mark.parametrize(
    ("path", "variants"), [case[1:] for case in VARIANTS], ids=[case[0] for case in VARIANTS]
)
def test_what_is_asked_for_otherwise_is_another_answer(
    server: Any,
    path: str,
    variants: list[tuple[dict[str, str], Callable[[httpx.Response], bool]]],
) -> None:
    for _ in range(2):
        for headers, is_right in variants:
            answer = get(server.address + path, headers=headers)
            assert answer.status_code == 200, answer.text
            assert is_right(answer), (headers, answer.headers)


def test_formats_are_different_answers(server: Any) -> None:
    query = fresh(SHORT)
    tags = set()
    for format_ in ("json", "csv", "tsv", "xml") * 2:
        answer = ask(server, query, format=format_)
        assert format_ in answer.headers["Content-Type"].replace("tab-separated-values", "tsv")
        tags.add(answer.headers["ETag"])
    assert len(tags) == 4


def test_query_and_form_bodies_are_different_answers(server: Any) -> None:
    """The same bytes, a query as one type and a form without a query as the other."""
    for _ in range(2):
        for media_type, status in ((QUERY_TYPE, 200), (FORM_TYPE, 400)):
            answer = post(server.endpoint, content="ASK {}", headers={"Content-Type": media_type})
            assert answer.status_code == status


# Entity tags

NAMED = [
    ("weak", "{tag}", 304),
    ("strong", "{opaque}", 304),
    ("list", '"other", {tag}, "more"', 304),
    ("list without spaces", '"other",{opaque}', 304),
    ("any", "*", 304),
    ("other", '"other"', 200),
    ("other weak", 'W/"other"', 200),
    ("beginning", '{beginning}"', 200),
]


@pytest.mark.parametrize("is_kept", [True, False], ids=["kept", "not kept"])
@pytest.mark.parametrize(
    ("template", "status"), [case[1:] for case in NAMED], ids=[case[0] for case in NAMED]
)
def test_an_answer_that_the_client_has_is_not_sent_again(
    server: Any, template: str, status: int, *, is_kept: bool
) -> None:
    query = fresh(SHORT)
    # What HEAD is answered is not kept: then a worker has to tell whether the tag is the same.
    method = "GET" if is_kept else "HEAD"
    tag = request(method, server.endpoint, params={"query": query}).headers["ETag"]
    opaque = tag.removeprefix("W/")
    wanted = template.format(tag=tag, opaque=opaque, beginning=opaque[:10])
    before = lookups(server)
    answer = ask(server, query, {"If-None-Match": wanted})
    assert_lookups(server, before, hits=int(is_kept), misses=int(not is_kept))
    assert answer.status_code == status
    assert answer.headers["ETag"] == tag
    assert bool(answer.content) is (status == 200)
    assert "Accept" in answer.headers["Vary"]
    assert answer.headers["X-Dataset-Version"]


def test_there_is_nothing_that_a_client_could_have_of_a_wrong_query(server: Any) -> None:
    assert ask(server, "SELECT wrong", {"If-None-Match": "*"}).status_code == 400


def test_graphs_have_tags_as_well(server: Any) -> None:
    address = f"{server.address}data?default"
    for _ in range(2):
        tag = get(address).headers["ETag"]
        for wanted in (tag, tag.removeprefix("W/"), "*"):
            assert get(address, headers={"If-None-Match": wanted}).status_code == 304
        assert get(address, headers={"If-None-Match": '"other"'}).status_code == 200


# Writes

READS = [
    ("query", "sparql?format=csv&query=" + quote("SELECT ?n { GRAPH <urn:counter> { ?s ?p ?n } }")),
    ("graph", "data?graph=urn:counter&format=nt"),
]


@pytest.mark.parametrize("path", [case[1] for case in READS], ids=[case[0] for case in READS])
def test_a_write_is_read_at_once(server: Any, path: str) -> None:
    tags: list[str] = []
    for number in range(15):
        written = write(
            server,
            TOKEN,
            "CLEAR SILENT GRAPH <urn:counter> ;"
            f"INSERT DATA {{ GRAPH <urn:counter> {{ <urn:s> <urn:p> 'at-{number}-{path[:4]}' }} }}",
        )
        # Twice for each worker, and each time from the start as well as with the old tag.
        for _ in range(4):
            headers = {"If-None-Match": tags[-1]} if tags else {}
            answer = get(server.address + path, headers=headers)
            assert answer.status_code == 200
            assert f"at-{number}-{path[:4]}" in answer.text
            assert answer.headers["X-Dataset-Version"] == written.headers["X-Dataset-Version"]
        tags.append(answer.headers["ETag"])
    assert len(set(tags)) == len(tags)


def test_an_older_version_still_answers_as_it_did(server: Any) -> None:
    query = fresh("SELECT ?n { GRAPH <urn:aging> { ?s ?p ?n } }")
    versions: dict[str, str] = {}
    for number in range(4):
        written = write(
            server, TOKEN, f"INSERT DATA {{ GRAPH <urn:aging> {{ <urn:s> <urn:p> {number} }} }}"
        )
        version = written.headers["X-Dataset-Version"]
        # Asked while it is current as well: what is kept then is not given for another.
        versions[version] = ask(server, query, version=version, format="csv").text
        for older, text in versions.items():
            for _ in range(2):
                answer = ask(server, query, version=older, format="csv")
                assert answer.text == text
                assert answer.headers["X-Dataset-Version"] == older
        assert ask(server, query, format="csv").text == versions[version]
    assert [text.count("\r\n") - 1 for text in versions.values()] == [1, 2, 3, 4]


@pytest.mark.parametrize("version", ["20200101T000000000Z-0123456789ab", "newest", "../versions"])
def test_a_version_that_is_not_kept_is_not_found(server: Any, version: str) -> None:
    answer = ask(server, SHORT, version=version)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


# Content codings

CODINGS = [
    ("", ""),
    ("identity", ""),
    ("br", ""),
    ("gzip", "gzip"),
    ("zstd", "zstd"),
    ("gzip, deflate, br, zstd", "zstd"),
    ("gzip;q=1.0, zstd;q=0.5", "gzip"),
    ("gzip;q=0.1, zstd;q=0.5", "zstd"),
    ("zstd;q=0, gzip", "gzip"),
    ("gzip;q=0, zstd;q=0", ""),
    ("*", "gzip"),
    ("*;q=0", ""),
]


def decoded(coding: str, body: bytes) -> bytes:
    if coding == "gzip":
        return gzip.decompress(body)
    if coding == "zstd":
        return zstandard.ZstdDecompressor().decompressobj().decompress(body)
    return body


def raw(server: Any, query: str, accept_encoding: str) -> tuple[httpx.Headers, bytes]:
    """Headers and body as they come, still in their coding."""
    with httpx.stream(
        "GET",
        server.endpoint,
        params={"query": query, "format": "csv"},
        headers={"Accept-Encoding": accept_encoding},
    ) as response:
        assert response.status_code == 200
        return response.headers, b"".join(response.iter_raw())


@pytest.fixture(scope="module")
def plain_bodies(server: Any) -> dict[str, bytes]:
    return {query: raw(server, query, "")[1] for query in (SHORT, WHOLE, LONG[:-1])}


@pytest.mark.parametrize("query", [SHORT, WHOLE, LONG[:-1]], ids=["short", "whole", "streamed"])
@pytest.mark.parametrize(("header", "coding"), CODINGS)
def test_each_coding_gives_the_same_bytes(
    server: Any, plain_bodies: dict[str, bytes], query: str, header: str, coding: str
) -> None:
    for _ in range(2):
        headers, body = raw(server, query, header)
        # Less than a kilobyte is not worth a coding.
        used = "" if query == SHORT else coding
        assert headers.get("Content-Encoding", "") == used
        assert decoded(used, body) == plain_bodies[query]
        assert "Accept-Encoding" in headers["Vary"]
        if used:
            assert len(body) < len(plain_bodies[query]) / 2


VARIES = [
    ("sparql?query=" + quote(SHORT), {"Accept", "Accept-Encoding"}),
    ("data?default", {"Accept", "Accept-Encoding"}),
    ("sparql", {"Accept", "Accept-Encoding"}),
    ("", {"Accept", "Accept-Language", "Accept-Encoding"}),
]


@pytest.mark.parametrize(("path", "expected"), VARIES, ids=[path for path, _ in VARIES])
def test_vary_names_what_an_answer_depends_on(server: Any, path: str, expected: set[str]) -> None:
    headers = {"Accept": "text/html"} if "Accept-Language" in expected else {}
    for _ in range(2):
        vary = get(server.address + path, headers=headers).headers["Vary"]
        assert expected <= {name.strip() for name in vary.split(",")}


# Deadlines

SENDING: list[tuple[str, Callable[[Any, dict[str, str]], httpx.Response]]] = [
    ("GET", lambda server, fields: get(server.endpoint, params=fields)),
    ("POST", lambda server, fields: post(server.endpoint, data=fields)),
]


@pytest.mark.parametrize("send", [case[1] for case in SENDING], ids=[case[0] for case in SENDING])
def test_a_client_may_ask_for_less_time(
    server: Any, send: Callable[[Any, dict[str, str]], httpx.Response]
) -> None:
    answer = send(server, {"query": ENDLESS, "timeout": "0.25"})
    assert answer.status_code == 503
    assert "0.25 s" in answer.json()["detail"]


@pytest.mark.parametrize("seconds", ["0", "-1", "soon", "nan", "inf", ""])
@pytest.mark.parametrize("send", [case[1] for case in SENDING], ids=[case[0] for case in SENDING])
def test_a_senseless_time_is_refused(
    server: Any, send: Callable[[Any, dict[str, str]], httpx.Response], seconds: str
) -> None:
    answer = send(server, {"query": SHORT, "timeout": seconds})
    assert answer.status_code == 400
    assert "timeout" in answer.json()["detail"]


def test_a_client_does_not_get_more_time(atlas_store: Path, serve: Serve) -> None:
    with serve(atlas_store, workers=1, query_timeout=0.5) as server:
        answer = ask(server, ENDLESS, timeout="60")
        assert answer.status_code == 503
        assert "0.5 s" in answer.json()["detail"]


# HEAD

HEADS = [
    ("query", "sparql?query=" + quote(WHOLE), {}),
    ("volatile", "sparql?query=" + quote("SELECT (NOW() AS ?x) {}"), {}),
    ("wrong", "sparql?query=SELECT", {}),
    ("description", "sparql", {}),
    ("graph", "data?default", {}),
    ("no graph", "data?graph=urn:none", {}),
    ("page", "", {"Accept": "text/html"}),
    ("unknown", "nothing/here", {}),
    ("health", "health", {}),
    ("metrics", "metrics", {}),
]


@pytest.mark.parametrize(
    ("path", "headers"), [case[1:] for case in HEADS], ids=[case[0] for case in HEADS]
)
def test_head_is_get_without_its_body(server: Any, path: str, headers: dict[str, str]) -> None:
    if "query=" in path:
        path += quote(fresh("\n"))
    heads = [head(server.address + path, headers=headers)]
    got = get(server.address + path, headers=headers)
    heads.append(head(server.address + path, headers=headers))
    for told in heads:
        assert told.status_code == got.status_code
        assert told.content == b""
        for name in ("Content-Type", "ETag", "Cache-Control", "X-Dataset-Version"):
            assert told.headers.get(name) == got.headers.get(name), name
        # The length of GET's body, or none: RFC 9110 §9.3.2. A first answer may leave in pieces,
        # without a length, and be kept with one; that of counters is another each time.
        lengths = {answer.headers.get("Content-Length") for answer in (told, got)} - {None}
        assert len(lengths) <= 1 or path == "metrics"


# Long answers


def test_a_long_answer_comes_whole_and_while_it_is_worked_on(server: Any) -> None:
    place = urlsplit(server.address).netloc
    with closing(HTTPConnection(place, timeout=60)) as connection:
        connection.connect()
        # The less the kernel keeps for us, the less the server can have sent before we read it.
        connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
        query = fresh(LONG)
        connection.request("GET", "/sparql?format=csv&query=" + quote(query))
        response = connection.getresponse()
        assert response.status == 200
        beginning = response.read(1000)
        assert beginning.startswith(b"s,p,o,a,c\r\n")
        (job,) = jobs(server, TOKEN)
        assert (job["state"], job["text"]) == ("running", query)
        body = beginning + response.read()
    assert body.count(b"\r\n") == 100_001
    assert body.endswith(b"\r\n")
    wait_until(lambda: not jobs(server, TOKEN))


SINCE = [
    ("", 200),
    ("Thu, 01 Jan 1970 00:00:00 GMT", 200),
    ("Fri, 31 Dec 9999 23:59:59 GMT", 304),
    ("yesterday", 200),
]


@pytest.mark.parametrize(("since", "status"), SINCE, ids=[since or "none" for since, _ in SINCE])
def test_a_kept_description_is_not_sent_to_who_has_it_by_its_date(
    server: Any, since: str, status: int
) -> None:
    address = f"{server.address}id/cluster/bioib.ttl"
    for _ in range(2):  # The second is answered from the cache.
        response = get(address, headers={"If-Modified-Since": since} if since else {})
        assert response.status_code == status
        assert response.headers["content-location"] == "/id/cluster/bioib.ttl"
    tag = get(address).headers["etag"]
    for known in ({"If-None-Match": tag}, {"If-None-Match": '"other"', "If-Modified-Since": since}):
        has_it = known["If-None-Match"] == tag
        assert get(address, headers=known).status_code == (304 if has_it else 200)


def test_a_thing_that_was_deleted_is_gone_and_its_last_version_is_named(server: Any) -> None:
    address = f"{server.address}id/cluster/of-a-day.ttl"
    assert get(address).status_code == 404
    graph, thing = (
        f"<https://w3id.org/clusteratlas/{path}>" for path in ("graph/a-day", "id/cluster/of-a-day")
    )
    statement = f'GRAPH {graph} {{ {thing} <http://www.w3.org/2000/01/rdf-schema#label> "x" }}'
    write(server, TOKEN, f"INSERT DATA {{ {statement} }}")
    assert get(address).status_code == 200
    version = get(address).headers["x-dataset-version"]
    write(server, TOKEN, f"DELETE DATA {{ {statement} }}")
    gone = get(address)
    assert gone.status_code == 410
    assert version in gone.json()["hint"]
    assert get(address, params={"version": version}).status_code == 200
