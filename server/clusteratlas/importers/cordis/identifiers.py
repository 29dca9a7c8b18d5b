"""Numbers by which CORDIS and its users know organisations and projects."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final, NamedTuple

from clusteratlas.importers.cordis.context import Sheet
from clusteratlas.importers.cordis.reasons import NO_PIC, NUMBER_AS_FLOAT, NUMBER_QUOTED
from clusteratlas.importers.ntriples import slug
from clusteratlas.importers.report import ImportReport

_PIC: Final = re.compile(r"[0-9]{9}")
_AROUND: Final = " \t\r\n\u00a0\"'“”„"
_FLOAT: Final = re.compile(r"([0-9]+)\.0+")


class OrganisationNumber(NamedTuple):
    """`key` names the organisation in IRIs; `pic` and `other` are '' where it has none."""

    key: str
    pic: str
    other: str


def whole(raw: str, column: str, sheet: Sheet, report: ImportReport) -> str:
    """A number as text, without quotes around it and the “.0” that programs put behind it."""
    number = raw.strip(_AROUND)
    if number != raw.strip():
        report.note(sheet.name, sheet.cells.line, column, raw, NUMBER_QUOTED)
    as_float = _FLOAT.fullmatch(number)
    if as_float:
        report.note(sheet.name, sheet.cells.line, column, raw, NUMBER_AS_FLOAT)
        return as_float[1]
    return number


def organisation_number(
    raw: str, name: str, country: str, column: str, sheet: Sheet, report: ImportReport
) -> OrganisationNumber:
    """The PIC, else the source's own number, else a name made of country and name."""
    number = whole(raw, column, sheet, report)
    if _PIC.fullmatch(number):
        return OrganisationNumber(number, number, "")
    report.note(sheet.name, sheet.cells.line, column, raw, NO_PIC)
    if number:
        return OrganisationNumber(slug(number), "", number)
    digest = sha256(f"{country} {name}".encode()).hexdigest()[:8]
    return OrganisationNumber(f"{slug(f'{country} {name}')}-{digest}", "", "")
