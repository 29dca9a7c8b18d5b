"""The tables of one import, read in an order in which each knows what it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from clusteratlas.importers.cordis.context import Context, Sheet
from clusteratlas.importers.cordis.details import (
    LegalBasisRows,
    SubjectRows,
    TopicRows,
    WebLinkRows,
)
from clusteratlas.importers.cordis.edges import EdgeRows, Listed, OrganisationRows
from clusteratlas.importers.cordis.named import NamedParticipants
from clusteratlas.importers.cordis.organisations import Organisations
from clusteratlas.importers.cordis.participations import ParticipationRows
from clusteratlas.importers.cordis.projects import ProjectRows
from clusteratlas.importers.cordis.reasons import (
    COLUMN_UNREAD,
    FILE_NOT_READ,
    TABLE_NOT_IMPORTED,
)
from clusteratlas.importers.cordis.recognition import Kind
from clusteratlas.importers.gazetteer import Gazetteer
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables.reading import Table

_PARTS_A_BLOCK = 400


@dataclass(frozen=True)
class Recognised:
    """A table, which of CORDIS's it is, and the slug of its file."""

    table: Table
    kind: Kind
    slug: str


class Rows(Protocol):
    """Reads the rows of one table."""

    def row(self, line: int, fields: list[str]) -> None:
        """Read a row that begins on that line; `fields` ends in an empty one."""
        ...

    def end(self) -> None:
        """All rows were read."""
        ...


class CordisReading:
    """The content of CORDIS's files."""

    def __init__(self, graph: str, tables: Sequence[Recognised], others: Sequence[str]) -> None:
        """`others` are the names of files that stand beside the tables and are not read."""
        order = list(Kind)
        self._graph = graph
        self._others = others
        self._tables = sorted(tables, key=lambda found: order.index(found.kind))

    def blocks(self, gazetteer: Gazetteer, report: ImportReport) -> Iterator[str]:
        """See importers.protocol.Reading."""
        parts: list[str] = []
        kinds = {found.kind for found in self._tables}
        context = Context(self._graph, report, gazetteer, parts.append, Kind.EDGES in kinds)
        by_project = kinds.isdisjoint({Kind.EDGES, Kind.PARTICIPATIONS})
        readers = _Readers(context, by_project=by_project)
        for name in self._others:
            report.reject(name, 1, "", "", FILE_NOT_READ)
        for found in self._tables:
            sheet = Sheet(found.table, found.slug, context)
            rows = readers.of(found, sheet)
            for line, fields in found.table.rows(report):
                fields.append("")
                sheet.cells.line = line
                rows.row(line, fields)
                if len(parts) > _PARTS_A_BLOCK:
                    yield "".join(parts)
                    parts.clear()
            rows.end()
            if found.kind is not Kind.NOT_IMPORTED:
                for column in sheet.columns.unread():
                    report.note(sheet.name, 1, column, column, COLUMN_UNREAD)
        report.made.update(
            {
                kind: number
                for kind, number in (
                    ("call topic", len(context.topics)),
                    ("concept", len(context.subjects)),
                )
                if number
            }
        )
        yield "".join(parts)


class _Readers:
    """The reader of each kind of table; some know what others have read."""

    def __init__(self, context: Context, *, by_project: bool) -> None:
        """`by_project`: only the lists of projects tell who takes part."""
        self._context = context
        self._by_project = by_project
        self._organisations = Organisations(context)
        self._listed: dict[str, Listed] = {}

    def of(self, found: Recognised, sheet: Sheet) -> Rows:
        context, organisations = self._context, self._organisations
        match found.kind:
            case Kind.PROJECTS:
                return ProjectRows(sheet, context, self._named(sheet))
            case Kind.ORGANISATIONS:
                return OrganisationRows(sheet, organisations, self._listed, context)
            case Kind.PARTICIPATIONS:
                return ParticipationRows(sheet, organisations, context)
            case Kind.EDGES:
                return EdgeRows(sheet, found.table, organisations, self._listed, context)
            case Kind.LEGAL_BASES:
                return LegalBasisRows(sheet, context)
            case Kind.TOPICS:
                return TopicRows(sheet, context)
            case Kind.SUBJECTS:
                return SubjectRows(sheet, context)
            case Kind.WEB_LINKS:
                return WebLinkRows(sheet, context)
            case Kind.NOT_IMPORTED:
                return _SetAside(sheet, context)

    def _named(self, sheet: Sheet) -> NamedParticipants | None:
        if not self._by_project:
            return None
        return NamedParticipants(sheet, self._organisations, self._context)


class _SetAside:
    """Rows of a table that the atlas does not take in."""

    def __init__(self, sheet: Sheet, context: Context) -> None:
        self._sheet = sheet
        self._context = context

    def row(self, line: int, fields: list[str]) -> None:
        self._context.report.reject(self._sheet.name, line, "", fields[0], TABLE_NOT_IMPORTED)

    def end(self) -> None:
        """Nothing is left to say."""
