"""The process that keeps the search index: it follows writes, is replaced, and ends in time."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from clusteratlas.search.folder import SearchFolder

from ..conftest import Serve
from .asking import get, wait_until, write
from .processes import Identity, descendants, is_gone

TOKEN = "curator-token-of-some-length"
GRAPH = "https://w3id.org/clusteratlas/graph/ecri-study-visit"


def named(name: str) -> str:
    return (
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> INSERT DATA "
        f"{{ GRAPH <{GRAPH}> {{ <https://w3id.org/clusteratlas/id/cluster/medsilesia> "
        f'skos:altLabel "{name}" }} }}'
    )


@pytest.fixture
def store(atlas_store: Path, tmp_path: Path) -> Path:
    made = tmp_path / "store"
    shutil.copytree(atlas_store, made, ignore=shutil.ignore_patterns("search"))
    return made


@pytest.fixture
def started(store: Path, serve: Serve) -> Callable[[], Any]:
    return lambda: serve(store, workers=1, write_token=TOKEN, shape_gate="false")


def finds(server: Any, name: str) -> bool:
    answer = get(f"{server.address}suggest", params={"q": name})
    return answer.status_code == httpx.codes.OK and any(
        each["iri"].endswith("/medsilesia") for each in answer.json()
    )


def indexers(server: Any) -> list[Identity]:
    """The process that keeps the index: the only one that lets all others go first."""
    return [
        process
        for process in descendants(server.process.pid)
        if niceness(process[0]) > niceness(server.process.pid)
    ]


def niceness(pid: int) -> int:
    with suppress(ProcessLookupError):
        return os.getpriority(os.PRIO_PROCESS, pid)
    return 0


def test_follows_writes_and_is_replaced(store: Path, started: Callable[[], Any]) -> None:
    with started() as server:
        wait_until(lambda: bool(SearchFolder(store).versions()))
        write(server, TOKEN, named("Quuxburg"))
        wait_until(partial(finds, server, "quuxburg"))
        (first,) = indexers(server)
        os.kill(first[0], signal.SIGKILL)
        write(server, TOKEN, named("Zzyzx"))
        wait_until(partial(finds, server, "zzyzx"))
        assert indexers(server) != [first]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_ends_with_the_server(started: Callable[[], Any], ending: int) -> None:
    with started() as server:
        wait_until(lambda: bool(indexers(server)))
        (process,) = indexers(server)
        server.process.send_signal(ending)
        server.process.wait(timeout=60)
        wait_until(partial(is_gone, process))
