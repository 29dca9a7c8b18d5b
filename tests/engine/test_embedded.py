"""The embedded engine beyond the contract: opening on disk, read-only versions, closing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.engine.protocol import DEFAULT_GRAPH
from clusteratlas.errors import StoreError, StoreReadOnly
from clusteratlas.rdf.protocol import QueryRequest

TRIPLE = Triple(NamedNode("a:a"), NamedNode("a:b"), Literal("x"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = Store(str(tmp_path / "store"))
    store.add(Quad(TRIPLE.subject, TRIPLE.predicate, TRIPLE.object))
    store.flush()
    return tmp_path / "store"


def test_several_readers_at_once(folder: Path) -> None:
    readers = [EmbeddedEngine.open_read_only(folder, "v1") for _ in range(3)]
    assert [list(reader.get_graph(DEFAULT_GRAPH)) for reader in readers] == [[TRIPLE]] * 3
    assert {reader.version for reader in readers} == {"v1"}


@pytest.mark.parametrize("update", ["CLEAR ALL", "INSERT DATA { <a:a> <a:b> 1 }"])
def test_a_version_is_not_written_to(folder: Path, update: str) -> None:
    reader = EmbeddedEngine.open_read_only(folder, "v1")
    with pytest.raises(StoreReadOnly):
        reader.update(update)
    assert list(reader.get_graph(DEFAULT_GRAPH)) == [TRIPLE]


def test_a_missing_directory_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="missing cannot be opened") as caught:
        EmbeddedEngine.open_read_only(tmp_path / "missing", "v1")
    assert caught.value.hint


def test_a_closed_engine_says_so(folder: Path) -> None:
    engine = EmbeddedEngine.open_read_only(folder, "v1")
    engine.close()
    with pytest.raises(StoreError, match="closed"):
        engine.query(QueryRequest("ASK {}"))
