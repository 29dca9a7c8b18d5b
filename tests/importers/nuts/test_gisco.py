"""The borders that GISCO publishes: all are read, none is spoilt, all that is said is in order."""

from __future__ import annotations

from collections import Counter

import pytest
import shapely
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from clusteratlas import assets
from clusteratlas.importers.classification import NEW, units
from clusteratlas.importers.locating import Locator
from clusteratlas.rdf.reading import read_triples
from clusteratlas.terms import PREFIXES
from clusteratlas.validation.shapes import load_shapes
from clusteratlas.validation.source import Source
from clusteratlas.validation.validate import ValidationOptions, validate

from .conftest import Read

GEO = PREFIXES["geo"]
PLACES = [
    # latitude, longitude, country, region
    (50.0614, 19.9372, "PL", "PL213"),
    (52.5200, 13.4050, "DE", "DE300"),
    (48.8566, 2.3522, "FR", "FR101"),
    (37.9838, 23.7275, "GR", "EL303"),
    (65.5848, 22.1547, "SE", "SE332"),
    (52.0907, 5.1214, "NL", "NL350"),
    (-20.8789, 55.4481, "FR", "FRY40"),
    (59.9139, 10.7522, "NO", "NO081"),
    (50.0614, 19.9372, "DE", None),
    (54.0, 4.0, "NL", None),
]


@pytest.fixture(scope="module")
def said(everything: Read) -> Store:
    store = Store()
    store.extend(parse(input=everything.text.encode(), format=RdfFormat.N_TRIPLES))
    return store


@pytest.fixture(scope="module")
def areas(said: Store) -> dict[str, str]:
    """The well-known text of each border, by the end of its address."""
    found = said.quads_for_pattern(None, NamedNode(f"{GEO}asWKT"), None)
    return {quad.subject.value.rsplit("/", 1)[1]: quad.object.value for quad in found}


def test_every_area_is_read(everything: Read, areas: dict[str, str]) -> None:
    assert everything.report.rows["NUTS_RG_20M_2024_4326.geojson"] == 1798
    assert (everything.set_aside, everything.oddities) == ([], [])
    assert len(areas) == everything.report.made["geometry"] == 1798


def test_every_region_of_2024_has_a_border_but_extra_regio(areas: dict[str, str]) -> None:
    current = {unit.code for unit in units().values() if NEW in unit.editions}
    drawn = {name.split("-")[1].upper() for name in areas}
    assert drawn - current == set()
    missing = [units()[code] for code in current - drawn if not units()[code].is_extra_regio]
    # Ukraine, and Bosnia's regions, came after this file was made.
    assert Counter(unit.country for unit in missing).keys() <= {"BA", "UA"}


def test_every_border_is_valid_and_in_europe_or_overseas(areas: dict[str, str]) -> None:
    shapes = shapely.from_wkt(list(areas.values()))
    assert shapely.is_valid(shapes).all()
    assert {shape.geom_type for shape in shapes} <= {"Polygon", "MultiPolygon"}
    west, south, east, north = shapely.total_bounds(shapes)
    assert (west, south, east, north) == pytest.approx((-63.1, -21.4, 55.8, 80.7), abs=0.1)


def test_regions_lie_inside_the_regions_above_them(areas: dict[str, str]) -> None:
    shapes = {name: shapely.from_wkt(text) for name, text in areas.items()}
    for code in ("pl213", "pl21", "pl2", "se33", "el303"):
        inner, outer = shapes[f"nuts-{code}-2024"], shapes[f"nuts-{code[:-1]}-2024"]
        assert inner.intersection(outer).area == pytest.approx(inner.area, rel=0.01)


@pytest.mark.parametrize(
    ("latitude", "longitude", "country", "code"), PLACES, ids=[f"{p[3]}-{p[2]}" for p in PLACES]
)
def test_a_place_is_found_in_its_region(
    latitude: float, longitude: float, country: str, code: str | None, areas: dict[str, str]
) -> None:
    level_3 = {name.split("-")[1].upper(): text for name, text in areas.items() if len(name) == 15}
    found = Locator(level_3.items, dict[str, str]().items).locate(
        country, "", (latitude, longitude)
    )
    assert (found.nuts if found else None) == code


def test_all_that_is_said_passes_the_shapes(said: Store) -> None:
    folder = assets.ontology()
    background = [folder / "clusteratlas.ttl", *sorted((folder / "schemes").glob("*.ttl"))]
    report = validate(
        ValidationOptions(
            targets=[Source("", tuple(quad.triple for quad in said))],
            background=[Source.of_file(p.name, p, read_triples(p)) for p in background],
            shapes=load_shapes(assets.shapes()),
        )
    )
    assert report.findings == ()
