"""The access log and the log of slow queries: one JSON object a line."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import TextIO

from clusteratlas.errors import SettingError

_LONGEST_TEXT = 10_000
_NONE = "none"
_STANDARD_ERROR = "-"


class AccessLog:
    """Writes a line for each request, and a second one with the text of each slow query."""

    def __init__(self, where: str, slow_seconds: float) -> None:
        """Open the log. Raises SettingError when the file cannot be written."""
        self._where = where
        self._slow_seconds = slow_seconds
        self._output = _open(where)

    @property
    def is_on(self) -> bool:
        """Whether anybody reads it."""
        return self._output is not None

    def write(self, **members: object) -> None:
        """Log one request."""
        self._line({"log": "access", **members})

    def is_slow(self, seconds: float) -> bool:
        """Whether a query that took so long is to be logged as slow."""
        return seconds >= self._slow_seconds

    def write_slow(self, text: str, **members: object) -> None:
        """Log a slow query with the beginning of its text; also where requests are not logged."""
        self._line({"log": "slow-query", **members, "text": text[:_LONGEST_TEXT]}, always=True)

    def reopen(self) -> None:
        """Go on in a new file of the name, after the old one was moved away.

        Raises SettingError when it cannot be written; then the old one goes on to be used.
        """
        fresh = _open(self._where)
        self.close()
        self._output = fresh

    def close(self) -> None:
        """Close the file."""
        if self._output not in (None, sys.stderr):
            assert self._output is not None
            self._output.close()

    def _line(self, members: dict[str, object], *, always: bool = False) -> None:
        output = self._output or (sys.stderr if always else None)
        if output is None:
            return
        moment = datetime.now(UTC).isoformat(timespec="milliseconds")
        try:
            output.write(json.dumps({"time": moment, **members}, ensure_ascii=False) + "\n")
            output.flush()
        except (OSError, ValueError):
            # A full disk is no reason not to answer.
            return


def _open(where: str) -> TextIO | None:
    if where == _NONE:
        return None
    if where == _STANDARD_ERROR:
        return sys.stderr
    try:
        return open(where, "a", encoding="utf-8", errors="backslashreplace")  # noqa: PTH123
    except OSError as error:
        raise SettingError(
            f"The access log {where} cannot be written: {error.strerror}.",
            hint="Set CLUSTERATLAS_ACCESS_LOG to a file that can, to - or to none.",
        ) from error
