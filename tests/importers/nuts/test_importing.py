"""The importer: files that are read, refused, or read in part."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.classification import units
from clusteratlas.importers.nuts.files import find
from clusteratlas.importers.nuts.geojson import features

from .conftest import collection, feature, read, square

BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
LINE = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
METRES = square(4321000, 3210000, 1000)
REFUSED = [
    # content, words of the message
    pytest.param("code;name\nPL213;Kraków\n", "no GeoJSON", id="a table"),
    pytest.param('{"type": "Topology", "objects": {}}', "no GeoJSON", id="TopoJSON"),
    pytest.param('[{"features": []}]', "no GeoJSON", id="a list"),
    pytest.param(collection([feature("PL213", square(19, 50))])[:-60], "breaks off", id="cut off"),
    pytest.param('{"features":[\n{"type":"Feature"}\n', "breaks off", id="no end"),
    pytest.param('{"features":[7]}', "no GeoJSON", id="features that are none"),
    pytest.param(
        collection([], '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2180"}},'),
        "EPSG:2180", id="of another system, says the head",
    ),
    pytest.param(
        '{"features":[],"crs":{"properties":{"name":"EPSG:3857"}}}',
        "EPSG:3857", id="in metres, says the foot",
    ),
    pytest.param(collection([feature("PL213", METRES)], ""), "not degrees", id="in metres"),
]  # fmt: skip
SET_ASIDE = [
    # feature, column, reason
    pytest.param(feature(None, square(0, 0)), "NUTS_ID", "no-nuts-code", id="no code"),
    pytest.param(feature("PL 21", square(0, 0)), "NUTS_ID", "no-nuts-code", id="no code like it"),
    pytest.param(feature("QQ21", square(0, 0)), "NUTS_ID", "no-nuts-code", id="no country"),
    pytest.param(feature("PL213", LINE), "geometry", "no-area", id="a line"),
    pytest.param(feature(None, LINE, NUTS_BN_ID=5), "geometry", "no-area", id="a border line"),
    pytest.param(
        feature("PL213", {"type": "GeometryCollection", "geometries": [LINE]}),
        "geometry",
        "no-area",
        id="a collection of lines",
    ),
    pytest.param(feature("PL213", None), "geometry", "no-area", id="nothing"),
    pytest.param(
        feature("PL213", {"type": "Polygon", "coordinates": "?"}), "geometry", "no-area", id="text"
    ),
    pytest.param(
        feature("PL213", {"type": "Polygon", "coordinates": []}), "geometry", "no-area", id="empty"
    ),
]


def test_without_a_file_the_classification_is_read() -> None:
    found = read()
    regions = sum(1 for unit in units().values() if unit.level)
    assert found.opened.graph == "nuts"
    assert found.report.made == {"country": len(units()) - regions, "region": regions}
    assert sum(found.report.rows.values()) == len(units())
    assert found.report.done_bytes == found.opened.bytes
    assert set(found.opened.documents) == {"nuts2021-nuts2024", "nutsuk-2018"}
    assert {file.name for file in found.opened.also} == set(found.opened.documents.values())


def test_a_border_is_longitude_and_latitude(write: Callable[..., Path]) -> None:
    found = read(write(feature("PL213", square(19.8, 50.0, 0.25))), graph="regions")
    assert found.opened.graph == "regions"
    assert (
        "<https://w3id.org/clusteratlas/id/geometry/nuts-pl213-2024> "
        '<http://www.opengis.net/ont/geosparql#asWKT> "POLYGON ((19.8 50, 20.05 50, 20.05 50.25, '
        '19.8 50.25, 19.8 50))"^^<http://www.opengis.net/ont/geosparql#wktLiteral> .\n'
    ) in found.text
    assert found.report.linked == {"region": 1}
    assert found.report.made["geometry"] == 1
    assert (found.set_aside, found.oddities) == ([], [])
    assert found.report.done_bytes == found.opened.bytes


def test_what_is_said_is_n_triples_each_once(everything: object) -> None:
    lines = everything.text.splitlines()
    assert len(set(lines)) == len(lines)
    triples = list(parse(input=everything.text.encode(), format=RdfFormat.N_TRIPLES))
    assert len(triples) == len(lines)


def test_the_border_of_a_country_is_the_country_s(write: Callable[..., Path]) -> None:
    found = read(write(feature("EL", square(20, 38))))
    assert "id/country/gr> <http://www.opengis.net/ont/geosparql#hasGeometry>" in found.text


@pytest.mark.parametrize(("content", "words"), REFUSED)
def test_refused(content: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "borders.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ImportRefused, match=words) as caught:
        read(path)
    assert path.name in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"PK\x03\x04\xff\xfe\xfa", "damaged"), (b"\xff\xfe\xfa{", "no GeoJSON")],
    ids=["a broken archive", "no text"],
)
def test_what_is_no_text_is_refused(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "borders.geojson"
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=words):
        read(path)


ARCHIVES = {
    "one file": (["borders.json"], "borders"),
    "all systems and levels": (
        ["NUTS_RG_20M_2024_3035.geojson", "NUTS_RG_20M_2024_4326.geojson",
         "NUTS_RG_20M_2024_4326_LEVL_3.geojson", "NUTS_LB_2024_4326.geojson",
         "NUTS_BN_20M_2024_4326.geojson", "NUTS_AT_2024.csv"],
        "nuts-rg-20m-2024-4326",
    ),
    "one level": (
        ["g/NUTS_RG_20M_2024_4326_LEVL_3.geojson", "g/NUTS_RG_20M_2024_3857_LEVL_3.geojson"],
        "nuts-rg-20m-2024-4326-levl-3",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("members", "document"), ARCHIVES.values(), ids=ARCHIVES)
def test_archives(members: list[str], document: str, tmp_path: Path) -> None:
    path = tmp_path / "ref-nuts-2024-20m.geojson.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in members:
            archive.writestr(name, collection([feature("PL213", square(19.8, 50.0))]))
    found = read(path)
    assert document in found.opened.documents
    assert found.report.made["geometry"] == 1
    assert found.report.done_bytes == found.opened.bytes


@pytest.mark.parametrize(
    ("members", "words"),
    [
        (["NUTS_RG_20M_2024_4326.shp"], "no GeoJSON"),
        (["NUTS_RG_20M_2024_4326.geojson", "NUTS_RG_60M_2024_4326.geojson"], "holds 2 files"),
    ],
    ids=["another format", "two scales"],
)
def test_archives_that_are_refused(members: list[str], words: str, tmp_path: Path) -> None:
    path = tmp_path / "borders.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in members:
            archive.writestr(name, collection([]))
    with pytest.raises(ImportRefused, match=words) as caught:
        read(path)
    assert caught.value.hint


def test_a_packed_file(tmp_path: Path) -> None:
    path = tmp_path / "NUTS_RG_20M_2021_4326.geojson.gz"
    path.write_bytes(gzip.compress(collection([feature("PL213", square(19, 50))]).encode()))
    found = read(path)
    assert "geometry/nuts-pl213-2021>" in found.text
    assert found.report.done_bytes == found.opened.bytes


NAMED = {
    "small letters": {"properties": {"nuts_id": "PL213"}},
    "the feature's own name": {"id": "PL213", "properties": {"NAME_LATN": "Kraków"}},
    "as made for maps": {"properties": {"id": "PL213", "na": "Miasto Kraków"}},
}


@pytest.mark.parametrize("named", NAMED.values(), ids=NAMED)
def test_codes_by_other_names(named: dict[str, object], write: Callable[..., Path]) -> None:
    found = read(write({"type": "Feature", "geometry": square(19, 50), **named}))
    assert found.report.linked == {"region": 1}


KRAKOW = {  # the market square, in each system
    "3035": [5030121.2, 3042506.8],
    "3857": [2219410.1, 6456968.1],
}


@pytest.mark.parametrize("says", ["the file", "its name"])
@pytest.mark.parametrize("system", KRAKOW)
def test_metres_become_degrees(system: str, says: str, write: Callable[..., Path]) -> None:
    east, north = KRAKOW[system]
    said = f'"crs":{{"properties":{{"name":"urn:ogc:def:crs:EPSG::{system}"}}}},'
    path = write(
        feature("PL213", square(east, north, 100)),
        name=f"NUTS_RG_01M_2024_{system}.geojson" if says == "its name" else "borders.geojson",
        system=said if says == "the file" else "",
    )

    found = read(path)

    corner = re.search(r"POLYGON \(\(([0-9.]+) ([0-9.]+),", found.text)
    assert corner
    assert [float(part) for part in corner.groups()] == pytest.approx([19.9373, 50.0617], abs=1e-5)
    assert [finding.reason.code for finding in found.oddities] == ["coordinates-converted"]


SHAPES = {
    "heights": (
        {"type": "Polygon", "coordinates": [[[0, 0, 9], [1, 0, 9], [1, 1, 9], [0, 0, 9]]]},
        "POLYGON ((0 0, 1 0, 1 1, 0 0))",
    ),
    "a collection": (
        {"type": "GeometryCollection", "geometries": [
            {"type": "Point", "coordinates": [0, 0]},
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}]},
        "POLYGON ((0 0, 1 0, 1 1, 0 0))",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("geometry", "text"), SHAPES.values(), ids=SHAPES)
def test_areas_of_other_shapes(
    geometry: dict[str, object], text: str, write: Callable[..., Path]
) -> None:
    assert f'"{text}"^^' in read(write(feature("PL213", geometry))).text


@pytest.mark.parametrize(("faulty", "column", "reason"), SET_ASIDE)
def test_set_aside(
    faulty: dict[str, object], column: str, reason: str, write: Callable[..., Path]
) -> None:
    path = write(feature("PL22", square(18, 50)), faulty)
    found = read(path)
    (finding,) = found.set_aside
    assert (finding.file, finding.line, finding.column) == (path.name, 3, column)
    assert finding.reason.code == reason
    assert finding.reason.text("pl") != finding.reason.text("en")
    assert found.report.rows[path.name] == 2
    assert found.report.made["geometry"] == 1


def test_one_border_for_each_code_and_edition(write: Callable[..., Path]) -> None:
    new = write(feature("PL213", square(19, 50)), feature("PL213", square(19, 51)))
    old = write(feature("PL213", square(19, 50)), name="NUTS_RG_20M_2021_4326.geojson")
    found = read(new, old)
    assert [finding.reason.code for finding in found.set_aside] == ["border-twice"]
    assert "geometry/nuts-pl213-2024>" in found.text
    assert "geometry/nuts-pl213-2021>" in found.text


def test_a_border_that_crosses_itself_is_mended(write: Callable[..., Path]) -> None:
    found = read(write(feature("PL213", BOW_TIE)))
    assert [finding.reason.code for finding in found.oddities] == ["border-mended"]
    assert "MULTIPOLYGON" in found.text


def test_regions_of_an_older_edition_are_described_from_the_file(
    write: Callable[..., Path],
) -> None:
    path = write(
        feature("FR718", square(5, 45), NAME_LATN="Haute-Savoie"),
        feature("FR7", square(4, 44), NAME_LATN="CENTRE-EST (FR)"),
        feature("PL33", square(20, 50), NAME_LATN="Świętokrzyskie"),
        name="NUTS_RG_20M_2013_4326.geojson",
    )
    found = read(path)
    named = 'fr718> <http://xmlns.com/foaf/0.1/name> "Haute-Savoie" .'
    inside = (
        "fr718> <http://www.w3.org/2004/02/skos/core#broader> <https://w3id.org/clusteratlas/id/"
    )
    assert named in found.text
    assert f"{inside}region/nuts-fr7> .\n" in found.text, "FR71 is not in the file"
    assert {finding.reason.code for finding in found.oddities} == {"other-edition"}
    assert found.text.count('"2013"^^') == 3


def test_features_are_read_however_the_text_is_broken(tmp_path: Path) -> None:
    many = [feature(f"PL{number}", square(19, 50), NAME_LATN="ż" * 500) for number in range(900)]
    path = tmp_path / "one-line.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": many}), encoding="utf-8")
    assert [one.properties["NUTS_ID"] for one in features(find(path))] == [
        one["properties"]["NUTS_ID"] for one in many
    ]


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "marked.geojson"
    path.write_text("\ufeff" + collection([feature("PL213", square(19, 50))]), encoding="utf-8")
    assert [one.line for one in features(find(path))] == [2]
