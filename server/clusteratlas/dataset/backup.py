"""Backing up: a store into one file, while it is used."""

from __future__ import annotations

import errno
import fcntl
import io
import os
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, TYPE_CHECKING

from clusteratlas.dataset.archive import ArchiveWriter, Progress, check_suffix, compressed
from clusteratlas.dataset.directory import StoreDirectory, find_store
from clusteratlas.dataset.disk import sync
from clusteratlas.errors import StoreError, StoreFull, StoreLocked, UnknownVersion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_RECORD_SUFFIX = ".rdfp.gz"


@dataclass(frozen=True)
class Backup:
    """What a backup holds. `size` is that of its file, in bytes."""

    version: str
    versions: int
    size: int


def kept_versions(found: StoreDirectory) -> list[str]:
    """The ids of the versions that a store keeps, the newest first, damaged or not."""
    folder = found.path / "versions"
    names = sorted((path.name for path in folder.iterdir()), reverse=True)
    return [name for name in names if _is_kept(found, name)]


def back_up(store: Path, file: Path, progress: Progress, *, all_versions: bool = False) -> Backup:
    """Write the current version of a store, or all, with the history into `file`.

    Versions are immutable and cannot be removed meanwhile, so the store may be served and written.
    The file gets its name when it is whole and on the disk; one of that name is replaced. Raises
    StoreNotFound, StoreFull, and StoreError where the store or the file is not to be used.
    """
    check_suffix(file)
    found = find_store(store)
    with ExitStack() as leases:
        current = _lease_current(found, leases)
        versions = [current]
        if all_versions:
            older = (id_ for id_ in kept_versions(found) if id_ < current)
            versions += [id_ for id_ in older if found.lease_until(leases, id_)]
        moment = int(datetime.strptime(f"{current[:15]}+0000", "%Y%m%dT%H%M%S%z").timestamp())
        with _whole_file(file) as output:
            with compressed(file, output) as stream:
                archive = ArchiveWriter(stream, moment)
                _write_store(archive, found, versions, progress)
                archive.close()
            size = output.tell()
    return Backup(current, len(versions), size)


def _is_kept(found: StoreDirectory, name: str) -> bool:
    try:
        found.version(name)
    except UnknownVersion:
        return False
    return True


def _lease_current(found: StoreDirectory, leases: ExitStack) -> str:
    """The current version, which stays until `leases` end. It may be replaced while we look."""
    while not found.lease_until(leases, current := found.current()):
        if found.current() == current:
            raise UnknownVersion(f"The version “{current}” of {found.path} cannot be used.")
    return current


def _write_store(
    archive: ArchiveWriter, found: StoreDirectory, versions: Sequence[str], progress: Progress
) -> None:
    files = [
        (f"versions/{id_}/{path.relative_to(folder).as_posix()}", path)
        for id_ in versions
        for folder in [found.version(id_)]
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    total = sum(path.stat().st_size for _, path in files)
    done = 0
    shared: dict[tuple[int, int], str] = {}
    _add_text(archive, "CURRENT", f"{versions[0]}\n")
    _add(archive, "store.json", (found.path / "store.json").open("rb"))
    for name, path in files:
        progress(done, total)
        status = path.stat()
        first = shared.setdefault((status.st_dev, status.st_ino), name)
        if first == name:
            _add(archive, name, path.open("rb"))
        else:
            archive.link(name, first)
        done += status.st_size
    for id_ in _recorded(found, versions):
        record = _open_record(found, id_)
        if record is not None:
            _add(archive, f"history/{id_}{_RECORD_SUFFIX}", record)
    progress(total, total)


def _recorded(found: StoreDirectory, versions: Sequence[str]) -> list[str]:
    """Older versions than the current one that are not in the backup, but whose records are."""
    history = found.path / "history"
    archived = history.glob(f"*{_RECORD_SUFFIX}") if history.is_dir() else ()
    ids = {path.name.removesuffix(_RECORD_SUFFIX) for path in archived} | {*kept_versions(found)}
    return sorted(id_ for id_ in ids if id_ < versions[0] and id_ not in versions)


def _open_record(found: StoreDirectory, id_: str) -> IO[bytes] | None:
    """A record moves once, when its version is removed; so it is looked for in this order."""
    for path in found.records(id_):
        try:
            return path.open("rb")
        except FileNotFoundError:
            continue
    return None


def _add(archive: ArchiveWriter, name: str, content: IO[bytes]) -> None:
    with content:
        archive.add(name, content, os.fstat(content.fileno()).st_size)


def _add_text(archive: ArchiveWriter, name: str, text: str) -> None:
    content = text.encode()
    archive.add(name, io.BytesIO(content), len(content))


@contextmanager
def _whole_file(file: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name when it is whole and on the disk, and is gone otherwise.

    What a killed backup left is written over by the next one of that name.
    """
    fresh = file.with_name(f".{file.name}.new")
    with _refused(file):
        descriptor = os.open(fresh, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "wb") as output:
            _take(output, fresh, file)
            try:
                yield output
                output.flush()
                os.fsync(output.fileno())
                fresh.replace(file)
            except BaseException:
                fresh.unlink(missing_ok=True)
                raise
        sync(file.parent)


def _take(output: IO[bytes], fresh: Path, file: Path) -> None:
    """Nobody else may write the same file, nor may it have got its name since it was opened."""
    try:
        fcntl.flock(output, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_ours = fresh.exists() and os.path.samestat(os.fstat(output.fileno()), fresh.stat())
    except BlockingIOError:
        is_ours = False
    if not is_ours:
        raise StoreLocked(
            f"Another process writes the backup {file}.", pid=0, hint="Wait until it has finished."
        )
    output.truncate(0)


@contextmanager
def _refused(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull(
                f"There is no room left for the backup {file}.",
                hint="Nothing of it was kept. Name a file on another disk.",
            ) from error
        raise StoreError(
            f"The backup {file} cannot be written: {error}.",
            hint="Is its folder there, and yours to write to?",
        ) from error
