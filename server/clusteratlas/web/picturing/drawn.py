"""A chart, drawn: the SVG and the table of the same data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

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


@dataclass(frozen=True)
class Drawn:
    """A chart as `parts/picture.html` shows it, all rows of its table on one page."""

    chart: Chart

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
        return _DRAW[type(self.chart)](self.chart)

    @property
    def svg(self) -> Markup:
        """The SVG for a page; its texts were escaped when it was drawn."""
        return Markup(self.drawn)  # noqa: S704

    @cached_property
    def table(self) -> Table:
        """All of its data."""
        return _TABULATE[type(self.chart)](self.chart)

    @property
    def rows(self) -> Table:
        """The part of the table that stands on the page."""
        return self.table

    @property
    def pages(self) -> int:
        """How many pages the table has."""
        return 1


_DRAW: Mapping[type, Callable[..., str]] = {
    bars.BarChart: bars.draw,
    maps.MapPicture: maps.draw,
    network.NetworkPicture: network.draw,
    series.SeriesChart: series.draw,
    timeline.TimelinePicture: timeline.draw,
}
_TABULATE: Mapping[type, Callable[..., Table]] = {
    bars.BarChart: bars.table,
    maps.MapPicture: maps.table,
    network.NetworkPicture: network.table,
    series.SeriesChart: series.table,
    timeline.TimelinePicture: timeline.table,
}
