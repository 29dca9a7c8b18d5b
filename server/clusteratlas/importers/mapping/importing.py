"""The importer of mapped lists: cohesion, interreg and table are three of its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.gazetteer import Gazetteer
from clusteratlas.importers.mapping import choosing, clusters, organisations, reasons, remarks
from clusteratlas.importers.mapping.binding import Binding, bind
from clusteratlas.importers.mapping.context import Context, List
from clusteratlas.importers.mapping.lists import Rows, lists_of
from clusteratlas.importers.mapping.model import Mapping
from clusteratlas.importers.mapping.projects import Participant, Projects
from clusteratlas.importers.mapping.row import RowReader
from clusteratlas.importers.ntriples import passage
from clusteratlas.importers.protocol import Opened, Request, SourceDescription, Texts
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.statements import stated
from clusteratlas.importers.tables import sources

_BLOCK: Final = 1000
_SHOWN: Final = 200


@dataclass(frozen=True)
class _List:
    """A list with its mapping; `slug` is that of its document."""

    mapping: Mapping
    binding: Binding
    rows: Rows
    slug: str


@dataclass(frozen=True)
class MappedReading:
    """The content of lists; see Reading."""

    graph: str
    lists: Sequence[_List]

    def blocks(self, gazetteer: Gazetteer, report: ImportReport) -> Iterator[str]:
        """See Reading."""
        context = Context(self.graph, report, gazetteer)
        counts: Counter[int] = Counter()
        for listed in self.lists:
            yield from _blocks(listed, context, counts)


@dataclass(frozen=True)
class MappedImporter:
    """See Importer. `rank` is the place of its sources in the order of trust."""

    name: str
    version: int
    summary: Texts
    usage: str
    rank: int
    rank_reason: Texts

    def open(self, request: Request) -> Opened:
        """See Importer."""
        found = [source for file in request.files for source in sources.find(file)]
        if not found:
            raise ImportRefused(f"No list to import: name a file after “{self.name}”.")
        opened = []
        for source, slug in zip(found, sources.slugs(found), strict=True):
            mapping = choosing.choose(self.name, source, request.mapping)
            rows = lists_of(source, mapping)
            choosing.check_columns(mapping, rows)
            opened.append(_List(mapping, bind(mapping, rows.header), rows, slug))
        graph = request.graph or choosing.common_name([listed.mapping for listed in opened])
        return Opened(
            graph=graph,
            description=self._description([listed.mapping for listed in opened]),
            documents={listed.slug: listed.rows.source.name for listed in opened},
            reading=MappedReading(graph, opened),
            parameters="\n---\n".join(sorted({listed.mapping.text for listed in opened})),
            bytes=sum(listed.rows.source.size for listed in opened),
        )

    def _description(self, mappings: Sequence[Mapping]) -> SourceDescription:
        first = mappings[0]
        titles = {tag: [mapping.title[tag] for mapping in mappings] for tag in first.title}
        return SourceDescription(
            title={tag: "; ".join(dict.fromkeys(given)) for tag, given in titles.items()},
            publisher=first.publisher,
            rank=self.rank,
            rank_reason=self.rank_reason,
            address=first.address,
            licence=first.licence,
            language=first.language,
        )


def _blocks(listed: _List, context: Context, counts: Counter[int]) -> Iterator[str]:
    of = List(listed.mapping, listed.rows.source.name, context)
    for title in listed.binding.unmapped:
        of.note(listed.mapping.layout.skip + 1, title, "", reasons.COLUMN_UNMAPPED)
    rows = _Rows(listed, of, counts)
    for line, fields in listed.rows.rows(context.report):
        rows.say(line, fields)
        if len(context.said) > _BLOCK:
            yield "".join(context.said)
            context.said.clear()
    if context.said:
        yield "".join(context.said)
        context.said.clear()


class _Rows:
    """Says what the rows of a list tell."""

    def __init__(self, listed: _List, of: List, counts: Counter[int]) -> None:
        mapping = listed.mapping
        self._of = of
        self._slug = listed.slug
        self._reader = RowReader(mapping, listed.binding, of.file, of.context.report)
        self._projects = Projects(of, counts) if mapping.says("project.title") else None
        self._with_clusters = mapping.says("cluster.name", "cluster.address")

    def say(self, line: int, fields: Sequence[str]) -> None:
        """Say what a row tells, unless it holds no data: then tell why."""
        of, context = self._of, self._of.context
        if line in of.mapping.comment_rows:
            of.note(line, "", _shown(fields), reasons.COMMENT_ROW)
            return
        no_data = remarks.reason(fields, about_projects=self._projects is not None)
        if no_data:
            of.reject(line, "", _shown(fields), no_data)
            return
        row = self._reader.read(line, fields)
        node, described = passage(context.graph, self._slug, line)
        context.say(described)
        participants = [
            Participant(one, *organisations.say(one, of)) for one in row.participants or [row]
        ]
        if self._projects:
            self._projects.say(row, participants, node)
        for one in participants:
            if one.organisation and not self._projects:
                context.say(stated(one.organisation, node))
            if self._with_clusters:
                clusters.say(one.row, one.organisation, node, of)


def _shown(fields: Sequence[str]) -> str:
    return " | ".join(filter(None, fields))[:_SHOWN]
