"""Tables, streamed: memory does not grow with the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO, Final, NoReturn

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.reasons import Reason
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables import delimiters, encodings, sheets
from clusteratlas.importers.tables.header import Header, joined
from clusteratlas.importers.tables.lines import CONFLICT_MARKER, Lines
from clusteratlas.importers.tables.records import Records
from clusteratlas.importers.tables.rows import Row, checked, within
from clusteratlas.importers.tables.sources import Source

OTHER_SHEET: Final = Reason(
    "sheet-not-read",
    "The workbook has another sheet, which was not read: the mapping names a sheet with "
    "“sheetName”.",
    "Skoroszyt ma jeszcze jeden arkusz, którego nie odczytano: plik odwzorowania wskazuje arkusz "
    "przez „sheetName”.",
)
_SNIFFED_LINES: Final = 50
_LONGEST_LINE: Final = 1 << 20
_LINES_A_TELLING: Final = 4096


@dataclass(frozen=True)
class Layout:
    """How a table is written, as far as its reader knows; what is '' is found out.

    `skip` lines stand above the header, which has `titles` rows. `sheet` names the sheet of a
    workbook, '' for the first.
    """

    encoding: str = ""
    delimiter: str = ""
    skip: int = 0
    sheet: str = ""
    titles: int = 1


@dataclass(frozen=True)
class Table:
    """A table that was looked at: its header is known, its rows can be read, more than once."""

    source: Source
    header: Header
    layout: Layout
    oddity: Reason | None = None

    def rows(self, report: ImportReport) -> Iterator[Row]:
        """Each row: the number of the line on which it begins, and a field for each column.

        `report` is told of rows and bytes read, and of what is set aside or odd.
        """
        name = self.source.name
        if self.oddity:
            report.note(name, 1, "", self.layout.encoding, self.oddity)
        for column, reason in self.header.oddities:
            report.note(name, self.layout.skip + 1, column, column, reason)
        records: Iterator[Row] = islice(self._records(report), self.layout.titles, None)
        if self.source.kind == "workbook":
            records = within(records, self.header, name, report)
            self._note_other_sheets(report)
        return checked(records, self.header, name, report)

    def _note_other_sheets(self, report: ImportReport) -> None:
        if self.layout.sheet:
            return
        for other in sheets.filled(self.source)[1:]:
            report.note(self.source.name, 1, "", other, OTHER_SHEET)

    def _records(self, report: ImportReport) -> Iterator[Row]:
        if self.source.kind == "workbook":
            yield from sheets.records(self.source, self.layout.sheet, self.layout.skip)
            report.done_bytes += self.source.size
            return
        name, skip, before = self.source.name, self.layout.skip, report.done_bytes

        def told(line: int, text: str, reason: Reason) -> None:
            tell = report.reject if reason is CONFLICT_MARKER else report.note
            tell(name, line, "", text, reason)

        with self.source.open() as stream, _text(self.source, stream, self.layout) as text:

            def progress() -> None:
                report.done_bytes = before + stream.tell()

            lines = islice(_lines(self.source, text, progress), skip, None)
            records = Records(Lines(lines, told, skip), self.layout.delimiter, name, report)
            yield from filter(_has_fields, records)
            progress()


def look_at(source: Source, layout: Layout | None = None) -> Table:
    """Find out how a table is written, and what its columns are.

    Raises ImportRefused for an empty file, for one that is no table, and for an encoding that there
    is not.
    """
    layout = layout or Layout()
    if source.kind == "workbook":
        records = sheets.records(source, layout.sheet, layout.skip)
        rows = [fields for _, fields in islice(records, layout.titles)] or _refuse_empty(source)
        return Table(source, Header(_names(rows)), layout)
    encoding = encodings.Encoding(layout.encoding)
    if not layout.encoding:
        with source.open() as stream:
            encoding = encodings.detect(stream)
    known = replace(layout, encoding=encoding.name)
    with source.open() as stream, _text(source, stream, known) as text:
        lines = Lines(islice(_lines(source, text, _nobody), layout.skip, None), _nobody)
        first = list(islice(_not_blank(lines), _SNIFFED_LINES)) or _refuse_empty(source)
    delimiter = layout.delimiter or delimiters.sniff(first)
    rows = list(islice(csv.reader(first, delimiter=delimiter), layout.titles))
    known = replace(known, delimiter=delimiter)
    return Table(source, Header(_names(rows)), known, encoding.oddity)


def _names(rows: list[list[str]]) -> list[str]:
    return rows[0] if len(rows) == 1 else joined(rows)


def _nobody(*_: object) -> None:
    """Where a look is taken only, nobody is told."""


def _has_fields(row: Row) -> bool:
    return bool(row[1])


def _not_blank(lines: Lines) -> Iterator[str]:
    for line in lines:
        lines.row.clear()
        if line.strip():
            yield line


def _refuse_empty(source: Source) -> NoReturn:
    raise ImportRefused(
        f"{source.name} is empty.", hint="The first row of a table names its columns."
    )


def _text(source: Source, stream: BinaryIO, layout: Layout) -> io.TextIOWrapper:
    try:
        return io.TextIOWrapper(stream, layout.encoding, errors="replace", newline="")
    except LookupError as error:
        raise ImportRefused(
            f"{source.name}: there is no encoding “{layout.encoding}”.",
            hint="Common ones are utf-8, windows-1250, windows-1252, iso-8859-2 and utf-16.",
        ) from error


def _lines(source: Source, text: io.TextIOWrapper, progress: Callable[[], None]) -> Iterator[str]:
    """Lines, none of them longer than a table can have."""
    number = 0
    while line := text.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise ImportRefused(
                f"{source.name} is no table: a line of it has more than a million characters."
            )
        number += 1
        if number % _LINES_A_TELLING == 0:
            progress()
        yield line
