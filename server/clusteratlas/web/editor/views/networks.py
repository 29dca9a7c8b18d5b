"""Networks: each row is a link between two things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode

from clusteratlas.pictures.network import Link, NetworkPicture, Node
from clusteratlas.web.editor.columns import Column, Holds
from clusteratlas.web.editor.views.sheet import NAME, Sheet, value


def network(sheet: Sheet) -> NetworkPicture | None:
    """The network of a result; None without two columns of things.

    The first column of numbers is the weight of the links, each row counts one where there is none.
    """
    ends = sheet.holding(Holds.THINGS)[:2]
    if len(ends) < 2:
        return None
    measured = sheet.first(Holds.NUMBERS)
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    for source, target, weight in _links(sheet, ends[0], ends[1], measured):
        weights[source, target] += weight
    kinds = _kinds(weights)
    nodes = [_node(sheet, thing, kind) for thing, kind in kinds.items()]
    links = [Link(source, target, weight) for (source, target), weight in weights.items()]
    shown = ends if measured is None else [*ends, measured]
    return NetworkPicture(
        NAME,
        sheet.words(*shown),
        nodes,
        links,
        kinds=[end.name for end in ends] if len(set(kinds.values())) > 1 else (),
        measured=measured.name if measured is not None else "",
    )


def _links(
    sheet: Sheet, one: Column, other: Column, measured: Column | None
) -> Iterator[tuple[str, str, float]]:
    """Two things and the weight between them, for each row that has both."""
    for row in sheet.rows.rows:
        source, target = row[one.place], row[other.place]
        if isinstance(source, NamedNode) and isinstance(target, NamedNode) and source != target:
            weight = value(row, measured)
            yield source.value, target.value, 1 if weight is None else weight


def _kinds(links: Mapping[tuple[str, str], float]) -> Mapping[str, int]:
    """The things in the links. Where none stands at both ends, the ends are two kinds."""
    sources = dict.fromkeys((source for source, _ in links), 0)
    targets = dict.fromkeys((target for _, target in links), 1)
    if sources.keys() & targets.keys():
        return dict.fromkeys([*sources, *targets], 0)
    return sources | targets


def _node(sheet: Sheet, thing: str, kind: int) -> Node:
    cell = sheet.cells.cell(NamedNode(thing))
    return Node(thing, cell.text, kind, cell.href)
