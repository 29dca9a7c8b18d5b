"""Graph management (SPARQL 1.1 Update §3.1.5 and §3.2), in a store that keeps empty graphs.

A graph that is missing, or there already, is a failure that SILENT passes over: then nothing is
done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from clusteratlas.engine.changes import Changes, changed
from clusteratlas.engine.operations import (
    ALL,
    DEFAULT,
    NAMED,
    Create,
    GraphTarget,
    Remove,
    Transfer,
)
from clusteratlas.errors import GraphExists, UnknownGraph

_Graph = NamedNode | BlankNode | DefaultGraph


def create(store: Store, operation: Create) -> Changes:
    """Make an empty graph. Raises GraphExists when there is one."""
    graph = NamedNode(operation.graph)
    if not store.contains_named_graph(graph):
        store.add_graph(graph)
    elif not operation.is_silent:
        raise GraphExists(
            f"The graph {graph} exists already.", hint="CREATE SILENT passes over that."
        )
    return Changes()


def remove(store: Store, operation: Remove) -> Changes:
    """Empty graphs (CLEAR) or remove them (DROP). Raises UnknownGraph for a missing one."""
    target = operation.target
    if target.iri and not _is_there(store, NamedNode(target.iri), is_silent=operation.is_silent):
        return Changes()
    removed: list[Quad] = []
    for graph in list(_graphs(store, target)):
        removed += _quads(store, graph)
        if operation.is_drop and not isinstance(graph, DefaultGraph):
            store.remove_graph(graph)
        else:
            store.clear_graph(graph)
    return Changes(removed=frozenset(removed))


def transfer(store: Store, operation: Transfer) -> Changes:
    """COPY, MOVE or ADD one graph to another; to itself it is left as it is.

    Raises UnknownGraph when the source is missing.
    """
    source, destination = _graph(operation.source), _graph(operation.destination)
    if source == destination or not _is_there(store, source, is_silent=operation.is_silent):
        return Changes()
    copied = frozenset(
        Quad(quad.subject, quad.predicate, quad.object, destination)
        for quad in _quads(store, source)
    )
    if isinstance(destination, NamedNode):
        store.add_graph(destination)
    replaced = frozenset() if operation.keyword == "add" else frozenset(_quads(store, destination))
    changes = changed(store, replaced, copied)
    if operation.keyword == "move":
        changes = changes.then(remove(store, Remove(_target(source), is_drop=True, is_silent=True)))
    return changes


def _is_there(store: Store, graph: _Graph, *, is_silent: bool) -> bool:
    if isinstance(graph, DefaultGraph) or store.contains_named_graph(graph):
        return True
    if is_silent:
        return False
    raise UnknownGraph(
        f"There is no graph {graph}.", hint="With SILENT, the operation passes over that."
    )


def _graphs(store: Store, target: GraphTarget) -> Iterator[_Graph]:
    if target.iri:
        yield NamedNode(target.iri)
    if target.group in (DEFAULT, ALL):
        yield DefaultGraph()
    if target.group in (NAMED, ALL):
        yield from store.named_graphs()


def _target(graph: NamedNode | DefaultGraph) -> GraphTarget:
    return GraphTarget(graph.value) if isinstance(graph, NamedNode) else GraphTarget(group=DEFAULT)


def _graph(iri: str) -> NamedNode | DefaultGraph:
    return NamedNode(iri) if iri else DefaultGraph()


def _quads(store: Store, graph: _Graph) -> Iterable[Quad]:
    return store.quads_for_pattern(None, None, None, graph)
