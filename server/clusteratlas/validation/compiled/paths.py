"""Property paths (SHACL §2.3.1): the values that a node has over one."""

from __future__ import annotations

from pyoxigraph import NamedNode
from rdflib import URIRef
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath

from clusteratlas.validation.compiled.errors import NotCompiled
from clusteratlas.validation.compiled.graph import StoredGraph
from clusteratlas.validation.facts import Term

ShapePath = URIRef | Path
"""As `reads.paths` reads it."""

Step = tuple[NamedNode, bool]
"""A property, and whether it is taken from the value to the subject."""


def check_path(path: ShapePath) -> None:
    """Raises NotCompiled for a path that is not understood here as pySHACL understands it."""
    match path:
        case URIRef():
            return
        case InvPath() if isinstance(path.arg, URIRef):
            return
        case SequencePath() | AlternativePath():
            for part in path.args:
                check_path(part)
        case MulPath():
            check_path(path.path)
        case _:
            raise NotCompiled(f"path {path}")


def steps_of(path: ShapePath | None) -> tuple[Step, ...]:
    """The steps of which any one makes the path; none when a path needs more than one step."""
    match path:
        case URIRef():
            return ((NamedNode(path), False),)
        case InvPath() if isinstance(path.arg, URIRef):
            return ((NamedNode(path.arg), True),)
        case AlternativePath():
            parts = [steps_of(part) for part in path.args]
            return tuple(step for part in parts for step in part) if all(parts) else ()
    return ()


def values_over(path: ShapePath, node: Term, graph: StoredGraph) -> set[Term]:
    """The value nodes (SHACL §2.3.2) of the node over the path."""
    match path:
        case URIRef():
            return set(graph.objects(node, NamedNode(path)))
        case InvPath():
            return set(graph.subjects(NamedNode(str(path.arg)), node))
        case SequencePath():
            nodes = {node}
            for step in path.args:
                nodes = set().union(*(values_over(step, one, graph) for one in nodes))
            return nodes
        case AlternativePath():
            return set().union(*(values_over(choice, node, graph) for choice in path.args))
        case MulPath():
            return _repeated(path, node, graph)
    raise ValueError(f"not a property path: {path}")


def _repeated(path: MulPath, node: Term, graph: StoredGraph) -> set[Term]:
    found = set() if path.mod == "+" else {node}
    todo = values_over(path.path, node, graph)
    if path.mod == "?":
        return found | todo
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo |= values_over(path.path, one, graph)
    return found
