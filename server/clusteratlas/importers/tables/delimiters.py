"""Which character stands between the columns of a table, where nobody has said."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Final

CANDIDATES: Final = ("\t", ";", ",", "|")


def sniff(lines: Sequence[str]) -> str:
    """The delimiter that gives the header most columns, rows with as many before all others.

    `lines` are the first physical lines, the header first. A comma where there is one column only.
    """
    return max(CANDIDATES, key=lambda candidate: _fit(lines, candidate), default=",")


def _fit(lines: Sequence[str], delimiter: str) -> tuple[bool, int, bool]:
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return False, 0, False
    width = len(rows[0]) if rows else 0
    alike = sum(len(row) == width for row in rows)
    return width > 1 and alike * 2 > len(rows), width, delimiter == ","
