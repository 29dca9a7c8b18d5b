"""A quantity over time, as several sources give it: bounds, periods and sources are all seen.

An exact value is a full mark; “more than” an empty mark with an open arrow upwards, “at least” a
full one; “about” has a halo. A value that holds on some day of a period is a bar across the period.
What no source dates stands apart, on the right. Sources differ in shape and colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from clusteratlas.pictures import svg
from clusteratlas.pictures.bars import nothing
from clusteratlas.pictures.lettering import width
from clusteratlas.pictures.marks import kind, legend, legend_height, mark
from clusteratlas.pictures.placing import Box, Places, around
from clusteratlas.pictures.scales import Days, Linear, ticks
from clusteratlas.pictures.table import Cell, Table
from clusteratlas.pictures.words import Bound, Words, bounded, plain, short

_FONT = 13
_TOP = 18
_LEFT = 58
_RIGHT = 18
_PLOT = 250
_AXIS = 30
_UNDATED = 84
_ARROW = 34
_REACH = 8


@dataclass(frozen=True)
class Value:
    """A value that holds on some day from `earliest` to `latest`; None where no source says.

    `source` indexes the chart's sources. `note` is the reason where the day is inferred.
    """

    value: float
    earliest: date | None
    latest: date | None
    source: int
    bound: Bound = Bound.EXACT
    href: str = ""
    note: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether it has a place in time at all."""
        return self.earliest is not None or self.latest is not None


@dataclass(frozen=True)
class SeriesChart:
    """Values over time. `name` is unique on its page; `measured` names the quantity and its unit.

    `sources` are what the values' `source` point to, in the reader's language.
    """

    name: str
    words: Words
    values: Sequence[Value]
    sources: Sequence[str]
    measured: str = ""
    width: float = 640


@dataclass(frozen=True)
class _Frame:
    """The scales of a chart, and where what is undated stands."""

    days: Days
    values: Linear
    undated: float
    low: float


def draw(chart: SeriesChart) -> str:
    """The chart as SVG."""
    keys = legend_height(chart.sources, chart.width - 2 * _RIGHT)
    height = _TOP + _PLOT + _AXIS + keys + 8
    root = svg.root(chart.words, chart.name, chart.width, height, "series")
    if not chart.values:
        nothing(root, chart.words, chart.width, height)
        return svg.written(root)
    frame = _frame(chart)
    _draw_axes(root, chart, frame)
    places = Places(Box(_LEFT, 0, chart.width - _LEFT, _TOP + _PLOT))
    for value in chart.values:
        left, right = _span_of(value, frame)
        places.take(Box(left, frame.values(value.value) - 8, right - left, 16))
    # The greatest value chooses first, so that of two marks the upper one is named above.
    by_value = sorted(chart.values, key=lambda value: -value.value)
    labels = {id(value): _label_box(chart, value, frame, places) for value in by_value}
    for value in sorted(chart.values, key=_order):
        _draw_value(root, chart, value, frame, labels[id(value)])
    legend(root, chart.sources, _RIGHT, height - keys, chart.width - 2 * _RIGHT)
    return svg.written(root)


def table(chart: SeriesChart) -> Table:
    """The data of the chart: from, until, value, how it is meant, source."""
    words = chart.words
    columns = [
        words.say("from"), words.say("until"), chart.measured or words.say("value"),
        words.say("bound"), words.say("source"),
    ]  # fmt: skip
    rows = [
        [
            Cell(value.earliest.isoformat() if value.earliest else ""),
            Cell(value.latest.isoformat() if value.latest else ""),
            Cell(plain(value.value, words.language), value=value.value),
            Cell(words.say(value.bound)),
            Cell(chart.sources[value.source], value.href),
        ]
        for value in sorted(chart.values, key=_order)
    ]
    return Table(columns, rows)


def _frame(chart: SeriesChart) -> _Frame:
    has_undated = any(not value.is_dated for value in chart.values)
    right = chart.width - _RIGHT - (_UNDATED if has_undated else 0)
    first, last = _span(chart.values)
    marks = ticks(0, max(value.value for value in chart.values) * 1.08, 5)
    bottom = _TOP + _PLOT
    return _Frame(
        days=Days(first, last, _LEFT + 10, right - 10),
        values=Linear(0, marks[-1], bottom, _TOP),
        undated=chart.width - _RIGHT - _UNDATED / 2,
        low=bottom,
    )


def _span(values: Sequence[Value]) -> tuple[date, date]:
    """From the first to the last day that any value speaks of, in whole years."""
    days = [day for value in values for day in (value.earliest, value.latest) if day]
    if not days:
        days = [date(2000, 1, 1), date(2000, 12, 31)]
    first, last = date(min(days).year, 1, 1), max(days)
    if last.year == date.max.year:
        return first, last
    return first, date(last.year + 1, 1, 1)


