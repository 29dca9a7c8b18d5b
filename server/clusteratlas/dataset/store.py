"""Opening a store: the current version of an atlas, an older one, or a plain dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clusteratlas.dataset.directory import StoreDirectory, StoreKind, create_store, find_store
from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from clusteratlas.dataset.manifest import Manifest
    from clusteratlas.engine.guard import Limits
    from clusteratlas.engine.protocol import Engine

PLAIN_VERSION = "plain"
"""The version of a plain store as it was opened; changes made since are counted by its engine."""


def open_current(store: Path, *, limits: Limits | None = None) -> Engine:
    """The engine on the current version of an atlas, read-only, or on the plain store.

    Raises StoreNotFound where there is no store or nothing was built, StoreError where it is
    damaged.
    """
    found = find_store(store)
    if found.kind is StoreKind.PLAIN:
        return EmbeddedEngine.open(found.plain_data, PLAIN_VERSION, limits=limits)
    return _open(found, found.current(), limits)


def open_version(store: Path, version: str, *, limits: Limits | None = None) -> Engine:
    """The engine on one of the kept versions of an atlas, read-only.

    Raises StoreNotFound, UnknownVersion, or StoreError where the version is damaged.
    """
    return _open(_atlas(store), version, limits)


def current_version(store: Path) -> str:
    """The id of the current version: two small files are read. Raises as `open_current`."""
    found = find_store(store)
    return PLAIN_VERSION if found.kind is StoreKind.PLAIN else found.current()


def list_versions(store: Path) -> list[Manifest]:
    """The manifests of the kept versions of an atlas, the newest first.

    Raises StoreNotFound, or StoreError where one is damaged or the store is plain.
    """
    return _atlas(store).manifests()


def init_plain_store(store: Path) -> None:
    """Make an empty plain store in `store`, an empty directory or none yet.

    Raises StoreError where there is something already.
    """
    created = create_store(store, StoreKind.PLAIN)
    EmbeddedEngine.open(created.plain_data, PLAIN_VERSION).close()


def _open(found: StoreDirectory, version: str, limits: Limits | None) -> Engine:
    return EmbeddedEngine.open_read_only(found.version(version) / "data", version, limits=limits)


def _atlas(store: Path) -> StoreDirectory:
    found = find_store(store)
    if found.kind is StoreKind.PLAIN:
        raise StoreError(
            f"{store} is a plain store: it has no versions.",
            hint="Versions are made by `clusteratlas build` in a store of its own.",
        )
    return found
