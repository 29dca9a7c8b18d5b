"""Timelines: what begins and ends when."""

from __future__ import annotations

from clusteratlas.engine.protocol import Row
from clusteratlas.pictures.timeline import Span, TimelinePicture
from clusteratlas.web.editor.columns import Column, Holds, day, last_day
from clusteratlas.web.editor.views.sheet import NAME, Sheet


def timeline(sheet: Sheet) -> TimelinePicture | None:
    """The timeline of a result; None without a column of dates and one that names what they are of.

    The first column of dates is when something begins, the second, if there is one, when it ends.
    """
    dates = sheet.holding(Holds.DATES)
    naming = sheet.naming()
    if not dates or naming is None:
        return None
    shown = [naming, *dates[:2]]
    spans = [_span(sheet, row, shown) for row in sheet.rows.rows]
    return TimelinePicture(NAME, sheet.words(*shown), spans)


def _span(sheet: Sheet, row: Row, shown: list[Column]) -> Span:
    naming, begins, *ends = shown
    start = row[begins.place]
    end = row[ends[0].place] if ends else start
    # What has one date takes place then: it begins and ends within the day, month or year.
    latest_start = last_day(start) if ends else day(start)
    earliest_end = day(end) if ends else last_day(end)
    return Span(
        sheet.cell(row, naming).text or "–",
        day(start),
        latest_start,
        earliest_end,
        last_day(end),
        href=sheet.href(row),
    )
