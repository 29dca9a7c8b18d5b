"""Projects of a list, and who takes part in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from clusteratlas.importers.mapping import places, reasons
from clusteratlas.importers.mapping.context import List, digest, folded, key
from clusteratlas.importers.mapping.money import Money
from clusteratlas.importers.mapping.row import Row
from clusteratlas.importers.ntriples import slug, thing
from clusteratlas.importers.statements import (
    Project,
    other_title,
    participation,
    period,
    project,
    stated,
    status,
)

_READABLE: Final = 40
_PLAIN_ROLE: Final = {"cohesion": "beneficiary", "interreg": "partner", "table": "participant"}


@dataclass(slots=True)
class _Known:
    """What the first row about a project says of it."""

    title: str
    start: str
    end: str
    period: str


class Projects:
    """Says what rows tell of projects.

    `counts` tells how many rows there were that only title and beneficiary tell apart.
    """

    def __init__(self, of: List, counts: Counter[int]) -> None:
        self._of = of
        self._money = Money(of)
        self._known: dict[str, _Known] = {}
        self._stages: dict[str, str] = {}
        self._counts = counts
        self._parts: Counter[str] = Counter()
        self._role = _PLAIN_ROLE[of.mapping.importer]

    def say(self, row: Row, organisation: str, place: str, passage: str) -> None:
        """Say what a row tells of a project; `organisation` takes part in it, '' where none."""
        title = row.texts.get("project.title", "")
        if not title:
            given = row.texts.get("project.identifier", "")
            self._of.reject(row.line, self._of.column("project.title"), given, reasons.NO_TITLE)
            self._set_money_aside(row)
            return
        name = self._name(row, title)
        node = thing("project", name)
        if self._of.mapping.is_keyed and node in self._known:
            self._compare(row, node, title)
        else:
            self._of.context.report.made["project"] += 1
            self._say_first(row, node, title)
        self._of.context.say(stated(node, passage))
        self._say_status(row, node, name, passage)
        taken = self._participation(row, node, name, organisation, place, passage)
        self._money.say(row, node, taken, passage)

    def _say_status(self, row: Row, node: str, name: str, passage: str) -> None:
        """A report for each stage that rows give; should they disagree, there are several."""
        given = row.texts.get("project.status", "")
        if given:
            first = self._stages.setdefault(node, given) if self._of.mapping.is_keyed else given
            last = "" if first == given else f"-{given}"
            report = thing("status-report", f"project-{name}{last}")
            self._of.context.say(status(report, node, given, passage))

    def _name(self, row: Row, title: str) -> str:
        """The name of the project in IRIs: by its key, else by title and beneficiary.

        A number that tells which of several alike it is comes last.
        """
        graph = self._of.context.graph
        if any(row.key):
            return f"{graph}-{key(*row.key)}"
        if not self._of.mapping.project_key and row.texts.get("project.identifier"):
            return f"{graph}-{key(row.texts['project.identifier'])}"
        by = row.texts.get("organisation.name", "")
        unlike = digest(self._of.mapping.name, folded(title), folded(by))
        readable = slug(folded(title)[:_READABLE].strip()).strip("-")
        name = f"{graph}-{readable}-{unlike}"
        number = int(unlike, 16)
        self._counts[number] += 1
        if self._counts[number] == 1:
            return name
        self._of.note(row.line, self._of.column("project.title"), title, reasons.ROW_REPEATED)
        return f"{name}-{self._counts[number]}"

    def _say_first(self, row: Row, node: str, title: str) -> None:
        start, end = row.texts.get("project.start", ""), row.texts.get("project.end", "")
        if start and end and end < start:
            self._of.reject(row.line, self._of.column("project.end"), end, reasons.END_BEFORE_START)
            end = ""
        span = ""
        if start or end:
            span, days = period(start, end)
            self._of.context.say_once(days)
        if self._of.mapping.is_keyed:
            self._known[node] = _Known(title, start, end, span)
        self._of.context.say(project(node, self._told(row, title, span)))

    def _told(self, row: Row, title: str, span: str) -> Project:
        texts, mapping = row.texts, self._of.mapping
        coverage = row.named.get("project.coverage", ())
        return Project(
            title=title,
            language=next(f.language for f in mapping.fields if f.means == "project.title"),
            acronym=texts.get("project.acronym", ""),
            identifier=texts.get("project.identifier", ""),
            description=texts.get("project.description", ""),
            programmes=self._programmes(row),
            period=span,
            call=texts.get("project.call", ""),
            funding_scheme=texts.get("project.scheme", ""),
            homepage=texts.get("project.homepage", ""),
            subjects=tuple(
                self._of.context.subject(named, mapping)
                for named in row.named.get("project.subject", ())
            ),
            applies_to=self._regions(row),
            coverage=tuple(pair for named in coverage for pair in named.labels.items()),
        )

    def _programmes(self, row: Row) -> tuple[str, ...]:
        context = self._of.context
        found = []
        for named in row.named.get("project.programme", ()):
            node = context.programme(named)
            for strand in row.named.get("project.strand", ()):
                context.part_of(node, context.programme(strand))
            found.append(node)
        fund = row.texts.get("project.fund")
        if fund:
            period_given = row.texts.get("project.funding-period", "")
            found.append(context.fund_programme(fund, period_given))
        return tuple(found)

    def _regions(self, row: Row) -> tuple[str, ...]:
        nuts = row.texts.get("project.nuts", "")
        if not nuts:
            iso = row.texts.get("organisation.country", "")
            nuts, _ = places.named_region(row, "project.region", iso, self._of)
        return (places.region(nuts, self._of.context),) if nuts else ()

    def _compare(self, row: Row, node: str, title: str) -> None:
        """What a further row says of a project that an earlier one described.

        Title and dates stay those of the first; what else it says is added.
        """
        known = self._known[node]
        self._of.context.say_once(project(node, self._told(row, known.title, known.period)))
        if title != known.title:
            column = self._of.column("project.title")
            self._of.note(row.line, column, title, reasons.TITLE_DIFFERS)
            language = next(
                f.language for f in self._of.mapping.fields if f.means == "project.title"
            )
            self._of.context.say(other_title(node, title, language))
        for means, first in (("project.start", known.start), ("project.end", known.end)):
            given = row.texts.get(means, "")
            if given and given != first:
                self._of.note(row.line, self._of.column(means), given, reasons.PERIOD_DIFFERS)

    def _participation(
        self, row: Row, node: str, name: str, organisation: str, place: str, passage: str
    ) -> str:
        if not organisation:
            return ""
        graph = self._of.context.graph
        by = organisation.strip("<>").rpartition("/")[2].removeprefix(f"{graph}-")
        role = row.texts.get("participation.role", self._role)
        taken = f"{name}-{by}"
        if self._of.mapping.is_keyed:
            self._parts[taken] += 1
            if self._parts[taken] > 1:
                taken = f"{taken}-{self._parts[taken]}"
        part = thing("participation", taken)
        self._of.context.report.made["participation"] += 1
        given = row.texts["organisation.name"]
        self._of.context.say(participation(part, node, organisation, role, given, passage, place))
        return part

    def _set_money_aside(self, row: Row) -> None:
        for amount in row.amounts:
            self._of.reject(row.line, amount.column.title, amount.printed, reasons.NO_TITLE)
