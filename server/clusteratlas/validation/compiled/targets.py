"""Targets (SHACL §2.1.3): where a store has the focus nodes of a shape."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode
from rdflib import RDF, RDFS, Graph
from rdflib.namespace import SH
from rdflib.term import Node

from clusteratlas.validation.compiled.graph import TYPE, StoredGraph
from clusteratlas.validation.facts import Term
from clusteratlas.validation.view import from_term


class Target(ABC):
    """Some of the focus nodes of a shape."""

    @property
    @abstractmethod
    def pattern(self) -> str:
        """A SPARQL pattern that binds ?this to each, once; '' for one that no pattern finds."""

    @abstractmethod
    def nodes(self, graph: StoredGraph, /) -> Iterator[Term]:
        """Each of them, once."""

    @abstractmethod
    def holds(self, node: Term, graph: StoredGraph, /) -> bool:
        """Whether the node is one of them."""

    @abstractmethod
    def size(self, graph: StoredGraph, /) -> int:
        """How many there may be, at most."""


@dataclass(frozen=True)
class ClassTarget(Target):
    """The instances of a class, not of those below it."""

    kind: NamedNode

    @property
    def pattern(self) -> str:
        """See Target."""
        return f"?this {TYPE} {self.kind} ."

    def nodes(self, graph: StoredGraph, /) -> Iterator[Term]:
        """See Target."""
        return graph.select(f"SELECT ?this WHERE {{ {self.pattern} }}")

    def holds(self, node: Term, graph: StoredGraph, /) -> bool:
        """See Target."""
        return any(kind == self.kind for kind in graph.objects(node, TYPE))

    def size(self, graph: StoredGraph, /) -> int:
        """See Target."""
        return graph.class_sizes[self.kind]


@dataclass(frozen=True)
class PropertyTarget(Target):
    """What has a property, or what is a value of it."""

    predicate: NamedNode
    of_values: bool

    @property
    def pattern(self) -> str:
        """See Target."""
        return f"{{ SELECT DISTINCT ?this WHERE {{ {self._triple} }} }}"

    def nodes(self, graph: StoredGraph, /) -> Iterator[Term]:
        """See Target."""
        return graph.select(f"SELECT DISTINCT ?this WHERE {{ {self._triple} }}")

    def holds(self, node: Term, graph: StoredGraph, /) -> bool:
        """See Target."""
        if self.of_values:
            return any(True for _ in graph.subjects(self.predicate, node))
        return any(True for _ in graph.objects(node, self.predicate))

    def size(self, graph: StoredGraph, /) -> int:
        """See Target."""
        return graph.property_size(self.predicate)

    @property
    def _triple(self) -> str:
        ends = ("?any", "?this") if self.of_values else ("?this", "?any")
        return f"{ends[0]} {self.predicate} {ends[1]} ."


@dataclass(frozen=True)
class NodeTarget(Target):
    """A single node, which need not stand in the data."""

    node: Term

    @property
    def pattern(self) -> str:
        """See Target."""
        return ""

    def nodes(self, _: StoredGraph, /) -> Iterator[Term]:
        """See Target."""
        yield self.node

    def holds(self, node: Term, _: StoredGraph, /) -> bool:
        """See Target."""
        return node == self.node

    def size(self, _: StoredGraph, /) -> int:
        """See Target."""
        return 1


def targets_of(shapes: Graph, shape: Node, graph: StoredGraph) -> Iterator[Target]:
    """The targets of the shape but for those of sh:target, as far as the data uses them."""
    classes = list(shapes.objects(shape, SH.targetClass))
    classes.extend(_implicit_class(shapes, shape))
    for one in classes:
        of = from_term(one)
        if isinstance(of, NamedNode):
            yield from map(ClassTarget, _used(of, graph))
    for one in shapes.objects(shape, SH.targetSubjectsOf):
        yield PropertyTarget(NamedNode(str(one)), of_values=False)
    for one in shapes.objects(shape, SH.targetObjectsOf):
        yield PropertyTarget(NamedNode(str(one)), of_values=True)
    for one in shapes.objects(shape, SH.targetNode):
        yield NodeTarget(from_term(one))


def is_target(node: Term, targets: Sequence[Target], graph: StoredGraph) -> bool:
    """Whether the node is of any of the targets."""
    return any(target.holds(node, graph) for target in targets)


def all_nodes(targets: Sequence[Target], graph: StoredGraph) -> Iterator[tuple[Term, int]]:
    """The nodes of all targets, each with the number of the target that gives it.

    A node of several comes several times: `is_first` tells which of these counts.
    """
    for number, target in enumerate(targets):
        for node in target.nodes(graph):
            yield node, number


def is_first(node: Term, number: int, targets: Sequence[Target], graph: StoredGraph) -> bool:
    """Whether no target before the numbered one has the node too."""
    return not is_target(node, targets[:number], graph)


def _used(of: NamedNode, graph: StoredGraph) -> list[NamedNode]:
    used = graph.classes(of) & graph.class_sizes.keys()
    return sorted(used, key=lambda kind: kind.value)


def _implicit_class(shapes: Graph, shape: Node) -> Iterator[Node]:
    metaclasses = {RDFS.Class, *shapes.subjects(RDFS.subClassOf, RDFS.Class)}
    if metaclasses & set(shapes.objects(shape, RDF.type)):
        yield shape
