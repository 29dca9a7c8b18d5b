"""Opening a store: its current version, or an older one, for reading."""

from __future__ import annotations

import os
import weakref
from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import Store

from clusteratlas import __version__
from clusteratlas.dataset.directory import StoreDirectory, StoreKind, create_store, find_store
from clusteratlas.dataset.disk import refused_by_system, remove_dataset
from clusteratlas.dataset.history import Action, Change, write_record
from clusteratlas.dataset.imports.kept import KeptImport, read_imports
from clusteratlas.dataset.manifest import Manifest
from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.errors import StoreError, StoreNotFound, UnknownVersion

if TYPE_CHECKING:
    from pathlib import Path

    from clusteratlas.engine.guard import Limits
    from clusteratlas.engine.network import Network
    from clusteratlas.engine.protocol import Engine

_LOCK_TIMEOUT = 30.0
"""Seconds."""


def open_current(
    store: Path, *, limits: Limits | None = None, network: Network | None = None
) -> Engine:
    """The engine on the current version, read-only; `network` says what SERVICE may call.

    The version is not removed as long as the engine is there. Raises StoreNotFound where there is
    no store or nothing was built, StoreError where it is damaged.
    """
    found = find_store(store)
    while True:
        current = found.current()
        try:
            return _open(found, current, limits, network)
        except UnknownVersion:
            # Replaced and removed since its name was read.
            if found.current() == current:
                raise


def open_version(
    store: Path, version: str, *, limits: Limits | None = None, network: Network | None = None
) -> Engine:
    """The engine on one of the kept versions, read-only, which is then kept as long as it is there.

    Raises StoreNotFound, UnknownVersion, or StoreError where the version is damaged.
    """
    return _open(find_store(store), version, limits, network)


def current_version(store: Path) -> str:
    """The id of the current version: two small files are read. Raises as `open_current`."""
    return find_store(store).current()


def list_versions(store: Path) -> list[Manifest]:
    """The manifests of the kept versions, the newest first.

    Raises StoreNotFound, or StoreError where one is damaged.
    """
    return find_store(store).manifests()


def list_imports(store: Path) -> list[KeptImport]:
    """What was imported into the current version, by graph. Raises as `current_version`."""
    found = find_store(store)
    return list(read_imports(found.version(found.current())).values())


def init_plain_store(store: Path) -> None:
    """Make a plain store in `store`, an empty directory or none yet, with an empty version in it.

    Raises StoreError where there is something already.
    """
    created = _plain_store(store)
    with (
        created.writing(_LOCK_TIMEOUT),
        created.new_version() as building,
        refused_by_system(store),
    ):
        empty = Store(str(building / "working"))
        empty.flush()
        empty.backup(str(building / "data"))
        del empty
        remove_dataset(building / "working")
        content = sha256(b"").hexdigest()
        named = created.name(content)
        manifest = Manifest(
            id=named.id,
            created=named.created,
            predecessor="",
            content=content,
            program=__version__,
            triples=0,
            graphs={},
            classes={},
            properties={},
            links={},
            findings={},
        )
        (building / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
        write_record(building, Change(named.id, "", named.created, "init", Action.INIT))
        created.publish(building, named.id)


def _plain_store(path: Path) -> StoreDirectory:
    """A new one, or one whose making was broken off before it had a version."""
    try:
        found = find_store(path)
    except StoreNotFound:
        return create_store(path, StoreKind.PLAIN)
    if found.kind is not StoreKind.PLAIN or (path / "CURRENT").exists():
        raise StoreError(
            f"{path} is not empty: it is a store already.", hint="Name another folder."
        )
    return found


def _open(
    found: StoreDirectory, version: str, limits: Limits | None, network: Network | None
) -> Engine:
    lease = found.lease(version)
    try:
        data = found.version(version) / "data"
        engine = EmbeddedEngine.open_read_only(data, version, limits=limits, network=network)
    except BaseException:
        os.close(lease)
        raise
    weakref.finalize(engine, os.close, lease)
    return engine
