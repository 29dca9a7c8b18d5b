"""The pictures' pages of the atlas that `clusteratlas build` makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from clusteratlas.catalogue import Catalogue
from clusteratlas.dataset.store import open_current
from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.settings import Settings
from clusteratlas.web.app import create_app
from clusteratlas.web.context import Atlas
from clusteratlas.web.current import CurrentEngine, OlderVersions


@pytest.fixture(scope="session")
def engine(atlas_store: Path) -> Iterator[EmbeddedEngine]:
    opened = open_current(atlas_store)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def client(engine: EmbeddedEngine) -> FlaskClient:
    current = CurrentEngine(lambda: engine.version, lambda: engine)
    app = create_app(Atlas(current, OlderVersions(lambda _: engine), Catalogue(())), Settings())
    return app.test_client()
