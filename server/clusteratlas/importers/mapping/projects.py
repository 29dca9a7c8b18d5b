"""Projects of a list, and who takes part in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from clusteratlas.importers.mapping import days, places, reasons
from clusteratlas.importers.mapping.context import List, digest, folded, key
from clusteratlas.importers.mapping.money import Money
from clusteratlas.importers.mapping.said import Row
from clusteratlas.importers.ntriples import slug, thing
from clusteratlas.importers.statements import (
    Project,
    other_title,
    participation,
    project,
    stated,
    status,
)

_READABLE: Final = 40
_PLAIN_ROLE: Final = {"cohesion": "beneficiary", "interreg": "partner", "table": "participant"}


class Participant(NamedTuple):
    """Who takes part: what the row says of it, its term ('' where there is none) and its place."""

    row: Row
    organisation: str
    place: str


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
        self._parts: dict[str, list[tuple[object, ...]]] = {}
        self._role = _PLAIN_ROLE[of.mapping.importer]

    def say(self, row: Row, participants: Sequence[Participant], passage: str) -> None:
        """Say what a row tells of a project, and of those who take part in it."""
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
        taken = [self._participation(one, node, name, passage) for one in participants]
        self._money.say(row, node, taken[0] if len(taken) == 1 else "", passage)

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
        if days.is_before(end, start):
            self._of.reject(row.line, self._of.column("project.end"), end, reasons.END_BEFORE_START)
            end = ""
        span = ""
        if start or end:
            span, described = days.period(start, end)
            self._of.context.say_once(described)
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
        """The programmes of a row; a strand is between its programme and that of the fund."""
        context = self._of.context
        found = [context.programme(named) for named in row.named.get("project.programme", ())]
        strands = [context.programme(named) for named in row.named.get("project.strand", ())]
        for node in found:
            for strand in strands:
                context.part_of(node, strand)
        fund = row.texts.get("project.fund")
        if not fund:
            return tuple(found)
        whole = context.fund_programme(fund, row.texts.get("project.funding-period", ""))
        if not (found and strands):
            return (*found, whole)
        for strand in strands:
            context.part_of(strand, whole)
        return tuple(found)

    def _regions(self, row: Row) -> tuple[str, ...]:
        nuts = row.texts.get("project.nuts", "")
        iso = row.texts.get("organisation.country", "") or _shared_country(row)
        found = [nuts] if nuts else places.named_regions(row, "project.region", iso, self._of)
        return tuple(places.region(code, self._of.context) for code in found)

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

    def _participation(self, one: Participant, node: str, name: str, passage: str) -> str:
        if not one.organisation:
            return ""
        row = one.row
        role = row.texts.get("participation.role", self._role)
        given = row.texts["organisation.name"]
        part = self._part(one, name, role)
        if self._of.context.is_new(part, "participation"):
            self._of.context.say(
                participation(part, node, one.organisation, role, given, passage, one.place)
            )
        else:
            column = self._of.column("organisation.name")
            self._of.note(row.line, column, given, reasons.PARTICIPANT_AGAIN)
            self._of.context.say(stated(part, passage))
        return part

    def _part(self, one: Participant, name: str, role: str) -> str:
        """The term of what an organisation does in a project.

        Rows that give it the same role tell of one part, unless they give each its own money.
        """
        graph = self._of.context.graph
        by = one.organisation.strip("<>").rpartition("/")[2].removeprefix(f"{graph}-")
        taken = f"{name}-{by}"
        row = one.row
        own = any(amount.column.field.of == "participation" for amount in row.amounts)
        money = tuple((amount.column.at, amount.printed) for amount in row.amounts)
        told = (role, *sorted(row.texts.items()), money) if own else (role,)
        parts = self._parts.setdefault(taken, [])
        if told not in parts:
            parts.append(told)
        number = parts.index(told) + 1
        return thing("participation", taken if number == 1 else f"{taken}-{number}")

    def _set_money_aside(self, row: Row) -> None:
        for amount in row.amounts:
            self._of.reject(row.line, amount.column.title, amount.printed, reasons.NO_TITLE)


def _shared_country(row: Row) -> str:
    """The country that all who take part have in common, '' where they have none."""
    found = {one.texts.get("organisation.country", "") for one in row.participants}
    return found.pop() if len(found) == 1 else ""
