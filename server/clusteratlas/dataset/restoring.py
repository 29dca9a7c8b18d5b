"""Restoring: a backup into a store again."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from clusteratlas.dataset.archive import Progress, unpack
from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.disk import refused_by_system, sync, sync_tree
from clusteratlas.dataset.locks import exclusive_lock
from clusteratlas.dataset.manifest import Manifest, read_manifest
from clusteratlas.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_RESTORING = ".restoring"
_LOCK = "lock"
_STORE_PARTS = ("versions", "history", "CURRENT", "store.json")
"""In the order in which they are put into place: without its store.json, there is no store."""


def restore(file: Path, store: Path, progress: Progress) -> Manifest:
    """Make the store in a backup in the directory `store`, which is empty or not there yet.

    All is unpacked, checked and on the disk before it is a store; a restore that was killed leaves
    none, and can be begun again. Raises DataError where the backup is damaged, StoreError where the
    directory is in use, and StoreFull.
    """
    with refused_by_system(store):
        store.mkdir(parents=True, exist_ok=True)
        _check_free(store)
    with _locked(store), refused_by_system(store):
        _clear_restoring(store)
        building = store / _RESTORING
        building.mkdir()
        try:
            unpack(file, building, progress)
            found = find_store(building)
            manifest = read_manifest(found.version(found.current()) / "manifest.json")
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        sync_tree(building)
        for name in _STORE_PARTS:
            if (building / name).exists():
                # What was moved before is on the disk before the store is one.
                sync(store)
                (building / name).rename(store / name)
        building.rmdir()
        sync(store)
    return manifest


def _check_free(store: Path) -> None:
    """Raise StoreError where there is more than what a killed restore left."""
    names = {path.name for path in store.iterdir()}
    if "store.json" in names:
        raise StoreError(
            f"There is a store in {store} already.", hint="Restore into another folder."
        )
    ours = {_LOCK, _RESTORING, *_STORE_PARTS} if _RESTORING in names else {_LOCK}
    if names - ours:
        raise StoreError(f"{store} is not empty.", hint="Restore into another folder.")


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    with exclusive_lock(
        store / _LOCK,
        0.0,
        f"A backup is being restored into {store} by {{who}}.",
        "Wait until it has finished.",
    ):
        _check_free(store)
        try:
            yield
        finally:
            if not (store / "store.json").exists() and not (store / _RESTORING).exists():
                (store / _LOCK).unlink(missing_ok=True)


def _clear_restoring(store: Path) -> None:
    if (store / _RESTORING).exists():
        for name in (*_STORE_PARTS, _RESTORING):
            path = store / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
