"""What an import is given: an importer, what it asks about places, matching, validation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clusteratlas import assets
from clusteratlas.dataset.gazetteer import borders, postcodes
from clusteratlas.dataset.imports.reading import ImportSource
from clusteratlas.errors import ImportRefused
from clusteratlas.importers.locating import Locator
from clusteratlas.importers.protocol import Request
from clusteratlas.importers.registry import NAMES, WITHOUT_FILES, importer
from clusteratlas.importers.report import ImportReport
from clusteratlas.validation.compiled.validation import StoreValidation, validate_store
from clusteratlas.validation.report import Report
from clusteratlas.validation.shapes import load_shapes

if TYPE_CHECKING:
    from pyoxigraph import Store


def opened_source(name: str, request: Request) -> ImportSource:
    """The files, looked at by the importer called `name`.

    Raises UnknownImporter, ImportRefused, click.UsageError where it is not called as it should be.
    """
    if name not in NAMES and Path(name).exists():
        raise click.UsageError(
            f"“{name}” is a file, where the SOURCE is wanted. It is one of: {', '.join(NAMES)}."
        )
    found = importer(name)
    if not request.files and name not in WITHOUT_FILES:
        raise click.UsageError(
            f"The importer “{name}” was given no file. It is called like this: "
            f"{found.usage.splitlines()[0]}"
        )
    for file in request.files:
        _check_file(file)
    opened = found.open(request)
    return ImportSource(
        importer=f"{found.name} {found.version}",
        opened=opened,
        files=(*request.files, *opened.also),
        gazetteer=lambda store: Locator(partial(borders, store), partial(postcodes, store)),
        new_report=ImportReport,
    )


def with_shapes(store: Store, progress: Callable[[int, int], None]) -> Report:
    """See dataset.imports.protocols.StoreValidator."""
    return validate_store(StoreValidation(store, load_shapes(assets.shapes())), progress)


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise click.UsageError(
            f"{path} is no plain file, and a file is read more than once: "
            "save what comes out of the pipe to a file first."
        )
    if path.stat().st_size == 0:
        raise ImportRefused(f"{path} is empty.", hint="Was it fetched to its end?")
