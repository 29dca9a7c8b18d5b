"""The physical lines of a text, for a CSV reader that must be able to give up a row."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import Final

from clusteratlas.importers.reasons import Reason

CONFLICT_MARKER: Final = Reason(
    "conflict-marker",
    "The line is a version control system's mark of a conflict, not a row: both sides of the "
    "conflict were read.",
    "Wiersz jest znacznikiem konfliktu systemu kontroli wersji, a nie danymi: odczytano obie "
    "strony konfliktu.",
)
NUL: Final = Reason(
    "nul-character",
    "The line holds NUL characters, which were left out.",
    "Wiersz zawiera znaki NUL, które pominięto.",
)
_MARKER: Final = re.compile(r"(?:<{7}|>{7}|\|{7})(?:\s.*)?|={7}\s*", re.DOTALL)
_ODD_FIRST: Final = frozenset("<>|=\ufeff")


class Lines:
    """Lines with their numbers, from 1; `before` lines were skipped.

    `row` holds those that the row at hand has taken; clear it before a row is read. `told` hears of
    what is left out: the line's number, the text and the reason.
    """

    def __init__(
        self, lines: Iterator[str], told: Callable[[int, str, Reason], None], before: int = 0
    ) -> None:
        self._lines = lines
        self._told = told
        self._again: deque[str] = deque()
        self.number = before
        self.row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        while True:
            line = self._again.popleft() if self._again else next(self._lines, "")
            if not line:
                return
            self.number += 1
            if "\0" in line:
                self._told(self.number, line.replace("\0", "").strip(), NUL)
                line = line.replace("\0", "")
            if not self.row and line[:1] in _ODD_FIRST:
                line = line.lstrip("\ufeff")
                if _MARKER.fullmatch(line):
                    self._told(self.number, line.strip(), CONFLICT_MARKER)
                    continue
            self.row.append(line)
            yield line

    @property
    def began(self) -> int:
        """The number of the line on which the row at hand began."""
        return self.number - len(self.row) + 1

    def give_back(self, keep: int) -> None:
        """The row at hand was only its first `keep` lines: the others come again."""
        back = self.row[keep:]
        self._again.extendleft(reversed(back))
        self.number -= len(back)
        del self.row[keep:]
