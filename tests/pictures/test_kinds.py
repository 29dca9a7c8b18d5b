"""What the kinds of pictures show, each in its way."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import accumulate
from xml.etree import ElementTree

import pytest

from clusteratlas.pictures import maps, network, series, timeline
from clusteratlas.pictures.words import Bound

from .examples import SQUARE, WORDS, map_picture, network_picture, timeline_picture

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2016, 1, 1)
LAND = "POLYGON((-9 37,60 37,60 60,-9 60,-9 37))"


def classes(drawn: str) -> Counter[str]:
    return Counter(
        name
        for element in ElementTree.fromstring(drawn).iter()
        for name in element.get("class", "").split()
    )


def _moved(spot: tuple[float, float], by: tuple[float, float]) -> tuple[float, float]:
    return spot[0] + by[0], spot[1] + by[1]


def texts(drawn: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("bound", "label", "marks"),
    [
        (Bound.EXACT, "95", {"pic-mark"}),
        (Bound.ABOUT, "≈ 95", {"pic-mark", "pic-halo"}),
        (Bound.AT_LEAST, "≥ 95", {"pic-mark", "pic-open"}),
        (Bound.MORE_THAN, "> 95", {"pic-hollow", "pic-open"}),
        (Bound.AT_MOST, "≤ 95", {"pic-mark", "pic-open"}),
        (Bound.LESS_THAN, "< 95", {"pic-hollow", "pic-open"}),
    ],
)
def test_bounds_are_seen(bound: Bound, label: str, marks: set[str]) -> None:
    chart = series.SeriesChart("s", WORDS, [series.Value(95, DAY, DAY, 0, bound)], ["A page"])
    drawn = series.draw(chart)
    assert label in texts(drawn)
    (item,) = (g for g in ElementTree.fromstring(drawn) if "pic-item" in g.get("class", ""))
    assert (
        classes(ElementTree.tostring(item, encoding="unicode")).keys()
        & {"pic-mark", "pic-halo", "pic-open", "pic-hollow"}
        == marks
    )


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (series.Value(1, DAY, DAY, 0), {"pic-span": 0, "pic-divide": 0}),
        (series.Value(1, DAY, date(2018, 1, 1), 0), {"pic-span": 1, "pic-divide": 0}),
        (series.Value(1, None, None, 0), {"pic-span": 0, "pic-divide": 1}),
    ],
    ids=["a day", "a period", "undated"],
)
def test_when_a_value_holds_is_seen(value: series.Value, parts: dict[str, int]) -> None:
    found = classes(series.draw(series.SeriesChart("s", WORDS, [value], ["Source"])))
    assert {name: found[name] for name in parts} == parts


def test_only_links_between_two_known_nodes_are_drawn() -> None:
    example = network_picture()
    found = ElementTree.fromstring(example.draw(example.chart)).iter(f"{SVG}line")
    assert sorted(line.attrib["data-ends"] for line in found) == ["0 1", "1 2"]


def test_strongest_links_are_kept_and_the_rest_is_told() -> None:
    nodes = [network.Node(str(number), f"node {number}", href="/") for number in range(300)]
    links = [network.Link("0", str(number), number) for number in range(1, 300)]
    drawn = network.draw(network.NetworkPicture("n", WORDS, nodes, links, most_links=120))
    lines = list(ElementTree.fromstring(drawn).iter(f"{SVG}line"))
    assert len(lines) == 120
    assert "and 179 more (links)" in texts(drawn)
    assert "node 299" in drawn
    assert "node 179<" not in drawn


@pytest.mark.parametrize("count", [10, network.TAB_STOPS, 150])
def test_tab_stops_of_a_network_are_bounded(count: int) -> None:
    nodes = [network.Node(str(number), f"node {number}", href="/") for number in range(count)]
    links = [network.Link("0", str(number)) for number in range(1, count)]
    drawn = network.draw(network.NetworkPicture("n", WORDS, nodes, links))
    found = list(ElementTree.fromstring(drawn).iter(f"{SVG}a"))
    stops = [link for link in found if link.get("tabindex") != "-1"]
    assert (len(found), len(stops)) == (count, min(count, network.TAB_STOPS))
    assert stops[0].get("aria-label") == "node 0"  # the most linked comes first


def test_things_of_one_place_stand_beside_each_other() -> None:
    points = [maps.Point(f"cluster {number}", 20, 50) for number in range(5)]
    drawn = maps.draw(maps.MapPicture("m", WORDS, points=points))
    circles = ElementTree.fromstring(drawn).iter(f"{SVG}circle")
    assert len({(circle.get("cx"), circle.get("cy")) for circle in circles}) == 5


def test_what_lies_beyond_the_view_is_in_the_table_alone() -> None:
    example = map_picture()
    assert "overseas" not in example.draw(example.chart)
    assert "overseas" in [row[0].text for row in example.table(example.chart).rows]


@pytest.mark.parametrize(
    ("outline", "ground", "areas", "expected"),
    [
        (LAND, [], [], {"pic-outline": 1}),
        (LAND, [SQUARE], [], {"pic-around": 1, "pic-land": 1}),
        (LAND, [], [maps.Area("a", SQUARE)], {"pic-around": 1, "pic-area": 1}),
        ("POLYGON((-10 60,-9 60,-9 61,-10 60))", [], [], {}),
        ("", [], [], {}),
        ("POLYGON((", [], [], {}),
    ],
    ids=["alone", "beside borders", "beside areas", "out of the view", "none", "broken"],
)
def test_outline_of_the_land_steps_back_beside_borders(
    outline: str, ground: list[str], areas: list[maps.Area], expected: dict[str, int]
) -> None:
    point = maps.Point("Kraków", 19.94, 50.06)
    drawn = maps.draw(maps.MapPicture("m", WORDS, areas, [point], ground, outline=outline))
    found = classes(drawn)
    kinds = {"pic-outline", "pic-around", "pic-land", "pic-area"}
    assert {name: count for name, count in found.items() if name in kinds} == expected


def test_outline_of_the_land_is_cut_to_what_the_points_show() -> None:
    points = [maps.Point("Kraków", 19.94, 50.06), maps.Point("Paris", 2.35, 48.86)]
    plain, drawn = (
        ElementTree.fromstring(
            maps.draw(maps.MapPicture("m", WORDS, points=points, outline=outline))
        )
        for outline in ("", LAND)
    )
    assert drawn.get("viewBox") == plain.get("viewBox")
    (path,) = (one for one in drawn.iter(f"{SVG}path") if one.get("class") == "pic-outline")
    moves = re.findall(r"-?[0-9.]+", path.get("d", ""))
    spots = accumulate(zip(map(float, moves[::2]), map(float, moves[1::2]), strict=True), _moved)
    width, height = map(float, drawn.get("viewBox", "").split()[2:])
    assert all(-10 <= x <= width + 10 and -10 <= y <= height + 10 for x, y in spots)


@pytest.mark.parametrize(
    "wkt", ["", "POLYGON((", "POINT EMPTY", "POLYGON((500 0,501 0,501 1,500 0))"]
)
def test_what_is_no_geometry_leaves_the_map_standing(wkt: str) -> None:
    area = maps.Area("broken", wkt, 1, "/x")
    point = maps.Point("Kraków", 19.94, 50.06)
    assert "Kraków" in maps.draw(maps.MapPicture("m", WORDS, [area], [point]))


@pytest.mark.parametrize(
    ("ends", "fading"),
    [
        ((date(2011, 1, 1), date(2011, 1, 1), date(2012, 1, 1), date(2012, 1, 1)), []),
        ((date(2011, 1, 1), date(2011, 7, 1), date(2012, 1, 1), date(2012, 1, 1)), ["in"]),
        ((date(2011, 1, 1), date(2011, 1, 1), None, None), ["out"]),
        ((None, None, date(2012, 1, 1), date(2012, 7, 1)), ["in", "out"]),
    ],
    ids=["known", "start between two days", "no end", "no start, end between two days"],
)
def test_ends_that_are_not_known_fade(ends: tuple[date | None, ...], fading: list[str]) -> None:
    span = timeline.Span("a project", *ends)
    root = ElementTree.fromstring(timeline.draw(timeline.TimelinePicture("t", WORDS, [span])))
    masks = [element.get("mask", "") for element in root.iter(f"{SVG}rect")]
    assert [mask for mask in masks if mask] == [f"url(#t-{side})" for side in fading]


def test_what_has_no_day_is_in_the_table_alone() -> None:
    example = timeline_picture()
    assert "no day" not in example.draw(example.chart)
    assert "no day" in [row[0].text for row in example.table(example.chart).rows]
