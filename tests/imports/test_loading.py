"""Text is loaded beside the making of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from clusteratlas.dataset.imports import loading as module
from clusteratlas.dataset.imports.loading import load_text, loading
from clusteratlas.errors import DataError

GRAPH = NamedNode("http://example.org/graph")


def line(number: int) -> bytes:
    return f'<http://example.org/{number}> <http://example.org/p> "{number}" .\n'.encode()


def test_all_chunks_of_all_graphs_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FIRST_BYTES", 200)
    monkeypatch.setattr(module, "_MOST_BYTES", 400)
    store = Store()
    with loading(store) as load:
        for number in range(500):
            load.put(GRAPH, line(number))
            if number % 2:
                load.put(DefaultGraph(), line(number))
    counts = [
        len(list(store.quads_for_pattern(None, None, None, graph)))
        for graph in (GRAPH, DefaultGraph())
    ]
    assert counts == [500, 250]


def test_what_is_no_ntriples_is_told_and_ends_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FIRST_BYTES", 10)
    made = 0

    def blocks() -> Iterator[bytes]:
        nonlocal made
        yield b"this is none\n"
        for number in range(100_000):
            made = number
            yield line(number)

    with pytest.raises(DataError, match="no N-Triples"):
        load_text(Store(), GRAPH, blocks())
    assert made < 100_000 - 1


def test_threads_end_with_an_error_of_the_maker() -> None:
    def blocks() -> Iterator[bytes]:
        yield line(1)
        raise KeyError("maker")

    before = threading.active_count()
    with pytest.raises(KeyError):
        load_text(Store(), GRAPH, blocks())
    assert threading.active_count() == before


def test_blocks_are_loaded_as_they_are(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    load_text(store, DefaultGraph(), [line(1), line(2)])
    assert len(store) == 2
    assert all(isinstance(quad, Quad) for quad in store)
