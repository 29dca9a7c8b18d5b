"""A picture as a page shows it: drawn, said in words, with its table, its files and its query."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias
from urllib.parse import urlencode

from flask import request
from markupsafe import Markup

from clusteratlas.pictures import bars, maps, network, series, timeline
from clusteratlas.pictures.table import Table

Chart: TypeAlias = (
    bars.BarChart
    | maps.MapPicture
    | network.NetworkPicture
    | series.SeriesChart
    | timeline.TimelinePicture
)

ROWS = 50
"""So many rows of the table stand on a page; the CSV file has them all."""
FORMS = ("svg", "png", "csv")


@dataclass(frozen=True)
class Picture:
    """A chart with what stands around it.

    `path` and `arguments` are the address that reproduces it, '' for a picture that has none;
    `query` is the SPARQL text that gives its data, `notes` say what it leaves out, `page` is the
    page of the table.
    """

    chart: Chart
    path: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    notes: Sequence[str] = ()
    page: int = 1

    @property
    def name(self) -> str:
        """Tells the picture apart from others on its page."""
        return self.chart.name

    @property
    def title(self) -> str:
        """What it is called."""
        return self.chart.words.title

    @property
    def description(self) -> str:
        """What it shows, in words."""
        return self.chart.words.description

    @property
    def kind(self) -> str:
        """The name of the module that draws it."""
        return type(self.chart).__module__.rpartition(".")[2]

    @cached_property
    def drawn(self) -> str:
        """The SVG text."""
        return _draw(self.chart)

    @property
    def svg(self) -> Markup:
        """The SVG for a page; its texts were escaped when it was drawn."""
        return Markup(self.drawn)  # noqa: S704

    @cached_property
    def table(self) -> Table:
        """All of its data."""
        return _tabulate(self.chart)

    @property
    def rows(self) -> Table:
        """The part of the table that stands on the page."""
        start = (self.page - 1) * ROWS
        return Table(self.table.columns, self.table.rows[start : start + ROWS])

    @property
    def pages(self) -> int:
        """How many pages the table has."""
        return max(1, -(-len(self.table.rows) // ROWS))

    @property
    def address(self) -> str:
        """The page that shows this picture."""
        return self.link("")

    def link(self, form: str, page: int = 1) -> str:
        """The address of the picture in one of the FORMS; of its page for ''."""
        arguments = {**self.arguments, **({"page": str(page)} if page > 1 else {})}
        return address_of(self.path + (f".{form}" if form else ""), arguments)

    @property
    def downloads(self) -> Sequence[tuple[str, str]]:
        """The files, each with its name and its address."""
        return [(form.upper(), self.link(form)) for form in FORMS] if self.path else []

    @property
    def editor(self) -> str:
        """Where the query can be changed and run."""
        return f"{request.root_path}/sparql?{urlencode({'query': self.query})}"


def address_of(path: str, arguments: Mapping[str, str]) -> str:
    """An address of this site in the reader's language."""
    pairs = f"?{urlencode(arguments)}" if arguments else ""
    return f"{request.root_path}{path}{pairs}"


def _draw(chart: Chart) -> str:
    draw: Mapping[type, Callable[..., str]] = {
        bars.BarChart: bars.draw,
        maps.MapPicture: maps.draw,
        network.NetworkPicture: network.draw,
        series.SeriesChart: series.draw,
        timeline.TimelinePicture: timeline.draw,
    }
    return draw[type(chart)](chart)


def _tabulate(chart: Chart) -> Table:
    tabulate: Mapping[type, Callable[..., Table]] = {
        bars.BarChart: bars.table,
        maps.MapPicture: maps.table,
        network.NetworkPicture: network.table,
        series.SeriesChart: series.table,
        timeline.TimelinePicture: timeline.table,
    }
    return tabulate[type(chart)](chart)
