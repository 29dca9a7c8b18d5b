"""Servers to attack, each with other settings, and the question whether they are well."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from clusteratlas.access import Scope, token_line
from clusteratlas.dataset.store import init_plain_store

from .canary import Canary
from .wire import CLOSED, Reply

Serve = Callable[..., AbstractContextManager[Any]]

MEBIBYTE = 1024 * 1024
TOKEN = "for-attacks-only-0123456789abcdef"
READ_TOKEN = "for-reading-only-0123456789abcdef"
BOUNDS = {
    "query_timeout": 2,
    "update_timeout": 3,
    "workers": 3,
    "worker_memory_bytes": 256 * MEBIBYTE,
    "body_max_bytes": MEBIBYTE,
    "upload_max_bytes": 8 * MEBIBYTE,
}
CLUSTER = "https://w3id.org/clusteratlas/ontology#Cluster"
TREASURE = '<urn:treasure> <urn:is> "safe" .'

_numbers = itertools.count()


@dataclass(frozen=True)
class Attacked:
    """A server, and the pattern that its data answers with yes."""

    address: str
    pattern: str

    def state(self) -> object:
        """What changes whenever the data do."""
        return httpx.get(f"{self.address}health").json()["version"]

    def assert_well(self) -> None:
        """Somebody else is answered, with what is in the store, and there is more to come."""
        query = f"ASK {{ {self.pattern} FILTER({next(_numbers)} >= 0) }}"
        answer = httpx.get(f"{self.address}sparql?query={quote(query)}", timeout=30)
        assert (answer.status_code, answer.text) == (200, answer.text)
        assert answer.json()["boolean"] is True
        health = httpx.get(f"{self.address}health", timeout=30)
        assert health.status_code == 200, health.text
        assert health.json()["ready"] is True


def assert_told(reply: Reply, allowed: set[int]) -> None:
    """The status is one of those that are right, and an error says what it is."""
    assert reply.status in allowed, (reply.status, reply.body[:500])
    if reply.status != CLOSED and reply.status >= 400:
        assert reply.headers["content-type"] in ("application/problem+json", "application/json")
        assert b"Traceback" not in reply.body
        assert b"/site-packages/" not in reply.body


@pytest.fixture(scope="session")
def public(atlas_store: Path, serve: Serve) -> Iterator[Attacked]:
    """The atlas, for reading by everybody; nothing may be written or called."""
    with serve(atlas_store, **BOUNDS) as server:
        yield Attacked(server.address, f"?cluster a <{CLUSTER}>")


@pytest.fixture(scope="session")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a token that only reads."""
    file = tmp_path_factory.mktemp("tokens") / "tokens"
    file.write_text(token_line("reader", [Scope.READ], READ_TOKEN) + "\n", encoding="utf-8")
    file.chmod(0o600)
    return file


@pytest.fixture(scope="session")
def writable(
    tmp_path_factory: pytest.TempPathFactory, serve: Serve, tokens: Path
) -> Iterator[Attacked]:
    """A plain store that is written to with TOKEN; nothing may be called."""
    store = tmp_path_factory.mktemp("writable") / "store"
    init_plain_store(store)
    with serve(
        store, **BOUNDS, write_token=TOKEN, tokens_file=tokens, shape_gate=False
    ) as server:
        yield _filled(server.address)


@pytest.fixture(scope="session")
def governed(
    tmp_path_factory: pytest.TempPathFactory, atlas_store: Path, serve: Serve
) -> Iterator[Attacked]:
    """The atlas, written to with TOKEN behind the shapes."""
    store = tmp_path_factory.mktemp("governed") / "store"
    shutil.copytree(atlas_store, store)
    with serve(store, **{**BOUNDS, "update_timeout": 20}, write_token=TOKEN) as server:
        yield Attacked(server.address, f"?cluster a <{CLUSTER}>")


@pytest.fixture(scope="session")
def canary() -> Iterator[Canary]:
    """What no attack may reach."""
    with Canary.listening() as canary:
        yield canary


@pytest.fixture(scope="session")
def listed(
    tmp_path_factory: pytest.TempPathFactory, serve: Serve, canary: Canary
) -> Iterator[Attacked]:
    """A plain store that may call some hosts: one that only redirects, and names with traps."""
    store = tmp_path_factory.mktemp("listed") / "store"
    init_plain_store(store)
    allowed = f"{canary.redirecting} 127.0.0.0/31 allowed.example localhost:{canary.port}"
    with serve(
        store, **BOUNDS, write_token=TOKEN, federation_allow=allowed, shape_gate=False
    ) as server:
        yield _filled(server.address)


def _filled(address: str) -> Attacked:
    answer = httpx.post(
        f"{address}update",
        content=f"INSERT DATA {{ {TREASURE} GRAPH <urn:vault> {{ {TREASURE} }} }}",
        headers={
            "Content-Type": "application/sparql-update",
            "Authorization": f"Bearer {TOKEN}",
        },
        timeout=30,
    )
    assert answer.status_code == 204, answer.text
    return Attacked(address, TREASURE)
