"""Participants by name only, as lists of projects have them where no list of participants is given.

The older lists name the coordinator with its country, the other participants without theirs: the
countries stand in a list of their own, each once and in no order of the names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from clusteratlas.importers import statements
from clusteratlas.importers.cordis.context import Context, Sheet
from clusteratlas.importers.cordis.organisations import Fields, Organisations
from clusteratlas.importers.cordis.reasons import PARTICIPANTS_BY_NAME
from clusteratlas.importers.ntriples import thing

_NOTHING: Final = Fields(*[""] * len(Fields._fields))
_BETWEEN: Final = ";"


class _Named(NamedTuple):
    role: str
    given: Fields
    columns: Fields


class NamedParticipants:
    """Reads the participants out of the rows of a list of projects."""

    def __init__(self, sheet: Sheet, organisations: Organisations, context: Context) -> None:
        index, name = sheet.columns.index, sheet.columns.name
        self._sheet = sheet
        self._context = context
        self._organisations = organisations
        self._coordinator, self._country = index("coordinator"), index("coordinatorCountry")
        self._others, self._countries = index("participants"), index("participantCountries")
        self._first = _NOTHING._replace(name=name(self._coordinator), country=name(self._country))
        self._further = _NOTHING._replace(name=name(self._others), country=name(self._countries))
        if self._first.name or self._further.name:
            context.report.note(sheet.name, 1, "", "", PARTICIPANTS_BY_NAME)

    def row(self, project: str, fields: list[str], passage: str) -> None:
        """Say who takes part in the project of that name."""
        seen: set[str] = set()
        for role, given, columns in self._named(fields):
            record = self._organisations.record(given, columns, self._sheet, passage)
            if record.key in seen:
                continue
            seen.add(record.key)
            self._context.say(
                statements.participation(
                    thing("participation", f"{project}-{record.key}"),
                    thing("project", project),
                    record.node,
                    role,
                    given.name,
                    passage,
                    record.place,
                )
            )
            self._context.report.made["participation"] += 1

    def _named(self, fields: list[str]) -> Iterator[_Named]:
        coordinator = fields[self._coordinator].strip()
        if coordinator:
            given = _NOTHING._replace(name=coordinator, country=fields[self._country].strip())
            yield _Named("coordinator", given, self._first)
        countries = _parts(fields[self._countries])
        country = countries[0] if len(countries) == 1 else ""
        for name in _parts(fields[self._others]):
            given = _NOTHING._replace(name=name, country=country)
            yield _Named("participant", given, self._further)


def _parts(raw: str) -> list[str]:
    parts = (part.strip() for part in raw.split(_BETWEEN))
    return list(dict.fromkeys(part for part in parts if part))
