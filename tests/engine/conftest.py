"""The engines that the contract suite runs on, each a dataset that is empty and writable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store

from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.engine.protocol import Engine

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "embedded in memory": lambda _: EmbeddedEngine.in_memory(),
    "embedded on disk": lambda folder: EmbeddedEngine(
        Store(str(folder / "store")), "disk", is_writable=True
    ),
}


@pytest.fixture(params=ENGINES.values(), ids=ENGINES.keys())
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    made: Engine = request.param(tmp_path)
    yield made
    made.close()
