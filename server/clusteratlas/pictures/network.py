"""Networks: who works with whom. The size of a node is how many links it has, that of a link its
weight; colours are kinds, explained below.

What is drawn is bounded (`most_links`), the strongest links first, and the picture says what it
leaves out. The same data gives the same picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from xml.etree.ElementTree import Element

from clusteratlas.pictures import svg
from clusteratlas.pictures.bars import nothing
from clusteratlas.pictures.layout import Position, lay_out
from clusteratlas.pictures.lettering import fitted, width
from clusteratlas.pictures.marks import kind, legend, legend_height, mark
from clusteratlas.pictures.placing import Box, Places, around
from clusteratlas.pictures.table import Cell, Table
from clusteratlas.pictures.words import Words, plain

TAB_STOPS = 60
"""So many nodes are reached by the tabulator key, those with the most links first."""
MOST_LINKS = 3000

_FONT = 13
_HEIGHT = 0.68
_EDGE = 14
_SMALLEST, _LARGEST = 3.5, 17
_THICKEST = 6
_MOST_LABELS = 60
_WIDEST_LABEL = 180
_CROWD = 150


@dataclass(frozen=True)
class Node:
    """A thing in the network. `key` tells it from others; `kind` indexes the network's kinds."""

    key: str
    label: str
    kind: int = 0
    href: str = ""
    note: str = ""
    is_centre: bool = False


@dataclass(frozen=True)
class Link:
    """Two nodes, by their keys, that have something in common: how much is the weight."""

    source: str
    target: str
    weight: float = 1


@dataclass(frozen=True)
class NetworkPicture:
    """Nodes and the links between them, without direction. `name` is unique on its page.

    `measured` names what the weight counts.
    """

    name: str
    words: Words
    nodes: Sequence[Node]
    links: Sequence[Link]
    kinds: Sequence[str] = ()
    measured: str = ""
    width: float = 960
    most_links: int = MOST_LINKS


@dataclass(frozen=True)
class _Shown:
    """What of a network is drawn: nodes by degree, links by weight, the heaviest first."""

    nodes: Sequence[Node]
    links: Sequence[Link]
    degrees: Mapping[str, int]
    left_out: int


def draw(picture: NetworkPicture) -> str:
    """The network as SVG."""
    shown = _strongest(picture)
    height = picture.width * _HEIGHT
    room = picture.width - 2 * _EDGE
    keys = legend_height(picture.kinds, room) if picture.kinds else 0
    root = svg.root(picture.words, picture.name, picture.width, height + keys + 10, "network")
    if not shown.nodes:
        nothing(root, picture.words, picture.width, height)
        return svg.written(root)
    places = lay_out(
        [node.key for node in shown.nodes],
        [(link.source, link.target, link.weight) for link in shown.links],
        Box(
            _LARGEST + _EDGE, _LARGEST + _EDGE, room - 2 * _LARGEST, height - 2 * (_LARGEST + _EDGE)
        ),
    )
    sheet = svg.framed(root, picture.name, picture.width, height)
    svg.add(sheet, "rect", class_="pic-sheet", width=picture.width, height=height)
    plane = svg.add(sheet, "g", class_="pic-plane", data_zoom="")
    numbers = {node.key: index for index, node in enumerate(shown.nodes)}
    _draw_links(plane, shown, places, numbers)
    _draw_nodes(plane, shown, places)
    _draw_labels(plane, shown, places, Box(2, 2, picture.width - 4, height - 4))
    if shown.left_out:
        said = picture.words.say("more").format(count=plain(shown.left_out, picture.words.language))
        label = f"{said} ({picture.words.say('links').lower()})"
        svg.add(root, "text", label, class_="pic-tick pic-end", x=picture.width - 12, y=height - 10)
    legend(root, picture.kinds, _EDGE, height + 8, room)
    return svg.written(root)


def table(picture: NetworkPicture) -> Table:
    """The links of the network, the strongest first: an edge list with names."""
    words = picture.words
    by_key = {node.key: node for node in picture.nodes}
    columns = [
        words.say("one_end"), words.say("other_end"), picture.measured or words.say("weight"),
    ]  # fmt: skip
    rows = [
        [
            _named(by_key[link.source]),
            _named(by_key[link.target]),
            Cell(plain(link.weight, words.language), value=link.weight),
        ]
        for link in sorted(_between(picture), key=_order)
    ]
    return Table(columns, rows)


