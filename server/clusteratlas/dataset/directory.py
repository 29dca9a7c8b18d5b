"""The directory of a store: its kind, its lock, its versions, and which of them is current.

STORE/
  store.json             kind (atlas or plain) and number of this format
  lock                   held by the process that writes, with its pid in it
  CURRENT                the id of the current version; replaced in one step
  versions/<id>/         a version, never changed after it got this name
  versions/.building-*   a version that is being written; left over by a killed build
  versions/.removing-*   a version that is being removed; left over likewise
  data/                  the dataset of a plain store, instead of CURRENT and versions
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clusteratlas.dataset.manifest import Manifest, read_manifest
from clusteratlas.errors import StoreError, StoreLocked, StoreNotFound, UnknownVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
_ID = re.compile(r"\d{8}T\d{9}Z-[0-9a-f]{12}")
_BUILDING = ".building-"
_REMOVING = ".removing-"
_BUILD_HINT = "Make one with `clusteratlas build --store {}`."


class StoreKind(Enum):
    """An atlas is built, version by version; a plain store is an ordinary RDF dataset."""

    ATLAS = "atlas"
    PLAIN = "plain"


@dataclass(frozen=True)
class StoreDirectory:
    """A store on disk. Made by `create_store`, found by `find_store`."""

    path: Path
    kind: StoreKind

    @property
    def plain_data(self) -> Path:
        """Where a plain store keeps its dataset."""
        return self.path / "data"

    @property
    def _versions(self) -> Path:
        return self.path / "versions"

    def version(self, id_: str) -> Path:
        """The directory of the version `id_`. Raises UnknownVersion."""
        path = self._versions / id_
        if not _ID.fullmatch(id_) or not path.is_dir():
            raise UnknownVersion(
                f"The store {self.path} keeps no version “{id_}”.",
                hint="`clusteratlas info` lists the versions that are kept.",
            )
        return path

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
        return [read_manifest(self._versions / id_ / "manifest.json") for id_ in self._ids()]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the store's lock, and clear away what a killed writer left.

        The kernel lets go of the lock when its process ends, however it ends. Raises StoreLocked
        at once when another process holds it.
        """
        with refused_by_system(self.path):
            lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise _locked(self.path, os.pread(lock, 20, 0)) from error
            with refused_by_system(self.path):
                os.ftruncate(lock, 0)
                os.pwrite(lock, str(os.getpid()).encode(), 0)
                self._clear_leftovers()
            yield
        finally:
            os.close(lock)

    @contextmanager
    def new_version(self, id_: str) -> Iterator[Path]:
        """An empty directory to write the version `id_` into; the lock has to be held.

        What fails leaves nothing: on a full disk, the room is needed.
        """
        path = self._versions / f"{_BUILDING}{id_}"
        with refused_by_system(self.path):
            path.mkdir(parents=True)
        try:
            yield path
        except Exception:
            shutil.rmtree(path, ignore_errors=True)
            raise

    def publish(self, building: Path) -> None:
        """Give a written version its name and make it current, each in one atomic step."""
        id_ = building.name.removeprefix(_BUILDING)
        with refused_by_system(self.path):
            _to_disk(building)
            building.rename(self._versions / id_)
            _sync(self._versions)
            _replace(self.path / "CURRENT", f"{id_}\n")

    def prune(self, keep: int) -> None:
        """Remove all but the newest `keep` versions; never the current one."""
        current = self.current()
        kept = [current, *(id_ for id_ in self._ids() if id_ != current)][: max(keep, 1)]
        for id_ in self._ids():
            if id_ not in kept:
                with refused_by_system(self.path):
                    # Renamed first: a half-removed version is never taken for a whole one.
                    doomed = self._versions / f"{_REMOVING}{id_}"
                    (self._versions / id_).rename(doomed)
                    shutil.rmtree(doomed)

    def predecessor(self) -> str:
        """The id of the current version; '' where there is none or CURRENT is damaged.

        A build must be able to mend a store, so what is damaged does not stop it.
        """
        try:
            return self.current()
        except StoreError:
            return ""

    def newest_moment(self) -> datetime | None:
        """When the newest version was built, by its id; None where there is no version."""
        ids = self._ids()
        if not ids:
            return None
        return datetime.strptime(f"{ids[0][:18]}+0000", "%Y%m%dT%H%M%S%f%z")

    def _ids(self) -> list[str]:
        if not self._versions.is_dir():
            return []
        names = (path.name for path in self._versions.iterdir())
        return sorted((name for name in names if _ID.fullmatch(name)), reverse=True)

    def _clear_leftovers(self) -> None:
        if self._versions.is_dir():
            for path in self._versions.iterdir():
                if path.name.startswith((_BUILDING, _REMOVING)):
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
        _replace(path / "store.json", f"{content}\n")
    return StoreDirectory(path, kind)


@contextmanager
def refused_by_system(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses below `path` into a StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"The store {path} cannot be written: {error.strerror or error}.",
            hint="Is the folder yours to write to, and is there room on the disk?",
        ) from error


def _locked(path: Path, holder: bytes) -> StoreLocked:
    pid = int(holder) if holder.isdigit() else 0
    who = f"the process {pid}" if pid else "another process"
    return StoreLocked(
        f"The store {path} is being written by {who}.", pid=pid, hint="Wait until it has finished."
    )


def _replace(path: Path, content: str) -> None:
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    _sync(path.parent)


def _to_disk(folder: Path) -> None:
    for parent, _, files in os.walk(folder):
        for name in files:
            _sync(Path(parent) / name)
        _sync(Path(parent))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
