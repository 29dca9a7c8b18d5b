"""The atlas behind the application that reads it, with someone to ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from clusteratlas.gateway.hosted import reader
from clusteratlas.settings import Settings


@pytest.fixture(scope="module")
def client(atlas_store: Path) -> FlaskClient:
    app = reader(atlas_store, Settings(contact="mailto:atlas@example.org"))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()
