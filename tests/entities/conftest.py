"""The atlas that `clusteratlas build` makes, to be asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clusteratlas.dataset.store import open_current
from clusteratlas.engine.protocol import Engine


@pytest.fixture(scope="session")
def engine(atlas_store: Path) -> Iterator[Engine]:
    opened = open_current(atlas_store)
    yield opened
    opened.close()
