"""The outline of the land that maps are drawn on: coarse, small, and where land is."""

from __future__ import annotations

import pytest
import shapely
from pyoxigraph import NamedNode, Store
from shapely.geometry.base import BaseGeometry

from clusteratlas.terms import ID, PREFIXES

OUTLINE = NamedNode(f"{ID}geometry/land-of-europe")
MOST_CHARACTERS = 20_000
LAND = {
    "Poland": (19.4, 52.1),
    "Great Britain": (-1.5, 52.5),
    "Ireland": (-8, 53),
    "Iceland": (-18.5, 65),
    "Sicily": (14, 37.5),
    "Sardinia": (9, 40),
    "Corsica": (9.1, 42.2),
    "Crete": (24.9, 35.2),
    "Cyprus": (33, 35),
    "Mallorca": (3, 39.6),
    "Malta": (14.45, 35.9),
    "Tenerife": (-16.55, 28.3),
    "Zealand": (11.9, 55.5),
    "Gotland": (18.5, 57.5),
}
WATER = {
    "Baltic Sea": (19, 56),
    "North Sea": (3, 56),
    "Irish Sea": (-5, 53.5),
    "Adriatic Sea": (15, 43),
    "Black Sea": (34, 43),
    "Caspian Sea": (51, 42),
    "between Iceland and Norway": (-5, 66),
}


@pytest.fixture(scope="module")
def wkt(atlas: Store) -> str:
    as_wkt = NamedNode(f"{PREFIXES['geo']}asWKT")
    (quad,) = atlas.quads_for_pattern(OUTLINE, as_wkt, None)
    return str(quad.object.value)


@pytest.fixture(scope="module")
def land(wkt: str) -> BaseGeometry:
    return shapely.from_wkt(wkt)


def test_outline_is_valid_and_small(wkt: str, land: BaseGeometry) -> None:
    assert land.is_valid
    assert land.geom_type == "MultiPolygon"
    assert len(wkt) <= MOST_CHARACTERS


@pytest.mark.parametrize(
    ("spot", "is_land"),
    [*((spot, True) for spot in LAND.values()), *((spot, False) for spot in WATER.values())],
    ids=[*LAND, *WATER],
)
def test_land_is_where_it_is(spot: tuple[float, float], is_land: bool, land: BaseGeometry) -> None:
    assert land.contains(shapely.Point(spot)) is is_land


@pytest.mark.parametrize("name", ["source", "license", "description"])
def test_outline_says_where_it_comes_from(name: str, atlas: Store) -> None:
    told = NamedNode(f"{PREFIXES['dcterms']}{name}")
    assert list(atlas.quads_for_pattern(OUTLINE, told, None))
