"""The header of a table: which column is where, whatever the exact spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from clusteratlas.importers.reasons import Reason

REPEATED_COLUMN: Final = Reason(
    "column-repeated",
    "An earlier column has the same name: this one is called by its name and a number, such as "
    "“Name (2)”.",
    "Wcześniejsza kolumna ma tę samą nazwę: tę nazwano tak samo, dodając numer, np. „Nazwa (2)”.",
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
    """The column names of a table: `titles` as printed, `names` as messages and mappings have them.

    Names are without needless spaces and byte order marks, and no two columns have the same.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.titles: Sequence[str] = tuple(names)
        self._columns: dict[str, int] = {}
        self.oddities: list[tuple[str, Reason]] = []
        called = [_SPACES.sub(" ", name).strip() for name in self.titles]
        for index, name in enumerate(called):
            if not name:
                self.oddities.append((str(index + 1), NAMELESS_COLUMN))
            elif self._columns.setdefault(key(name), index) != index:
                called[index] = self._numbered(name, index)
                self.oddities.append((called[index], REPEATED_COLUMN))
        self.names: Sequence[str] = tuple(called)

    def __len__(self) -> int:
        return len(self.names)

    def _numbered(self, name: str, index: int) -> str:
        """A name for a further column of one name, which no other column has."""
        number = 2
        while self._columns.setdefault(key(f"{name} ({number})"), index) != index:
            number += 1
        return f"{name} ({number})"

    def find(self, *names: str) -> int | None:
        """The index of the first of these columns that there is; None where there is none.

        A `*` in a name stands for anything, where only one column fits it.
        """
        found = (self._one(name) for name in names)
        return next((index for index in found if index is not None), None)

    def fitting(self, name: str) -> list[str]:
        """The names of all columns that a name with a `*` fits; none where it has no `*`."""
        return [self.names[index] for index in self._fitting(name)] if "*" in name else []

    def _one(self, name: str) -> int | None:
        if "*" not in name:
            return self._columns.get(key(name))
        fitting = self._fitting(name)
        return fitting[0] if len(fitting) == 1 else None

    def _fitting(self, name: str) -> list[int]:
        pattern = re.compile(".*".join(re.escape(key(part)) for part in name.split("*")))
        return [index for title, index in self._columns.items() if pattern.fullmatch(title)]

    def has(self, *names: str) -> bool:
        """Whether all of these columns are there."""
        return all(key(name) in self._columns for name in names)


def joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """One title for each column out of a header of one row or more.

    A title that has others below it stands for the empty cells to its right as well, as where cells
    were merged: `Beneficiary` over `Name` and `Town` gives `Beneficiary Name`, `Beneficiary Town`.
    """
    width = max(map(len, rows), default=0)
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    for upper, lower in pairwise(padded):
        over = ""
        for index, title in enumerate(upper):
            if title.strip():
                over = title if lower[index].strip() else ""
            elif lower[index].strip():
                upper[index] = over
    return [" ".join(filter(None, map(str.strip, column))) for column in zip(*padded, strict=True)]
