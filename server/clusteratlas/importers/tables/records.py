"""Records of delimited text (RFC 4180), with the line on which each begins.

Python's csv module splits a row; what this adds is that a quote which is left open does not swallow
the rest of a file: the row on which it opens is given up, and the lines after it are read again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.reasons import Reason
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables.lines import Lines
from clusteratlas.importers.tables.rows import Row

UNCLOSED_QUOTE: Final = Reason(
    "quote-unclosed",
    "A quote that opens on this line is not closed where its field ends; the next lines were read "
    "as rows of their own.",
    "Cudzysłów otwarty w tym wierszu nie jest zamknięty na końcu pola; następne wiersze odczytano "
    "osobno.",
)
STRAY_QUOTE: Final = Reason(
    "quote-stray",
    "A quote in a field is not doubled, or not closed; the row was read all the same.",
    "Cudzysłów w polu nie jest podwojony albo zamknięty; wiersz mimo to odczytano.",
)
_SHOWN: Final = 200
_MOST_UNCLOSED: Final = 1000
_MOST_LINES: Final = 200


class Records:
    """The records of lines. The first one tells how many fields are expected."""

    def __init__(self, lines: Lines, delimiter: str, name: str, report: ImportReport) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._name = name
        self._report = report
        self._width = 0
        self._unclosed = 0

    def __iter__(self) -> Iterator[Row]:
        lines = self._lines
        taken = lines.row
        while True:
            reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
            try:
                while True:
                    taken.clear()
                    fields = next(reader)
                    self._width = self._width or len(fields)
                    if len(taken) > 1 and len(fields) != self._width:
                        break
                    yield lines.number - len(taken) + 1, fields
            except StopIteration:
                return
            except csv.Error:
                pass
            if row := self._read_again():
                yield row

    def _read_again(self) -> Row | None:
        """The row at hand, read without strictness: its first line, else all its lines.

        They are not one row where one of them is a row by itself.
        """
        lines = self._lines
        began = lines.began
        if fields := self._between_quotes():
            self._report.note(
                self._name, began, "", "".join(lines.row)[:_SHOWN].strip(), STRAY_QUOTE
            )
            return began, fields
        for count in sorted({1, len(lines.row)}):
            rows = self._leniently(lines.row[:count])
            if self._is_one(rows) and not any(
                self._is_one(self._leniently([line])) for line in lines.row[1:count]
            ):
                lines.give_back(count)
                shown = "".join(lines.row)[:_SHOWN].strip()
                self._report.note(self._name, began, "", shown, STRAY_QUOTE)
                return began, rows[0]
        lines.give_back(1)
        self._report.rows[self._name] += 1
        self._report.reject(
            self._name, began, "", "".join(lines.row)[:_SHOWN].strip(), UNCLOSED_QUOTE
        )
        self._unclosed += 1
        if self._unclosed > _MOST_UNCLOSED:
            raise ImportRefused(
                f"{self._name}: more than {_MOST_UNCLOSED} rows up to line {began} open a quote "
                "and do not close it.",
                hint="The file does not use quotes as CSV does. Save it anew from a spreadsheet.",
            )
        return None

    def _between_quotes(self) -> list[str]:
        """The row at hand, read by what stands between `";"`; empty where that gives no row.

        Programs that put quotes around each field, and forget to double one with which a field
        begins, write rows that can be read so. It ends where a line is a row by itself.
        """
        lines = self._lines
        taken = len(lines.row)
        if not lines.row[0].startswith('"'):
            return []
        for further in chain([""], islice(lines, _MOST_LINES)):
            if self._is_one(self._leniently([further])):
                break
            text = "".join(lines.row).rstrip("\r\n")
            fields = text[1:-1].split(f'"{self._delimiter}"')
            if len(fields) > self._width:
                break
            if len(fields) == self._width and text.endswith('"'):
                return [field.replace('""', '"') for field in fields]
        lines.give_back(taken)
        return []

    def _is_one(self, rows: list[list[str]]) -> bool:
        return len(rows) == 1 and len(rows[0]) == self._width

    def _leniently(self, lines: list[str]) -> list[list[str]]:
        try:
            return list(csv.reader(lines, delimiter=self._delimiter))
        except csv.Error:
            return []
