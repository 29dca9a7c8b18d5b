"""Maps: areas with their borders, points by weight, on water with a graticule.

What there is to see of the land comes out of the atlas itself: the borders that it holds, and a
coarse outline below them; the graticule and the names say where things are. Areas with values are
shaded in five steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt
from xml.etree.ElementTree import Element

from clusteratlas.pictures import svg
from clusteratlas.pictures.bars import nothing
from clusteratlas.pictures.lettering import fitted, width
from clusteratlas.pictures.map_ground import area_path, draw_graticule, land_path
from clusteratlas.pictures.map_view import View, fit
from clusteratlas.pictures.marks import kind, legend, legend_height, mark
from clusteratlas.pictures.placing import Box, Places, around
from clusteratlas.pictures.shading import Shades, draw_shades
from clusteratlas.pictures.table import Cell, Table
from clusteratlas.pictures.words import Words, plain

TAB_STOPS = 80
"""So many of the things on a map are reached by the tabulator key, those of most weight first."""

_FONT = 13
_MOST_LABELS = 70
_WIDEST_LABEL = 190
_SMALLEST, _LARGEST = 4.5, 20
_EDGE = 12


@dataclass(frozen=True)
class Area:
    """A territory: its border as well-known text (CRS84), and a value that shades it."""

    label: str
    wkt: str
    value: float | None = None
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Point:
    """A thing at a place, in degrees; `kind` indexes the map's kinds."""

    label: str
    longitude: float
    latitude: float
    weight: float = 1
    kind: int = 0
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Landmark:
    """A name that helps to find one's way: it is neither a link nor in the table."""

    label: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class MapPicture:
    """Areas below points. `name` is unique on its page.

    `outline` is land without borders, `ground` are borders above it: both are only seen, and are
    well-known text. `landmarks` are names that are only read; `kinds` explain the points' colours;
    `measured` says what shades and sizes mean.
    """

    name: str
    words: Words
    areas: Sequence[Area] = ()
    points: Sequence[Point] = ()
    ground: Sequence[str] = ()
    landmarks: Sequence[Landmark] = ()
    kinds: Sequence[str] = ()
    measured: str = ""
    width: float = 960
    outline: str = ""


def draw(picture: MapPicture) -> str:
    """The map as SVG."""
    spots = [_degrees(point) for point in picture.points]
    if not picture.ground:
        # Without borders to be seen, names around the things say where they are.
        spots += [_degrees(landmark) for landmark in picture.landmarks]
    view = fit([area.wkt for area in picture.areas], spots, picture.width)
    shades = Shades.of([area.value for area in picture.areas if area.value is not None])
    keys = legend_height(picture.kinds, picture.width - 2 * _EDGE) if picture.kinds else 0
    keys += 34 if shades.steps else 0
    root = svg.root(picture.words, picture.name, picture.width, view.height + keys + 6, "map")
    if not picture.areas and not picture.points:
        nothing(root, picture.words, picture.width, view.height)
        return svg.written(root)
    sheet = svg.framed(root, picture.name, view.width, view.height)
    svg.add(sheet, "rect", class_="pic-water", width=view.width, height=view.height)
    plane = svg.add(sheet, "g", class_="pic-plane", data_zoom="")
    if path := land_path(picture.outline, view):
        # Beside borders, which are exact, the coarse land steps back and has no coast.
        is_beside = bool(picture.ground or picture.areas)
        svg.add(plane, "path", class_="pic-around" if is_beside else "pic-outline", d=path)
    draw_graticule(plane, view)
    for wkt in picture.ground:
        if path := area_path(wkt, view):
            svg.add(plane, "path", class_="pic-land", d=path)
    _draw_things(plane, picture, view, shades)
    bottom = view.height + 8.0
    if shades.steps:
        draw_shades(root, shades, picture.measured, picture.words.language, (_EDGE, bottom))
        bottom += 34
    legend(root, picture.kinds, _EDGE, bottom, picture.width - 2 * _EDGE)
    return svg.written(root)


def table(picture: MapPicture) -> Table:
    """The data of the map: areas with their values, points with their places."""
    words = picture.words
    measured = [picture.measured] if picture.measured else []
    columns = [
        words.say("name"), words.say("place"), *measured,
        words.say("latitude"), words.say("longitude"),
    ]  # fmt: skip
    areas = [
        [
            Cell(area.label, area.href),
            Cell(area.note),
            *(Cell("") if area.value is None else _number(area.value, words) for _ in measured),
            Cell(""),
            Cell(""),
        ]
        for area in sorted(picture.areas, key=lambda area: (-(area.value or 0), area.label))
    ]
    points = [
        [
            Cell(point.label, point.href),
            Cell(point.note),
            *(_number(point.weight, words) for _ in measured),
            _number(point.latitude, words),
            _number(point.longitude, words),
        ]
        for point in sorted(picture.points, key=_order)
    ]
    return Table(columns, [*areas, *points])


