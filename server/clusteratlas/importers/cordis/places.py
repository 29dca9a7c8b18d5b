"""Where organisations sit: country, region, point; the region worked out where it is not given."""

from __future__ import annotations

from typing import Final, NamedTuple

from clusteratlas.importers import territories
from clusteratlas.importers.classification import iso_of, units
from clusteratlas.importers.cordis.context import Context, Sheet
from clusteratlas.importers.cordis.reasons import (
    NUTS_COUNTRY_ONLY,
    NUTS_FOREIGN,
    NUTS_OLD,
    NUTS_UNKNOWN,
    POINT_UNUSABLE,
)
from clusteratlas.importers.tables.numbers import EITHER_DECIMAL, Unusable, number

_LATEST_EDITION: Final = max(edition for unit in units().values() for edition in unit.editions)


class Region(NamedTuple):
    """A region by its NUTS code; `derived_from` is '' where the source gives the code."""

    nuts: str
    derived_from: str = ""


class Places:
    """Countries and regions, each described the first time that it is mentioned."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._told: set[str] = set()

    def country(self, iso: str) -> str:
        """The term of a country."""
        if iso not in self._told:
            self._told.add(iso)
            self._context.say(territories.country_triples(iso))
        return territories.country(iso)

    def region(self, nuts: str) -> str:
        """The term of a region that there is."""
        if nuts not in self._told:
            self._told.add(nuts)
            self._context.say(territories.region_triples(nuts) or "")
        return territories.region(nuts)

    def given(self, sheet: Sheet, column: str, raw: str, country: str) -> str:
        """The NUTS code of a region that a row gives; '' where it gives none that can be used."""
        nuts = raw.strip().upper()
        if not nuts:
            return ""
        unit = units().get(nuts)
        if len(nuts) == 2:
            reason = NUTS_COUNTRY_ONLY
        elif unit is None:
            reason = NUTS_UNKNOWN
        elif country and iso_of(nuts[:2]) != country:
            reason = NUTS_FOREIGN
        else:
            if _LATEST_EDITION not in unit.editions:
                self._context.report.note(sheet.name, sheet.cells.line, column, raw, NUTS_OLD)
            return nuts
        self._context.report.note(sheet.name, sheet.cells.line, column, raw, reason)
        return ""

    def find(
        self, nuts: str, country: str, postcode: str, point: tuple[str, str] | None
    ) -> Region | None:
        """The region of an organisation: the one that is given, else what the atlas can tell."""
        gazetteer = self._context.gazetteer
        if nuts:
            if postcode:
                gazetteer.learn(country, postcode, nuts)
            return Region(nuts)
        if not country or not (postcode or point):
            return None
        degrees = (float(point[0]), float(point[1])) if point else None
        place = gazetteer.locate(country, postcode, degrees)
        return Region(place.nuts, place.derived_from) if place else None

    def point(self, sheet: Sheet, column: str, raw: str) -> tuple[str, str] | None:
        """Latitude and longitude in degrees, in the digits that the source gives."""
        if not raw.strip():
            return None
        parts = raw.strip("() ").replace(";", ",").split(",")
        try:
            degrees = [number(part.strip(), EITHER_DECIMAL)[0] for part in parts]
        except Unusable:
            degrees = []
        if len(degrees) == 2 and all(degrees) and degrees != ["0", "0"]:
            latitude, longitude = degrees
            if abs(float(latitude)) <= 90 and abs(float(longitude)) <= 180:
                return latitude, longitude
        self._context.report.reject(sheet.name, sheet.cells.line, column, raw, POINT_UNUSABLE)
        return None
