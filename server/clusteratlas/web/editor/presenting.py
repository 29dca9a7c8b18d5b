"""A result as a person sees it: asked once, read as far as its view shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from clusteratlas.engine.protocol import Engine
from clusteratlas.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, GraphFormat, ResultFormat
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.web.editor.asked import PAGES, Asked, View
from clusteratlas.web.editor.cells import Cell, Cells, labels_of
from clusteratlas.web.editor.double_counting import adds_sources_up
from clusteratlas.web.editor.raw import written
from clusteratlas.web.editor.result import Graph, Rows, Shown, Truth, read
from clusteratlas.web.editor.samples import Answer, Sample, samples
from clusteratlas.web.editor.views import drawn
from clusteratlas.web.editor.views.sheet import Sheet
from clusteratlas.web.picturing.drawn import Drawn

ROWS = 500
"""Rows of a page of a table."""

_MOST: Mapping[View, int] = {View.NETWORK: 1000}


@dataclass(frozen=True)
class Reader:
    """Whoever looks: the language, where things have their pages, where programs ask."""

    language: str
    href: Callable[[str], str]
    endpoint: str


@dataclass(frozen=True)
class Presented:
    """A result in one of its views. `cells` are those of a table, `raw` is the text of raw.

    `picture` is None where the result has no columns that fit the view.
    """

    asked: Asked
    view: View
    shown: Shown
    seconds: float
    samples: Sequence[Sample]
    columns: Sequence[str] = ()
    cells: Sequence[Sequence[Cell]] = ()
    raw: str = ""
    picture: Drawn | None = None
    summing: str = ""
    """The aggregate that counts statements once for each source; '' where none does."""

    @property
    def formats(self) -> Sequence[ResultFormat] | Sequence[GraphFormat]:
        """Those in which all of it can be had."""
        return GRAPH_FORMATS if self.is_graph else RESULT_FORMATS

    @property
    def is_truth(self) -> bool:
        """Whether it is the answer to an ASK."""
        return isinstance(self.shown, Truth)

    @property
    def is_graph(self) -> bool:
        """Whether it is the answer to a CONSTRUCT or DESCRIBE."""
        return isinstance(self.shown, Graph)

    @property
    def count(self) -> int:
        """How many rows or triples are shown."""
        match self.shown:
            case Rows(rows=rows):
                return len(rows)
            case Graph(triples=triples):
                return len(triples)
        return 0

    @property
    def first(self) -> int:
        """The number of the first that is shown."""
        return self.shown.first if isinstance(self.shown, Rows | Graph) else 1

    @property
    def has_more(self) -> bool:
        """Whether there are more than those."""
        return isinstance(self.shown, Rows | Graph) and self.shown.has_more

    @property
    def is_paged(self) -> bool:
        """Whether its view shows one page after the other."""
        return self.view in (View.TABLE, View.RAW)

    @property
    def has_next(self) -> bool:
        """Whether there is a page with them."""
        return self.has_more and self.asked.page < PAGES


def present(engine: Engine, asked: Asked, request: QueryRequest, reader: Reader) -> Presented:
    """Ask the engine, and make of the answer what `asked` wants to see.

    Raises what asking raises.
    """
    begun = perf_counter()
    is_paged = asked.view in (None, View.TABLE, View.RAW)
    page = asked.page if is_paged else 1
    shown = read(engine.query(request), _MOST.get(asked.view or View.TABLE, ROWS), page)
    seconds = perf_counter() - begun
    view = asked.view or (View.RAW if isinstance(shown, Graph) else View.TABLE)
    found = Presented(
        asked,
        view,
        shown,
        seconds,
        samples(reader.endpoint, asked.query, _answer(shown)),
        summing=_summing(asked.query),
    )
    if view is View.RAW:
        return replace(found, raw=written(shown))
    rows = _rows(shown, view)
    if rows is None:
        return found
    has_labels = asked.has_labels or view is not View.TABLE
    labels = labels_of(engine, rows.rows) if has_labels else {}
    cells = Cells(reader.language, reader.href, labels)
    if view is View.TABLE:
        return replace(found, columns=rows.columns, cells=cells.table(rows.rows))
    return replace(found, picture=drawn(view, Sheet(rows, cells), engine))


def _rows(shown: Shown, view: View) -> Rows | None:
    """The rows that a view shows; None of what has none."""
    match shown:
        case Graph():
            return shown.links() if view is View.NETWORK else shown.as_rows()
        case Rows():
            return shown
    return None


def _answer(shown: Shown) -> Answer:
    match shown:
        case Truth():
            return Answer.TRUTH
        case Graph():
            return Answer.GRAPH
    return Answer.ROWS


def _summing(query: str) -> str:
    found = adds_sources_up(query)
    return found.text.upper() if found is not None else ""
