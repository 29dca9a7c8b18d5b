"""Rows of a sheet of an Excel workbook, with cells as the text that a CSV file would have."""

from __future__ import annotations

import datetime
import warnings
import zipfile
from collections.abc import Iterator
from typing import Final

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.tables.rows import Row
from clusteratlas.importers.tables.sources import Source

_MIDNIGHT: Final = datetime.time()


def records(source: Source, sheet: str, skip: int) -> Iterator[Row]:
    """The rows of a sheet that are not empty, from the first below `skip` others.

    Raises ImportRefused where there is no such sheet, or no workbook.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that nothing here reads
            book = openpyxl.load_workbook(source.path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise ImportRefused(f"{source.name} cannot be read as an Excel workbook.") from error
    try:
        if sheet and sheet not in book.sheetnames:
            raise ImportRefused(
                f"{source.name} has no sheet “{sheet}”.",
                hint=f"Its sheets are: {', '.join(book.sheetnames)}.",
            )
        chosen = book[sheet or book.sheetnames[0]]
        rows = chosen.iter_rows(min_row=skip + 1, values_only=True)
        width = 0
        for number, cells in enumerate(rows, skip + 1):
            fields = [_text(cell) for cell in cells]
            while len(fields) > width and not fields[-1]:
                fields.pop()
            if fields and (width or any(fields)):
                width = width or len(fields)
                yield number, fields + [""] * (width - len(fields))
    finally:
        book.close()


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
