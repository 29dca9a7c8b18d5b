"""Where labels go so that they do not lie on each other, nor on what they name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_CELL = 64


@dataclass(frozen=True)
class Box:
    """A rectangle: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether the two have any of their area in common."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def within(self, other: Box) -> bool:
        """Whether no part of it is outside of `other`."""
        return (
            self.x >= other.x
            and self.y >= other.y
            and self.x + self.width <= other.x + other.width
            and self.y + self.height <= other.y + other.height
        )


class Places:
    """The boxes that are taken, within `bounds`."""

    def __init__(self, bounds: Box) -> None:
        self._bounds = bounds
        self._taken: dict[tuple[int, int], list[Box]] = {}

    def take(self, box: Box) -> None:
        """Keep others out of the box."""
        for cell in _cells(box):
            self._taken.setdefault(cell, []).append(box)

    def is_free(self, box: Box) -> bool:
        """Whether the box is within the bounds and meets none that is taken."""
        if not box.within(self._bounds):
            return False
        return not any(
            box.meets(taken) for cell in _cells(box) for taken in self._taken.get(cell, ())
        )

    def first_free(self, boxes: Iterable[Box]) -> Box | None:
        """The first of the boxes that is free, which is taken thereby."""
        for box in boxes:
            if self.is_free(box):
                self.take(box)
                return box
        return None


def around(x: float, y: float, radius: float, width: float, height: float) -> Iterable[Box]:
    """Places for a label about a point: to the right, left, above, below, then aslant."""
    gap = radius + 3
    yield Box(x + gap, y - height / 2, width, height)
    yield Box(x - gap - width, y - height / 2, width, height)
    yield Box(x - width / 2, y - gap - height, width, height)
    yield Box(x - width / 2, y + gap, width, height)
    slant = gap * 0.7
    for left, top in (
        (x + slant, y - slant - height),
        (x + slant, y + slant),
        (x - slant - width, y - slant - height),
        (x - slant - width, y + slant),
    ):
        yield Box(left, top, width, height)


def _cells(box: Box) -> Iterable[tuple[int, int]]:
    for column in range(int(box.x // _CELL), int((box.x + box.width) // _CELL) + 1):
        for row in range(int(box.y // _CELL), int((box.y + box.height) // _CELL) + 1):
            yield column, row
