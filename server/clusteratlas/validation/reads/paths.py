"""Property paths, of SHACL (§2.3.1) and of SPARQL (§9), as steps of an automaton."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from pyoxigraph import NamedNode
from rdflib import RDF, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.paths import (
    AlternativePath,
    InvPath,
    MulPath,
    NegatedPath,
    Path,
    SequencePath,
)
from rdflib.term import Node

from clusteratlas.validation.reads.automaton import ANY, OBJECT, SUBJECT, Pattern, Reads, State

_REPEATED: Final[tuple[tuple[URIRef, Literal["*", "+", "?"]], ...]] = (
    (SH.zeroOrMorePath, "*"),
    (SH.oneOrMorePath, "+"),
    (SH.zeroOrOnePath, "?"),
)


def path_of_shape(shapes: Graph, node: Node) -> URIRef | Path:
    """The path that `node` is in the shapes graph, as rdflib has the paths of SPARQL."""
    if isinstance(node, URIRef):
        return node
    if (node, RDF.first, None) in shapes:
        steps = [path_of_shape(shapes, step) for step in Collection(shapes, node)]
        return SequencePath(*steps)
    inverted = shapes.value(node, SH.inversePath)
    if inverted is not None:
        return InvPath(path_of_shape(shapes, inverted))
    choices = shapes.value(node, SH.alternativePath)
    if choices is not None:
        steps = [path_of_shape(shapes, step) for step in Collection(shapes, choices)]
        return AlternativePath(*steps)
    for predicate, times in _REPEATED:
        repeated = shapes.value(node, predicate)
        if repeated is not None:
            return MulPath(path_of_shape(shapes, repeated), times)
    raise ValueError(f"not a property path: {node}")


def follow(reads: Reads, path: URIRef | Path, start: State, *, inverse: bool = False) -> State:
    """Add the steps of the path from `start` on; the state of what stands at its end."""
    match path:
        case URIRef():
            return _one_step(reads, start, (None, NamedNode(path), None), inverse=inverse)
        case InvPath():
            return follow(reads, path.arg, start, inverse=not inverse)
        case SequencePath():
            for step in reversed(path.args) if inverse else path.args:
                start = follow(reads, step, start, inverse=inverse)
            return start
        case AlternativePath():
            end = reads.state()
            for choice in path.args:
                reads.same(follow(reads, choice, start, inverse=inverse), end)
            return end
        case MulPath():  # whatever its bounds, as if repeated at will
            hub = reads.state()
            reads.same(start, hub)
            reads.same(follow(reads, path.path, hub, inverse=inverse), hub)
            return hub
        case NegatedPath():
            end = _one_step(reads, start, ANY, inverse=inverse)
            reads.same(_one_step(reads, start, ANY, inverse=not inverse), end)
            return end
    raise ValueError(f"not a property path: {path}")


def patterns_of(path: URIRef | Path) -> Iterator[Pattern]:
    """The triples that the path goes over, wherever they stand."""
    match path:
        case URIRef():
            yield (None, NamedNode(path), None)
        case InvPath():
            yield from patterns_of(path.arg)
        case MulPath():
            yield from patterns_of(path.path)
        case SequencePath() | AlternativePath():
            for part in path.args:
                yield from patterns_of(part)
        case _:
            yield ANY


def _one_step(reads: Reads, start: State, pattern: Pattern, *, inverse: bool) -> State:
    enters, leaves = (OBJECT, SUBJECT) if inverse else (SUBJECT, OBJECT)
    return reads.step(start, enters, pattern, leaves)
