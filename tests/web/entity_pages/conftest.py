"""The pages of the atlas that `clusteratlas build` makes, and how many queries each takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from clusteratlas.catalogue import Catalogue
from clusteratlas.dataset.store import open_current
from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.engine.protocol import Engine, QueryResult
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.settings import Settings
from clusteratlas.web.app import create_app
from clusteratlas.web.context import Atlas
from clusteratlas.web.current import CurrentEngine, OlderVersions

from .large import large_store


class CountingEngine:
    """An engine that counts the queries that it is asked."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.queries = 0

    def query(self, request: QueryRequest) -> QueryResult:
        """See Engine.query."""
        self.queries += 1
        return self._engine.query(request)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


class Pages:
    """Asks for pages; `queries` is how many queries the last one took."""

    def __init__(self, engine: Engine) -> None:
        self._engine = CountingEngine(engine)
        current = CurrentEngine(lambda: engine.version, lambda: self._engine)
        app = create_app(
            Atlas(current, OlderVersions(lambda _: self._engine), Catalogue(())), Settings()
        )
        app.config["PROPAGATE_EXCEPTIONS"] = True
        self._client: FlaskClient = app.test_client()
        self.queries = 0

    def get(self, path: str) -> str:
        """The page at `path`."""
        before = self._engine.queries
        response = self._client.get(path, headers={"Accept": "text/html"})
        self.queries = self._engine.queries - before
        assert response.status_code == 200
        return response.get_data(as_text=True)


@pytest.fixture(scope="session")
def pages(atlas_store: Path) -> Iterator[Pages]:
    engine = open_current(atlas_store)
    yield Pages(engine)
    engine.close()


@pytest.fixture(scope="session")
def large_pages() -> Iterator[Pages]:
    engine = EmbeddedEngine(large_store(), "large")
    yield Pages(engine)
    engine.close()
