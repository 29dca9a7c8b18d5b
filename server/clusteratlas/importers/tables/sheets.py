"""Rows of a sheet of an Excel workbook, with cells as the text that a CSV file would have."""

from __future__ import annotations

import datetime
import shutil
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from typing import IO, Final, cast

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.tables.rows import Row
from clusteratlas.importers.tables.sources import Source, refuse_bombs

_MIDNIGHT: Final = datetime.time()


def records(source: Source, sheet: str, skip: int) -> Iterator[Row]:
    """The rows of a sheet that are not empty, from the first below `skip` others.

    Without a name, the sheet is the first that is not hidden. Empty rows at the end are none: a
    sheet goes on for as long as cells have a format.

    Raises ImportRefused where there is no such sheet, or no workbook.
    """
    with source.open() as stream, tempfile.TemporaryFile() as unpacked:
        if source.member:  # a workbook is an archive, which is read back and forth
            shutil.copyfileobj(stream, unpacked)
        book = _book(source, unpacked if source.member else stream)
        try:
            yield from _rows(_sheet(source, book, sheet), skip)
        finally:
            book.close()


def _book(source: Source, stream: IO[bytes]) -> openpyxl.Workbook:
    try:
        with zipfile.ZipFile(stream) as archive:
            refuse_bombs(source.name, archive.infolist())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that nothing here reads
            return openpyxl.load_workbook(stream, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise ImportRefused(f"{source.name} cannot be read as an Excel workbook.") from error


def _sheet(source: Source, book: openpyxl.Workbook, sheet: str) -> Worksheet:
    if sheet and sheet not in book.sheetnames:
        raise ImportRefused(
            f"{source.name} has no sheet “{sheet}”.",
            hint=f"Its sheets are: {', '.join(book.sheetnames)}.",
        )
    visible = [one.title for one in book.worksheets if one.sheet_state == "visible"]
    chosen = book[sheet or next(iter(visible), book.sheetnames[0])]
    # Some programs write wrong dimensions, by which cells would be cut off.
    cast("ReadOnlyWorksheet", chosen).reset_dimensions()
    return cast("Worksheet", chosen)


def _rows(sheet: Worksheet, skip: int) -> Iterator[Row]:
    width = 0
    empty: list[int] = []
    for number, cells in enumerate(sheet.iter_rows(min_row=skip + 1, values_only=True), skip + 1):
        fields = [_text(cell) for cell in cells]
        while len(fields) > width and not fields[-1]:
            fields.pop()
        if not any(fields):
            empty.append(number)
        else:
            for before in empty if width else ():
                yield before, [""] * width
            empty.clear()
            width = width or len(fields)
            yield number, fields + [""] * (width - len(fields))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == _MIDNIGHT else cell.isoformat(" ")
    return str(cell)
