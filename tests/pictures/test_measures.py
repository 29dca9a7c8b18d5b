"""What pictures are measured with: scales, letters, room for labels, the projection, the layout."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import pi, radians, sin

import pytest

from clusteratlas.pictures.geometry import place, projected
from clusteratlas.pictures.layout import lay_out
from clusteratlas.pictures.lettering import fitted, width
from clusteratlas.pictures.placing import Box, Places, around
from clusteratlas.pictures.scales import Days, Linear, ticks
from clusteratlas.pictures.shading import Shades
from clusteratlas.pictures.table import Cell, Table, write_csv
from clusteratlas.pictures.words import Bound, plain, short

ROOM = Box(0, 0, 900, 600)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (0, 95, [0, 20, 40, 60, 80, 100]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (0, 207e6, [0, 50e6, 100e6, 150e6, 200e6, 250e6]),
        (-3, 7, [-4, -2, 0, 2, 4, 6, 8]),
    ],
)
def test_ticks_are_round_and_hold_the_values(
    low: float, high: float, expected: Sequence[float]
) -> None:
    assert ticks(low, high, 5) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2006, 1, 1), date(2019, 1, 1), [2006, 2008, 2010, 2012, 2014, 2016, 2018]),
        (date(1950, 6, 1), date(2020, 1, 1), [1960, 1970, 1980, 1990, 2000, 2010, 2020]),
    ],
)
def test_years_are_ticked_evenly(first: date, last: date, expected: list[int]) -> None:
    found = Days(first, last, 0, 100).ticks(8)
    assert [day.year for day in found] == expected
    assert {(day.month, day.day) for day in found} == {(1, 1)}


def test_of_a_short_time_months_are_ticked() -> None:
    found = Days(date(2018, 1, 1), date(2018, 12, 31), 0, 100).ticks(6)
    assert [day.month for day in found] == [1, 3, 5, 7, 9, 11]


@pytest.mark.parametrize(("value", "expected"), [(0, 10), (5, 55), (10, 100)])
def test_values_are_laid_evenly(value: float, expected: float) -> None:
    assert Linear(0, 10, 10, 100)(value) == expected


def test_a_day_outside_of_the_scale_stands_at_its_edge() -> None:
    days = Days(date(2010, 1, 1), date(2020, 1, 1), 0, 100)
    assert (days(date.min), days(date.max)) == (0, 100)


@pytest.mark.parametrize("text", ["Kraków", "W" * 200, "i" * 200, "a b c " * 30, "", "ł"])
def test_cut_text_has_room(text: str) -> None:
    shown = fitted(text, 13, 100)
    assert width(shown, 13) <= 100
    assert shown == text or shown.endswith("…")


def test_labels_do_not_lie_on_each_other() -> None:
    places = Places(ROOM)
    boxes = [places.first_free(around(450, 300, 5, 80, 15)) for _ in range(12)]
    taken = [box for box in boxes if box is not None]
    assert 4 <= len(taken) < 12
    assert not any(a.meets(b) for i, a in enumerate(taken) for b in taken[:i])
    assert all(box.within(ROOM) for box in taken)


def test_middle_of_the_projection() -> None:
    assert place(10, 52) == pytest.approx((0, 0), abs=1e-9)


@pytest.mark.parametrize(("west", "south"), [(-10, 36), (5, 47), (19, 49), (30, 69)])
def test_areas_are_true(west: float, south: float) -> None:
    """A cell of the graticule, its corners near together, against its area on the sphere."""
    steps = [index / 20 for index in range(21)]
    ring = [(west + s, south) for s in steps] + [(west + 1, south + s) for s in steps]
    ring += [(west + 1 - s, south + 1) for s in steps] + [(west, south + 1 - s) for s in steps]
    shape = projected(f"POLYGON(({','.join(f'{x} {y}' for x, y in ring)}))")
    sphere = 6371.0072**2 * pi / 180 * (sin(radians(south + 1)) - sin(radians(south)))
    assert shape is not None
    assert shape.area == pytest.approx(sphere, rel=1e-3)


@pytest.mark.parametrize("wkt", ["", "POINT EMPTY", "no", "POINT(200 10)", "POINT(10 95)"])
def test_what_is_nowhere_on_earth_has_no_place(wkt: str) -> None:
    assert projected(wkt) is None


def test_reference_system_before_the_text_is_read_over() -> None:
    system = "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> "
    one, other = projected("POINT(19.94 50.06)"), projected(f"{system}POINT(19.94 50.06)")
    assert one is not None
    assert one == other


def star(count: int) -> tuple[list[str], list[tuple[str, str, float]]]:
    keys = [str(index) for index in range(count)]
    return keys, [("0", key, 1.0) for key in keys[1:]]


@pytest.mark.parametrize("count", [1, 2, 3, 30, 200])
def test_nodes_stand_in_the_room_and_apart(count: int) -> None:
    places = lay_out(*star(count), ROOM)
    assert len(set(places.values())) == count
    inside = ROOM.width + 1e-6, ROOM.height + 1e-6
    assert all(-1e-6 <= x <= inside[0] and -1e-6 <= y <= inside[1] for x, y in places.values())


def test_layout_is_the_same_each_time() -> None:
    assert lay_out(*star(40), ROOM) == lay_out(*star(40), ROOM)


def test_parts_of_a_network_stand_beside_each_other() -> None:
    keys = [f"{part}{index}" for part in "abc" for index in range(10)]
    links = [(f"{part}0", f"{part}{index}", 1.0) for part in "abc" for index in range(1, 10)]
    places = lay_out(keys, links, ROOM)
    boxes = []
    for part in "abc":
        xs, ys = zip(*(places[key] for key in keys if key.startswith(part)), strict=True)
        boxes.append(Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))
    assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[:i])


@pytest.mark.parametrize(
    ("values", "steps"),
    [([], 0), ([3], 1), ([1, 1, 2], 2), (list(range(100)), 5), ([1] * 90 + [50], 2)],
    ids=["none", "one", "two", "many", "one far out"],
)
def test_shades(values: list[float], steps: int) -> None:
    shades = Shades.of(values)
    assert len(shades.steps) == steps
    assert {shades.style(value) for value in values} <= {f"pic-q{n}" for n in range(1, 6)}
    assert not values or shades.style(max(values)) == "pic-q5"


@pytest.mark.parametrize(
    ("value", "english", "polish"),
    [
        (1087398, "1\u202f087\u202f398", "1\u202f087\u202f398"),
        (107760.8, "107\u202f760.8", "107\u202f760,8"),
        (0.5, "0.5", "0,5"),
        (0, "0", "0"),
    ],
)
def test_numbers_are_written_as_the_language_does(value: float, english: str, polish: str) -> None:
    assert (plain(value, "en"), plain(value, "pl")) == (english, polish)


def test_millions_on_an_axis_are_short() -> None:
    assert (short(2.5e6, "en"), short(2.5e6, "pl")) == ("2.5\u202fM", "2,5 mln")


@pytest.mark.parametrize(
    ("iri", "bound"),
    [
        ("https://w3id.org/clusteratlas/scheme/bound/more-than", Bound.MORE_THAN),
        ("https://w3id.org/clusteratlas/scheme/bound/exact", Bound.EXACT),
        ("https://elsewhere.example/whatever", Bound.EXACT),
        ("", Bound.EXACT),
    ],
)
def test_bound_of_a_concept(iri: str, bound: Bound) -> None:
    assert Bound.of(iri) is bound


def test_csv_has_numbers_without_groups_and_quotes_what_needs_it() -> None:
    table = Table(["Name", "Value"], [[Cell('A, "B"'), Cell("1\u202f087", value=1087.0)]])
    assert write_csv(table) == 'Name,Value\r\n"A, ""B""",1087\r\n'
