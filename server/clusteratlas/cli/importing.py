"""What an import is given: an importer, what it asks about places, matching, validation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from clusteratlas import assets
from clusteratlas.dataset.gazetteer import borders, postcodes
from clusteratlas.dataset.imports.reading import ImportSource
from clusteratlas.errors import ImportRefused
from clusteratlas.importers.locating import Locator
from clusteratlas.importers.protocol import Request
from clusteratlas.importers.registry import WITHOUT_FILES, importer
from clusteratlas.importers.report import ImportReport
from clusteratlas.validation.compiled.validation import StoreValidation, validate_store
from clusteratlas.validation.report import Report
from clusteratlas.validation.shapes import load_shapes

if TYPE_CHECKING:
    from pyoxigraph import Store


def opened_source(name: str, request: Request) -> ImportSource:
    """The files, looked at by the importer called `name`. Raises ImportRefused."""
    found = importer(name)
    if not request.files and name not in WITHOUT_FILES:
        raise ImportRefused(f"The importer “{name}” was given no file.", hint="Name its files.")
    if request.mapping is not None:
        _check_file(request.mapping)
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
    if not path.exists():
        raise ImportRefused(f"There is no file {path}.", hint="Is the path right?")
    if path.is_dir():
        raise ImportRefused(f"{path} is a folder.", hint="Name the files in it.")
    if not path.is_file():
        raise ImportRefused(
            f"{path} is no plain file, and a file is read more than once.",
            hint="Save what comes out of the pipe to a file first.",
        )
    if path.stat().st_size == 0:
        raise ImportRefused(f"{path} is empty.", hint="Was it fetched to its end?")
