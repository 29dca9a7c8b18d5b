"""Writing to the disk so that it is there after a power cut, and saying it when it cannot be."""

from __future__ import annotations

import errno
import os
import shutil
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from clusteratlas.errors import QueryEvaluationError, StoreError, StoreFull

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
# RocksDB hands the system's own words on, and no number.
_NO_ROOM_WORDS = tuple(os.strerror(number) for number in sorted(_NO_ROOM))

_PAUSES = (0.01, 0.05, 0.2, 1.0)


@contextmanager
def refused_by_system(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses below `path` into a StoreError, or StoreFull."""
    try:
        yield
    except (OSError, RuntimeError, QueryEvaluationError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        if getattr(error, "errno", None) in _NO_ROOM or any(
            words in str(error) for words in _NO_ROOM_WORDS
        ):
            raise StoreFull(
                f"There is no room left for the store {path}: {reason}.",
                hint="Nothing was changed. Make room on its disk, or let it keep fewer versions "
                "(CLUSTERATLAS_KEEP_VERSIONS), and try again.",
            ) from error
        if not isinstance(error, OSError):
            raise
        raise StoreError(
            f"The store {path} cannot be written: {reason}.",
            hint="Is the folder yours to write to, and is there room on the disk?",
        ) from error


def clone_dataset(source: Path, target: Path) -> None:
    """Make `target` a dataset of its own with what the published one in `source` holds.

    The tables (*.sst), which are never changed once they are written, are shared where the file
    system can share them.
    """
    target.mkdir()
    for file in source.iterdir():
        if file.suffix == ".sst":
            share(file, target / file.name)
        else:
            shutil.copyfile(file, target / file.name)


def remove_dataset(folder: Path) -> None:
    """Remove a dataset just let go of: RocksDB's threads may still make and remove files in it."""
    for seconds in _PAUSES:
        try:
            shutil.rmtree(folder)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.ENOENT):
                raise
            time.sleep(seconds)
        else:
            return
    shutil.rmtree(folder)


def replace_file(path: Path, content: str) -> None:
    """Give a small file its content in one atomic step, which lasts when this returns."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync(path.parent)


def sync_tree(folder: Path) -> None:
    """Wait until a folder and all in it are on the disk.

    A file that has a second name is a table of a published version, which is there already.
    """
    for parent, _, names in os.walk(folder):
        files = [Path(parent) / name for name in names]
        for path in (*(file for file in files if file.stat().st_nlink == 1), Path(parent)):
            sync(path)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def share(file: Path, name: Path) -> None:
    """Give a file that is never changed a second name, or a copy where that cannot be."""
    try:
        os.link(file, name)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV):
            raise
        shutil.copyfile(file, name)