def _draw_axes(root: Element, chart: SeriesChart, frame: _Frame) -> None:
    language = chart.words.language
    for tick in ticks(frame.values.low, frame.values.high, 5):
        y = frame.values(tick)
        style = "pic-axis" if tick == 0 else "pic-grid"
        svg.add(root, "line", class_=style, x1=_LEFT, x2=chart.width - _RIGHT, y1=y, y2=y)
        label = short(tick, language)
        svg.add(root, "text", label, class_="pic-tick pic-end", x=_LEFT - 8, y=y + 4)
    for day in frame.days.ticks(8) if any(value.is_dated for value in chart.values) else ():
        x = frame.days(day)
        svg.add(root, "line", class_="pic-axis", x1=x, x2=x, y1=frame.low, y2=frame.low + 5)
        label = str(day.year) if day.month == 1 else day.isoformat()[:7]
        svg.add(root, "text", label, class_="pic-tick pic-middle", x=x, y=frame.low + 19)
    if not all(value.is_dated for value in chart.values):
        x = frame.undated - _UNDATED / 2
        svg.add(root, "line", class_="pic-divide", x1=x, x2=x, y1=_TOP - 8, y2=frame.low)
        svg.add(
            root, "text", chart.words.say("undated"),
            class_="pic-tick pic-middle", x=frame.undated, y=frame.low + 19,
        )  # fmt: skip


def _label_box(chart: SeriesChart, value: Value, frame: _Frame, places: Places) -> Box | None:
    shown = bounded(value.value, value.bound, chart.words.language)
    across = width(shown, _FONT) + 4
    y = frame.values(value.value)
    return places.first_free(around(_middle(value, frame), y, 9, across, _FONT + 2))


def _draw_value(
    root: Element, chart: SeriesChart, value: Value, frame: _Frame, box: Box | None
) -> None:
    shown = bounded(value.value, value.bound, chart.words.language)
    said = " – ".join(filter(None, [shown, _when(value), chart.sources[value.source], value.note]))
    group = svg.linked(root, value.href, said, class_=f"pic-item pic-k{kind(value.source)}")
    x, y = _middle(value, frame), frame.values(value.value)
    left, right = _span_of(value, frame)
    if right - left > 2 * _REACH:
        svg.add(
            group, "rect", class_="pic-span", x=left, y=y - 4, width=right - left, height=8, rx=4
        )
    if value.bound is Bound.ABOUT:
        svg.add(group, "circle", class_="pic-halo", cx=x, cy=y, r=13)
    if value.bound.is_open_above or value.bound.is_open_below:
        _draw_arrow(group, x, y, -1 if value.bound.is_open_above else 1)
    svg.add(group, "circle", class_="pic-hit", cx=x, cy=y, r=13)
    mark(group, value.source, x, y, hollow=value.bound.excludes)
    if box is not None:
        svg.add(group, "text", shown, class_="pic-value pic-on", x=box.x + 2, y=box.y + _FONT - 1)


def _draw_arrow(group: Element, x: float, y: float, direction: int) -> None:
    """An open arrow away from the mark: the quantity may be anywhere on that side."""
    begin, end = y + direction * 7, y + direction * _ARROW
    head = end - direction * 6
    path = f"M{x:.1f} {begin:.1f}V{end:.1f}M{x - 5:.1f} {head:.1f}L{x:.1f} {end:.1f}"
    svg.add(group, "path", class_="pic-open", d=f"{path}L{x + 5:.1f} {head:.1f}")


def _middle(value: Value, frame: _Frame) -> float:
    return sum(_span_of(value, frame)) / 2


def _span_of(value: Value, frame: _Frame) -> tuple[float, float]:
    """From where to where the value is drawn: its period, but no less than its mark."""
    if not value.is_dated:
        return frame.undated - _REACH, frame.undated + _REACH
    left = frame.days(value.earliest or frame.days.first)
    right = frame.days(value.latest or frame.days.last)
    if right - left < 2 * _REACH:
        middle = (left + right) / 2
        return middle - _REACH, middle + _REACH
    return left, right


def _when(value: Value) -> str:
    days = [day.isoformat() if day else "…" for day in (value.earliest, value.latest)]
    if not value.is_dated:
        return ""
    return days[0] if days[0] == days[1] else "/".join(days)


def _order(value: Value) -> tuple[bool, date, date, float, int]:
    earliest = value.earliest or value.latest or date.max
    return (not value.is_dated, earliest, value.latest or earliest, value.value, value.source)
