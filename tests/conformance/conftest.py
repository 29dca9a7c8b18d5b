from __future__ import annotations

from collections.abc import Iterator

import pytest

from .driver import Driver, driver
from .services import cluster_atlas


@pytest.fixture(scope="session")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """A driver of a server of this session's own, which holds what the last test left."""
    with cluster_atlas(tmp_path_factory.mktemp("w3c")) as endpoint, driver(endpoint) as started:
        yield started
