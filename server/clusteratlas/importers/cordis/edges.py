"""The layout of 2016: organisations in a table of their own, and who was in which project.

No table gives roles; who coordinates a project stands by name in the list of projects.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from clusteratlas.importers import statements
from clusteratlas.importers.cordis.context import Context, Coordinator, Sheet
from clusteratlas.importers.cordis.money import Amounts
from clusteratlas.importers.cordis.observations import contribution_total
from clusteratlas.importers.cordis.organisations import OrganisationColumns, Organisations, Record
from clusteratlas.importers.cordis.participations import Occurrences
from clusteratlas.importers.cordis.projects import ProjectColumns
from clusteratlas.importers.cordis.reasons import (
    COORDINATOR_NOT_FOUND,
    ORGANISATION_UNKNOWN,
    ORGANISATION_UNNAMED,
    PROJECT_UNKNOWN,
    ROLE_FROM_NAME,
    ROW_REPEATED,
)
from clusteratlas.importers.ntriples import thing
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables.reading import Table
from clusteratlas.importers.territories import fold

_NUMBER: Final = ("new_org_id", "organisationID", "organizationID")
_LOST_LETTER: Final = re.compile("[\ufffd?]")
_folded: Final = lru_cache(maxsize=1 << 16)(fold)


class Listed(NamedTuple):
    """An organisation of the list: its record, its name and country as printed."""

    record: Record
    name: str
    country: str


class OrganisationRows:
    """Reads the rows of a list of organisations into `listed`."""

    def __init__(
        self,
        sheet: Sheet,
        organisations: Organisations,
        listed: dict[str, Listed],
        context: Context,
    ) -> None:
        self._sheet = sheet
        self._context = context
        self._organisations = organisations
        self._columns = OrganisationColumns(sheet, _NUMBER)
        self._total = sheet.columns.index("totContribution")
        self._amounts = Amounts(sheet, context)
        self._listed = listed

    def row(self, line: int, fields: list[str]) -> None:
        """Read one row; `fields` ends in an empty one."""
        given = self._columns.given(fields)
        report, number = self._context.report, given.number.strip()
        if not number:
            report.reject(self._sheet.name, line, "", given.name, ORGANISATION_UNNAMED)
            return
        if number in self._listed:
            report.reject(self._sheet.name, line, self._columns.names.number, number, ROW_REPEATED)
            return
        passage = self._sheet.passage(line)
        record = self._organisations.record(given, self._columns.names, self._sheet, passage)
        self._listed[number] = Listed(record, given.name, given.country)
        total = self._amounts.of(fields[self._total], self._sheet.columns.name(self._total))
        if total:
            name = f"{self._context.graph}-{record.key}"
            self._context.say(contribution_total(record.node, name, total, passage))

    def end(self) -> None:
        """Nothing is left to say."""


class EdgeRows:
    """Reads the rows that say which organisation is in which project."""

    def __init__(
        self,
        sheet: Sheet,
        table: Table,
        organisations: Organisations,
        listed: Mapping[str, Listed],
        context: Context,
    ) -> None:
        self._sheet = sheet
        self._context = context
        self._organisations = organisations
        self._listed = listed
        self._seen = Occurrences()
        self._project = ProjectColumns(sheet, context)
        self._number = sheet.columns.index(*_NUMBER)
        self._coordinators = self._found_coordinators(table)
        context.report.note(sheet.name, 1, "", "", ROLE_FROM_NAME)

    def row(self, line: int, fields: list[str]) -> None:
        """Read one row; `fields` ends in an empty one."""
        report = self._context.report
        project, _ = self._project.find(fields)
        listed = self._listed.get(fields[self._number].strip())
        if not project:
            raw, column = self._project.raw(fields), self._project.column
            report.reject(self._sheet.name, line, column, raw, PROJECT_UNKNOWN)
            return
        if not listed:
            raw, column = fields[self._number], self._sheet.columns.name(self._number)
            report.reject(self._sheet.name, line, column, raw, ORGANISATION_UNKNOWN)
            return
        key = listed.record.key
        if not self._seen.number(project, key, 0):
            report.reject(self._sheet.name, line, "", f"{project} {key}", ROW_REPEATED)
            return
        passage = self._sheet.passage(line)
        coordinates = self._coordinators.get(project) == key
        self._context.say(
            statements.participation(
                thing("participation", f"{project}-{key}"),
                thing("project", project),
                listed.record.node,
                "coordinator" if coordinates else "participant",
                listed.name,
                passage,
                listed.record.place,
            )
        )
        report.made["participation"] += 1
        if coordinates:
            self._also_called(project, listed)

    def end(self) -> None:
        """Tell of projects whose coordinator is not among the participants."""
        for project, named in self._context.coordinators.items():
            if named.name.strip() and project not in self._coordinators:
                self._context.report.note(
                    named.file, named.line, "coordinator", named.name, COORDINATOR_NOT_FOUND
                )

    def _also_called(self, project: str, listed: Listed) -> None:
        """The list of projects may spell a name that lost its letters in the other list."""
        printed = self._context.coordinators[project].name
        if _LOST_LETTER.search(listed.name) and not _LOST_LETTER.search(printed):
            name = self._sheet.cells.text("coordinator", printed)
            self._organisations.also_called(listed.record, name)

    def _found_coordinators(self, table: Table) -> Mapping[str, str]:
        """The organisation that coordinates each project, by a first reading of the table.

        It bears the coordinator's name, or it is the only one in the project.
        """
        best: dict[str, tuple[int, str]] = {}
        members: dict[str, int] = {}
        for _, fields in table.rows(ImportReport()):
            fields.append("")
            project, _ = self._project.find(fields)
            listed = self._listed.get(fields[self._number].strip())
            named = self._context.coordinators.get(project or "")
            if project and listed and named:
                members[project] = members.get(project, 0) + 1
                likeness = _likeness(named, listed)
                if likeness > best.get(project, (0, ""))[0]:
                    best[project] = likeness, listed.record.key
                elif members[project] == 1:
                    best[project] = 0, listed.record.key
        return {
            project: key
            for project, (likeness, key) in best.items()
            if likeness or (members[project] == 1 and self._context.coordinators[project].name)
        }


def _likeness(named: Coordinator, listed: Listed) -> int:
    """How sure it is that the organisation is the coordinator: 0 where it is not.

    A letter that was lost (U+FFFD or “?”) may be any.
    """
    same_country = named.country.strip() == listed.country.strip()
    if _folded(named.name) == _folded(listed.name):
        return 4 if same_country else 2
    if not same_country or not _LOST_LETTER.search(listed.name):
        return 0
    words = " ".join(listed.name.casefold().split())
    pattern = ".".join(re.escape(part) for part in _LOST_LETTER.split(words))
    return 3 if re.fullmatch(pattern, " ".join(named.name.casefold().split())) else 0
