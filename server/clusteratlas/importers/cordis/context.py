"""What the readers of CORDIS's tables share while one import runs."""

from __future__ import annotations

from dataclasses import dataclass, field

from clusteratlas.importers.cordis.columns import Columns
from clusteratlas.importers.cordis.said import Programmes, Say, Subjects, Topics
from clusteratlas.importers.gazetteer import Gazetteer
from clusteratlas.importers.ntriples import passage
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables.cells import Cells
from clusteratlas.importers.tables.numbers import EITHER_DECIMAL
from clusteratlas.importers.tables.reading import Table


@dataclass
class Context:
    """`graph` is the slug of the graph; `say` takes the triples.

    `projects` has the name of each project (`G-632927`) by its number, `records` by its RCN.
    `coordinators` is filled where the tables give no roles: see `edges`.
    """

    graph: str
    report: ImportReport
    gazetteer: Gazetteer
    say: Say
    roles_by_name: bool
    projects: dict[str, str] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)
    coordinators: dict[str, Coordinator] = field(default_factory=dict)
    programmes: Programmes = field(init=False)
    topics: Topics = field(init=False)
    subjects: Subjects = field(init=False)

    def __post_init__(self) -> None:
        self.programmes = Programmes(self.say)
        self.topics = Topics(self.say)
        self.subjects = Subjects(self.say)


@dataclass(frozen=True, slots=True)
class Coordinator:
    """Who coordinates a project, as its list of projects names it on line `line` of `file`."""

    name: str
    country: str
    file: str
    line: int


class Sheet:
    """One table while it is read: its columns, its cells, its passages."""

    def __init__(self, table: Table, file_slug: str, context: Context) -> None:
        self.name = table.source.name
        self.columns = Columns(table.header)
        self.cells = Cells(context.report, self.name, EITHER_DECIMAL)
        self._slug = file_slug
        self._context = context

    def passage(self, line: int) -> str:
        """The passage that a row is; it is described the first time."""
        node, triples = passage(self._context.graph, self._slug, line)
        self._context.say(triples)
        return node
