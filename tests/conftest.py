"""What tests of several parts share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clusteratlas import assets
from clusteratlas.dataset.build import BuildOptions, build
from clusteratlas.validation.report import Report

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def atlas_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the atlas in it, for reading only.

    Built without its validation, which takes most of the time of a build and has tests of its own.
    """
    store = tmp_path_factory.mktemp("atlas") / "store"
    options = BuildOptions(validate=lambda _: Report((), ""))
    build(assets.assets_root(), store, options, lambda *_: None)
    return store
