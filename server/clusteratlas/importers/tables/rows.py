"""Rows as they leave a reader: a field for each column, and none lost without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final

from clusteratlas.importers.reasons import Reason
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables.header import Header

Row = tuple[int, list[str]]
"""The number of the line (of a sheet: of the row) on which a row begins, and its fields."""

TOO_FEW: Final = Reason(
    "fields-too-few",
    "The row has fewer fields than the header has columns, as a file has that was cut off.",
    "Wiersz ma mniej pól, niż nagłówek ma kolumn, jak w pliku uciętym w połowie.",
)
TOO_MANY: Final = Reason(
    "fields-too-many",
    "The row has more fields than the header has columns: a field with the delimiter in it needs "
    "quotes.",
    "Wiersz ma więcej pól, niż nagłówek ma kolumn: pole zawierające separator musi być w "
    "cudzysłowie.",
)
SURPLUS_EMPTY: Final = Reason(
    "fields-surplus-empty",
    "The row ends in more delimiters than it needs; the empty fields were left out.",
    "Wiersz kończy się nadmiarowymi separatorami; puste pola pominięto.",
)
ENTITY_SPLIT: Final = Reason(
    "fields-entity-split",
    "The semicolon of an HTML entity such as “&amp;” stood for the end of a field: the field was "
    "put together again.",
    "Średnik encji HTML, takiej jak „&amp;”, był brany za koniec pola: pole złożono z powrotem.",
)
NO_CONTENT: Final = Reason(
    "row-empty", "All fields of the row are empty.", "Wszystkie pola wiersza są puste."
)
BESIDE_TABLE: Final = Reason(
    "cell-beside-table",
    "The cell stands to the right of the last column that has a name: it was not taken.",
    "Komórka leży na prawo od ostatniej kolumny z nazwą: jej zawartości nie wzięto.",
)
HEADER_AGAIN: Final = Reason(
    "header-repeated",
    "The row is the header again, as where files were joined.",
    "Wiersz jest powtórzonym nagłówkiem, jak po sklejeniu plików.",
)
_CUT_ENTITY: Final = re.compile(r"&(#[0-9]{2,5}|#[xX][0-9A-Fa-f]{2,4}|[A-Za-z]{2,8})$")
_SHOWN: Final = 200
_TOLD_EVERY: Final = 2048


def checked(
    records: Iterator[Row], header: Header, name: str, report: ImportReport
) -> Iterator[Row]:
    """The rows that fit the header. The records begin below it."""
    width = len(header)
    titles = list(header.titles)
    count = 0
    try:
        for record in records:
            line, fields = record
            if not fields:
                continue
            count += 1
            if len(fields) > width and len(whole := _entities_whole(fields)) == width:
                report.note(name, line, "", _shown(fields), ENTITY_SPLIT)
                record = line, whole  # noqa: PLW2901
            elif len(fields) != width:
                _misfit(line, fields, width, name, report)
                if len(fields) < width or any(fields[width:]):
                    continue
                record = line, fields[:width]  # noqa: PLW2901
            elif fields[0] == titles[0] and fields == titles:
                report.reject(name, line, "", _shown(fields), HEADER_AGAIN)
                continue
            elif not fields[0] and not any(fields):
                report.reject(name, line, "", "", NO_CONTENT)
                continue
            yield record
            if count == _TOLD_EVERY:
                report.rows[name] += count
                count = 0
    finally:
        report.rows[name] += count


def within(
    records: Iterator[Row], header: Header, name: str, report: ImportReport
) -> Iterator[Row]:
    """Rows of a sheet, as wide as the table: what stands to its right, as notes do, is no part."""
    width = len(header)
    for line, fields in records:
        for value in filter(None, fields[width:]):
            report.reject(name, line, "", value[:_SHOWN], BESIDE_TABLE)
        yield line, fields[:width] + [""] * (width - len(fields))


def _misfit(line: int, fields: list[str], width: int, name: str, report: ImportReport) -> None:
    if len(fields) < width:
        report.reject(name, line, "", _shown(fields), TOO_FEW)
    elif any(fields[width:]):
        report.reject(name, line, "", _shown(fields), TOO_MANY)
    else:
        report.note(name, line, "", _shown(fields), SURPLUS_EMPTY)


def _entities_whole(fields: list[str]) -> list[str]:
    """The fields of a row, those put together whose entity lost its semicolon to the delimiter."""
    whole: list[str] = []
    for field in fields:
        cut = _CUT_ENTITY.search(whole[-1]) if whole else None
        if cut and (cut[1].startswith("#") or f"{cut[1]};" in html5):
            whole[-1] = f"{whole[-1]};{field}"
        else:
            whole.append(field)
    return whole


def _shown(fields: list[str]) -> str:
    return " | ".join(fields)[:_SHOWN]
