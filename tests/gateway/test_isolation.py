"""No query hurts another: what takes too much is ended, and the others are answered meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest

pytestmark = pytest.mark.usefixtures("garbage_waits")

Serve = Callable[..., AbstractContextManager[Any]]

# On six thousand triples: some 10^15 rows, which nobody lives to see counted.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ENDLESS_ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
WORKERS = 3
ADMIN = {"Authorization": "Bearer for-tests-only-0123456789abcdef"}
MEBIBYTE = 1024 * 1024


@pytest.fixture(scope="module")
def server(
    atlas_store: Path, serve: Serve, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    # A copy: only one server may serve a store with a token for writes.
    store = shutil.copytree(atlas_store, tmp_path_factory.mktemp("isolation") / "store")
    with serve(
        store,
        workers=WORKERS,
        query_timeout=120,
        worker_memory_bytes=200 * MEBIBYTE,
        write_token=ADMIN["Authorization"].removeprefix("Bearer "),
    ) as server:
        yield server


def ask(server: Any, query: str, **options: Any) -> httpx.Response:
    return httpx.get(server.endpoint, params={"query": query, **options}, timeout=60)


def jobs(server: Any) -> list[dict[str, Any]]:
    got = httpx.get(server.address + "admin/queries", headers=ADMIN)
    assert got.status_code == 200
    return list(got.json()["queries"])


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for what has to come; a minute without it is a failure."""
    for _ in range(1200):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


@contextmanager
def endless(server: Any, number: int, query: str = ENDLESS) -> Iterator[list[socket.socket]]:
    """Clients that have asked a query without an end, and wait."""
    clients = []
    before = len(jobs(server))
    place = urlsplit(server.address)
    try:
        for count in range(number):
            client = socket.create_connection((place.hostname, place.port))
            target = "/sparql?query=" + quote(f"{query} # {before + count}")
            client.sendall(f"GET {target} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
            clients.append(client)
            wait_until(lambda: len(jobs(server)) == before + len(clients))
        yield clients
    finally:
        for client in clients:
            client.close()
        wait_until(lambda: len(jobs(server)) == before)


BOUNDS = [
    ("time", ENDLESS, {"timeout": "0.5"}, "0.5 s"),
    ("memory", GREEDY, {}, f"{200 * MEBIBYTE} bytes of memory"),
]


@pytest.mark.parametrize(
    ("query", "options", "told"), [case[1:] for case in BOUNDS], ids=[case[0] for case in BOUNDS]
)
def test_what_takes_too_much_is_ended(
    server: Any, query: str, options: dict[str, str], told: str
) -> None:
    response = ask(server, query, **options)
    assert response.status_code == 503
    assert response.headers["Content-Type"] == "application/problem+json"
    assert told in response.json()["detail"]
    assert response.json()["hint"]
    assert ask(server, "ASK {}").json()["boolean"] is True


def test_an_answer_that_was_begun_is_broken_off(server: Any) -> None:
    parameters = {"query": ENDLESS_ROWS, "format": "csv", "timeout": "1"}
    with httpx.stream("GET", server.endpoint, params=parameters, timeout=60) as response:
        assert response.status_code == 200
        with pytest.raises(httpx.HTTPError):
            response.read()


def test_lookups_are_answered_while_endless_queries_hold_all_workers_but_one(server: Any) -> None:
    with endless(server, WORKERS - 1):
        answers = [ask(server, f"ASK {{ <urn:x> ?p {number} }}") for number in range(50)]
        assert [answer.status_code for answer in answers] == [200] * 50
        assert len(jobs(server)) == WORKERS - 1


def test_lookups_are_answered_though_more_endless_queries_wait(server: Any) -> None:
    """Each is given its try, and gives way when it proves to be long."""
    with endless(server, WORKERS + 2):
        answers = [ask(server, f"ASK {{ <urn:y> ?p {number} }}") for number in range(50)]
        assert [answer.status_code for answer in answers] == [200] * 50
        assert len(jobs(server)) == WORKERS + 2


def test_a_full_queue_says_when_to_come_again(
    atlas_store: Path, serve: Serve, tmp_path: Path
) -> None:
    token = ADMIN["Authorization"].removeprefix("Bearer ")
    store = shutil.copytree(atlas_store, tmp_path / "store")
    with (
        serve(store, workers=1, queue_length=1, write_token=token) as server,
        endless(server, 2),
    ):
        refused = ask(server, "ASK { <urn:z> ?p 1 }")
        assert refused.status_code == 429
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert int(refused.headers["Retry-After"]) >= 1


def test_a_client_that_leaves_frees_its_worker(server: Any) -> None:
    with endless(server, WORKERS) as clients:
        for client in clients:
            client.close()
        wait_until(lambda: not jobs(server))
    assert ask(server, "ASK {}").status_code == 200


def test_a_client_that_leaves_in_the_middle_frees_its_worker(server: Any) -> None:
    with httpx.stream(
        "GET", server.endpoint, params={"query": ENDLESS_ROWS, "format": "csv"}, timeout=60
    ) as response:
        # Held on to: where it is let go, the client closes the connection.
        chunks = response.iter_raw(1024)
        next(chunks)
        assert len(jobs(server)) == 1
    wait_until(lambda: not jobs(server))


def test_an_administrator_sees_a_query_and_ends_it(server: Any) -> None:
    answers: list[httpx.Response] = []
    asking = threading.Thread(target=lambda: answers.append(ask(server, ENDLESS)))
    asking.start()
    wait_until(lambda: [job["state"] for job in jobs(server)] == ["running"])
    (job,) = jobs(server)
    assert job["text"] == ENDLESS
    assert job["client"] == "127.0.0.1"
    assert job["age_seconds"] >= job["running_seconds"] > 0
    one = f"{server.address}admin/queries/{job['id']}"
    assert httpx.get(one, headers=ADMIN).json()["text"] == ENDLESS
    assert httpx.delete(one, headers=ADMIN).status_code == 204
    asking.join()
    assert answers[0].status_code == 503
    assert "administrator" in answers[0].json()["detail"]
    assert httpx.delete(one, headers=ADMIN).status_code == 404


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}], ids=["none", "wrong"])
def test_others_see_no_queries(server: Any, headers: dict[str, str]) -> None:
    response = httpx.get(server.address + "admin/queries", headers=headers)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_worker_that_dies_is_replaced(server: Any) -> None:
    with endless(server, 1):
        (job,) = jobs(server)
        os.kill(job["process"], signal.SIGKILL)
        wait_until(lambda: not jobs(server))
    assert ask(server, "ASK {}").status_code == 200
    assert httpx.get(server.address + "health").json()["ready"] is True


def test_a_result_beyond_its_bound_is_refused(atlas_store: Path, serve: Serve) -> None:
    rows = "SELECT * { ?a ?b ?c } LIMIT "
    with serve(atlas_store, result_max_bytes=2000, workers=1) as server:
        assert ask(server, rows + "1", format="csv").status_code == 200
        refused = ask(server, rows + "1000", format="csv")
        assert refused.status_code == 503
        assert "2000 bytes" in refused.json()["detail"]
