"""Well-known text on a plane: Lambert's azimuthal equal-area projection, as EPSG:3035 has it.

On a sphere about 52° N, 10° E: areas are true, and for a picture of Europe the sphere is within a
pixel of the ellipsoid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

CENTRE = (10.0, 52.0)
"""Longitude and latitude of what is in the middle of the projection."""

_RADIUS = 6371.0072
_SYSTEM = re.compile(r"^\s*<[^>]*>\s*")

Numbers = NDArray[np.float64]


@lru_cache(maxsize=4096)
def projected(wkt: str) -> BaseGeometry | None:
    """A geometry in degrees (CRS84) on the plane, in kilometres, y to the north.

    None for what is no well-known text, and for what is empty or nowhere on the Earth.
    """
    try:
        shape = shapely.from_wkt(_SYSTEM.sub("", wkt))
    except shapely.errors.ShapelyError:
        return None
    if shape is None or shape.is_empty:
        return None
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return None
    return shapely.transform(shape, _project)


def place(longitude: float, latitude: float) -> tuple[float, float]:
    """One point on the plane, in kilometres."""
    ((x, y),) = places([(longitude, latitude)])
    return x, y


def places(degrees: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    """Points (longitude, latitude) on the plane, in kilometres."""
    return [(float(x), float(y)) for x, y in _project(np.array(degrees, dtype=float))]


def simplified(shapes: Sequence[BaseGeometry], tolerance: float) -> Sequence[BaseGeometry]:
    """The shapes with as few corners as `tolerance` (in their unit) allows; none becomes empty."""
    slim = shapely.simplify(np.array(shapes, dtype=object), tolerance)
    return [thin if not thin.is_empty else shape for thin, shape in zip(slim, shapes, strict=True)]


def rings(shape: BaseGeometry, least: float) -> Iterable[Numbers]:
    """The borders of a shape's parts, holes too; parts of less area than `least` are left out.

    The largest part always stays.
    """
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    largest = max(parts, key=lambda part: part.area, default=None)
    for part in parts:
        if part is largest or part.area >= least:
            yield shapely.get_coordinates(part.exterior)
            for hole in part.interiors:
                yield shapely.get_coordinates(hole)


def inner_point(shape: BaseGeometry) -> tuple[float, float]:
    """Where a shape is named: the middle of its largest part where that is inside, else inside."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    middle = largest.centroid
    if largest.area and not largest.contains(middle):
        middle = largest.representative_point()
    return float(middle.x), float(middle.y)


def _project(degrees: Numbers) -> Numbers:
    """J. P. Snyder, Map Projections: A Working Manual (1987), equations 22-4, 22-5 and 24-2."""
    longitude, latitude = np.radians(degrees[:, 0]), np.radians(degrees[:, 1])
    middle, height = np.radians(CENTRE[0]), np.radians(CENTRE[1])
    apart = longitude - middle
    towards = np.sin(height) * np.sin(latitude) + np.cos(height) * np.cos(latitude) * np.cos(apart)
    scale = _RADIUS * np.sqrt(2 / np.maximum(1 + towards, 1e-9))
    x = scale * np.cos(latitude) * np.sin(apart)
    y = scale * (
        np.cos(height) * np.sin(latitude) - np.sin(height) * np.cos(latitude) * np.cos(apart)
    )
    return np.column_stack((x, y))
