"""Each update is one transaction, also under `kill -9`: of the gateway or of its writer.

Writers carry out numbered updates, each of three operations on three graphs, while readers look on
and something is killed in the middle of it. Whatever was acknowledged is there afterwards, nothing
is there by half, and the history has the versions that became current and no others.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest

from clusteratlas.dataset.store import init_plain_store

from .asking import ENDLESS, UPDATE, bearer, get, jobs, post, wait_until, write
from .processes import descendants, is_gone

pytestmark = pytest.mark.usefixtures("garbage_waits")

Serve = Callable[..., AbstractContextManager[Any]]

TOKEN = "for-tests-only-0123456789abcdef"
ROUNDS = 3
# Each update takes its number out of one graph and puts it into two others.
NUMBERS = range(1, 401)
_TRIPLES = " ".join(f"<urn:s> <urn:is> {number} ." for number in NUMBERS)
FILLED = f"INSERT DATA {{ GRAPH <urn:todo> {{ {_TRIPLES} }} }}"
MOVED = (
    "INSERT DATA {{ GRAPH <urn:left> {{ <urn:s> <urn:is> {0} }} }} ;"
    "DELETE DATA {{ GRAPH <urn:todo> {{ <urn:s> <urn:is> {0} }} }} ;"
    "INSERT DATA {{ GRAPH <urn:right> {{ <urn:s> <urn:is> {0} }} }}"
)
STATE = (
    "SELECT ?graph ?number { VALUES ?graph { <urn:todo> <urn:left> <urn:right> } "
    "GRAPH ?graph { <urn:s> <urn:is> ?number } }"
)
# About as long as a write, so that each of its steps may be the one in which it is killed.
LONGEST_DELAY = 0.08


@dataclass
class Seen:
    """What clients were told."""

    acknowledged: dict[int, tuple[str, str]] = field(default_factory=dict)
    """By number: the version before and the version that the answer named."""
    tried: set[int] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


class Load:
    """Clients that write and read until they are told to stop."""

    def __init__(self, server: Any, seen: Seen, numbers: Iterator[int]) -> None:
        self.is_over = False
        self.may_fail = False
        self._server = server
        self._seen = seen
        self._numbers = numbers
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._write) for _ in range(2)]
        self._threads += [threading.Thread(target=self._read) for _ in range(2)]

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over = True
        for thread in self._threads:
            thread.join(timeout=60)
        assert not any(thread.is_alive() for thread in self._threads)

    def _write(self) -> None:
        while not self.is_over:
            with self._lock:
                number = next(self._numbers)
                self._seen.tried.add(number)
            try:
                answer = post(
                    f"{self._server.address}update",
                    content=MOVED.format(number),
                    headers=UPDATE | bearer(TOKEN),
                )
            except httpx.HTTPError as error:
                self._failed(f"update {number}: {error!r}")
                continue
            if answer.status_code == 204:
                self._seen.acknowledged[number] = (
                    answer.headers["X-Dataset-Predecessor"],
                    answer.headers["X-Dataset-Version"],
                )
            else:
                self._failed(f"update {number}: {answer.status_code} {answer.text}")

    def _read(self) -> None:
        while not self.is_over:
            # The answer has to be newer than what was acknowledged before it was asked for.
            known = set(self._seen.acknowledged)
            try:
                version, moved = state(self._server)
            except httpx.HTTPError as error:
                self._failed(f"read: {error!r}")
                continue
            except AssertionError as error:
                self._seen.faults.append(f"read: {error}")
                continue
            self._seen.read.add(version)
            if not known <= moved:
                self._seen.faults.append(f"acknowledged, not read: {known - moved}")
            # Room for the writers, who are what this is about.
            time.sleep(0.02)

    def _failed(self, what: str) -> None:
        """Only what is cut off by the kill may fail."""
        if not self.may_fail:
            self._seen.faults.append(what)
        time.sleep(0.01)


def state(server: Any) -> tuple[str, set[int]]:
    """The version, and the numbers that were moved. Fails where one is moved by half."""
    answer = get(server.endpoint, params={"query": STATE, "format": "csv"})
    assert answer.status_code == 200, answer.text
    graphs: dict[str, set[int]] = {"urn:todo": set(), "urn:left": set(), "urn:right": set()}
    for line in answer.text.splitlines()[1:]:
        graph, number = line.split(",")
        graphs[graph].add(int(number))
    assert graphs["urn:left"] == graphs["urn:right"]
    assert graphs["urn:left"] == set(NUMBERS) - graphs["urn:todo"]
    return answer.headers["X-Dataset-Version"], graphs["urn:left"]


@pytest.fixture(params=["atlas", "plain"])
def store(request: pytest.FixtureRequest, atlas_store: Path, tmp_path: Path) -> Path:
    made = tmp_path / "store"
    if request.param == "atlas":
        shutil.copytree(atlas_store, made)
    else:
        init_plain_store(made)
    return made


@pytest.fixture
def started(store: Path, serve: Serve) -> Callable[[], AbstractContextManager[Any]]:
    """Starts a server on the store."""
    return lambda: serve(store, workers=2, write_token=TOKEN, shape_gate="false")


def test_gateway_killed(store: Path, started: Callable[[], AbstractContextManager[Any]]) -> None:
    seen, numbers = Seen(), iter(NUMBERS)
    with started() as server:
        write(server, TOKEN, FILLED)
    for round_ in range(ROUNDS):
        with started() as server:
            check_state(server, seen)
            with Load(server, seen, numbers) as load:
                acknowledge_more(seen)
                load.may_fail = True
                pause(round_)
                server.process.kill()
                server.process.wait(timeout=60)
    with started() as server:
        check_state(server, seen)
        write(server, TOKEN, MOVED.format(next(numbers)))
    check_store(store, seen)


def test_workers_end_with_their_gateway(
    started: Callable[[], AbstractContextManager[Any]],
) -> None:
    """Also one that works at what takes for ever, and does not look who is there."""
    with started() as server:
        write(server, TOKEN, FILLED)
        with endless(server):
            processes = descendants(server.process.pid)
            assert len(processes) >= len(("forkserver", "writer", "reader", "reader"))
            server.process.kill()
            server.process.wait(timeout=60)
            for process in processes:
                wait_until(partial(is_gone, process))


def writer_by_its_job(server: Any) -> list[int]:
    """The process at a write right now, if there is one."""
    return [
        job["process"]
        for job in jobs(server, TOKEN)
        if job["operation"] == "POST /update" and job["process"]
    ]


def test_writer_killed(
    store: Path,
    started: Callable[[], AbstractContextManager[Any]],
) -> None:
    """The service goes on by itself."""
    seen, numbers = Seen(), iter(NUMBERS)
    with started() as server:
        write(server, TOKEN, FILLED)
        for round_ in range(ROUNDS):
            with Load(server, seen, numbers) as load:
                acknowledge_more(seen)
                load.may_fail = True
                pause(round_)
                kill_first(partial(writer_by_its_job, server))
                acknowledge_more(seen)
            check_state(server, seen)
    check_store(store, seen)


def kill_first(find: Callable[[], list[int]]) -> None:
    """Kill the process that is looked for, as soon as it is there."""
    found: list[int] = []
    wait_until(lambda: found.extend(find()) or bool(found))
    os.kill(found[0], signal.SIGKILL)


def acknowledge_more(seen: Seen) -> None:
    """Wait until further updates are acknowledged."""
    before = len(seen.acknowledged)
    wait_until(lambda: len(seen.acknowledged) >= before + 3)


def pause(round_: int) -> None:
    """Wait for a random time. The last round kills at once, when an answer was just given."""
    if round_ < ROUNDS - 1:
        time.sleep(random.random() * LONGEST_DELAY)


@contextmanager
def endless(server: Any) -> Iterator[None]:
    """A worker is at what takes for ever."""
    place = urlsplit(server.address)
    with socket.create_connection((place.hostname, place.port)) as client:
        target = "/sparql?query=" + quote(ENDLESS)
        client.sendall(f"GET {target} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
        wait_until(
            lambda: any(job["text"] == ENDLESS and job["process"] for job in jobs(server, TOKEN))
        )
        yield


def check_state(server: Any, seen: Seen) -> None:
    """All that was acknowledged is there, and nothing that nobody asked for."""
    version, moved = state(server)
    assert seen.acknowledged.keys() <= moved <= seen.tried
    assert version == get(f"{server.address}health").json()["version"]


def check_store(store: Path, seen: Seen) -> None:
    """The history is that of what was read and acknowledged, and the store is sound."""
    assert seen.faults == []
    log = json.loads(clusteratlas("log", "--format", "json", "--store", store))
    assert log[0]["version"] == (store / "CURRENT").read_text(encoding="ascii").strip()
    assert all(newer["predecessor"] == older["version"] for newer, older in pairwise(log))
    moves = {change["version"]: change for change in log if change["action"] == "write"}
    first = min(moves)
    assert (moves[first]["added"], moves.pop(first)["removed"]) == (len(NUMBERS), 0)
    assert {(change["added"], change["removed"]) for change in moves.values()} == {(2, 1)}
    assert {change["author"] for change in moves.values()} == {"write-token"}
    for before, version in seen.acknowledged.values():
        assert moves[version]["predecessor"] == before
    assert len({version for _, version in seen.acknowledged.values()}) == len(seen.acknowledged)
    assert seen.read <= {change["version"] for change in log}
    moved = clusteratlas("query", "-", "--store", store, "--format", "csv", text=MOVED_COUNT)
    assert moved.split() == ["n", str(len(moves))]
    clusteratlas("verify", "--store", store)


MOVED_COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH <urn:left> { ?s ?p ?o } }"


def clusteratlas(*arguments: object, text: str = "") -> str:
    """What the command prints; it has to succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "clusteratlas", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        input=text,
        env={key: value for key, value in os.environ.items() if "CLUSTERATLAS" not in key},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