def _strongest(picture: NetworkPicture) -> _Shown:
    links = sorted(_between(picture), key=_order)
    kept = links[: picture.most_links]
    degrees: defaultdict[str, int] = defaultdict(int)
    for link in kept:
        degrees[link.source] += 1
        degrees[link.target] += 1
    alone = not links
    nodes = [node for node in picture.nodes if alone or node.key in degrees or node.is_centre]
    nodes.sort(key=lambda node: (not node.is_centre, -degrees[node.key], node.label, node.key))
    return _Shown(nodes, kept, degrees, len(links) - len(kept))


def _between(picture: NetworkPicture) -> Sequence[Link]:
    """The links of which both ends are known and are not the same."""
    keys = {node.key for node in picture.nodes}
    return [
        link
        for link in picture.links
        if link.source != link.target and link.source in keys and link.target in keys
    ]


def _draw_links(
    plane: Element, shown: _Shown, places: Mapping[str, Position], numbers: Mapping[str, int]
) -> None:
    group = svg.add(plane, "g", class_=f"pic-links pic-{_density(len(shown.links))}")
    weights = [link.weight for link in shown.links] or [1]
    lightest, range_ = min(weights), max(weights) - min(weights)
    # The strongest are drawn last, over the others.
    for link in reversed(shown.links):
        (x1, y1), (x2, y2) = places[link.source], places[link.target]
        part = (link.weight - lightest) / range_ if range_ else 0
        svg.add(
            group, "line", x1=x1, y1=y1, x2=x2, y2=y2,
            stroke_width=1 + (_THICKEST - 1) * sqrt(part),
            data_ends=f"{numbers[link.source]} {numbers[link.target]}",
        )  # fmt: skip


def _draw_nodes(plane: Element, shown: _Shown, places: Mapping[str, Position]) -> None:
    group = svg.add(plane, "g", class_="pic-nodes")
    most = max(shown.degrees.values(), default=1)
    # The most linked come first for the keyboard, and lie below the smaller ones.
    for index, node in enumerate(shown.nodes):
        x, y = places[node.key]
        reach = _radius(shown.degrees.get(node.key, 0), most)
        said = " – ".join(filter(None, [node.label, node.note]))
        centre = " pic-centre" if node.is_centre else ""
        item = svg.linked(
            group, node.href, said, class_=f"pic-item pic-node pic-k{kind(node.kind)}{centre}",
            tabindex=None if index < TAB_STOPS else "-1", data_node=str(index),
        )  # fmt: skip
        mark(item, node.kind, x, y, reach=reach, outline=2.5 if node.is_centre else 1)


def _draw_labels(
    plane: Element, shown: _Shown, places: Mapping[str, Position], bounds: Box
) -> None:
    group = svg.add(plane, "g", class_="pic-labels", aria_hidden="true")
    most = max(shown.degrees.values(), default=1)
    taken = Places(bounds)
    reaches = {node.key: _radius(shown.degrees.get(node.key, 0), most) for node in shown.nodes}
    for node in shown.nodes[: _MOST_LABELS if len(shown.nodes) > _CROWD else _CROWD]:
        x, y = places[node.key]
        reach = reaches[node.key] * 0.8
        taken.take(Box(x - reach, y - reach, 2 * reach, 2 * reach))
    for index, node in enumerate(shown.nodes[:_MOST_LABELS]):
        text = fitted(node.label, _FONT, _WIDEST_LABEL)
        across = width(text, _FONT) + 4
        x, y = places[node.key]
        boxes = list(around(x, y, reaches[node.key], across, _FONT + 3))
        # What the network is about is named in any case.
        box = taken.first_free(boxes) or (boxes[0] if node.is_centre else None)
        if box is not None:
            style = "pic-value pic-on" if node.is_centre else "pic-small pic-on"
            svg.add(
                group, "text", text, class_=style, x=box.x + 2, y=box.y + _FONT - 1,
                data_node=str(index), transform_origin=svg.point(x, y),
            )  # fmt: skip


def _radius(degree: int, most: int) -> float:
    return _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(degree / max(8, most))


def _density(links: int) -> str:
    """How faint the links are, so that many of them let the nodes be seen."""
    if links > 800:
        return "dense"
    return "close" if links > 150 else "loose"


def _named(node: Node) -> Cell:
    return Cell(node.label, node.href)


def _order(link: Link) -> tuple[float, str, str]:
    return -link.weight, link.source, link.target
