"""Which part of the plane a map shows, and where its places come to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clusteratlas.pictures.geometry import inner_point, place, projected
from clusteratlas.pictures.scales import Linear

# Europe with its islands, in kilometres about 52° N, 10° E. What lies beyond (overseas, partners in
# other continents) stands in the table, unless nothing lies within.
_EUROPE = (-2700.0, -2600.0, 2900.0, 2500.0)
_LEAST = 320.0
_MARGIN = 0.08
_AROUND = 150.0
_FLATTEST, _STEEPEST = 0.56, 0.8


@dataclass(frozen=True)
class View:
    """A rectangle of the plane in kilometres, and the size in which it is drawn."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Kilometres to one unit of the picture."""
        return (self.east - self.west) / self.width

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the plane stands in the picture."""
        return (
            Linear(self.west, self.east, 0, self.width)(x),
            Linear(self.north, self.south, 0, self.height)(y),
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether the place of the plane is in the view."""
        return self.west <= x <= self.east and self.south <= y <= self.north

    def spot(self, longitude: float, latitude: float) -> tuple[float, float] | None:
        """Where a point stands in the picture; None outside of the view."""
        x, y = place(longitude, latitude)
        return self.at(x, y) if self.holds(x, y) else None

    def middle(self, wkt: str) -> tuple[float, float] | None:
        """Where an area is named in the picture; None outside of the view."""
        shape = projected(wkt)
        if shape is None:
            return None
        x, y = inner_point(shape)
        return self.at(x, y) if self.holds(x, y) else None


def fit(areas: Sequence[str], points: Sequence[tuple[float, float]], width: float) -> View:
    """The view that holds the middles of all areas and all points, or those of them in Europe."""
    shapes = [shape for wkt in areas if (shape := projected(wkt)) is not None]
    corners = [inner_point(shape) for shape in shapes] + [place(*point) for point in points]
    near = [corner for corner in corners if _in_europe(*corner)]
    corners = near or corners or [(-1500.0, -1500.0), (1500.0, 1500.0)]
    if len(shapes) <= _FEW:
        # Of few areas the borders themselves have to be in the view.
        for shape in shapes:
            west, south, east, north = shape.bounds
            if _in_europe(west, south) and _in_europe(east, north):
                corners = [*corners, (west, south), (east, north)]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    return _framed(west, south, east, north, width)


_FEW = 60


def _framed(west: float, south: float, east: float, north: float, width: float) -> View:
    across = max(_LEAST, (east - west) * (1 + 2 * _MARGIN) + _AROUND)
    down = max(_LEAST * _FLATTEST, (north - south) * (1 + 2 * _MARGIN) + _AROUND)
    across = max(across, down / _STEEPEST)
    down = max(down, across * _FLATTEST)
    x, y = (west + east) / 2, (south + north) / 2
    return View(
        x - across / 2, y - down / 2, x + across / 2, y + down / 2, width, width * down / across
    )


def _in_europe(x: float, y: float) -> bool:
    west, south, east, north = _EUROPE
    return west <= x <= east and south <= y <= north
