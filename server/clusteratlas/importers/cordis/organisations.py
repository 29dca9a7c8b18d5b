"""Organisations: one record for all rows that speak of one and place it in the same country."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from types import MappingProxyType
from typing import Final, NamedTuple

from clusteratlas.importers import statements
from clusteratlas.importers.cordis.context import Context, Sheet
from clusteratlas.importers.cordis.identifiers import organisation_number
from clusteratlas.importers.cordis.places import Places, Region
from clusteratlas.importers.cordis.reasons import (
    COUNTRY_DIFFERS,
    COUNTRY_MISSING,
    FACT_DIFFERS,
    KIND_UNKNOWN,
    NAME_MISSING,
    VAT_DIFFERS,
)
from clusteratlas.importers.cordis.web import web_address
from clusteratlas.importers.ntriples import slug, term, text, thing
from clusteratlas.importers.reasons import Reason
from clusteratlas.importers.tables.numbers import MISSING, missing

_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "HES": "higher-education-institution",
        "REC": "research-institute",
        "PRC": "company",
        "PUB": "public-authority",
        "OTH": "other",
    }
)
_KIND: Final = re.compile(r"([A-Z]{3})\b.*", re.DOTALL)
"""A code, which some editions follow by its title (`PRC - Private for-profit entities`)."""
_EARNEST: Final = frozenset({"number", "name", "short_name", "country", "sme", "rcn"})
"""Fields in which a word for a missing value may be meant in earnest, or is told of elsewhere."""
_NO_NAMES: Final = frozenset({"nan", "null"})
_VAT_WORDS: Final = re.compile(r"[^0-9]*")
_NAME: Final = term("foaf", "name")
_RCN: Final = term("ca", "rcn")
_BASIS: Final = term("ca", "basis")
_DIGITS: Final = re.compile(r"[1-9][0-9]*")


class Fields(NamedTuple):
    """What the tables say of an organisation, as printed; '' where a table has no such column."""

    number: str
    name: str
    short_name: str
    country: str
    vat: str
    kind: str
    sme: str
    street: str
    postcode: str
    city: str
    nuts: str
    point: str
    homepage: str
    rcn: str


_COLUMNS: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        "name": ("name",),
        "short_name": ("shortName",),
        "country": ("country",),
        "vat": ("vatNumber",),
        "kind": ("activityType",),
        "sme": ("SME",),
        "street": ("street",),
        "postcode": ("postCode", "postalCode"),
        "city": ("city",),
        "nuts": ("nutsCode",),
        "point": ("geolocation",),
        "homepage": ("organizationURL",),
        "rcn": ("rcn",),
    }
)


class Record(NamedTuple):
    """An organisation as the atlas knows it: its name in IRIs, and a place that it was not given.

    `place` is the country as printed where the organisation's record does not say it so.
    """

    key: str
    node: str
    place: str


@dataclass(slots=True)
class _Said:
    """What was said of an organisation first, to be compared with what comes later."""

    country: str
    kind: str = ""
    sme: bool | None = None
    vat: str = ""
    address: tuple[str, str, str] = ("", "", "")
    region: str = ""
    point: bool = False


class OrganisationColumns:
    """Takes what concerns the organisation out of a row."""

    def __init__(self, sheet: Sheet, number: Sequence[str]) -> None:
        columns = {**_COLUMNS, "number": number}
        indexes = [sheet.columns.index(*columns[field]) for field in Fields._fields]
        self._take = itemgetter(*indexes)
        self.names = Fields(*map(sheet.columns.name, indexes))

    def given(self, fields: Sequence[str]) -> Fields:
        """What a row says of the organisation."""
        return Fields(*self._take(fields))


class Organisations:
    """All organisations of an import. Memory grows with their number, not with that of rows."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._places = Places(context)
        self._records: dict[int, Record] = {}
        self._said: dict[str, _Said] = {}

    def __len__(self) -> int:
        return len(self._said)

    def record(self, given: Fields, columns: Fields, sheet: Sheet, passage: str) -> Record:
        """The record that a row speaks of; what it says of it is told where it is new.

        `columns` are the names of the columns in which it says so.
        """
        known = self._records.get(hash(given))
        if known is None:
            row = _Row(given, columns, sheet, self._context)
            known = self._records[hash(given)] = self._new(row, passage)
        return known

    def also_called(self, record: Record, name: str) -> None:
        """Another table spells the organisation's name so."""
        self._context.say(f"{record.node} {_NAME} {text(name)} .\n")

    def _new(self, row: _Row, passage: str) -> Record:
        country = row.sheet.cells.country(row.names.country, row.given.country)
        if not country and not row.given.country:
            row.note(row.names.country, "", COUNTRY_MISSING)
        name = row.name()
        number = organisation_number(
            row.given.number, name, country, row.names.number, row.sheet, self._context.report
        )
        key, place = number.key, "" if country else row.given.country
        said = self._said.get(key)
        if said and country and said.country != country:
            row.note(row.names.country, row.given.country, COUNTRY_DIFFERS)
            key, place = f"{key}-{country.lower()}", row.given.country
            said = self._said.get(key)
        if said is None:
            said = self._said[key] = _Said(country)
            self._context.report.made["organisation"] += 1
        node = thing("organisation", f"{self._context.graph}-{key}")
        point = row.point(self._places, said)
        nuts = self._places.given(row.sheet, row.names.nuts, row.given.nuts, country)
        street, postcode, city = row.address(said)
        region = self._places.find(nuts, country, postcode, point)
        located = [self._places.country(country)] if country else []
        if region and row.agrees(row.names.nuts, region.nuts, said.region, FACT_DIFFERS):
            located.append(self._places.region(region.nuts))
            self._located(node, key, region, passage)
            said.region = region.nuts
        organisation = statements.Organisation(
            name or number.other or number.pic or key,
            row.sheet.cells.text(row.names.short_name, row.given.short_name),
            pic=number.pic,
            vat=row.vat(said),
            identifier=number.other,
            located_in=tuple(located),
            street=street,
            postcode=postcode,
            locality=city,
            homepage=web_address(
                row.given.homepage, row.names.homepage, row.sheet, self._context.report
            ),
            kind=row.kind(said),
            sme=row.sme(said),
            point=point,
        )
        self._context.say(statements.organisation(node, organisation))
        if _DIGITS.fullmatch(row.given.rcn):
            self._context.say(f"{node} {_RCN} {text(row.given.rcn)} .\n")
        self._context.say(statements.stated(node, passage))
        return Record(key, node, place)

    def _located(self, node: str, key: str, region: Region, passage: str) -> None:
        self._context.report.linked["region"] += 1
        if not region.derived_from:
            return
        self._context.report.made["inference"] += 1
        inference = thing("inference", f"{self._context.graph}-{key}-{slug(region.nuts)}")
        reason = statements.INFERENCE_REASONS[region.derived_from]
        where = self._places.region(region.nuts)
        self._context.say(statements.inferred_place(inference, node, where, reason))
        self._context.say(f"{inference} {_BASIS} {passage} .\n")


