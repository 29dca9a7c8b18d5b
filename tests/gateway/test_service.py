"""The service as its operator sees it: its health, metrics, jobs, logs, settings and signals."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from clusteratlas.dataset.store import init_plain_store

from .asking import ENDLESS, UPDATE, bearer, get, jobs, post, request, samples, value, wait_until
from .asking import write as write_to
from .processes import children

pytestmark = pytest.mark.usefixtures("garbage_waits")

Serve = Callable[..., AbstractContextManager[Any]]

WORKERS = 2
QUICK = 1e-6
QUERY = "SELECT ?s { ?s a ?class } LIMIT 3"
WRONG = "wrong-token-0123456789abcdef"


@dataclass(frozen=True)
class Service:
    """A started server with all that its operator has at hand."""

    address: str
    process: subprocess.Popen[str]
    store: Path
    log: Path
    tokens: dict[str, str]

    @property
    def endpoint(self) -> str:
        return f"{self.address}sparql"

    def lines(self) -> list[dict[str, Any]]:
        """What is in the log."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


def clusteratlas(*arguments: object, **settings: object) -> subprocess.CompletedProcess[str]:
    environ = {key: value for key, value in os.environ.items() if "CLUSTERATLAS" not in key}
    environ |= {f"CLUSTERATLAS_{name.upper()}": str(value) for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", "clusteratlas", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=environ,
    )


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The file of tokens, and the token for each scope."""
    file = tmp_path_factory.mktemp("tokens") / "tokens"
    made = {}
    for scope in ("read", "write", "admin"):
        told = clusteratlas("token", f"the-{scope}er", "--scope", scope, "--append", file)
        assert told.returncode == 0, told.stderr
        made[scope] = told.stdout.strip()
    return file, made


@pytest.fixture(scope="module")
def service(
    atlas_store: Path,
    serve: Serve,
    tokens: tuple[Path, dict[str, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    store = shutil.copytree(atlas_store, folder / "store")
    file, made = tokens
    log = folder / "access.log"
    with serve(
        store,
        workers=WORKERS,
        tokens_file=file,
        access_log=log,
        slow_query_seconds=QUICK,
        shape_gate="false",
    ) as server:
        yield Service(server.address, server.process, store, log, made)


@pytest.fixture(scope="module")
def private(
    atlas_store: Path,
    serve: Serve,
    tokens: tuple[Path, dict[str, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Any]:
    """Its settings stand in a file, and one of them is outweighed by the environment."""
    folder = tmp_path_factory.mktemp("private")
    store = shutil.copytree(atlas_store, folder / "store")
    config = folder / "atlas.toml"
    config.write_text(
        f'tokens_file = "{tokens[0]}"\nread_needs_token = true\nworkers = 5\n'
        "cache_bytes = 0\nquery_timeout = 0.5\nshape_gate = false\n",
        encoding="utf-8",
    )
    with serve(store, config=config, workers=1) as server:
        yield server


def ask(server: Any, query: str, headers: dict[str, str] | None = None, **more: str) -> Any:
    return get(server.endpoint, params={"query": query, **more}, headers=headers or {})


# Health


def test_health_names_the_current_version(service: Service) -> None:
    answer = get(f"{service.address}health")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    current = (service.store / "CURRENT").read_text(encoding="ascii").strip()
    assert answer.json() == {"status": "ok", "live": True, "ready": True, "version": current}


def assert_not_ready(service: Service) -> None:
    answer = get(f"{service.address}health")
    assert answer.status_code == 503
    assert (answer.json()["live"], answer.json()["ready"]) == (True, False)
    assert answer.json()["status"] == "not ready"


def test_without_a_version_it_is_live_but_not_ready(service: Service) -> None:
    pointer, aside = service.store / "CURRENT", service.store / "ASIDE"
    pointer.rename(aside)
    try:
        assert_not_ready(service)
    finally:
        aside.rename(pointer)
    assert get(f"{service.address}health").json()["ready"] is True


def test_without_a_process_that_reads_it_is_live_but_not_ready(service: Service) -> None:
    """Nothing new comes of a forkserver that is stopped."""
    workers, forkserver = workers_of(service)
    os.kill(forkserver, signal.SIGSTOP)
    try:
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        wait_until(lambda: get(f"{service.address}health").status_code == 503)
        assert_not_ready(service)
        assert value(service, "clusteratlas_workers") == 0
    finally:
        os.kill(forkserver, signal.SIGCONT)
    wait_until(lambda: value(service, "clusteratlas_workers") == WORKERS)
    assert get(f"{service.address}health").json()["ready"] is True
    write(service, "INSERT DATA { GRAPH <urn:again> { <urn:s> <urn:p> <urn:o> } }")


def workers_of(service: Service) -> tuple[list[int], int]:
    """The worker processes, and the one that they are forked from."""
    (found,) = [
        (grandchildren, child)
        for child in children(service.process.pid)
        if (grandchildren := children(child))
    ]
    return found


def write(service: Any, update: str) -> httpx.Response:
    return write_to(service, service.tokens["write"], update)


# Metrics

METRICS = {
    "clusteratlas_requests": "counter",
    "clusteratlas_request_seconds": "histogram",
    "clusteratlas_cache_lookups": "counter",
    "clusteratlas_queued_requests": "gauge",
    "clusteratlas_queued_writes": "gauge",
    "clusteratlas_workers": "gauge",
    "clusteratlas_workers_idle": "gauge",
    "clusteratlas_cache_bytes": "gauge",
    "clusteratlas_cache_answers": "gauge",
    "clusteratlas_store_bytes": "gauge",
    "clusteratlas_version_age_seconds": "gauge",
}


def test_metrics_are_in_the_text_format_of_prometheus(service: Service) -> None:
    ask(service, QUERY)
    answer = get(f"{service.address}metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    families = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert METRICS.items() <= {name: family.type for name, family in families.items()}.items()
    assert all(family.documentation.endswith(".") for family in families.values())


def test_metrics_tell_the_state_of_the_service(service: Service) -> None:
    ask(service, QUERY)
    told = {name: number for (name, labels), number in samples(service).items() if not labels}
    assert told["clusteratlas_workers"] == WORKERS
    assert told["clusteratlas_workers_idle"] == WORKERS
    assert told["clusteratlas_queued_requests"] == 0
    assert told["clusteratlas_queued_writes"] == 0
    assert told["clusteratlas_cache_answers"] >= 1
    assert told["clusteratlas_cache_bytes"] > 0
    on_disk = {
        path.stat().st_ino: path.stat().st_size
        for path in service.store.rglob("*")
        if path.is_file()
    }
    assert told["clusteratlas_store_bytes"] == sum(on_disk.values())
    before = told["clusteratlas_version_age_seconds"]
    assert value(service, "clusteratlas_version_age_seconds") > before > 0


def test_busy_workers_are_not_idle(service: Service) -> None:
    with endless(service):
        assert value(service, "clusteratlas_workers_idle") == WORKERS - 1
    wait_until(lambda: value(service, "clusteratlas_workers_idle") == WORKERS)


def endless(service: Service) -> closing[socket.socket]:
    """A client that has asked what takes for ever, and that a worker is at."""
    place = urlsplit(service.address)
    client = socket.create_connection((place.hostname, place.port))
    target = "/sparql?query=" + quote(ENDLESS)
    client.sendall(f"GET {target} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
    wait_until(lambda: [job["state"] for job in under_way(service)] == ["running"])
    return closing(client)


def under_way(service: Service) -> list[dict[str, Any]]:
    return jobs(service, service.tokens["admin"])


def leave(service: Service) -> None:
    with endless(service):
        pass


def lose_the_worker(service: Service) -> None:
    with endless(service):
        os.kill(under_way(service)[0]["process"], signal.SIGKILL)
        wait_until(lambda: not under_way(service))


def end_as_administrator(service: Service) -> None:
    with endless(service):
        one = f"{service.address}admin/queries/{under_way(service)[0]['id']}"
        answer = request("DELETE", one, headers=bearer(service.tokens["admin"]))
        assert answer.status_code == 204
        wait_until(lambda: not under_way(service))


OUTCOMES: list[tuple[str, str, Callable[[Service], object]]] = [
    ("query", "ok", lambda service: ask(service, QUERY)),
    ("query", "refused", lambda service: ask(service, "SELECT wrong")),
    ("query", "timeout", lambda service: ask(service, ENDLESS, timeout="0.1")),
    ("query", "client-gone", leave),
    ("query", "lost", lose_the_worker),
    ("query", "killed", end_as_administrator),
    (
        "update",
        "ok",
        lambda service: write(service, "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }"),
    ),
    ("update", "refused", lambda service: post(f"{service.address}update", headers=UPDATE)),
    ("data-read", "ok", lambda service: get(f"{service.address}data?default")),
    ("data-write", "refused", lambda service: request("PUT", f"{service.address}data?default")),
    ("other", "refused", lambda service: get(f"{service.address}nothing/here")),
]


@pytest.mark.parametrize(
    ("operation", "outcome", "do"), OUTCOMES, ids=[" ".join(case[:2]) for case in OUTCOMES]
)
def test_requests_are_counted_by_operation_and_outcome(
    service: Service, operation: str, outcome: str, do: Callable[[Service], object]
) -> None:
    before = outcomes(service, operation)
    do(service)
    wait_until(lambda: outcomes(service, operation)[outcome] > before[outcome])
    changed = outcomes(service, operation) - before
    if operation == "other":
        # Looking at the queries and the metrics is “other” as well, and goes well.
        del changed["ok"]
    assert changed == {outcome: 1}


def outcomes(service: Service, operation: str) -> Counter[str]:
    """How often an operation came to which outcome."""
    return Counter(
        {
            dict(labels)["outcome"]: int(number)
            for (name, labels), number in samples(service).items()
            if name == "clusteratlas_requests_total" and ("operation", operation) in labels
        }
    )


def test_the_latencies_are_a_histogram(service: Service) -> None:
    before = value(service, "clusteratlas_request_seconds_count", operation="query")
    for number in range(5):
        ask(service, f"{QUERY} # {number}")
    assert value(service, "clusteratlas_request_seconds_count", operation="query") == before + 5
    buckets = {
        float(dict(labels)["le"]): number
        for (name, labels), number in samples(service).items()
        if name == "clusteratlas_request_seconds_bucket" and ("operation", "query") in labels
    }
    in_order = [buckets[bound] for bound in sorted(buckets)]
    assert in_order == sorted(in_order)
    assert buckets[float("inf")] == before + 5
    assert value(service, "clusteratlas_request_seconds_sum", operation="query") > 0


# Administration

BEARERS = [("none", 401), ("wrong", 401), ("read", 403), ("write", 403), ("admin", 200)]


def authorization(service: Service, who: str) -> dict[str, str]:
    return {} if who == "none" else bearer(service.tokens.get(who, WRONG))


@pytest.mark.parametrize(("who", "status"), BEARERS)
def test_only_an_administrator_sees_what_is_asked(service: Service, who: str, status: int) -> None:
    answer = get(f"{service.address}admin/queries", headers=authorization(service, who))
    assert answer.status_code == status
    assert ("WWW-Authenticate" in answer.headers) is (status == 401)
    if status == 200:
        assert answer.json() == {"queries": []}


@pytest.mark.parametrize(("who", "status"), BEARERS)
def test_only_an_administrator_ends_queries(service: Service, who: str, status: int) -> None:
    with endless(service):
        (job,) = under_way(service)
        one = f"{service.address}admin/queries/{job['id']}"
        answer = request("DELETE", one, headers=authorization(service, who))
        assert answer.status_code == (204 if status == 200 else status)
        if status == 200:
            wait_until(lambda: not under_way(service))
        else:
            assert [job["id"] for job in under_way(service)] == [job["id"]]
    wait_until(lambda: not under_way(service))


METHODS = [
    ("POST", "health"),
    ("DELETE", "metrics"),
    ("POST", "admin/queries"),
    ("PUT", "admin/queries/1"),
]


@pytest.mark.parametrize(("method", "path"), METHODS)
def test_other_methods_mean_nothing_here(service: Service, method: str, path: str) -> None:
    headers = bearer(service.tokens["admin"])
    assert request(method, service.address + path, headers=headers).status_code == 405


# The logs

MEMBERS = {
    "time",
    "log",
    "client",
    "method",
    "path",
    "status",
    "outcome",
    "seconds",
    "bytes",
    "cached",
}


def test_each_request_is_a_line_of_json(service: Service) -> None:
    before = len(accesses(service))
    query = f"{QUERY} # logged"
    ask(service, query)
    length = len(ask(service, query).content)
    post(f"{service.address}update", content="x", headers=UPDATE | bearer(WRONG))
    get(f"{service.address}a%0Ab/%22%C5%82%FF")
    wait_until(lambda: len(accesses(service)) == before + 4)
    lines = accesses(service)[before:]
    assert all(line.keys() == MEMBERS for line in lines)
    told = [(line["method"], line["path"], line["status"], line["outcome"]) for line in lines]
    assert told[:3] == [
        ("GET", "/sparql", 200, "ok"),
        ("GET", "/sparql", 200, "ok"),
        ("POST", "/update", 401, "refused"),
    ]
    assert told[3][1].startswith('/a\nb/"ł')
    assert [line["cached"] for line in lines] == [False, True, False, False]
    assert {line["client"] for line in lines} == {"127.0.0.1"}
    assert lines[1]["bytes"] == length
    assert all(line["seconds"] >= 0 for line in lines)


def accesses(service: Service) -> list[dict[str, Any]]:
    return [line for line in service.lines() if line["log"] == "access"]


TEXTS: list[tuple[str, str, Callable[[Service, str], object]]] = [
    ("address", "ASK { # slow “ą” 1\n}", ask),
    (
        "form",
        "ASK { # slow “ą” 2\n}",
        lambda service, text: post(service.endpoint, data={"query": text}),
    ),
    (
        "body",
        "ASK { # slow “ą” 3\n}",
        lambda service, text: post(
            service.endpoint, content=text, headers={"Content-Type": "application/sparql-query"}
        ),
    ),
    ("update", "INSERT DATA { GRAPH <urn:slow> { <urn:s> <urn:p> 'ą' } }", write),
]


@pytest.mark.parametrize(("text", "do"), [c[1:] for c in TEXTS], ids=[c[0] for c in TEXTS])
def test_a_slow_query_is_logged_with_its_text(
    service: Service, text: str, do: Callable[[Service, str], object]
) -> None:
    do(service, text)
    wait_until(lambda: any(line.get("text") == text for line in service.lines()))
    (line,) = [line for line in service.lines() if line.get("text") == text]
    assert line.keys() == MEMBERS | {"text"}
    assert (line["log"], line["outcome"]) == ("slow-query", "ok")


def test_slow_queries_are_told_where_requests_are_not_logged(
    atlas_store: Path, serve: Serve
) -> None:
    with serve(atlas_store, workers=1, query_timeout=0.5, slow_query_seconds=0.4) as server:
        ask(server, QUERY)
        ask(server, ENDLESS)
        server.process.terminate()
        _, told = server.process.communicate(timeout=60)
    (line,) = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    assert (line["log"], line["outcome"], line["text"]) == ("slow-query", "timeout", ENDLESS)


def test_logs_keep_no_secret(service: Service) -> None:
    for who in ("wrong", "read", "write", "admin"):
        headers = authorization(service, who)
        ask(service, f"{QUERY} # {who}", headers)
        get(f"{service.address}admin/queries", headers=headers)
        post(f"{service.address}update", content="CLEAR SILENT GRAPH <urn:x>", headers=headers)
    text = service.log.read_text(encoding="utf-8")
    assert '"slow-query"' in text
    for secret in (WRONG, *service.tokens.values(), "Bearer", "uthorization"):
        assert secret not in text


def test_a_log_that_was_moved_away_is_opened_anew(service: Service) -> None:
    rotated = service.log.with_suffix(".1")
    service.log.rename(rotated)
    get(f"{service.address}before")
    wait_until(lambda: '"/before"' in rotated.read_text(encoding="utf-8"))
    service.process.send_signal(signal.SIGHUP)
    wait_until(service.log.exists)
    get(f"{service.address}after")
    wait_until(lambda: '"/after"' in service.log.read_text(encoding="utf-8"))
    assert '"/after"' not in rotated.read_text(encoding="utf-8")
    assert get(f"{service.address}health").status_code == 200


# Settings

READERS = [("none", 401), ("wrong", 401), ("read", 200), ("write", 403), ("admin", 403)]
READS = ["sparql?query=" + quote(QUERY), "data?default", "sparql", ""]


@pytest.mark.parametrize("path", READS)
@pytest.mark.parametrize(("who", "status"), READERS)
def test_reads_need_a_token_where_it_is_set_so(
    private: Any, tokens: tuple[Path, dict[str, str]], path: str, who: str, status: int
) -> None:
    headers = {} if who == "none" else bearer(tokens[1].get(who, WRONG))
    for _ in range(2):
        assert get(private.address + path, headers=headers).status_code == status


def test_the_state_of_the_service_needs_no_token(private: Any) -> None:
    for path in ("health", "metrics"):
        assert get(private.address + path).status_code == 200


def test_settings_come_from_a_file_and_the_environment_outweighs_it(
    private: Any, tokens: tuple[Path, dict[str, str]]
) -> None:
    headers = bearer(tokens[1]["read"])
    assert value(private, "clusteratlas_workers") == 1
    told = ask(private, ENDLESS, headers)
    assert told.status_code == 503
    assert "0.5 s" in told.json()["detail"]
    for _ in range(2):
        assert ask(private, QUERY, headers).status_code == 200
    assert value(private, "clusteratlas_cache_answers") == 0


def test_a_store_that_is_written_by_a_server_is_not_served_for_writing_again(
    service: Service, serve: Serve
) -> None:
    refused = clusteratlas(
        "serve", "--port", "0", "--store", service.store, write_token=WRONG, access_log="none"
    )
    assert refused.returncode == 2
    assert f"already served by the process {service.process.pid}" in refused.stderr
    assert refused.stdout == ""
    with serve(service.store, workers=1) as reading:
        assert ask(reading, QUERY).status_code == 200


# Scripts of other sites

ORIGINS: list[tuple[str, str, str, dict[str, str], bool]] = [
    ("query", "GET", "sparql?query=" + quote(QUERY), {}, True),
    ("again", "GET", "sparql?query=" + quote(QUERY), {}, True),
    ("known", "GET", "sparql?query=" + quote(QUERY), {"If-None-Match": "*"}, True),
    ("wrong query", "GET", "sparql?query=SELECT", {}, True),
    ("graph", "GET", "data?default", {}, True),
    ("page", "GET", "", {}, True),
    ("update", "POST", "update", UPDATE, False),
    ("put", "PUT", "data?graph=urn:g", {"Content-Type": "text/turtle"}, False),
    ("delete", "DELETE", "data?graph=urn:none", {}, False),
]


@pytest.mark.parametrize(
    ("method", "path", "headers", "may"),
    [case[1:] for case in ORIGINS],
    ids=[case[0] for case in ORIGINS],
)
@pytest.mark.parametrize("who", ["none", "write"])
def test_other_sites_may_read_and_not_write(
    service: Service, who: str, method: str, path: str, headers: dict[str, str], *, may: bool
) -> None:
    sent = headers | {"Origin": "https://elsewhere.example"} | authorization(service, who)
    answer = request(method, service.address + path, headers=sent)
    assert answer.headers.get("Access-Control-Allow-Origin") == ("*" if may else None)
    assert "Access-Control-Allow-Credentials" not in answer.headers


PREFLIGHTS = [
    ("GET", "sparql", True),
    ("POST", "sparql", True),
    ("GET", "data", True),
    ("POST", "update", False),
    ("PUT", "data", False),
    ("POST", "data", False),
    ("PATCH", "data/x", False),
    ("DELETE", "data/x", False),
]


@pytest.mark.parametrize(("method", "path", "may"), PREFLIGHTS)
def test_a_preflight_allows_reads_only(
    service: Service, method: str, path: str, *, may: bool
) -> None:
    headers = {
        "Origin": "https://elsewhere.example",
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization, content-type",
    }
    answer = request("OPTIONS", service.address + path, headers=headers)
    told = {name: text for name, text in answer.headers.items() if name.startswith("access-")}
    if not may:
        assert told == {}
        return
    assert told["access-control-allow-origin"] == "*"
    allowed = told["access-control-allow-methods"].split(", ")
    assert method in allowed
    assert not {"PUT", "PATCH", "DELETE"} & set(allowed)
    assert "authorization" not in told["access-control-allow-headers"].lower()


# Stopping


def test_stop_finishes_a_write_under_way(tmp_path: Path, serve: Serve) -> None:
    store = tmp_path / "store"
    init_plain_store(store)
    numbers = "{ VALUES ?%s { " + " ".join(map(str, range(10))) + " } }"
    product = " ".join(numbers % name for name in "abcd")
    update = (
        "INSERT { GRAPH <urn:left> { ?s <urn:p> ?a } GRAPH <urn:right> { ?s <urn:p> ?a } } "
        f"WHERE {{ {product} BIND(IRI(CONCAT('urn:', STR(?a), STR(?b), STR(?c), STR(?d)))"
        " AS ?s) }"
    )
    answers: list[httpx.Response] = []
    with serve(store, workers=1, write_token=WRONG, shape_gate="false") as server:
        writing = threading.Thread(
            target=lambda: answers.append(
                post(f"{server.address}update", content=update, headers=UPDATE | bearer(WRONG))
            )
        )
        writing.start()
        wait_until(lambda: [job["state"] for job in jobs(server, WRONG)] == ["running"])
        server.process.send_signal(signal.SIGTERM)
        writing.join(timeout=60)
        assert server.process.wait(timeout=60) == 0
    assert [answer.status_code for answer in answers] == [204]
    assert answers[0].headers["X-Dataset-Version"] in (store / "CURRENT").read_text(
        encoding="ascii"
    )
    log = clusteratlas("log", "--store", store, "--format", "json")
    assert json.loads(log.stdout)[0]["added"] == 20_000
