"""The same data as a picture, in rows: beside the picture, and as CSV (RFC 4180)."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO


@dataclass(frozen=True)
class Cell:
    """A value as people read it, where it leads, and for CSV the value itself."""

    text: str
    href: str = ""
    value: str | float | None = None

    @property
    def is_number(self) -> bool:
        """Whether it stands to the right, as numbers do."""
        return isinstance(self.value, (int, float))


@dataclass(frozen=True)
class Table:
    """Named columns, and rows with a cell for each."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def write_csv(table: Table) -> str:
    """The table as CSV. Numbers stand as numbers, without groups of digits."""
    output = StringIO()
    writer = csv.writer(output)
    writer.writerow(table.columns)
    writer.writerows([_value(cell) for cell in row] for row in table.rows)
    return output.getvalue()


def _value(cell: Cell) -> str:
    if cell.value is None:
        return cell.text
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return str(cell.value)
