"""Locks between processes. The kernel lets go of one when its process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from clusteratlas.dataset.disk import refused_by_system
from clusteratlas.errors import StoreLocked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE = 0.005
"""Seconds between two tries."""


@contextmanager
def exclusive_lock(path: Path, wait: float, sentence: str, hint: str) -> Iterator[None]:
    """Hold the lock file `path`, with the pid of this process in it.

    Raises StoreLocked when another one still holds it after `wait` seconds; the `sentence` says
    so, with `{who}` for the other process.
    """
    with refused_by_system(path.parent):
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not (_is_locked_now(lock) if wait == 0 else _is_locked_in_turn(lock, path, wait)):
            holder = os.pread(lock, 20, 0)
            pid = int(holder) if holder.isdigit() else 0
            who = f"the process {pid}" if pid else "another process"
            raise StoreLocked(sentence.format(who=who), pid=pid, hint=hint)
        with refused_by_system(path.parent):
            os.ftruncate(lock, 0)
            os.pwrite(lock, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(lock)


def lease(folder: Path) -> int:
    """A descriptor that, as long as it is open, says that `folder` is in use.

    Raises FileNotFoundError when the folder is not there, or not any more.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        is_there = os.path.samestat(os.fstat(descriptor), folder.stat())
    except (BlockingIOError, FileNotFoundError):
        is_there = False
    if not is_there:
        os.close(descriptor)
        raise FileNotFoundError(folder)
    return descriptor


@contextmanager
def unless_leased(folder: Path) -> Iterator[bool]:
    """Whether nobody holds a lease on `folder`. As long as this is open, nobody gets one."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield _is_locked_now(descriptor)
    finally:
        os.close(descriptor)


def _is_locked_in_turn(lock: int, path: Path, wait: float) -> bool:
    """Whoever is next holds a second lock: one that just let go of the first is not next again."""
    end = time.monotonic() + wait
    with refused_by_system(path.parent):
        turn = os.open(path.with_name(f"{path.name}.turn"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        return _is_locked_until(turn, end) and _is_locked_until(lock, end)
    finally:
        os.close(turn)


def _is_locked_until(lock: int, end: float) -> bool:
    while not _is_locked_now(lock):
        if time.monotonic() >= end:
            return False
        time.sleep(_PAUSE)
    return True


def _is_locked_now(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
