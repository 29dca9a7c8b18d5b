"""Participations: rows of organization.csv, each an organisation in a project, with its money."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from clusteratlas.importers import statements
from clusteratlas.importers.cordis.context import Context, Sheet
from clusteratlas.importers.cordis.money import Amounts
from clusteratlas.importers.cordis.organisations import OrganisationColumns, Organisations
from clusteratlas.importers.cordis.projects import ProjectColumns, make_project
from clusteratlas.importers.cordis.reasons import (
    ORGANISATION_UNNAMED,
    PARTICIPATION_AGAIN,
    PROJECT_NOT_LISTED,
    PROJECT_UNNAMED,
    ROLE_UNKNOWN,
    ROW_REPEATED,
)
from clusteratlas.importers.ntriples import thing
from clusteratlas.importers.reasons import Reason

_ROLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "coordinator": "coordinator",
        "participant": "participant",
        "partner": "partner",
        "beneficiary": "participant",
        "thirdparty": "third-party",
        "associatedpartner": "associated-partner",
        "internationalpartner": "international-partner",
        "host": "host",
        "hostinstitution": "host",
        "hostorganisation": "host",
    }
)
_NO_LETTER: Final = re.compile(r"[\W_]+")


class Occurrences:
    """Which organisation was in which project already, and in what words.

    This and the organisations themselves are all that grows with the tables: about a hundred bytes
    for each participation.
    """

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._more: dict[int, list[int]] = {}

    def number(self, project: str, organisation: str, content: int) -> int:
        """The number of this participation among those of the two: 1, 2 …; 0 of a repetition."""
        pair = hash((project, organisation))
        first = self._first.get(pair)
        if first is None:
            self._first[pair] = content
            return 1
        more = self._more.setdefault(pair, [])
        if content == first or content in more:
            return 0
        more.append(content)
        return len(more) + 1


class ParticipationRows:
    """Reads the rows of a list of participants."""

    def __init__(self, sheet: Sheet, organisations: Organisations, context: Context) -> None:
        index = sheet.columns.index
        self._sheet = sheet
        self._context = context
        self._organisations = organisations
        self._seen = Occurrences()
        self._project = ProjectColumns(sheet, context)
        self._acronym = index("projectAcronym")
        self._role = index("role")
        self._columns = OrganisationColumns(sheet, ("organisationID", "organizationID", "id"))
        self._amounts = Amounts(
            sheet,
            context,
            eu_contribution=("ecContribution",),
            net_eu_contribution=("netEcContribution",),
            total_cost=("totalCost",),
        )

    def row(self, line: int, fields: list[str]) -> None:
        """Read one row; `fields` ends in an empty one."""
        given = self._columns.given(fields)
        if not given.number.strip() and not given.name.strip():
            self._reject(self._columns.names.number, "", ORGANISATION_UNNAMED)
            return
        passage = self._sheet.passage(line)
        project = self._project_of(fields, passage)
        if not project:
            return
        record = self._organisations.record(given, self._columns.names, self._sheet, passage)
        number = self._seen.number(project, record.key, hash(tuple(fields)))
        if not number:
            self._reject("", f"{project} {record.key}", ROW_REPEATED)
            return
        name = f"{project}-{record.key}"
        if number > 1:
            name = f"{name}-{number}"
            self._note(self._columns.names.number, given.number, PARTICIPATION_AGAIN)
        node = thing("participation", name)
        self._context.say(
            statements.participation(
                node,
                thing("project", project),
                record.node,
                self._role_of(fields[self._role]),
                given.name if given.name.strip() else record.key,
                passage,
                record.place,
            )
        )
        self._amounts.say(fields, node, name, passage)
        self._context.report.made["participation"] += 1

    def end(self) -> None:
        """Nothing is left to say."""

    def _project_of(self, fields: list[str], passage: str) -> str | None:
        known, number = self._project.find(fields)
        if known:
            return known
        column, raw = self._project.column, self._project.raw(fields)
        if not number:
            self._reject(column, raw, PROJECT_UNNAMED)
            return None
        self._note(column, raw, PROJECT_NOT_LISTED)
        cells, acronym = self._sheet.cells, self._sheet.columns.name(self._acronym)
        named = cells.text(acronym, fields[self._acronym])
        return make_project(self._context, number, named, passage)

    def _role_of(self, raw: str) -> str:
        role = _ROLES.get(_NO_LETTER.sub("", raw).lower())
        if role is None:
            self._note(self._sheet.columns.name(self._role), raw, ROLE_UNKNOWN)
            return "participant"
        return role

    def _note(self, column: str, value: str, reason: Reason) -> None:
        line = self._sheet.cells.line
        self._context.report.note(self._sheet.name, line, column, value, reason)

    def _reject(self, column: str, value: str, reason: Reason) -> None:
        line = self._sheet.cells.line
        self._context.report.reject(self._sheet.name, line, column, value, reason)
