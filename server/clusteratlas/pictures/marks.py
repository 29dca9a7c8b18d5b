"""Marks of sources: each has a shape of its own beside its colour, for those who see no colours."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from clusteratlas.pictures import svg
from clusteratlas.pictures.lettering import fitted, width

KINDS = 6
"""How many colours there are; the seventh kind has the first colour again."""

_FONT = 13
_LINE = 22
_GAP = 22
_REACH = 5.0

# Shapes about (0, 0), some 10 across.
_SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    "M-4.6 -4.6h9.2v9.2h-9.2z",
    "M0 -6.4L6.4 0L0 6.4L-6.4 0z",
    "M0 -6L5.8 4.6H-5.8z",
    "M-2 -5.6h4v3.6h3.6v4h-3.6v3.6h-4v-3.6h-3.6v-4h3.6z",
    "M0 6L5.8 -4.6H-5.8z",
)


def kind(index: int) -> int:
    """The number of the colour for the `index`-th kind, from 1."""
    return index % KINDS + 1


def mark(
    parent: Element,
    index: int,
    x: float,
    y: float,
    *,
    reach: float = _REACH,
    outline: float = 1,
    hollow: bool = False,
) -> None:
    """The mark of the `index`-th kind at (x, y), as large as a circle of radius `reach`."""
    scale = reach / _REACH
    place = f"translate({svg.number(x)} {svg.number(y)})"
    svg.add(
        parent, "path", d=_SHAPES[index % KINDS],
        class_="pic-hollow" if hollow else "pic-fill pic-mark",
        transform=place if scale == 1 else f"{place} scale({scale:.2f})",
        stroke_width=f"{(2 if hollow else outline) / scale:.2f}",
    )  # fmt: skip


def legend_height(names: Sequence[str], across: float) -> float:
    """How much room `legend` takes."""
    return len(_lines(names, across)) * _LINE


def legend(parent: Element, names: Sequence[str], x: float, y: float, across: float) -> None:
    """Which mark means what, on as many lines as it takes; `y` is the top."""
    index = 0
    for row, line in enumerate(_lines(names, across)):
        left = x
        for name in line:
            group = svg.add(parent, "g", class_=f"pic-key pic-k{kind(index)}")
            middle = y + row * _LINE + _LINE / 2
            mark(group, index, left + 7, middle)
            svg.add(group, "text", name, class_="pic-small", x=left + 19, y=middle + 4.5)
            left += 19 + width(name, _FONT) + _GAP
            index += 1


def _lines(names: Sequence[str], across: float) -> Sequence[Sequence[str]]:
    lines: list[list[str]] = []
    left = across
    for name in names:
        shown = fitted(name, _FONT, across - 24)
        needed = 19 + width(shown, _FONT)
        if not lines or left < needed:
            lines.append([])
            left = across
        lines[-1].append(shown)
        left -= needed + _GAP
    return lines
