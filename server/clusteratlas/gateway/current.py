"""Which version is current, asked at every request and therefore cheaply."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from clusteratlas.errors import ClusterAtlasError


class CurrentVersion:
    """Looks at the file that names the current version, and reads it when it was replaced."""

    def __init__(self, store: Path, read: Callable[[], str]) -> None:
        self._pointer = str(store / "CURRENT")
        self._read = read
        self._seen: tuple[int, int] = (0, 0)
        self._id = ""

    def id(self) -> str:
        """The id of the current version; '' where none can be told."""
        try:
            return self.id_or_error()
        except ClusterAtlasError:
            return ""

    def id_or_error(self) -> str:
        """The id of the current version. Raises StoreError where none can be told."""
        try:
            status = os.stat(self._pointer)  # noqa: PTH116 - asked 10,000 times a second
        except OSError:
            return self._read()
        seen = (status.st_ino, status.st_mtime_ns)
        if seen != self._seen:
            self._id = self._read()
            self._seen = seen
        return self._id
