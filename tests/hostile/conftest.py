"""Servers to attack, each with other settings."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from clusteratlas.access import Scope, token_line
from clusteratlas.dataset.store import init_plain_store

from .attacked import BOUNDS, CLUSTER, READ_TOKEN, TOKEN, TREASURE, Attacked, Serve
from .canary import Canary
from .wire import post


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
    with serve(store, **BOUNDS, write_token=TOKEN, tokens_file=tokens, shape_gate=False) as server:
        yield _filled(server.address)


@pytest.fixture(scope="session")
def governed(
    tmp_path_factory: pytest.TempPathFactory, atlas_store: Path, serve: Serve
) -> Iterator[Attacked]:
    """The atlas, written to with TOKEN behind the shapes."""
    store = tmp_path_factory.mktemp("governed") / "store"
    shutil.copytree(atlas_store, store)
    with serve(store, **{**BOUNDS, "update_timeout": 30}, write_token=TOKEN) as server:
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
    reply = post(
        address,
        "/update",
        f"INSERT DATA {{ {TREASURE} GRAPH <urn:vault> {{ {TREASURE} }} }}".encode(),
        "application/sparql-update",
        f"Authorization: Bearer {TOKEN}",
    )
    assert reply.status == 204, reply.body
    return Attacked(address, TREASURE)
