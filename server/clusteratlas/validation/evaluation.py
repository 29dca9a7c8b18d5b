"""pySHACL, asked of single shapes and nodes: which nodes a shape targets, what it says of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from pyshacl.pytypes import SHACLExecutor
from pyshacl.shapes_graph import ShapesGraph
from pyshacl.validator import Validator
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import Node

_IDENTIFYING = (
    SH.focusNode,
    SH.sourceShape,
    SH.sourceConstraintComponent,
    SH.sourceConstraint,
    SH.resultPath,
    SH.value,
)

Key = tuple[Node | None, ...]
"""What makes a result another one: focus node, shape, component, constraint, path, value."""

Parts = tuple[str, Node, list[tuple[Node, Node, Any]]]
"""A result as pySHACL makes it: a text, the node that stands for it, the triples about that."""


@dataclass(frozen=True)
class Result:
    """A validation result (SHACL §3.6.2)."""

    focus: Node
    key: Key
    parts: Parts

    @classmethod
    def of(cls, parts: Parts) -> Result:
        """The result that pySHACL made; in its triples, a pair is a graph and a node of it."""
        _, result, triples = parts
        told = {
            predicate: value[1] if isinstance(value, tuple) else value
            for subject, predicate, value in triples
            if subject == result
        }
        return cls(told[SH.focusNode], tuple(told.get(one) for one in _IDENTIFYING), parts)


class Evaluator:
    """The shapes graph as pySHACL has it, parsed once."""

    def __init__(self, shapes: Graph) -> None:
        self.shapes = ShapesGraph(shapes)
        self._executor = SHACLExecutor(advanced_mode=True)
        for shape in self.shapes.shapes:
            shape.set_advanced(True)

    def targets(self, shape: Node, data: Graph) -> set[Node]:
        """The nodes that the shape targets in the data."""
        found: set[Node] = self._shape(shape).focus_nodes(data)
        return found

    def results(self, shape: Node, nodes: Collection[Node], data: Graph) -> list[Result]:
        """What the shape says of the nodes. Raises what pySHACL and rdflib raise at odd data."""
        _, found = self._shape(shape).validate(self._executor, data, focus=list(nodes))
        return [Result.of(parts) for parts in found]

    def report(self, results: Iterable[Result]) -> Graph:
        """The results as a validation report (SHACL §3.6.1)."""
        parts = [result.parts for result in results]
        graph: Graph
        graph, _ = Validator.create_validation_report(self.shapes, not parts, parts)
        return graph

    def _shape(self, node: Node) -> Any:
        """The shape, of a class whose methods have no types."""
        return self.shapes.lookup_shape_from_node(node)
