"""The directory of a store: its kind, its locks, its versions, and which of them is current.

STORE/
  store.json             kind (atlas or plain) and number of this format
  CURRENT                the id of the current version; replaced in one step
  versions/<id>/         a version, never changed after it got this name
    data/                  the dataset, as pyoxigraph keeps it
    manifest.json          what it holds
    change.rdfp.gz         the record of what led to it from its predecessor
    imports/<slug>/        what was imported into it, see `dataset.imports.kept`
    validation.ttl         the report of the build that made it; none where a write did
  versions/.building-*   a version that is being written; left over by a killed writer
  versions/.removing-*   a version that is being removed; left over likewise
  history/<id>.rdfp.gz   the record of a version that was removed
  imports/<slug>/*.csv   the rows of the last import that were set aside or odd, for people
  imports/.making-*      an import that is being made; left over by one that was killed
  lock                   held by the process that writes, with its pid in it
  lock.turn              held by the process that writes next
  build.lock             held likewise by a build or an import, from its first source on
  serving.lock           held likewise by a server that takes writes

A version that sorts after the current one never became current: its writer was killed before. It
is not shown, and the next writer removes it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clusteratlas.dataset.disk import refused_by_system, replace_file, sync, sync_tree
from clusteratlas.dataset.locks import exclusive_lock, lease, unless_leased
from clusteratlas.dataset.manifest import Manifest, read_manifest
from clusteratlas.errors import StoreError, StoreNotFound, UnknownVersion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

FORMAT = 2
RECORD = "change.rdfp.gz"
IMPORTS, MAKING = "imports", ".making-"
"""Where imports are made, and what the names of their folders begin with."""

_ID = re.compile(r"\d{8}T\d{9}Z-[0-9a-f]{12}")
_BUILDING = ".building-"
_REMOVING = ".removing-"
_BUILD_HINT = "Make one with `clusteratlas build --store {}`."


class StoreKind(Enum):
    """An atlas is built, version by version; a plain store is an ordinary RDF dataset."""

    ATLAS = "atlas"
    PLAIN = "plain"


@dataclass(frozen=True)
class NewVersion:
    """What a new version is called, and the moment in its name."""

    id: str
    moment: datetime

    @property
    def created(self) -> str:
        """The moment in ISO 8601."""
        return self.moment.isoformat(timespec="milliseconds")


@dataclass(frozen=True)
class StoreDirectory:
    """A store on disk. Made by `create_store`, found by `find_store`."""

    path: Path
    kind: StoreKind

    @property
    def _versions(self) -> Path:
        return self.path / "versions"

    @property
    def _history(self) -> Path:
        return self.path / "history"

    def version(self, id_: str) -> Path:
        """The directory of the version `id_`. Raises UnknownVersion."""
        path = self._versions / id_
        newest = self.predecessor()
        if not _ID.fullmatch(id_) or (newest and id_ > newest) or not path.is_dir():
            raise UnknownVersion(
                f"The store keeps no version “{id_}”.",
                hint="`clusteratlas info` lists the versions that are kept.",
            )
        return path

    def lease(self, id_: str) -> int:
        """A descriptor that keeps the version `id_` from being removed until it is closed.

        Raises UnknownVersion.
        """
        path = self.version(id_)
        try:
            return lease(path)
        except FileNotFoundError as error:
            raise UnknownVersion(f"The version “{id_}” was just removed.") from error

    def lease_until(self, leases: ExitStack, id_: str) -> bool:
        """Whether the version `id_` is there; then it stays until `leases` end."""
        try:
            leases.callback(os.close, self.lease(id_))
        except UnknownVersion:
            return False
        return True

    def current(self) -> str:
        """The id of the current version.

        Raises StoreNotFound when nothing was built yet, StoreError when CURRENT is damaged.
        """
        pointer = self.path / "CURRENT"
        try:
            id_ = pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError as error:
            raise StoreNotFound(
                f"Nothing was built in the store {self.path} yet.",
                hint=_BUILD_HINT.format(self.path),
            ) from error
        except (OSError, ValueError) as error:
            raise StoreError(f"{pointer} cannot be read: {error}.") from error
        if not _ID.fullmatch(id_) or not (self._versions / id_).is_dir():
            raise StoreError(
                f"{pointer} names a version that is not there: “{id_}”.",
                hint="Build again; the versions that are there stay.",
            )
        return id_

    def manifests(self) -> list[Manifest]:
        """The manifests of all versions, the newest first. Raises StoreError for a damaged one."""
        newest = self.predecessor()
        return [
            read_manifest(self._versions / id_ / "manifest.json")
            for id_ in self._ids()
            if not newest or id_ <= newest
        ]

    def records(self, id_: str) -> tuple[Path, Path]:
        """Where the record of the version `id_` may be: before, and after it was removed."""
        return self._versions / id_ / RECORD, self._history / f"{id_}.rdfp.gz"

    @contextmanager
    def writing(self, wait: float = 0.0) -> Iterator[None]:
        """Hold the store's lock, and clear away what a killed writer left.

        Raises StoreLocked when another process still holds it after `wait` seconds.
        """
        with exclusive_lock(
            self.path / "lock",
            wait,
            f"The store {self.path} is being written by {{who}}.",
            "Wait until it has finished.",
        ):
            with refused_by_system(self.path):
                self._clear_leftovers()
            yield

    @contextmanager
    def building(self, wait: float = 0.0) -> Iterator[None]:
        """Hold the lock of builds and imports, and clear away what a killed import left.

        Raises StoreLocked when another one is still under way after `wait` seconds.
        """
        with exclusive_lock(
            self.path / "build.lock",
            wait,
            f"The store {self.path} is being built by {{who}}.",
            "Wait until it has finished.",
        ):
            with refused_by_system(self.path):
                for left in self.path.glob(f"{IMPORTS}/{MAKING}*"):
                    shutil.rmtree(left)
            yield

    def serving(self) -> AbstractContextManager[None]:
        """Hold the lock of a server that takes writes, which other writers need not wait for.

        Raises StoreLocked at once when another server holds it.
        """
        return exclusive_lock(
            self.path / "serving.lock",
            0.0,
            f"The store {self.path} is already served by {{who}}.",
            "Stop that server first, or serve another store.",
        )

    @contextmanager
    def new_version(self) -> Iterator[Path]:
        """An empty directory to write a version into; the lock has to be held.

        What is not published leaves nothing: on a full disk, the room is needed.
        """
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        path = self._versions / f"{_BUILDING}{name}"
        with refused_by_system(self.path):
            path.mkdir(parents=True)
        try:
            yield path
        finally:
            # Renamed first: what failed may still hold a dataset open, which goes on writing.
            with suppress(OSError):
                shutil.rmtree(path.rename(self._versions / f"{_REMOVING}{name}"))

    def name(self, content: str) -> NewVersion:
        """The name of a new version: the time, and the beginning of its content's hash.

        It sorts after all that are there, even where the clock was set back.
        """
        moment = datetime.now(UTC)
        ids = self._ids()
        if ids:
            newest = datetime.strptime(f"{ids[0][:18]}+0000", "%Y%m%dT%H%M%S%f%z")
            moment = max(moment, newest + timedelta(milliseconds=1))
        id_ = f"{moment:%Y%m%dT%H%M%S}{moment.microsecond // 1000:03}Z-{content[:12]}"
        return NewVersion(id_, moment)

    def publish(self, building: Path, id_: str) -> None:
        """Give a written version its name and make it current, each in one atomic step.

        What fails leaves the version that was current.
        """
        version = self._versions / id_
        with refused_by_system(self.path):
            sync_tree(building)
            building.rename(version)
            try:
                sync(self._versions)
                replace_file(self.path / "CURRENT", f"{id_}\n")
            except OSError:
                if self.predecessor() != id_:
                    shutil.rmtree(version, ignore_errors=True)
                raise

    def prune(self, keep: int) -> None:
        """Remove all but the newest `keep` versions; never the current one, nor one in use.

        Their records stay.
        """
        current = self.current()
        kept = [current, *(id_ for id_ in self._ids() if id_ != current)][: max(keep, 1)]
        for id_ in self._ids():
            if id_ not in kept:
                with refused_by_system(self.path):
                    self._remove(id_)

    def predecessor(self) -> str:
        """The id of the current version; '' where there is none or CURRENT is damaged.

        A build must be able to mend a store, so what is damaged does not stop it.
        """
        try:
            return self.current()
        except StoreError:
            return ""

    def newest(self) -> str:
        """The id of the newest version that is there, current or not; '' where there is none."""
        return next(iter(self._ids()), "")

    def _ids(self) -> list[str]:
        if not self._versions.is_dir():
            return []
        names = (path.name for path in self._versions.iterdir())
        return sorted((name for name in names if _ID.fullmatch(name)), reverse=True)

    def _remove(self, id_: str) -> None:
        path = self._versions / id_
        with unless_leased(path) as is_free:
            if not is_free:
                return
            record, archived = self.records(id_)
            if record.exists():
                self._history.mkdir(exist_ok=True)
                record.rename(archived)
                sync(self._history)
            # Renamed first: a half-removed version is never taken for a whole one.
            doomed = self._versions / f"{_REMOVING}{id_}"
            path.rename(doomed)
        shutil.rmtree(doomed)

    def _clear_leftovers(self) -> None:
        if not self._versions.is_dir():
            return
        current = self.predecessor()
        for path in self._versions.iterdir():
            never_current = current and _ID.fullmatch(path.name) and path.name > current
            if never_current or path.name.startswith((_BUILDING, _REMOVING)):
                shutil.rmtree(path)


def find_store(path: Path) -> StoreDirectory:
    """The store in the directory `path`.

    Raises StoreNotFound where there is none, StoreError where it is of a format that this program
    does not read.
    """
    description = path / "store.json"
    try:
        found: Any = json.loads(description.read_text(encoding="utf-8"))
        kind, number = StoreKind(found["kind"]), int(found["format"])
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreNotFound(
            f"There is no store in {path}.", hint=_BUILD_HINT.format(path)
        ) from error
    except OSError as error:
        raise StoreError(f"The store {path} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(
            f"{description} is damaged.", hint="Move the folder away and build again."
        ) from error
    if number != FORMAT:
        raise StoreError(
            f"The store {path} is of format {number}; this program reads format {FORMAT}.",
            hint="Use the program that made it, or build into another folder.",
        )
    return StoreDirectory(path, kind)


def create_store(path: Path, kind: StoreKind) -> StoreDirectory:
    """A new store in `path`, a directory that is empty or does not exist yet. Raises StoreError."""
    with refused_by_system(path):
        path.mkdir(parents=True, exist_ok=True)
        if any(child.name != "store.json.new" for child in path.iterdir()):
            raise StoreError(
                f"{path} is not empty and no store.", hint="Name another folder, or empty this one."
            )
        content = json.dumps({"kind": kind.value, "format": FORMAT})
        replace_file(path / "store.json", f"{content}\n")
    return StoreDirectory(path, kind)
