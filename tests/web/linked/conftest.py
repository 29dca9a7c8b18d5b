"""The atlas that `clusteratlas build` makes, behind the application that reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from clusteratlas.gateway.hosted import reader
from clusteratlas.settings import Settings


@pytest.fixture(scope="module")
def atlas_client(atlas_store: Path) -> FlaskClient:
    """A client of the atlas."""
    app = reader(atlas_store, Settings())
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()
