"""Rows of a sheet of an Excel workbook, with cells as the text that a CSV file would have."""

from __future__ import annotations

import datetime
import shutil
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
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
    with _opened(source) as book:
        yield from _rows(_sheet(source, book, sheet), skip)


def filled(source: Source) -> list[str]:
    """The names of the sheets that are not hidden or empty, in their order.

    Raises ImportRefused.
    """
    with _opened(source) as book:
        return [
            sheet.title
            for sheet in book.worksheets
            if sheet.sheet_state == "visible" and next(_rows(sheet, 0), None)
        ]


@contextmanager
def _opened(source: Source) -> Iterator[openpyxl.Workbook]:
    with source.open() as stream, tempfile.TemporaryFile() as unpacked:
        if source.member:  # a workbook is an archive, which is read back and forth
            shutil.copyfileobj(stream, unpacked)
        book = _book(source, unpacked if source.member else stream)
        try:
            yield book
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
    if sheet:
        return book[_named(source, book.sheetnames, sheet)]
    visible = (one for one in book.worksheets if one.sheet_state == "visible")
    return next(visible, book.worksheets[0])


def _named(source: Source, names: list[str], sheet: str) -> str:
    """The name of a sheet, whatever its case and the spaces around it; `*` stands for anything."""
    wanted = sheet.strip().casefold()
    fitting = [name for name in names if fnmatchcase(name.strip().casefold(), wanted)]
    if len(fitting) == 1:
        return fitting[0]
    what = f"several sheets “{sheet}”" if fitting else f"no sheet “{sheet}”"
    raise ImportRefused(
        f"{source.name} has {what}.",
        hint=f"Its sheets are: {', '.join(f'“{name}”' for name in names)}.",
    )


def _rows(sheet: Worksheet, skip: int) -> Iterator[Row]:
    # Some programs write wrong dimensions, by which cells would be cut off.
    cast("ReadOnlyWorksheet", sheet).reset_dimensions()
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
