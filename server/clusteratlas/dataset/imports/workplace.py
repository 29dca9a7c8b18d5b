"""Where an import is made: a store that is an atlas, its current version, a folder to work in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkdtemp

from clusteratlas.dataset.directory import IMPORTS, MAKING, StoreDirectory, StoreKind, find_store
from clusteratlas.dataset.disk import refused_by_system
from clusteratlas.errors import StoreError


def atlas_store(path: Path) -> StoreDirectory:
    """The atlas in `path`. Raises StoreNotFound where there is none, StoreError for other ones."""
    found = find_store(path)
    if found.kind is not StoreKind.ATLAS:
        raise StoreError(
            f"{path} is a plain store; files are imported into an atlas.",
            hint="Make one in another folder: clusteratlas build --store DIR",
        )
    return found


def lease_current(target: StoreDirectory, leases: ExitStack) -> Path:
    """The folder of the current version, which stays until `leases` end.

    Raises StoreNotFound, StoreError.
    """
    while not target.lease_until(leases, current := target.current()):
        pass
    return target.version(current)


@contextmanager
def workplace(target: StoreDirectory) -> Iterator[Path]:
    """An empty folder on the store's disk; the lock of builds has to be held.

    It is cleared away at its end; what a killed import left is, by the next one.
    """
    parent = target.path / IMPORTS
    with refused_by_system(target.path):
        parent.mkdir(exist_ok=True)
        # A name of its own: one that failed in this process may still be held open.
        folder = Path(mkdtemp(prefix=MAKING, dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
