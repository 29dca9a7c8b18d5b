"""Fields of a table as values, with the report told of what was odd and what cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables import codes, dates, numbers, texts
from clusteratlas.importers.tables.numbers import ANY_STYLE, NumberStyle, Oddities, Unusable

_Value = TypeVar("_Value")


class Cells:
    """Reads the fields of one file. Set `line` to that of the row at hand.

    What cannot be used is set aside, and reads as if the field were empty.
    """

    def __init__(self, report: ImportReport, file: str, style: NumberStyle = ANY_STYLE) -> None:
        self.line = 0
        self._report = report
        self._file = file
        self._style = style

    def text(self, column: str, raw: str) -> str:
        """A text of one line; '' where there is none."""
        value, oddities = texts.line(raw)
        return self._told(column, raw, value, oddities) if oddities else value

    def prose(self, column: str, raw: str) -> str:
        """A text of any number of lines; '' where there is none."""
        value, oddities = texts.prose(raw)
        return self._told(column, raw, value, oddities) if oddities else value

    def number(self, column: str, raw: str) -> str:
        """A number in plain decimal digits; '' where there is none."""
        return self._read(column, raw, lambda field: numbers.number(field, self._style), "")

    def amount(self, column: str, raw: str) -> str:
        """An amount of money in plain decimal digits; '' where there is none."""
        return self._read(column, raw, lambda field: numbers.amount(field, self._style), "")

    def day(self, column: str, raw: str, order: dates.Order = "iso") -> str:
        """A day in ISO 8601; '' where there is none."""
        return self._read(column, raw, lambda field: dates.day(field, order), "")

    def truth(self, column: str, raw: str) -> bool | None:
        """True or False; None where neither is said."""
        return self._read(column, raw, codes.truth, None)

    def country(self, column: str, raw: str) -> str:
        """The ISO 3166-1 alpha-2 code of a country's code; '' where there is none."""
        return self._read(column, raw, codes.country, "")

    def _read(
        self,
        column: str,
        raw: str,
        read: Callable[[str], tuple[_Value, Oddities]],
        nothing: _Value,
    ) -> _Value:
        if not raw:
            return nothing
        try:
            value, oddities = read(raw)
        except Unusable as unusable:
            self._report.reject(self._file, self.line, column, raw, unusable.reason)
            return nothing
        return self._told(column, raw, value, oddities) if oddities else value

    def _told(self, column: str, raw: str, value: _Value, oddities: Oddities) -> _Value:
        for reason in oddities:
            self._report.note(self._file, self.line, column, raw, reason)
        return value
