"""Where the nodes of a network stand: each connected part by forces, the parts beside each other.

rustworkx lays a part out (Fruchterman and Reingold) from a start that is worked out, not drawn by
lot, so that the same network always looks the same. Forces alone drive unconnected parts apart
without end, so each is laid out by itself and they are set in rows, the largest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, pi, sin, sqrt
from typing import TypeAlias

import numpy as np
import rustworkx
from numpy.typing import NDArray

from clusteratlas.pictures.placing import Box

Position: TypeAlias = tuple[float, float]
WeightedLink: TypeAlias = tuple[str, str, float]

_SEED = 2006
_GOLDEN = pi * (3 - sqrt(5))
_OFTEN, _RARELY = 300, 60
_LARGE = 400
_SPREAD = 0.72
_Places: TypeAlias = NDArray[np.float64]


def lay_out(
    keys: Sequence[str], links: Sequence[WeightedLink], room: Box
) -> Mapping[str, Position]:
    """A place within `room` for each key; the first keys, which matter most, begin in the middle.

    `links` are pairs of keys with a weight: the heavier, the nearer.
    """
    graph: rustworkx.PyGraph[str, float] = rustworkx.PyGraph()
    numbers = dict(zip(keys, graph.add_nodes_from(list(keys)), strict=True))
    graph.add_edges_from([(numbers[a], numbers[b], weight) for a, b, weight in links])
    parts = sorted(
        (sorted(part) for part in rustworkx.connected_components(graph)),
        key=lambda part: (-len(part), part),
    )
    laid = [_part(graph, part) for part in parts]
    placed = _fitted(_beside(laid, room.width / max(room.height, 1)), room)
    return {keys[node]: (x, y) for node, (x, y) in placed.items()}


def _part(
    graph: rustworkx.PyGraph[str, float], nodes: Sequence[int]
) -> tuple[Sequence[int], _Places]:
    """A connected part by itself, its middle in (0, 0)."""
    if len(nodes) == 1:
        return nodes, np.zeros((1, 2))
    part = graph.subgraph(list(nodes))
    heaviest = max(part.edges(), default=1.0)
    start = {index: _spiral(index, len(nodes)) for index in range(len(nodes))}
    found = rustworkx.spring_layout(
        part,
        pos=start,
        k=1.1 / sqrt(len(nodes)),
        num_iter=_RARELY if len(nodes) > _LARGE else _OFTEN,
        weight_fn=lambda weight: 0.4 + 0.6 * weight / heaviest,
        seed=_SEED,
    )
    places = np.array([found[index] for index in range(len(nodes))])
    places = _spread(places - places.mean(axis=0))
    return nodes, _upright(places) * sqrt(len(nodes))


def _spread(places: _Places) -> _Places:
    """Drawn apart in the middle, where many links pull all into a knot."""
    distances = np.linalg.norm(places, axis=1, keepdims=True)
    furthest = max(float(distances.max()), 1e-9)
    spread: _Places = places * np.maximum(distances / furthest, 1e-3) ** (_SPREAD - 1)
    return spread


def _upright(places: _Places) -> _Places:
    """The part turned so that its longest extent lies across, as the picture's does."""
    if len(places) < 3:
        return places
    _, _, axes = np.linalg.svd(places, full_matrices=False)
    turned: _Places = places @ axes.T
    # The sign of an axis is left to the machine's algebra; the first node decides it here.
    signs = np.where(turned[0] < 0, -1.0, 1.0)
    return turned * signs


def _beside(parts: Sequence[tuple[Sequence[int], _Places]], shape: float) -> Mapping[int, _Places]:
    """The parts in rows, each in a box of its own; `shape` is how wide all may be to its height."""
    sizes = [np.ptp(places, axis=0) + 1.4 for _, places in parts]
    total = sum(float(across * down) for across, down in sizes)
    row_width = max(sqrt(total * shape) * 1.1, *(float(across) for across, _ in sizes))
    placed: dict[int, _Places] = {}
    x = y = tallest = 0.0
    for (nodes, places), (across, down) in zip(parts, sizes, strict=True):
        if x and x + across > row_width:
            x, y, tallest = 0.0, y + tallest, 0.0
        corner = np.array([x, y]) - places.min(axis=0) + 0.7
        placed |= {node: place + corner for node, place in zip(nodes, places, strict=True)}
        x += float(across)
        tallest = max(tallest, float(down))
    return placed


def _fitted(placed: Mapping[int, _Places], room: Box) -> Mapping[int, Position]:
    """The places stretched to fill the room, up to one and a half times more one way."""
    if not placed:
        return {}
    places = np.array(list(placed.values()))
    low, extent = places.min(axis=0), np.ptp(places, axis=0)
    scales = np.array([room.width, room.height]) / np.maximum(extent, 1e-9)
    scales = np.minimum(scales, scales.min() * 1.5)
    scales = np.minimum(scales, min(room.width, room.height) / 2.4)
    corner = np.array([room.x, room.y])
    spare = np.array([room.width, room.height]) - extent * scales
    return {
        node: (float(x), float(y))
        for node, (x, y) in zip(placed, corner + spare / 2 + (places - low) * scales, strict=True)
    }


def _spiral(index: int, count: int) -> Position:
    """A sunflower's place for the `index`-th of `count`: evenly spread, the first in the middle."""
    reach = sqrt((index + 0.5) / count)
    return 0.5 + reach * cos(index * _GOLDEN) / 2, 0.5 + reach * sin(index * _GOLDEN) / 2
