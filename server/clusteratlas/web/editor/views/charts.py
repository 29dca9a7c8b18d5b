"""Charts: bars for things with a number each, a series for numbers that have a date."""

from __future__ import annotations

from clusteratlas.pictures.bars import Bar, BarChart
from clusteratlas.pictures.series import SeriesChart, Value
from clusteratlas.web.editor.columns import Column, Holds, day, last_day
from clusteratlas.web.editor.views.sheet import NAME, Sheet, value

MOST_BARS = 60
_MOST_SOURCES = 8
_WIDTH = 960


def chart(sheet: Sheet) -> BarChart | SeriesChart | None:
    """The chart of a result; None without a column of numbers and one that says of what.

    Numbers with a date are drawn over time, by another column where that has few values. Bars are
    drawn of no negative numbers.
    """
    measured = sheet.first(Holds.NUMBERS)
    if measured is None:
        return None
    dated = sheet.first(Holds.DATES)
    naming = sheet.naming()
    if dated is not None and (naming is None or _is_few(sheet, naming)):
        return _series(sheet, measured, dated, naming)
    of = naming or dated
    return None if of is None else _bars(sheet, measured, of)


def _is_few(sheet: Sheet, column: Column) -> bool:
    return len({sheet.cells.text(term) for term in sheet.terms(column)}) <= _MOST_SOURCES


def _bars(sheet: Sheet, measured: Column, of: Column) -> BarChart | None:
    found = [
        Bar(sheet.cell(row, of).text or "–", number, sheet.href(row))
        for row in sheet.rows.rows
        if (number := value(row, measured)) is not None
    ]
    if any(bar.value < 0 for bar in found):
        return None
    return BarChart(
        NAME, sheet.words(measured, of), found[:MOST_BARS], of.name, measured.name, _WIDTH
    )


def _series(sheet: Sheet, measured: Column, dated: Column, by: Column | None) -> SeriesChart:
    sources: list[str] = []
    values = []
    for row in sheet.rows.rows:
        number = value(row, measured)
        if number is None:
            continue
        source = sheet.cell(row, by).text if by is not None else measured.name
        if source not in sources:
            sources.append(source)
        date = row[dated.place]
        values.append(
            Value(number, day(date), last_day(date), sources.index(source), href=sheet.href(row))
        )
    shown = [measured, dated] if by is None else [measured, dated, by]
    return SeriesChart(NAME, sheet.words(*shown), values, sources, measured.name, _WIDTH)
