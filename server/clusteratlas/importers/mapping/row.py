"""Rows of a list as values, by what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from clusteratlas.importers.mapping import identifiers, reasons
from clusteratlas.importers.mapping.binding import Binding, Column
from clusteratlas.importers.mapping.columns import ColumnReaders
from clusteratlas.importers.mapping.meanings import NOTHING
from clusteratlas.importers.mapping.model import Mapping
from clusteratlas.importers.mapping.said import Row
from clusteratlas.importers.report import ImportReport

_NAME: Final = "organisation.name"


class RowReader:
    """Turns the fields of rows into values; what cannot be used is told to the report."""

    def __init__(self, mapping: Mapping, binding: Binding, file: str, report: ImportReport) -> None:
        self._report = report
        self._file = file
        self._constants = dict(mapping.constants)
        self._key = [
            column.at
            for name in mapping.project_key
            for column in binding.columns
            if name in column.field.names
        ]
        columns = ColumnReaders(file, report)
        taken = [
            (column, columns.reader(column))
            for column in binding.columns
            if column.field.means != NOTHING
        ]
        self._columns = [(column, read) for column, read in taken if not _is_shared(column)]
        self._shared = [(column, read) for column, read in taken if _is_shared(column)]
        self._titles = {column.field.means: column.title for column, _ in taken}
        self._above: dict[int, str] = {}

    def read(self, line: int, fields: Sequence[str]) -> Row:
        """The values of a row."""
        row = Row(line, self._constants.copy())
        for column, read in self._columns:
            for raw in self._given(row.line, column, fields):
                read(row, raw)
        self._complete(row)
        if self._shared:
            self._read_shared(row, fields)
        if self._key:
            row.key = tuple(self._above.get(at) or fields[at].strip() for at in self._key)
        return row

    def _given(self, line: int, column: Column, fields: Sequence[str]) -> Sequence[str]:
        """What a cell gives: nothing, a value, or several."""
        raw, given = fields[column.at], column.field
        if given.fill_down:
            raw = self._filled(column.at, raw)
        if not raw or raw in given.missing:
            return ()
        parts = raw.split(given.delimiter) if given.delimiter else (raw,)
        if not (given.extract or given.delimiter):
            return parts
        taken = [self._extracted(line, column, part.strip()) for part in parts]
        if _is_shared(column):
            return taken
        return [part for part in dict.fromkeys(taken) if part and part not in given.missing]

    def _extracted(self, line: int, column: Column, text: str) -> str:
        """What a mapping takes of a value: all of it, where its `values` know it as it is."""
        pattern = column.field.extract
        if not (pattern and text) or column.field.values.get(text) is not None:
            return text
        found = pattern.search(text)
        if found and (taken := (found[pattern.groups] or "").strip()):
            return taken
        self._report.reject(self._file, line, column.title, text, reasons.EXTRACT_NOTHING)
        return ""

    def _read_shared(self, row: Row, fields: Sequence[str]) -> None:
        """The organisations of a row that names several, and what it says of each."""
        given = [
            (column, read, self._given(row.line, column, fields)) for column, read in self._shared
        ]
        count = max(
            (len(parts) for column, _, parts in given if column.field.means == _NAME), default=1
        )
        row.participants = [
            Row(row.line, row.texts.copy(), regions=[*row.regions], sme=row.sme)
            for _ in range(count)
        ]
        for column, read, parts in given:
            if parts and len(parts) != count:
                raw = fields[column.at]
                self._report.reject(self._file, row.line, column.title, raw, reasons.PARTS_UNLIKE)
                continue
            for participant, raw in zip(row.participants, parts, strict=False):
                if raw and raw not in column.field.missing:
                    read(participant, raw)
        names = (one.texts.get(_NAME, "") for one in row.participants)
        row.texts[_NAME] = " ".join(filter(None, names))
        for participant in row.participants:
            self._complete(participant)

    def _complete(self, row: Row) -> None:
        """What one column says is completed by what another says."""
        country = row.texts.get("organisation.country", "")
        for means, complete in identifiers.COMPLETIONS.items():
            given = row.texts.get(means)
            if not given:
                continue
            row.texts[means], reason = complete(given, country)
            if reason:
                tell = self._report.note if row.texts[means] else self._report.reject
                tell(self._file, row.line, self._titles.get(means, ""), given, reason)

    def _filled(self, index: int, raw: str) -> str:
        if raw.strip():
            self._above[index] = raw
        return raw if raw.strip() else self._above.get(index, "")


def _is_shared(column: Column) -> bool:
    """Whether a cell speaks of several organisations."""
    return bool(column.field.delimiter) and column.field.means.startswith("organisation.")
