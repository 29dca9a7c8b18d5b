"""The header of a table: which column is where, whatever the exact spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from clusteratlas.importers.reasons import Reason

REPEATED_COLUMN: Final = Reason(
    "column-repeated",
    "Two columns have the same name: the first one is read.",
    "Dwie kolumny mają tę samą nazwę: odczytano pierwszą z nich.",
)
NAMELESS_COLUMN: Final = Reason(
    "column-nameless",
    "A column has no name: it is not read.",
    "Kolumna nie ma nazwy: nie jest odczytywana.",
)
_NOT_IN_KEY: Final = re.compile(r"[\W_]+")
_SPACES: Final = re.compile(r"[\s\ufeff\u200b]+")


def key(name: str) -> str:
    """What spellings of one column name share: `Project_ID`, `projectID`, `project id `."""
    return _NOT_IN_KEY.sub("", name).casefold()


class Header:
    """The column names of a table, as printed but for spaces and byte order marks around them."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names: Sequence[str] = tuple(_SPACES.sub(" ", name).strip() for name in names)
        self._columns: dict[str, int] = {}
        self.oddities: list[tuple[str, Reason]] = []
        for index, name in enumerate(self.names):
            if not name:
                self.oddities.append((str(index + 1), NAMELESS_COLUMN))
            elif self._columns.setdefault(key(name), index) != index:
                self.oddities.append((name, REPEATED_COLUMN))

    def __len__(self) -> int:
        return len(self.names)

    def find(self, *names: str) -> int | None:
        """The index of the first of these columns that there is; None where there is none."""
        found = (self._columns.get(key(name)) for name in names)
        return next((index for index in found if index is not None), None)

    def has(self, *names: str) -> bool:
        """Whether all of these columns are there."""
        return all(key(name) in self._columns for name in names)
