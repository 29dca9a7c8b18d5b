"""Areas of GeoJSON as well-known text (GeoSPARQL 1.1 §8.8.5): longitude first, in degrees."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from clusteratlas.importers.nuts.systems import ToDegrees

_PLACES: Final = 7
"""Decimal places of a degree that are kept: a centimetre."""
_AREAS: Final = ("Polygon", "MultiPolygon")
_COLLECTION: Final = "GeometryCollection"


class Area(NamedTuple):
    """`text` is the well-known text; `mended` says that the border crossed itself."""

    text: str
    mended: bool


def area(geometry: Mapping[str, Any], to_degrees: ToDegrees | None = None) -> Area | None:
    """The area that a GeoJSON geometry describes; None for points, lines, and what is none.

    Heights are left out, and so are points and lines that stand beside areas. `to_degrees` turns
    the coordinates into degrees where they are none.
    """
    if geometry.get("type") not in (*_AREAS, _COLLECTION):
        return None
    try:
        shape: BaseGeometry = shapely.force_2d(shapely.geometry.shape(dict(geometry)))
    except (
        AttributeError,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        shapely.errors.ShapelyError,
    ):
        return None
    if geometry["type"] == _COLLECTION:
        shape = shapely.union_all(_areas_of(shape))
    if to_degrees:
        shape = _turned(shape, to_degrees)
    # Mended after rounding, since rounding may let a narrow border touch itself.
    shape = shapely.set_precision(shape, 10.0**-_PLACES, mode="pointwise")
    mended = not shape.is_valid
    if mended:
        shape = _areas_of(shapely.make_valid(shape, method="structure"))
    if shape.is_empty or not all(map(math.isfinite, shape.bounds)):
        return None
    return Area(shapely.to_wkt(shape, rounding_precision=_PLACES), mended)


def _turned(shape: BaseGeometry, to_degrees: ToDegrees) -> BaseGeometry:
    def turn(places: Any) -> Any:
        for place in places:
            place[:] = to_degrees(*place)
        return places

    turned: BaseGeometry = shapely.transform(shape, turn)
    return turned


def in_degrees(geometry: Mapping[str, Any]) -> bool:
    """Whether the first coordinates can be longitude and latitude."""
    parts = geometry.get("geometries")
    if isinstance(parts, list) and parts and isinstance(parts[0], dict):
        return in_degrees(parts[0])
    value: Any = geometry.get("coordinates")
    while isinstance(value, list) and value and isinstance(value[0], list):
        value = value[0]
    if not (isinstance(value, list) and len(value) >= 2):
        return True
    longitude, latitude = value[:2]
    return bool(abs(longitude) <= 180 and abs(latitude) <= 90)


def _areas_of(shape: BaseGeometry) -> BaseGeometry:
    """The shape without lines and points, such as mending may leave."""
    parts = [
        part
        for whole in shapely.get_parts(shape)
        for part in shapely.get_parts(whole)
        if isinstance(part, Polygon)
    ]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
