"""From the classification, and from files of borders, to regions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from clusteratlas.importers.classification import NEW, iso_of, tables, units
from clusteratlas.importers.gazetteer import Gazetteer
from clusteratlas.importers.ntriples import TYPE, integer, slug, term, text, thing, typed
from clusteratlas.importers.nuts import reasons
from clusteratlas.importers.nuts.areas import area, in_degrees
from clusteratlas.importers.nuts.files import find
from clusteratlas.importers.nuts.geojson import Feature, features, not_in_degrees
from clusteratlas.importers.nuts.systems import DEGREES, IN_METRES
from clusteratlas.importers.protocol import Opened, Request, SourceDescription, Texts
from clusteratlas.importers.reasons import Reason
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables.sources import Source
from clusteratlas.importers.territories import (
    change_triples,
    country_of,
    country_triples,
    region,
    unit_triples,
)

_CODE: Final = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}")
_EDITION: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_GEOMETRY: Final = term("geo", "Geometry")
_HAS_GEOMETRY: Final = term("geo", "hasGeometry")
_AS_WKT: Final = term("geo", "asWKT")
_WKT: Final = term("geo", "wktLiteral")
_REGION: Final = term("ca", "Region")
_NUTS_CODE: Final = term("ca", "nutsCode")
_NUTS_EDITION: Final = term("ca", "nutsEdition")
_NUTS_LEVEL: Final = term("ca", "nutsLevel")
_NAME: Final = term("foaf", "name")
_BROADER: Final = term("skos", "broader")

_DESCRIPTION: Final = SourceDescription(
    title={
        "en": "NUTS 2024: regions of Europe for statistics",
        "pl": "NUTS 2024: regiony Europy do celów statystycznych",
    },
    publisher="Eurostat",
    rank=1,
    rank_reason={
        "en": "The classification and the borders by the office that keeps them.",
        "pl": "Klasyfikacja i granice podane przez urząd, który je prowadzi.",
    },
    address="https://ec.europa.eu/eurostat/web/nuts",
)


class NutsImporter:
    """NUTS and the statistical regions of other countries. See importers.protocol.Importer."""

    name = "nuts"
    version = 2
    summary: ClassVar[Texts] = {
        "en": "Regions: codes and names of NUTS 2024, and borders from GISCO's GeoJSON files",
        "pl": "Regiony: kody i nazwy NUTS 2024 oraz granice z plików GeoJSON GISCO",
    }
    usage = "clusteratlas import nuts\nclusteratlas import nuts NUTS_RG_20M_2024_4326.geojson"

    def open(self, request: Request) -> Opened:
        """Look at the files; there may be none. Raises ImportRefused for what is no GeoJSON."""
        files = [find(path) for path in request.files]
        for file in files:
            next(features(file), None)
        return Opened(
            graph=request.graph or self.name,
            description=_DESCRIPTION,
            documents={slug(table.stem): table.name for table in tables()}
            | {file.slug: file.name for file in files},
            reading=_Reading(files),
            also=tables(),
            bytes=sum(table.stat().st_size for table in tables())
            + sum(file.size for file in files),
        )


@dataclass(frozen=True)
class _Reading:
    files: Sequence[Source]

    def blocks(self, gazetteer: Gazetteer, report: ImportReport) -> Iterator[str]:
        """See importers.protocol.Reading."""
        del gazetteer
        yield from _classification(report)
        drawn = set[str]()
        for file in self.files:
            before = report.done_bytes
            yield from _Borders(file, drawn, report).blocks()
            report.done_bytes = before + file.size


def _classification(report: ImportReport) -> Iterator[str]:
    european, british = tables()
    for code, unit in units().items():
        report.rows[british.name if unit.country == "GB" else european.name] += 1
        report.made["region" if unit.level else "country"] += 1
        yield unit_triples(code) + change_triples(code)
    report.done_bytes += sum(file.stat().st_size for file in (european, british))


class _Borders:
    """What a file says of borders. `drawn` are the geometries that there are already."""

    def __init__(self, file: Source, drawn: set[str], report: ImportReport) -> None:
        self._file, self._drawn, self._report = file, drawn, report
        year = _EDITION.search(file.name)
        self._edition = int(year[1]) if year else NEW
        self._other = dict[str, str]()
        """The names of regions that the classification does not have, by code."""

    def blocks(self) -> Iterator[str]:
        before = self._report.done_bytes
        for feature in features(self._file):
            if feature.system != DEGREES and not self._report.rows[self._file.name]:
                self._note(feature, "geometry", f"EPSG:{feature.system}", reasons.CONVERTED)
            self._report.rows[self._file.name] += 1
            self._report.done_bytes = before + min(feature.end, self._file.size)
            yield self._bordered(feature)
        for code in self._other:
            yield self._described(code)

    def _bordered(self, feature: Feature) -> str:
        to_degrees = IN_METRES.get(feature.system)
        if not to_degrees and not in_degrees(feature.geometry):
            raise not_in_degrees(self._file.name, "larger numbers")
        found = area(feature.geometry, to_degrees)
        if found is None:
            kind = str(feature.geometry.get("type") or "")
            return self._reject(feature, "geometry", kind, reasons.NO_AREA)
        code = _code(feature)
        if not _CODE.fullmatch(code) or country_of(code[:2]) is None:
            return self._reject(feature, "NUTS_ID", code, reasons.NO_CODE)
        node = thing("geometry", f"nuts-{code.lower()}-{self._edition}")
        if node in self._drawn:
            return self._reject(feature, "NUTS_ID", code, reasons.TWICE)
        self._drawn.add(node)
        if found.mended:
            self._note(feature, "geometry", code, reasons.MENDED)
        self._report.made["geometry"] += 1
        return (
            f"{self._known(feature, code)}"
            f"{region(code)} {_HAS_GEOMETRY} {node} .\n"
            f"{node} {TYPE} {_GEOMETRY} .\n"
            f'{node} {_AS_WKT} "{found.text}"^^{_WKT} .\n'
        )

    def _known(self, feature: Feature, code: str) -> str:
        """What is to be added to the description of a region that has a border now."""
        unit = units().get(code)
        if unit and self._edition in unit.editions:
            self._report.linked["region" if unit.level else "country"] += 1
            return ""
        self._note(feature, "NUTS_ID", code, reasons.OTHER_EDITION)
        if unit:
            return self._of_edition(code)
        if len(code) == 2:
            self._report.made["country"] += 1
            return country_triples(iso_of(code))
        self._report.made["region"] += 1
        self._other[code] = _name(feature.properties) or code
        return ""

    def _described(self, code: str) -> str:
        """A region of another edition, inside the smallest region around it that is known."""
        node = region(code)
        around = (code[:end] for end in range(len(code) - 1, 2, -1))
        above = next((other for other in around if other in units() or other in self._other), "")
        return (
            f"{node} {TYPE} {_REGION} .\n"
            f"{node} {_NUTS_CODE} {text(code)} .\n"
            f"{node} {_NUTS_LEVEL} {integer(len(code) - 2)} .\n"
            f"{self._of_edition(code)}"
            f"{node} {_NAME} {text(self._other[code])} .\n"
            f"{node} {_BROADER} {region(above or code[:2])} .\n"
            f"{'' if above else country_triples(iso_of(code[:2]))}"
        )

    def _of_edition(self, code: str) -> str:
        return f"{region(code)} {_NUTS_EDITION} {typed(str(self._edition), 'gYear')} .\n"

    def _reject(self, feature: Feature, column: str, value: str, reason: Reason) -> str:
        self._report.reject(self._file.name, feature.line, column, value, reason)
        return ""

    def _note(self, feature: Feature, column: str, value: str, reason: Reason) -> None:
        self._report.note(self._file.name, feature.line, column, value, reason)


def _code(feature: Feature) -> str:
    """The code of a region; files that were made of GISCO's may give it by another name."""
    named = {key.casefold(): value for key, value in feature.properties.items()}
    found = named.get("nuts_id") or named.get("nutscode") or named.get("id") or feature.name
    return str(found).strip()


def _name(properties: Mapping[str, Any]) -> str:
    return " ".join(str(properties.get("NAME_LATN") or properties.get("NUTS_NAME") or "").split())
