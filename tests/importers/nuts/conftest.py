"""Borders as GISCO publishes them: the sample beside the checkout, written as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from clusteratlas import assets
from clusteratlas.importers.gazetteer import NoGazetteer
from clusteratlas.importers.nuts import IMPORTER
from clusteratlas.importers.protocol import Opened, Request
from clusteratlas.importers.report import Finding, ImportReport

from .rdata import Value, read_rda

SAMPLE = assets.assets_root().parent / "shared" / "samples" / "nuts" / "gisco_nuts_2024.rda"
COLUMNS = ("NUTS_ID", "LEVL_CODE", "CNTR_CODE", "NAME_LATN", "NUTS_NAME")
SYSTEM = '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4326"}},'


@dataclass
class Read:
    """What an importer said, and told."""

    opened: Opened
    text: str
    report: ImportReport
    set_aside: list[Finding] = field(default_factory=list)
    oddities: list[Finding] = field(default_factory=list)


def read(*files: Path, graph: str = "") -> Read:
    opened = IMPORTER.open(Request(files, graph))
    found = Read(opened, "", ImportReport())
    found.report = ImportReport(found.set_aside.append, found.oddities.append)
    found.text = "".join(opened.reading.blocks(NoGazetteer(), found.report))
    return found


def feature(code: object, geometry: object, **properties: object) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"NUTS_ID": code, **properties},
        "geometry": geometry,
    }


def collection(features: list[dict[str, Any]], system: str = SYSTEM) -> str:
    """As GISCO writes it: a feature a line."""
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
    return f'{{"type":"FeatureCollection",{system}"features":[\n{lines}\n]}}\n'


def square(west: float, south: float, size: float = 1.0) -> dict[str, Any]:
    east, north = west + size, south + size
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [corners]}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes features into a file of a name."""

    def write_one(
        *features: dict[str, Any], name: str = "NUTS_RG_20M_2024_4326.geojson", system: str = SYSTEM
    ) -> Path:
        path = tmp_path / name
        path.write_text(collection(list(features), system), encoding="utf-8")
        return path

    return write_one


@pytest.fixture(scope="session")
def gisco(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All 1,798 areas of the sample."""
    if not SAMPLE.is_file():
        pytest.skip("the sample of GISCO is not beside this checkout")
    table = read_rda(SAMPLE)["gisco_nuts_2024"]
    columns = {name: table.column(name).texts() for name in COLUMNS}
    features = [
        feature(
            columns["NUTS_ID"][place],
            {"type": "MultiPolygon", "coordinates": coordinates(area)},
            **{name: columns[name][place] for name in COLUMNS[1:]},
        )
        for place, area in enumerate(table.column("geometry").items)
    ]
    path = tmp_path_factory.mktemp("gisco") / "NUTS_RG_20M_2024_4326.geojson"
    path.write_text(collection(features), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def everything(gisco: Path) -> Read:
    """The classification and all borders of the sample."""
    return read(gisco)


def coordinates(area: Value) -> list[list[list[list[float]]]]:
    """Pairs of coordinates, which R keeps as a column of each."""
    return [[list(map(list, zip(*halves(ring), strict=True))) for ring in part.items]
            for part in area.items]  # fmt: skip


def halves(ring: Value) -> tuple[list[float], list[float]]:
    count = ring.attributes["dim"].items[0]
    return ring.items[:count], ring.items[count:]
