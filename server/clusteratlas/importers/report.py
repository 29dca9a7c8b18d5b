"""What an import has to tell: rows read, things made, rows set aside, oddities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from clusteratlas.importers.reasons import Reason


@dataclass(frozen=True)
class Finding:
    """Something about a place in a file. `line` counts from 1, the header included."""

    file: str
    line: int
    column: str
    value: str
    reason: Reason


def _forget(_: Finding) -> None:
    """Where nobody listens."""


@dataclass
class ImportReport:
    """Filled while the files are read.

    `rows` are rows read by file; `made` things by kind, `linked` references to what the atlas or
    another file has, by kind; `set_aside` and `oddities` count findings by reason. The findings
    themselves go to the two listeners, since there may be millions. `done_bytes` is how far the
    reading has come, of `Opened.bytes`.
    """

    on_set_aside: Callable[[Finding], None] = _forget
    on_oddity: Callable[[Finding], None] = _forget
    rows: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)
    linked: Counter[str] = field(default_factory=Counter)
    set_aside: Counter[Reason] = field(default_factory=Counter)
    oddities: Counter[Reason] = field(default_factory=Counter)
    done_bytes: int = 0

    def reject(self, file: str, line: int, column: str, value: str, reason: Reason) -> None:
        """A row, or a value of it, cannot be used: it is set aside, never silently left out."""
        self.set_aside[reason] += 1
        self.on_set_aside(Finding(file, line, column, value, reason))

    def note(self, file: str, line: int, column: str, value: str, reason: Reason) -> None:
        """Something was odd, but its meaning is clear: it was read all the same."""
        self.oddities[reason] += 1
        self.on_oddity(Finding(file, line, column, value, reason))
