"""The columns of a table by the names that CORDIS has given them over the years."""

from __future__ import annotations

from collections.abc import Sequence

from clusteratlas.importers.tables.header import Header

ABSENT = -1
"""The index of a column that there is not: readers append an empty field to each row."""


class Columns:
    """Finds columns, and knows which were never asked for."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._asked: set[int] = set()

    def index(self, *names: str) -> int:
        """The index of the first of these columns that there is, ABSENT where there is none."""
        index = self._header.find(*names)
        if index is None:
            return ABSENT
        self._asked.add(index)
        return index

    def name(self, index: int) -> str:
        """The name of a column as printed; '' of one that there is not."""
        return "" if index == ABSENT else self._header.names[index]

    def unread(self) -> Sequence[str]:
        """The columns that nobody asked for."""
        names = enumerate(self._header.names)
        return [name for index, name in names if name and index not in self._asked]