def _is_missing(field: str, value: str) -> bool:
    word = value.strip()
    return word.casefold() in _NO_NAMES if field in _EARNEST else missing(word)


class _Row:
    """What one row says of an organisation, read field by field against what was said before."""

    def __init__(self, given: Fields, names: Fields, sheet: Sheet, context: Context) -> None:
        self.names = names
        self.sheet = sheet
        self._report = context.report
        self.given = self._without_words(given)

    def note(self, column: str, value: str, reason: Reason) -> None:
        self._report.note(self.sheet.name, self.sheet.cells.line, column, value, reason)

    def _without_words(self, given: Fields) -> Fields:
        """The fields; where a word such as NULL stands for a missing value, they are empty."""
        words = [
            field
            for field, value in zip(Fields._fields, given, strict=True)
            if value and _is_missing(field, value)
        ]
        for field in words:
            self.note(getattr(self.names, field), getattr(given, field), MISSING)
        return given._replace(**dict.fromkeys(words, "")) if words else given

    def agrees(self, column: str, value: object, before: object, reason: Reason) -> bool:
        """Whether a value does not contradict an earlier one; tells where it does."""
        if not before or not value or before == value:
            return True
        self.note(column, str(value), reason)
        return False

    def name(self) -> str:
        cells = self.sheet.cells
        name = cells.text(self.names.name, self.given.name)
        if not name:
            name = cells.text(self.names.short_name, self.given.short_name)
            self.note(self.names.name, self.given.name, NAME_MISSING)
        return name

    def vat(self, said: _Said) -> str:
        vat = self.given.vat.strip().upper()
        if vat and _VAT_WORDS.fullmatch(vat):
            self.note(self.names.vat, self.given.vat, MISSING)
            return ""
        self.agrees(self.names.vat, vat, said.vat, VAT_DIFFERS)
        said.vat = said.vat or vat
        return vat

    def kind(self, said: _Said) -> str:
        raw = self.given.kind.strip()
        coded = _KIND.fullmatch(raw.upper())
        kind = _KINDS.get(coded[1], "") if coded else ""
        if raw and not kind:
            self._report.reject(
                self.sheet.name, self.sheet.cells.line, self.names.kind, raw, KIND_UNKNOWN
            )
        if not self.agrees(self.names.kind, kind, said.kind, FACT_DIFFERS):
            return ""
        said.kind = said.kind or kind
        return kind

    def sme(self, said: _Said) -> bool | None:
        sme = self.sheet.cells.truth(self.names.sme, self.given.sme)
        if sme is not None and said.sme is not None and sme != said.sme:
            self.note(self.names.sme, self.given.sme, FACT_DIFFERS)
            return None
        said.sme = sme if said.sme is None else said.sme
        return sme

    def address(self, said: _Said) -> tuple[str, str, str]:
        given, names, cells = self.given, self.names, self.sheet.cells
        address = (
            cells.text(names.street, given.street),
            cells.text(names.postcode, given.postcode),
            cells.text(names.city, given.city),
        )
        if not any(address):
            return address
        if any(said.address) and address != said.address:
            self.note(names.street or names.city, ", ".join(address), FACT_DIFFERS)
            return "", "", ""
        said.address = address
        return address

    def point(self, places: Places, said: _Said) -> tuple[str, str] | None:
        point = places.point(self.sheet, self.names.point, self.given.point)
        if point and said.point:
            return None
        said.point = said.point or point is not None
        return point
