"""Systems of coordinates in which GISCO publishes borders, turned into degrees (WGS 84).

Formulas: IOGP Guidance Note 7-2, Lambert Azimuthal Equal Area (EPSG method 9820) and Popular
Visualisation Pseudo-Mercator (1024). ETRS89 is taken for WGS 84: they differ by less than a metre.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import asin, atan, atan2, cos, degrees, exp, hypot, log, pi, radians, sin, sqrt
from types import MappingProxyType
from typing import Final

ToDegrees = Callable[[float, float], tuple[float, float]]
"""Longitude and latitude of a place, of its easting and northing."""

DEGREES: Final = "4326"
"""The EPSG code of longitude and latitude in WGS 84."""
_RADIUS: Final = 6378137.0
"""Of the equator in metres, in GRS 80 as in WGS 84."""


def _q(latitude: float) -> float:
    sine = _E * sin(latitude)
    return (1 - _E**2) * (sin(latitude) / (1 - sine**2) - log((1 - sine) / (1 + sine)) / (2 * _E))


_FLATTENING: Final = 1 / 298.257222101
_E: Final = sqrt(2 * _FLATTENING - _FLATTENING**2)
_LATITUDE: Final = radians(52)
_LONGITUDE: Final = radians(10)
_EAST, _NORTH = 4321000.0, 3210000.0
_POLE: Final = _q(pi / 2)
_BETA: Final = asin(_q(_LATITUDE) / _POLE)
_RQ: Final = _RADIUS * sqrt(_POLE / 2)
_D: Final = _RADIUS * cos(_LATITUDE) / sqrt(1 - (_E * sin(_LATITUDE)) ** 2) / (_RQ * cos(_BETA))
_SERIES: Final = (
    _E**2 / 3 + 31 * _E**4 / 180 + 517 * _E**6 / 5040,
    23 * _E**4 / 360 + 251 * _E**6 / 3780,
    761 * _E**6 / 45360,
)


def _equal_area(easting: float, northing: float) -> tuple[float, float]:
    """ETRS89-extended / LAEA Europe (EPSG:3035)."""
    east, north = (easting - _EAST) / _D, (northing - _NORTH) * _D
    distance = hypot(east, north)
    if not distance:
        return degrees(_LONGITUDE), degrees(_LATITUDE)
    angle = 2 * asin(distance / (2 * _RQ))
    beta = asin(cos(angle) * sin(_BETA) + north * sin(angle) * cos(_BETA) / distance)
    longitude = _LONGITUDE + atan2(
        east * sin(angle), distance * cos(_BETA) * cos(angle) - north * sin(_BETA) * sin(angle)
    )
    latitude = beta + sum(part * sin(2 * order * beta) for order, part in enumerate(_SERIES, 1))
    return degrees(longitude), degrees(latitude)


def _mercator(easting: float, northing: float) -> tuple[float, float]:
    """WGS 84 / Pseudo-Mercator (EPSG:3857)."""
    return degrees(easting / _RADIUS), degrees(2 * atan(exp(northing / _RADIUS)) - pi / 2)


IN_METRES: Final[Mapping[str, ToDegrees]] = MappingProxyType(
    {"3035": _equal_area, "3857": _mercator}
)
"""How systems in metres are turned into degrees, by their EPSG codes."""
