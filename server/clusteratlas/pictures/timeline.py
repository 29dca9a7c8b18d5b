"""Timelines: what ran or took place when. Ends that are known only between two days fade out.

A thing runs for certain from its latest start to its earliest end: there its bar is full. From its
earliest start and to its latest end it is possible: there it fades. An end that no source gives
fades away over a short stretch. Things share a lane where they and their names leave each other
room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from clusteratlas.pictures import svg
from clusteratlas.pictures.bars import nothing
from clusteratlas.pictures.lettering import fitted, width
from clusteratlas.pictures.marks import kind, legend, legend_height, mark
from clusteratlas.pictures.scales import Days
from clusteratlas.pictures.table import Cell, Table
from clusteratlas.pictures.words import Words

_FONT = 13
_EDGE = 14
_AXIS = 30
_LANE = 28
_BAR = 12
_OPEN = 46
"""How far a bar reaches beyond an end that nobody knows."""
_SHORT = 9
_WIDEST_LABEL = 420
_LEAST_LABEL = 90
_GAP = 18


@dataclass(frozen=True)
class Span:
    """A thing and the days between which it begins and ends; None where no source says.

    `kind` indexes the timeline's kinds.
    """

    label: str
    earliest_start: date | None
    latest_start: date | None
    earliest_end: date | None
    latest_end: date | None
    kind: int = 0
    href: str = ""
    note: str = ""

    @property
    def days(self) -> Sequence[date]:
        """The days that are known, in order."""
        known = (self.earliest_start, self.latest_start, self.earliest_end, self.latest_end)
        return sorted(day for day in known if day)


@dataclass(frozen=True)
class TimelinePicture:
    """Spans in time. `name` is unique on its page; spans without any day are only in the table."""

    name: str
    words: Words
    spans: Sequence[Span]
    kinds: Sequence[str] = ()
    width: float = 960


@dataclass(frozen=True)
class _Placed:
    """A span with its bar from `left` to `right`, its label, and the lane that it is in."""

    span: Span
    left: float
    right: float
    text: str
    text_x: float
    lane: int


def draw(picture: TimelinePicture) -> str:
    """The timeline as SVG."""
    spans = sorted((span for span in picture.spans if span.days), key=_order)
    room = picture.width - 2 * _EDGE
    keys = legend_height(picture.kinds, room) if picture.kinds else 0
    if not spans:
        root = svg.root(picture.words, picture.name, picture.width, 120, "timeline")
        nothing(root, picture.words, picture.width, 120)
        return svg.written(root)
    scale = _scale(spans, picture.width)
    placed = _in_lanes(spans, scale, picture.width)
    bottom = _AXIS + 8 + (max(one.lane for one in placed) + 1) * _LANE
    root = svg.root(picture.words, picture.name, picture.width, bottom + keys + 12, "timeline")
    _define_fading(root, picture.name)
    svg.add(
        root, "rect", class_="pic-sheet", y=_AXIS, width=picture.width, height=bottom - _AXIS, rx=8
    )
    plane = svg.add(root, "g", class_="pic-plane")
    _draw_axis(plane, scale, bottom)
    for one in placed:
        _draw_span(plane, picture, one, scale)
    legend(root, picture.kinds, _EDGE, bottom + 8, room)
    return svg.written(root)


def table(picture: TimelinePicture) -> Table:
    """The data of the timeline: each thing with its kind and the four ends."""
    words = picture.words
    ends = ("earliest", "latest_start", "earliest_end", "latest")
    columns = [words.say("name"), words.say("kind"), *(words.say(end) for end in ends)]
    rows = [
        [
            Cell(span.label, span.href),
            Cell(picture.kinds[span.kind] if picture.kinds else ""),
            *(
                Cell(day.isoformat() if day else "")
                for day in (
                    span.earliest_start, span.latest_start, span.earliest_end, span.latest_end
                )
            ),
        ]
        for span in sorted(picture.spans, key=_order)
    ]  # fmt: skip
    return Table(columns, rows)


def _scale(spans: Sequence[Span], across: float) -> Days:
    days = [day for span in spans for day in span.days]
    first, last = date(min(days).year, 1, 1), max(days)
    last = date(min(last.year + 1, date.max.year), 1, 1)
    opens_left = any(not (span.earliest_start or span.latest_start) for span in spans)
    opens_right = any(not (span.earliest_end or span.latest_end) for span in spans)
    left, right = (_OPEN if opens_left else 0), (_OPEN if opens_right else 0)
    return Days(first, last, _EDGE + left, across - _EDGE - right)


def _in_lanes(spans: Sequence[Span], scale: Days, across: float) -> Sequence[_Placed]:
    """Each span in the first lane that has room for it and its label."""
    ends: list[float] = []
    placed = []
    for span in spans:
        left, right = _extent(span, scale)
        wide = min(_WIDEST_LABEL, width(span.label, _FONT))
        is_right = right + 8 + wide <= across - 4 or across - right >= left
        room = (across - right if is_right else left) - 12
        text = fitted(span.label, _FONT, min(_WIDEST_LABEL, max(room, _LEAST_LABEL)))
        wide = width(text, _FONT)
        text_x = right + 8 if is_right else max(4, min(left - 8 - wide, across - wide - 4))
        begin, end = min(left, text_x), max(right, text_x + wide)
        lane = next((i for i, taken in enumerate(ends) if taken + _GAP <= begin), len(ends))
        ends[lane : lane + 1] = [end]
        placed.append(_Placed(span, left, right, text, text_x, lane))
    return placed


def _extent(span: Span, scale: Days) -> tuple[float, float]:
    """From where to where the span may reach, at least as far as its mark does."""
    left, right = scale(span.days[0]), scale(span.days[-1])
    if not (span.earliest_start or span.latest_start):
        left -= _OPEN
    if not (span.earliest_end or span.latest_end):
        right += _OPEN
    if right - left < _SHORT:
        middle = (left + right) / 2
        return middle - _SHORT / 2, middle + _SHORT / 2
    return left, right


def _draw_axis(plane: Element, scale: Days, bottom: float) -> None:
    for day in scale.ticks(12):
        x = scale(day)
        svg.add(plane, "line", class_="pic-grid", x1=x, x2=x, y1=_AXIS, y2=bottom)
        label = str(day.year) if day.month == 1 else day.isoformat()[:7]
        svg.add(plane, "text", label, class_="pic-tick pic-middle", x=x, y=_AXIS - 9)


def _draw_span(plane: Element, picture: TimelinePicture, one: _Placed, scale: Days) -> None:
    span = one.span
    said = " – ".join(filter(None, [span.label, _when(span), span.note]))
    group = svg.linked(plane, span.href, said, class_=f"pic-item pic-k{kind(span.kind)}")
    top = _AXIS + 8 + one.lane * _LANE
    y = top + _LANE / 2 - _BAR / 2
    begin = min(one.left, one.text_x) - 4
    end = max(one.right, one.text_x + width(one.text, _FONT)) + 4
    svg.add(
        group, "rect", class_="pic-hit", x=begin, y=top, width=end - begin, height=_LANE - 2, rx=6
    )
    if one.right - one.left <= _SHORT:
        mark(group, span.kind, (one.left + one.right) / 2, y + _BAR / 2)
    else:
        _draw_bar(group, picture.name, one, scale, y)
    # A name that had to be cut is no part of the link, whose own name is the whole of it.
    parent = group if one.text == span.label else plane
    svg.add(parent, "text", one.text, class_="pic-small pic-on", x=one.text_x, y=y + _BAR - 1)


def _draw_bar(group: Element, name: str, one: _Placed, scale: Days, y: float) -> None:
    """Full where the thing surely runs, fading where it may; faint where nothing is sure."""
    span = one.span
    certain = span.latest_start or span.earliest_start
    until = span.earliest_end or span.latest_end
    left = scale(certain) if certain else one.left + _OPEN
    right = scale(until) if until else one.right - _OPEN
    if left > right:
        # It may begin after it may have ended: no day of it is certain.
        svg.add(
            group, "rect", class_="pic-span pic-maybe",
            x=one.left, y=y, width=one.right - one.left, height=_BAR, rx=4,
        )  # fmt: skip
        return
    if left - one.left > 1:
        _fade(group, f"{name}-in", one.left, left, y)
    svg.add(
        group, "rect", class_="pic-fill", x=left, y=y, width=max(1.5, right - left), height=_BAR
    )
    if one.right - right > 1:
        _fade(group, f"{name}-out", right, one.right, y)


def _fade(group: Element, mask: str, left: float, right: float, y: float) -> None:
    svg.add(
        group, "rect", class_="pic-fill", mask=f"url(#{mask})",
        x=left, y=y, width=right - left, height=_BAR,
    )  # fmt: skip


def _define_fading(root: Element, name: str) -> None:
    """Masks for the beginnings and ends of bars: colours stay classes, which gradients have not."""
    definitions = svg.add(root, "defs")
    for side, first, last in (("in", "0.05", "0.85"), ("out", "0.85", "0.05")):
        gradient = svg.add(definitions, "linearGradient", id=f"{name}-{side}-shade")
        for offset, opacity in (("0", first), ("1", last)):
            svg.add(gradient, "stop", offset=offset, stop_color="#fff", stop_opacity=opacity)
        masked = svg.add(
            definitions, "mask", id=f"{name}-{side}", maskContentUnits="objectBoundingBox"
        )
        svg.add(masked, "rect", width="1", height="1", fill=f"url(#{name}-{side}-shade)")


def _when(span: Span) -> str:
    def between(one: date | None, other: date | None) -> str:
        days = sorted({day.isoformat() for day in (one, other) if day})
        return " / ".join(days) or "?"

    start = between(span.earliest_start, span.latest_start)
    end = between(span.earliest_end, span.latest_end)
    return start if start == end else f"{start} → {end}"


def _order(span: Span) -> tuple[date, date, str, str]:
    days = span.days or [date.max]
    return days[0], days[-1], span.label, span.href
