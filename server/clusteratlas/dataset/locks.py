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

_FIRST_PAUSE, _LONGEST_PAUSE = 0.002, 0.05
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
        if not _locked_within(lock, wait):
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


def _locked_within(lock: int, wait: float) -> bool:
    end = time.monotonic() + wait
    pause = _FIRST_PAUSE
    while not _is_locked_now(lock):
        left = end - time.monotonic()
        if left <= 0:
            return False
        time.sleep(min(pause, left))
        pause = min(2 * pause, _LONGEST_PAUSE)
    return True


def _is_locked_now(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
