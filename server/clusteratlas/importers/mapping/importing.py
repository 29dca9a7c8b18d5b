"""The importer of mapped lists: cohesion, interreg and table are three of its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.gazetteer import Gazetteer
from clusteratlas.importers.mapping import choosing, clusters, organisations, reasons
from clusteratlas.importers.mapping.binding import Binding, bind
from clusteratlas.importers.mapping.context import Context, List
from clusteratlas.importers.mapping.lists import Rows, lists_of
from clusteratlas.importers.mapping.model import Mapping
from clusteratlas.importers.mapping.projects import Projects
from clusteratlas.importers.mapping.row import RowReader
from clusteratlas.importers.ntriples import passage
from clusteratlas.importers.protocol import Opened, Request, SourceDescription, Texts
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.statements import stated
from clusteratlas.importers.tables import sources

_BLOCK: Final = 1000


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
            choosing.check_encoding(mapping, rows)
            binding = bind(mapping, rows.header, source.name)
            opened.append(_List(mapping, binding, rows, slug))
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
    mapping, file = listed.mapping, listed.rows.source.name
    of = List(mapping, file, context)
    for title in listed.binding.unmapped:
        of.note(mapping.layout.skip + 1, title, "", reasons.COLUMN_UNMAPPED)
    reader = RowReader(mapping, listed.binding, file, context.report)
    projects = Projects(of, counts) if mapping.says("project.title") else None
    with_clusters = mapping.says("cluster.name", "cluster.address")
    for line, fields in listed.rows.rows(context.report):
        if line in mapping.comment_rows:
            of.note(line, "", " | ".join(fields)[:200], reasons.COMMENT_ROW)
            continue
        row = reader.read(line, fields)
        node, described = passage(context.graph, listed.slug, line)
        context.say(described)
        organisation, place = organisations.say(row, of)
        if projects:
            projects.say(row, organisation, place, node)
        elif organisation:
            context.say(stated(organisation, node))
        if with_clusters:
            clusters.say(row, organisation, node, of)
        if len(context.said) > _BLOCK:
            yield "".join(context.said)
            context.said.clear()
    if context.said:
        yield "".join(context.said)
        context.said.clear()