def _draw_things(plane: Element, picture: MapPicture, view: View, shades: Shades) -> None:
    places = Places(Box(2, 2, view.width - 4, view.height - 4))
    by_value = sorted(picture.areas, key=lambda area: (-(area.value or 0), area.label))
    for index, area in enumerate(by_value):
        _draw_area(plane, area, view, shades, is_stop=index < TAB_STOPS)
    placed = list(_placed(picture.points, view))
    heaviest = max((point.weight for point, _, _ in placed), default=1)
    for point, x, y in placed:
        reach = _radius(point.weight, heaviest)
        places.take(Box(x - reach, y - reach, 2 * reach, 2 * reach))
    labels = svg.detached("g", class_="pic-labels", aria_hidden="true")
    for index, (point, x, y) in enumerate(placed):
        reach = _radius(point.weight, heaviest)
        _draw_point(plane, point, (x, y, reach), is_stop=index < TAB_STOPS)
        if index < _MOST_LABELS:
            boxes = around(x, y, reach, *_size(point.label))
            _write(labels, places, point.label, boxes, (x, y))
    for area in by_value[: _MOST_LABELS if not placed else _MOST_LABELS // 3]:
        if found := view.middle(area.wkt):
            across, down = _size(area.label)
            box = Box(found[0] - across / 2, found[1] - down / 2, across, down)
            _write(labels, places, area.label, [box], found)
    _write_landmarks(labels, places, picture.landmarks, view)
    plane.append(labels)


def _draw_area(plane: Element, area: Area, view: View, shades: Shades, *, is_stop: bool) -> None:
    path = area_path(area.wkt, view)
    if not path:
        return
    group = svg.linked(
        plane, area.href, " – ".join(filter(None, [area.label, area.note])),
        class_="pic-item pic-region", tabindex=None if is_stop else "-1",
    )  # fmt: skip
    svg.add(group, "path", class_=f"pic-area {shades.style(area.value)}", d=path)


def _draw_point(
    plane: Element, point: Point, where: tuple[float, float, float], *, is_stop: bool
) -> None:
    x, y, reach = where
    said = " – ".join(filter(None, [point.label, point.note]))
    group = svg.linked(
        plane, point.href, said, class_=f"pic-item pic-point pic-k{kind(point.kind)}",
        tabindex=None if is_stop else "-1",
    )  # fmt: skip
    svg.add(group, "circle", class_="pic-hit", cx=x, cy=y, r=max(12, reach + 3))
    mark(group, point.kind, x, y, reach=reach)


def _placed(points: Sequence[Point], view: View) -> Iterable[tuple[Point, float, float]]:
    """The points of the view, the heaviest first; those of one place stand around it."""
    by_place: defaultdict[tuple[float, float], list[Point]] = defaultdict(list)
    for point in sorted(points, key=_order):
        by_place[point.longitude, point.latitude].append(point)
    placed = []
    for (longitude, latitude), together in by_place.items():
        spot = view.spot(longitude, latitude)
        if spot is None:
            continue
        ring = 0 if len(together) == 1 else max(9.0, 11 * len(together) / pi)
        for index, point in enumerate(together):
            turn = 2 * pi * index / len(together) - pi / 2
            placed.append((point, spot[0] + ring * cos(turn), spot[1] + ring * sin(turn)))
    return sorted(placed, key=lambda one: _order(one[0]))


def _write(
    labels: Element,
    places: Places,
    label: str,
    boxes: Iterable[Box],
    named: tuple[float, float],
) -> None:
    """A label in the first box that is free; `named` is the spot that it keeps to when zoomed."""
    box = places.first_free(boxes)
    if box is not None:
        svg.add(
            labels, "text", fitted(label, _FONT, _WIDEST_LABEL), class_="pic-small pic-on",
            x=box.x + 2, y=box.y + _FONT - 1, transform_origin=svg.point(*named),
        )  # fmt: skip


def _write_landmarks(
    labels: Element, places: Places, landmarks: Sequence[Landmark], view: View
) -> None:
    for landmark in landmarks:
        spot = view.spot(*_degrees(landmark))
        if spot is None:
            continue
        across, down = width(landmark.label, _FONT), _FONT + 3
        box = places.first_free(_near(spot, across, down))
        if box is not None:
            svg.add(
                labels, "text", landmark.label,
                class_="pic-place", x=box.x + across / 2, y=box.y + _FONT - 1,
                transform_origin=svg.point(*spot),
            )  # fmt: skip


def _degrees(spot: Point | Landmark) -> tuple[float, float]:
    return spot.longitude, spot.latitude


def _near(spot: tuple[float, float], across: float, down: float) -> Iterable[Box]:
    """Places for a landmark's name: about its point, above, below."""
    x, y = spot
    for offset in (0, -20, 20, -40, 40):
        yield Box(x - across / 2, y - down / 2 + offset, across, down)


def _size(label: str) -> tuple[float, float]:
    return width(fitted(label, _FONT, _WIDEST_LABEL), _FONT) + 4, _FONT + 3


def _radius(weight: float, heaviest: float) -> float:
    if heaviest <= 1:
        return 6
    return _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(max(0, weight) / heaviest)


def _number(value: float, words: Words) -> Cell:
    return Cell(plain(value, words.language), value=value)


def _order(point: Point) -> tuple[float, str, str]:
    return -point.weight, point.label, point.href
