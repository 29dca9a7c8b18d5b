"""Faults and oddities as real files have them, seeded so that a test knows where they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import NamedTuple

Row = dict[str, str]


class Fault(NamedTuple):
    """What is done to a field. `unusable`: no importer can know what is meant."""

    file: str
    column: str
    unusable: bool
    change: Callable[[str], str]


def _commas(value: str) -> str:
    return value.replace(".", ",") if "." in value else f"{value},00"


ORGANIZATION = "organization.csv"
PROJECT = "project.csv"
FAULTS: Mapping[str, Fault] = {
    "decimal comma": Fault(ORGANIZATION, "ecContribution", unusable=False, change=_commas),
    "exponent": Fault(ORGANIZATION, "totalCost", unusable=False, change=lambda _: "7.66444e+06"),
    "float noise": Fault(
        ORGANIZATION, "netEcContribution", unusable=False, change=lambda _: "626199.99999984"
    ),
    "padded number": Fault(ORGANIZATION, "order", unusable=False, change=lambda v: f"   {v}"),
    "HTML entity": Fault(
        ORGANIZATION, "name", unusable=False, change=lambda value: f"{value} &amp; Co"
    ),
    "mojibake": Fault(
        ORGANIZATION, "name", unusable=False, change=lambda value: f"{value} SociÃ©tÃ©"
    ),
    "lost letter": Fault(
        ORGANIZATION, "city", unusable=False, change=lambda value: f"{value[:2]}\ufffd{value[3:]}"
    ),
    "line break": Fault(
        ORGANIZATION, "street", unusable=False, change=lambda value: f"Building 7\n{value}"
    ),
    "capitals": Fault(ORGANIZATION, "name", unusable=False, change=str.upper),
    "no name": Fault(ORGANIZATION, "name", unusable=True, change=lambda _: ""),
    "unknown project": Fault(
        ORGANIZATION, "projectID", unusable=True, change=lambda value: f"9{value}"
    ),
    "no country": Fault(ORGANIZATION, "country", unusable=True, change=lambda _: "QQ"),
    "amount in words": Fault(
        ORGANIZATION, "ecContribution", unusable=True, change=lambda _: "twelve"
    ),
    "no such day": Fault(PROJECT, "startDate", unusable=True, change=lambda _: "2015-02-30"),
    "empty date": Fault(PROJECT, "endDate", unusable=False, change=lambda _: ""),
    "end before start": Fault(PROJECT, "endDate", unusable=True, change=lambda _: "1999-12-31"),
}


class Seeded(NamedTuple):
    """A fault that was put into a file; `line` is the one on which the row begins."""

    file: str
    line: int
    column: str
    value: str
    fault: str
    unusable: bool


class Seeder:
    """Puts a fault into that share of the rows."""

    def __init__(self, random: Random, share: float) -> None:
        self._random = random
        self._share = share
        self._of_file = {
            file: [name for name, fault in FAULTS.items() if fault.file == file]
            for file in (ORGANIZATION, PROJECT)
        }

    def seed(self, file: str, row: Row, line: int) -> tuple[Row, Seeded | None]:
        """The row, changed or not, and what was done."""
        names = self._of_file.get(file)
        if not names or self._random.random() >= self._share:
            return row, None
        name = self._random.choice(names)
        _, column, unusable, change = FAULTS[name]
        changed = {**row, column: change(row[column])}
        return changed, Seeded(file, line, column, changed[column], name, unusable)
