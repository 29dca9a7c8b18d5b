"""Projects: rows of project.csv, in its layouts of all years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from clusteratlas.importers import statements
from clusteratlas.importers.cordis.context import Context, Coordinator, Sheet
from clusteratlas.importers.cordis.identifiers import whole
from clusteratlas.importers.cordis.money import Amounts
from clusteratlas.importers.cordis.named import NamedParticipants
from clusteratlas.importers.cordis.observations import contribution_total
from clusteratlas.importers.cordis.reasons import (
    NAME_MISSING,
    PERIOD_REVERSED,
    PROJECT_DIFFERS,
    PROJECT_NUMBER_TWICE,
    PROJECT_UNNAMED,
    ROW_REPEATED,
    STATUS_UNKNOWN,
)
from clusteratlas.importers.cordis.web import web_address
from clusteratlas.importers.ntriples import TYPE, external, slug, term, text, thing

_STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "signed": "signed",
        "closed": "closed",
        "terminated": "terminated",
        "suspended": "suspended",
        "ong": "running",
        "ongoing": "running",
        "on-going": "running",
        "execution": "running",
        "clo": "closed",
        "completed": "completed",
        "finished": "completed",
    }
)
_PROJECT_NUMBER: Final = ("projectID", "projectReference")
_PROJECT_RECORD: Final = "projectRcn"
_NUMBER: Final = re.compile(r"[1-9][0-9]*")
_PROJECT: Final = term("ca", "Project")
_NAME: Final = term("foaf", "name")
_PREF_LABEL: Final = term("skos", "prefLabel")
_IDENTIFIER: Final = term("dcterms", "identifier")
_DESCRIPTION: Final = term("dcterms", "description")
_EXACT_MATCH: Final = term("skos", "exactMatch")
_HOMEPAGE: Final = term("foaf", "homepage")
_RCN: Final = term("ca", "rcn")
_CALL: Final = term("ca", "call")
_FUNDING_SCHEME: Final = term("ca", "fundingScheme")
_UNDER_PROGRAMME: Final = term("ca", "underProgramme")
_UNDER_TOPIC: Final = term("ca", "underTopic")


class ProjectRows:
    """Reads the rows of a list of projects."""

    def __init__(
        self, sheet: Sheet, context: Context, participants: NamedParticipants | None
    ) -> None:
        """`participants` reads those whom the list itself names, where nothing else does."""
        index = sheet.columns.index
        self._sheet = sheet
        self._context = context
        self._participants = participants
        self._seen: dict[str, int] = {}
        self._number = index("id", "reference", "grantAgreementID", *_PROJECT_NUMBER)
        self._rcn = index("rcn", _PROJECT_RECORD)
        self._title, self._acronym = index("title"), index("acronym")
        self._objective = index("objective")
        self._start, self._end = index("startDate"), index("endDate")
        self._status, self._framework = index("status"), index("frameworkProgramme")
        self._parts = index("legalBasis", "programme")
        self._topics = index("topics")
        self._call = index("subCall", "call", "masterCall")
        self._scheme, self._doi = index("fundingScheme"), index("grantDoi")
        self._home = index("projectUrl")
        if context.roles_by_name:
            self._coordinator, self._country = index("coordinator"), index("coordinatorCountry")
        self._total = index("totalContrib")
        self._amounts = Amounts(
            sheet, context, total_cost=("totalCost",), eu_contribution=("ecMaxContribution",)
        )

    def row(self, line: int, fields: list[str]) -> None:
        """Read one row; `fields` ends in an empty one."""
        name = self._name_of(line, fields)
        if not name:
            return
        node = thing("project", name)
        passage = self._sheet.passage(line)
        self._say_names(node, fields)
        self._say_programmes(node, fields)
        self._say_period(node, fields)
        self._say_status(node, name, fields, passage)
        self._amounts.say(fields, node, name, passage)
        total = self._amounts.of(fields[self._total], self._sheet.columns.name(self._total))
        if total:
            self._context.say(contribution_total(node, f"project-{name}", total, passage))
        self._context.say(statements.stated(node, passage))
        self._context.report.made["project"] += 1
        if self._participants:
            self._participants.row(name, fields, passage)
        if self._context.roles_by_name:
            self._context.coordinators[name] = Coordinator(
                fields[self._coordinator], fields[self._country], self._sheet.name, line
            )

    def end(self) -> None:
        """Nothing is left to say."""

    def _name_of(self, line: int, fields: list[str]) -> str:
        """The name of a project in IRIs, '' where the row is set aside."""
        context, report = self._context, self._context.report
        column = self._sheet.columns.name(self._number)
        number = whole(fields[self._number], column, self._sheet, report)
        rcn = whole(fields[self._rcn], self._sheet.columns.name(self._rcn), self._sheet, report)
        if not number and not rcn:
            report.reject(self._sheet.name, line, column, "", PROJECT_UNNAMED)
            return ""
        content = hash(tuple(fields))
        seen = self._seen.setdefault(number or rcn, content)
        name = f"{context.graph}-{slug(number or rcn)}"
        if (number or rcn) in context.projects:
            if content == seen or not rcn or rcn in context.records:
                reason = ROW_REPEATED if content == seen else PROJECT_DIFFERS
                report.reject(self._sheet.name, line, column, number, reason)
                return ""
            report.note(self._sheet.name, line, column, number, PROJECT_NUMBER_TWICE)
            name = f"{name}-{slug(rcn)}"
        context.projects.setdefault(number or rcn, name)
        if rcn:
            context.records[rcn] = name
        return name

    def _say_names(self, node: str, fields: list[str]) -> None:
        cells, say, column = self._sheet.cells, self._context.say, self._sheet.columns.name
        title = cells.text(column(self._title), fields[self._title])
        acronym = cells.text(column(self._acronym), fields[self._acronym])
        number = fields[self._number].strip()
        if not title and not acronym:
            acronym = number or fields[self._rcn].strip()
            self._context.report.note(
                self._sheet.name, cells.line, column(self._title), "", NAME_MISSING
            )
        say(f"{node} {TYPE} {_PROJECT} .\n")
        if title:
            say(f"{node} {_PREF_LABEL} {text(title, 'en')} .\n")
        objective = cells.prose(column(self._objective), fields[self._objective])
        if objective:
            say(f"{node} {_DESCRIPTION} {text(objective, 'en')} .\n")
        rcn = fields[self._rcn].strip()
        for predicate, value in (
            (_NAME, acronym),
            (_IDENTIFIER, number),
            (_RCN, rcn if _NUMBER.fullmatch(rcn) else ""),
            (_CALL, fields[self._call].strip()),
            (_FUNDING_SCHEME, fields[self._scheme].strip()),
        ):
            if value:
                say(f"{node} {predicate} {text(value)} .\n")
        doi = external(f"https://doi.org/{fields[self._doi].strip()}")
        if doi and fields[self._doi].strip():
            say(f"{node} {_EXACT_MATCH} {doi} .\n")
        home = web_address(
            fields[self._home], column(self._home), self._sheet, self._context.report
        )
        if home:
            say(f"{node} {_HOMEPAGE} <{home}> .\n")

    def _say_programmes(self, node: str, fields: list[str]) -> None:
        context = self._context
        parts = [part.strip() for part in fields[self._parts].split(";")]
        programmes = [context.programmes.part(part) for part in parts if part]
        if not programmes and fields[self._framework].strip():
            programmes = [context.programmes.programme(fields[self._framework].strip())]
        for programme in programmes:
            context.say(f"{node} {_UNDER_PROGRAMME} {programme} .\n")
        for topic in fields[self._topics].split(";"):
            if topic.strip():
                context.say(f"{node} {_UNDER_TOPIC} {context.topics.topic(topic.strip())} .\n")

    def _say_period(self, node: str, fields: list[str]) -> None:
        cells, column = self._sheet.cells, self._sheet.columns.name
        start = cells.day(column(self._start), fields[self._start])
        end = cells.day(column(self._end), fields[self._end])
        if start and end and end < start:
            self._context.report.reject(
                self._sheet.name, cells.line, column(self._end), end, PERIOD_REVERSED
            )
            end = ""
        if start or end:
            span, days = statements.period(start, end)
            self._context.say(days + statements.during(node, span))

    def _say_status(self, node: str, name: str, fields: list[str], passage: str) -> None:
        raw = fields[self._status].strip()
        if not raw:
            return
        status = _STATUSES.get(raw.lower())
        if not status:
            column = self._sheet.columns.name(self._status)
            self._context.report.reject(
                self._sheet.name, self._sheet.cells.line, column, raw, STATUS_UNKNOWN
            )
            return
        report = thing("status-report", f"project-{name}")
        self._context.say(statements.status(report, node, status, passage))


class ProjectColumns:
    """The columns by which a row of another table names its project."""

    def __init__(self, sheet: Sheet, context: Context) -> None:
        self._sheet = sheet
        self._context = context
        self._number = sheet.columns.index(*_PROJECT_NUMBER)
        self._record = sheet.columns.index(_PROJECT_RECORD)
        self.column = sheet.columns.name(max(self._number, self._record))

    def raw(self, fields: Sequence[str]) -> str:
        """What the row names the project by, as printed."""
        return fields[self._number] or fields[self._record]

    def find(self, fields: Sequence[str]) -> tuple[str | None, str]:
        """The name of the project in IRIs where it was mentioned before, and its number."""
        number, record = fields[self._number], fields[self._record]
        projects, records = self._context.projects, self._context.records
        known = projects.get(number) or records.get(record)
        if known is None:
            number = whole(number, self.column, self._sheet, self._context.report)
            known = projects.get(number) or records.get(record.strip())
        return known, number


def make_project(context: Context, number: str, acronym: str, passage: str) -> str:
    """A project that only its participants' rows speak of; returns its name."""
    name = f"{context.graph}-{slug(number)}"
    context.projects[number] = name
    node = thing("project", name)
    context.say(f"{node} {TYPE} {_PROJECT} .\n{node} {_IDENTIFIER} {text(number)} .\n")
    context.say(f"{node} {_NAME} {text(acronym or number)} .\n")
    context.say(statements.stated(node, passage))
    context.report.made["project"] += 1
    return name
