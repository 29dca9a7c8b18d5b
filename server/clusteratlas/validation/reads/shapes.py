"""What the shapes read: one automaton for them all, made from the shapes graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode
from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDF, RDFS, Graph
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from clusteratlas.validation.reads.automaton import (
    ANY,
    OBJECT,
    SUBJECT,
    Pattern,
    Reads,
    State,
)
from clusteratlas.validation.reads.paths import follow, path_of_shape
from clusteratlas.validation.reads.queries import read_query

_SHAPE = (SH.node, SH.property, SH.qualifiedValueShape, SH["not"])
_SHAPES = (SH["and"], SH["or"], SH.xone)
_PAIR = (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals)
"""The constraints (SHACL §4) that read more than the values of the path."""

_QueryHelper: Any = SPARQLQueryHelper
"""It has no types."""


@dataclass(frozen=True)
class TargetShape:
    """A shape with targets. `target` stands for a node while it is asked whether it is one of them.

    `focus` stands for it while it is judged. `reads_anywhere` are the triples that are read without
    hanging together with the node.
    """

    node: Node
    target: State
    focus: State
    reads_anywhere: frozenset[Pattern]


def read_shapes(shapes: ShapesGraph) -> tuple[Reads, tuple[TargetShape, ...]]:
    """What the shapes read, and those among them that have targets."""
    reader = _ShapeReader(shapes)
    return reader.reads, tuple(reader.target_shapes())


class _ShapeReader:
    def __init__(self, shapes: ShapesGraph) -> None:
        self.reads = Reads()
        self._shapes = shapes
        self._graph: Graph = shapes.graph
        self._states: dict[Node, State] = {}
        self._parameters = set(_parameters_of_components(self._graph))

    def target_shapes(self) -> Iterator[TargetShape]:
        for shape in self._shapes.shapes:
            target = self.reads.state()
            if not self._read_targets(shape, target):
                continue
            focus = self._focus_of(shape.node)
            anywhere = self.reads.loose_patterns(target) | self.reads.loose_patterns(focus)
            yield TargetShape(shape.node, target, focus, anywhere)

    def _read_targets(self, shape: Any, target: State) -> bool:
        """Add what tells whether a node is a target (SHACL §2.1.3); whether there are any."""
        nodes, classes, implicit, objects_of, subjects_of = (set(found) for found in shape.target())
        custom = set(self._graph.objects(shape.node, SH.target))
        if classes or implicit:
            self._read_class(target)
        for predicate in subjects_of:
            self.reads.step(target, SUBJECT, _over(predicate), OBJECT)
        for predicate in objects_of:
            self.reads.step(target, OBJECT, _over(predicate), SUBJECT)
        for one in custom:
            select = self._graph.value(one, SH.select)
            if select is None:
                self.reads.read_anywhere(target, ANY)
            else:
                self._read_query(shape, one, str(select), target)
        return bool(nodes or classes or implicit or objects_of or subjects_of or custom)

    def _focus_of(self, node: Node) -> State:
        """The state of the focus nodes of a shape; what it reads is added when it is new."""
        if node in self._states:
            return self._states[node]
        focus = self._states[node] = self.reads.state()
        path = self._graph.value(node, SH.path)
        values = focus
        if path is not None:
            values = follow(self.reads, path_of_shape(self._graph, path), focus)
        self._read_constraints(node, focus, values)
        return focus

    def _read_constraints(self, node: Node, focus: State, values: State) -> None:
        graph = self._graph
        if (node, SH["class"], None) in graph:
            self._read_class(values)
        if (node, SH.closed, None) in graph:
            self.reads.step(values, SUBJECT, ANY, OBJECT)
        for pair in _PAIR:
            for predicate in graph.objects(node, pair):
                self.reads.step(focus, SUBJECT, _over(predicate), OBJECT)
        for other in self._shapes_of_values(node):
            self.reads.same(values, self._focus_of(other))
        for constraint in graph.objects(node, SH.sparql):
            for select in graph.objects(constraint, SH.select):
                shape = self._shapes.lookup_shape_from_node(node)
                self._read_query(shape, constraint, str(select), focus)
        if (node, SH.expression, None) in graph or self._parameters & set(graph.predicates(node)):
            self.reads.read_anywhere(focus, ANY)

    def _shapes_of_values(self, node: Node) -> Iterator[Node]:
        """The shapes that a value is asked to conform to, or not to."""
        for predicate in _SHAPE:
            yield from self._graph.objects(node, predicate)
        for predicate in _SHAPES:
            for shapes in self._graph.objects(node, predicate):
                yield from Collection(self._graph, shapes)
        if (node, SH.qualifiedValueShapesDisjoint, None) in self._graph:
            for parent in self._graph.subjects(SH.property, node):
                for sibling in self._graph.objects(parent, SH.property):
                    yield from self._graph.objects(sibling, SH.qualifiedValueShape)

    def _read_class(self, instances: State) -> None:
        """Whether a node is a SHACL instance of a class (SHACL §1.1), over rdfs:subClassOf."""
        classes = self.reads.step(instances, SUBJECT, _over(RDF.type), OBJECT)
        self.reads.step(classes, SUBJECT, _over(RDFS.subClassOf), OBJECT, classes)

    def _read_query(self, shape: Any, node: Node, select: str, focus: State) -> None:
        if "$PATH" in select:
            self.reads.read_anywhere(focus, ANY)
            return
        helper = _QueryHelper(shape, node, select)
        helper.collect_prefixes()
        read_query(self.reads, helper.apply_prefixes(select), focus)


def _over(predicate: Node) -> Pattern:
    return None, NamedNode(str(predicate)), None


def _parameters_of_components(shapes: Graph) -> Iterator[Node]:
    """The parameters of the constraint components that the shapes graph defines (SHACL §6)."""
    for parameter in shapes.objects(None, SH.parameter):
        yield from shapes.objects(parameter, SH.path)
