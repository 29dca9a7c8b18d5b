"""Changing a graph of a working dataset, and saying exactly what changed.

A graph is compared with what it shall be and only the difference is written: to clear a large graph
and fill it again takes the engine minutes. Nothing here is atomic; a working dataset is published
as a whole or not at all.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias
from uuid import uuid4

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from clusteratlas.dataset.blank_nodes import has_blank_node, named_apart
from clusteratlas.engine.changes import Changes, carry_over
from clusteratlas.errors import ForbiddenQuery, UnknownGraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Triple

    from clusteratlas.engine.protocol import GraphName

GraphNode: TypeAlias = NamedNode | DefaultGraph

_DEFAULT = DefaultGraph()


def node_of(name: GraphName) -> GraphNode:
    """The graph's name as the engine takes it."""
    return NamedNode(name) if isinstance(name, str) else _DEFAULT


def whole_graph(graph: GraphNode, triples: Iterable[Triple]) -> Store:
    """The triples that shall be the graph, as the engine keeps them.

    The same triples have the same blank nodes, so that putting them again changes nothing.
    """
    numbered = list(named_apart(triples, ""))
    text = "".join(str(triple) for triple in numbered if has_blank_node(triple))
    mark = sha256(f"{graph} {text}".encode()).hexdigest()[:16]
    return _kept(graph, named_apart(numbered, f"{mark}-"))


def further_triples(graph: GraphNode, triples: Iterable[Triple]) -> Store:
    """The triples that shall be in the graph as well, whose blank nodes are in no other."""
    return _kept(graph, named_apart(triples, f"{uuid4().hex}-"))


def put_graph(store: Store, graph: GraphNode, whole: Store) -> Changes:
    """Make the graph what `whole_graph` gave (Graph Store Protocol §5.3)."""
    _ensure(store, graph)
    there = store.quads_for_pattern(None, None, None, graph)
    changes = Changes(
        added=frozenset(quad for quad in whole if quad not in store),
        removed=frozenset(quad for quad in there if quad not in whole),
    )
    carry_over(store, changes)
    return changes


def post_graph(store: Store, graph: GraphNode, further: Store) -> Changes:
    """Merge what `further_triples` gave into the graph (§5.5)."""
    _ensure(store, graph)
    changes = Changes(added=frozenset(quad for quad in further if quad not in store))
    carry_over(store, changes)
    return changes


def delete_graph(store: Store, graph: GraphNode) -> Changes:
    """Remove the graph; of the default one, all it holds (§5.4). Raises UnknownGraph."""
    if isinstance(graph, NamedNode) and not store.contains_named_graph(graph):
        raise UnknownGraph(
            f"There is no graph {graph}.", hint="The service description at /sparql lists graphs."
        )
    there = store.quads_for_pattern(None, None, None, graph)
    changes = Changes(removed=frozenset(there))
    carry_over(store, changes)
    if isinstance(graph, NamedNode):
        store.remove_graph(graph)
    return changes


def patch_graph(store: Store, graph: GraphNode, update: Callable[[Store], Changes]) -> Changes:
    """Carry out an update for which the graph is the default graph, and the only one (§5.7).

    Raises ForbiddenQuery when it changes another one.
    """
    alone = _kept(_DEFAULT, (q.triple for q in store.quads_for_pattern(None, None, None, graph)))
    changes = update(alone)
    if any(quad.graph_name != _DEFAULT for quad in changes.added | changes.removed):
        raise ForbiddenQuery(
            "The update changes another graph than the one that it is for.",
            hint="Leave GRAPH out: the graph of the address is changed. Others change by /update.",
        )
    moved = Changes(*(_in_graph(graph, quads) for quads in (changes.added, changes.removed)))
    carry_over(store, moved)
    return moved


def default_part(changes: Changes) -> Changes:
    """Those of the default graph."""
    return Changes(
        *(
            frozenset(quad for quad in quads if quad.graph_name == _DEFAULT)
            for quads in (changes.added, changes.removed)
        )
    )


def named_part(changes: Changes) -> Changes:
    """Those of the named graphs."""
    default = default_part(changes)
    return Changes(changes.added - default.added, changes.removed - default.removed)


def graph_names(store: Store) -> frozenset[str]:
    """The IRIs of the named graphs, those without a triple too."""
    return frozenset(node.value for node in store.named_graphs() if isinstance(node, NamedNode))


def _kept(graph: GraphNode, triples: Iterable[Triple]) -> Store:
    """The triples as the engine keeps them: it takes two spellings of a number for one."""
    store = Store()
    store.bulk_extend(Quad(each.subject, each.predicate, each.object, graph) for each in triples)
    return store


def _ensure(store: Store, graph: GraphNode) -> None:
    if isinstance(graph, NamedNode):
        store.add_graph(graph)


def _in_graph(graph: GraphNode, quads: Iterable[Quad]) -> frozenset[Quad]:
    return frozenset(Quad(each.subject, each.predicate, each.object, graph) for each in quads)
