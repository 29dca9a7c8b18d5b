"""Bars: one value for each of several things, the names written above them.

A bar that is open above (“more than 400”) ends in an arrow, one of an approximate value in a
fringe, one whose value is a ceiling in an empty frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from clusteratlas.pictures import svg
from clusteratlas.pictures.lettering import fitted, width
from clusteratlas.pictures.scales import Band, Linear
from clusteratlas.pictures.table import Cell, Table
from clusteratlas.pictures.words import Bound, Words, bounded

_ROW = 42
_BAR = 12
_FONT = 14
_EDGE = 8
_ARROW = 7


@dataclass(frozen=True)
class Bar:
    """One thing and its value. `kind` from 1 to 6 picks a colour; `shown` overrides the number."""

    label: str
    value: float
    href: str = ""
    bound: Bound = Bound.EXACT
    kind: int = 1
    shown: str = ""
    note: str = ""


@dataclass(frozen=True)
class BarChart:
    """Bars from top to bottom in the order given; values are not negative.

    `name` is unique on its page. `of` heads the column of things in the table, `measured` that of
    values (with the unit: “EU contribution, EUR”).
    """

    name: str
    words: Words
    bars: Sequence[Bar]
    of: str = ""
    measured: str = ""
    width: float = 640


def draw(chart: BarChart) -> str:
    """The chart as SVG."""
    band = Band(max(1, len(chart.bars)), _EDGE, _ROW)
    root = svg.root(chart.words, chart.name, chart.width, band.end + _EDGE, "bars")
    if not chart.bars:
        nothing(root, chart.words, chart.width, band.end)
        return svg.written(root)
    highest = max(bar.value for bar in chart.bars) or 1
    scale = Linear(0, highest, _EDGE, chart.width - _EDGE - _room_for_values(chart))
    for index, bar in enumerate(chart.bars):
        _draw_bar(root, chart, bar, band(index), scale)
    return svg.written(root)


def table(chart: BarChart) -> Table:
    """The data of the chart: name, value, and how the value is meant."""
    words = chart.words
    columns = [chart.of or words.say("name"), chart.measured or words.say("value")]
    with_bounds = any(bar.bound is not Bound.EXACT for bar in chart.bars)
    rows = [
        [
            Cell(bar.label, bar.href),
            Cell(_shown(chart, bar), value=bar.value),
            *([Cell(words.say(bar.bound))] if with_bounds else []),
        ]
        for bar in chart.bars
    ]
    return Table([*columns, *([words.say("bound")] if with_bounds else [])], rows)


def nothing(root: Element, words: Words, across: float, down: float) -> None:
    """What stands in a picture of no data."""
    said = words.say("nothing")
    svg.add(root, "text", said, class_="pic-note pic-middle", x=across / 2, y=down / 2 + 5)


def _draw_bar(root: Element, chart: BarChart, bar: Bar, top: float, scale: Linear) -> None:
    shown = _shown(chart, bar)
    said = ": ".join(filter(None, [bar.label, shown])) + (f" – {bar.note}" if bar.note else "")
    group = svg.linked(root, bar.href, said, class_=f"pic-item pic-k{bar.kind}")
    svg.add(group, "rect", class_="pic-hit", x=0, y=top, width=chart.width, height=_ROW - 4, rx=6)
    label = fitted(bar.label, _FONT, chart.width - 2 * _EDGE)
    # A name that had to be cut is no part of the link, whose own name is the whole of it.
    parent = group if label == bar.label else root
    svg.add(parent, "text", label, class_="pic-label", x=_EDGE, y=top + 16)
    end = scale(bar.value)
    middle = top + 28
    svg.add(
        group, "rect", class_="pic-track",
        x=_EDGE, y=middle - _BAR / 2, width=scale.end - _EDGE, height=_BAR, rx=3,
    )  # fmt: skip
    svg.add(
        group, "rect", class_="pic-frame" if bar.bound.is_open_below else "pic-fill",
        x=_EDGE, y=middle - _BAR / 2, width=max(2, end - _EDGE), height=_BAR, rx=3,
    )  # fmt: skip
    if bar.bound.is_open_above:
        tip = f"M{end:.1f} {middle - _ARROW}l{_ARROW} {_ARROW}l-{_ARROW} {_ARROW}z"
        svg.add(group, "path", class_="pic-fill", d=tip)
    if bar.bound is Bound.ABOUT:
        svg.add(
            group, "rect", class_="pic-halo",
            x=end - 8, y=middle - _BAR / 2 - 3, width=16, height=_BAR + 6, rx=6,
        )  # fmt: skip
    svg.add(group, "text", shown, class_="pic-value pic-end", x=chart.width - _EDGE, y=middle + 5)


def _shown(chart: BarChart, bar: Bar) -> str:
    return bar.shown or bounded(bar.value, bar.bound, chart.words.language)


def _room_for_values(chart: BarChart) -> float:
    widest = max(width(_shown(chart, bar), _FONT) for bar in chart.bars)
    return min(chart.width * 0.4, widest + 16)
