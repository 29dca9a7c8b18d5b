"""Pictures of each kind: of what one expects, of nothing, and of what someone meant badly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from clusteratlas.pictures import bars, maps, network, series, timeline
from clusteratlas.pictures.table import Table
from clusteratlas.pictures.words import Bound, Words

HOSTILE = '</title><script>alert("1")</script>\x00\ufffe & \' <a href="x">'
SHOWN = HOSTILE.replace("\x00", "\ufffd").replace("\ufffe", "\ufffd")
"""What is left of it where XML has no room for a character."""
WORDS = Words("What it shows", "All that there is.")

SQUARE = "POLYGON((19 49,21 49,21 51,19 51,19 49))"
ISLANDS = "MULTIPOLYGON(((10 40,12 40,12 42,10 42,10 40)),((14 40,14.01 40,14.01 40.01,14 40)))"


@dataclass(frozen=True)
class Example:
    """A chart, and the functions that draw and tabulate its kind."""

    chart: Any
    draw: Callable[[Any], str]
    table: Callable[[Any], Table]


def bar_chart(label: str = "Małopolskie", words: Words = WORDS) -> Example:
    values = [
        bars.Bar(label, 412, "/a?b=1&c=2", Bound.MORE_THAN, note=label),
        bars.Bar("about", 300, bound=Bound.ABOUT, kind=2),
        bars.Bar("at most", 20, bound=Bound.AT_MOST, kind=3),
        bars.Bar("none", 0),
    ]
    return Example(bars.BarChart("bars", words, values), bars.draw, bars.table)


def series_chart(label: str = "A blog entry", words: Words = WORDS) -> Example:
    values = [
        series.Value(32, date(2006, 1, 1), date(2008, 12, 31), 0, href="/a", note=label),
        series.Value(72, date(2011, 4, 1), date(2012, 12, 31), 1),
        series.Value(70, date(2011, 4, 1), date(2012, 12, 31), 0),
        series.Value(95, date(2018, 5, 7), date(2018, 5, 7), 1, Bound.MORE_THAN),
        series.Value(80, None, date(2016, 1, 1), 0, Bound.ABOUT),
        series.Value(60, None, None, 0, Bound.AT_LEAST),
    ]
    chart = series.SeriesChart("series", words, values, [label, "A project page"], "institutions")
    return Example(chart, series.draw, series.table)


def map_picture(label: str = "Klaster LifeScience Kraków", words: Words = WORDS) -> Example:
    chart = maps.MapPicture(
        "map",
        words,
        [maps.Area(label, SQUARE, 3, "/area"), maps.Area("islands", ISLANDS, 1)],
        [
            maps.Point(label, 19.94, 50.06, 3, 0, "/krakow"),
            maps.Point("beside it", 19.94, 50.06, 1, 1),
            maps.Point("overseas", -61.5, 16.2, 1, 1),
        ],
        [SQUARE],
        [maps.Landmark("Polska", 19.4, 52.1)],
        ["known", label],
        "Projects",
    )
    return Example(chart, maps.draw, maps.table)


def network_picture(label: str = "Genopole", words: Words = WORDS) -> Example:
    nodes = [
        network.Node("a", label, 0, "/a", note=label, is_centre=True),
        network.Node("b", "Bioib", 1, "/b"),
        network.Node("c", "bioPmed", 1),
        network.Node("alone", "without a link"),
    ]
    links = [
        network.Link("a", "b", 3),
        network.Link("b", "c"),
        network.Link("c", "c"),
        network.Link("a", "nobody knows it"),
    ]
    chart = network.NetworkPicture("network", words, nodes, links, ["Spain", label], "Projects")
    return Example(chart, network.draw, network.table)


def timeline_picture(label: str = "MRPO 8.2", words: Words = WORDS) -> Example:
    spans = [
        timeline.Span(
            label,
            date(2011, 4, 1),
            date(2011, 6, 30),
            date(2012, 10, 1),
            date(2012, 12, 31),
            0,
            "/a",
        ),
        timeline.Span("a day", *[date(2018, 2, 15)] * 4, kind=1),
        timeline.Span("no end", date(2016, 1, 1), date(2016, 1, 1), None, None),
        timeline.Span(
            "never sure", date(2006, 1, 1), date(2018, 1, 1), date(2007, 1, 1), date(2019, 1, 1)
        ),
        timeline.Span("no day", None, None, None, None),
    ]
    chart = timeline.TimelinePicture("timeline", words, spans, ["Projects", label])
    return Example(chart, timeline.draw, timeline.table)


EXAMPLES: Mapping[str, Callable[..., Example]] = {
    "bars": bar_chart,
    "series": series_chart,
    "map": map_picture,
    "network": network_picture,
    "timeline": timeline_picture,
}
EMPTY: Mapping[str, Example] = {
    "bars": Example(bars.BarChart("b", WORDS, []), bars.draw, bars.table),
    "series": Example(series.SeriesChart("s", WORDS, [], []), series.draw, series.table),
    "map": Example(maps.MapPicture("m", WORDS), maps.draw, maps.table),
    "network": Example(network.NetworkPicture("n", WORDS, [], []), network.draw, network.table),
    "timeline": Example(timeline.TimelinePicture("t", WORDS, []), timeline.draw, timeline.table),
}
