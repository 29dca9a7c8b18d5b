"""What a map is drawn on: land and borders as paths, and the graticule."""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from clusteratlas.pictures import svg
from clusteratlas.pictures.geometry import Numbers, places, projected, rings, simplified
from clusteratlas.pictures.map_view import View

_LEAST_AREA = 3.0
"""In square units of the picture: smaller islands are left out, unless they are all there is."""
_DETAIL = 0.45
_CUT = 8.0
_STEPS = (10, 5, 2, 1)
_LINES = 6


@lru_cache(maxsize=4096)
def area_path(wkt: str, view: View) -> str:
    """A border as the `d` of a path; '' for what has no area or is out of the view."""
    shape = projected(wkt)
    if shape is None:
        return ""
    frame = shapely.box(view.west, view.south, view.east, view.north)
    if not shape.intersects(frame):
        return ""
    (slim,) = simplified([shape], _DETAIL * view.scale)
    return _path(slim, view)


@lru_cache(maxsize=256)
def land_path(wkt: str, view: View) -> str:
    """What is in the view of land, as the `d` of a path; '' for none.

    The land is cut just outside of the view, so that the cut is not seen as a coast.
    """
    shape = projected(wkt)
    if shape is None:
        return ""
    (slim,) = simplified([shape], _DETAIL * view.scale)
    beyond = _CUT * view.scale
    seen = shapely.clip_by_rect(
        slim, view.west - beyond, view.south - beyond, view.east + beyond, view.north + beyond
    )
    return _path(seen, view)


def _path(shape: BaseGeometry, view: View) -> str:
    return "".join(_ring(ring, view) for ring in rings(shape, _LEAST_AREA * view.scale**2))


def draw_graticule(plane: Element, view: View) -> None:
    """Meridians and parallels, as far apart as some six of them are seen, with their degrees."""
    degrees = (view.north - view.south) / 111.2
    step = next((step for step in _STEPS if degrees / step >= _LINES / 2), _STEPS[-1])
    group = svg.add(plane, "g", class_="pic-graticule", aria_hidden="true")
    for latitude in range(-80, 81, step):
        along = [(float(longitude), float(latitude)) for longitude in range(-60, 81, 2)]
        _line(group, along, view, f"{abs(latitude)}°{'N' if latitude > 0 else 'S'}", left=True)
    for longitude in range(-60, 81, step):
        down = [(float(longitude), float(latitude)) for latitude in range(20, 83)]
        side = "E" if longitude > 0 else "W"
        _line(group, down, view, f"{abs(longitude)}°{side if longitude else ''}", left=False)


def _line(
    group: Element, points: list[tuple[float, float]], view: View, label: str, *, left: bool
) -> None:
    spots = [view.at(*spot) for spot in places(points)]
    margin = 200
    seen = [
        (x, y)
        for x, y in spots
        if -margin <= x <= view.width + margin and -margin <= y <= view.height + margin
    ]
    if len(seen) < 2:
        return
    path = "M" + "L".join(f"{svg.number(x)} {svg.number(y)}" for x, y in seen)
    svg.add(group, "path", class_="pic-meridian", d=path)
    edge = _at_edge(seen, view, left=left)
    if edge is not None:
        svg.add(group, "text", label, class_="pic-degrees", x=edge[0], y=edge[1])


def _at_edge(
    spots: list[tuple[float, float]], view: View, *, left: bool
) -> tuple[float, float] | None:
    """Where a line's degrees stand: at the left edge for parallels, at the bottom for meridians."""
    along = np.array(spots)
    if left:
        y = np.interp(6, along[:, 0], along[:, 1])
        return (6, float(y) - 4) if 24 <= y <= view.height - 30 else None
    falling = along[::-1] if along[0, 1] > along[-1, 1] else along
    x = np.interp(view.height - 8, falling[:, 1], falling[:, 0])
    return (float(x) + 4, view.height - 8) if 30 <= x <= view.width - 40 else None


def _ring(ring: Numbers, view: View) -> str:
    """A closed ring as relative moves, to a tenth of a unit."""
    x = (ring[:, 0] - view.west) / view.scale
    y = (view.north - ring[:, 1]) / view.scale
    tenths = np.rint(np.column_stack((x, y)) * 10).astype(int)
    moves = np.diff(tenths, axis=0)
    moves = moves[np.any(moves != 0, axis=1)][:-1]
    if len(moves) < 2:
        return ""
    start = f"M{_tenth(tenths[0, 0])} {_tenth(tenths[0, 1])}l"
    return start + " ".join(f"{_tenth(dx)} {_tenth(dy)}" for dx, dy in moves) + "z"


def _tenth(value: int) -> str:
    return svg.number(value / 10)
