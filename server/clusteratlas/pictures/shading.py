"""Shades of areas: values in at most five steps of about as many areas each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from clusteratlas.pictures import svg
from clusteratlas.pictures.lettering import width
from clusteratlas.pictures.words import short

_SHADES = 5
_FONT = 13


@dataclass(frozen=True)
class Shades:
    """`steps` are the highest values of the shades, from the lightest to the darkest."""

    lowest: float
    steps: Sequence[float]

    @classmethod
    def of(cls, values: Sequence[float]) -> Shades:
        """Shades for these values: none for no values, one for each where they are few."""
        ranked = sorted(values)
        if not ranked:
            return cls(0, ())
        distinct = sorted(set(ranked))
        if len(distinct) <= _SHADES:
            return cls(distinct[0], distinct)
        count = len(ranked)
        highest = (ranked[-(-count * part // _SHADES) - 1] for part in range(1, _SHADES + 1))
        return cls(ranked[0], sorted(set(highest)))

    def style(self, value: float | None) -> str:
        """The class of an area with that value."""
        if value is None or not self.steps:
            return "pic-plain"
        index = next((index for index, step in enumerate(self.steps) if value <= step), 0)
        return f"pic-q{self._shade(index)}"

    def _shade(self, index: int) -> int:
        """Few shades take the darker ones, evenly."""
        return _SHADES - (len(self.steps) - 1 - index)


def draw_shades(
    root: Element, shades: Shades, measured: str, language: str, corner: tuple[float, float]
) -> None:
    """Which shade means what."""
    x, y = corner
    if measured:
        svg.add(root, "text", measured, class_="pic-small", x=x, y=y + 15)
        x += width(measured, _FONT) + 14
    lowest = shades.lowest
    for step in shades.steps:
        swatch = f"pic-area {shades.style(step)}"
        svg.add(root, "rect", class_=swatch, x=x, y=y + 3, width=22, height=15, rx=2)
        low, high = short(lowest, language), short(step, language)
        said = high if lowest >= step else f"{low}–{high}"
        svg.add(root, "text", said, class_="pic-small", x=x + 28, y=y + 15)
        x += 28 + width(said, _FONT) + 18
        lowest = step + 1 if step == int(step) else step
