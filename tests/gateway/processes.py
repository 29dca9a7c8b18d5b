"""Processes as the kernel lists them, for tests that kill some."""

from __future__ import annotations

from pathlib import Path

_STATE, _PARENT, _STARTED = 0, 1, 19
_DEAD = ("Z", "X")


def _fields(pid: int) -> list[str] | None:
    """What stands behind the name in `/proc/PID/stat` (proc(5)); None where there is no process."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = text.rpartition(")")[2].split()
    return None if fields[_STATE] in _DEAD else fields


def children(pid: int) -> list[int]:
    """The processes whose parent is `pid`."""
    ids = [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]
    return [id_ for id_ in ids if (fields := _fields(id_)) and int(fields[_PARENT]) == pid]


Identity = tuple[int, str]
"""The id of a process and when it started: ids are given again."""


def descendants(pid: int) -> list[Identity]:
    """All processes that come from `pid`."""
    found: list[Identity] = []
    for child in children(pid):
        if (fields := _fields(child)) is not None:
            found += [(child, fields[_STARTED]), *descendants(child)]
    return found


def is_gone(process: Identity) -> bool:
    """Whether it has ended."""
    fields = _fields(process[0])
    return fields is None or fields[_STARTED] != process[1]
