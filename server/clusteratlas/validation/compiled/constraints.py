"""Constraints (SHACL §4), each judging a focus node by its value nodes as pySHACL does."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import RDF, RDFS
from rdflib.namespace import SH

from clusteratlas.validation.compiled.graph import StoredGraph
from clusteratlas.validation.compiled.literals import compared, has_datatype, is_before
from clusteratlas.validation.compiled.paths import ShapePath, values_over
from clusteratlas.validation.facts import Term


def component_named(name: str) -> NamedNode:
    """The constraint component of this name."""
    return NamedNode(f"{SH}{name}ConstraintComponent")


_CLASS = component_named("Class")
_CLOSED = component_named("Closed")
_DATATYPE = component_named("Datatype")
_DISJOINT = component_named("Disjoint")
_EQUALS = component_named("Equals")
_HAS_VALUE = component_named("HasValue")
_IN = component_named("In")
_LANGUAGE_IN = component_named("LanguageIn")
_MAX_COUNT = component_named("MaxCount")
_MIN_COUNT = component_named("MinCount")
_NODE = component_named("Node")
_NODE_KIND = component_named("NodeKind")
_NOT = component_named("Not")
_PATTERN = component_named("Pattern")
_QUALIFIED_MAX_COUNT = component_named("QualifiedMaxCount")
_QUALIFIED_MIN_COUNT = component_named("QualifiedMinCount")
_UNIQUE_LANG = component_named("UniqueLang")


@dataclass(frozen=True)
class Violation:
    """A result without what all results of the constraint have in common.

    `component` is the constraint component, `value` the offending value node, None for none;
    `path` the property where the constraint tells another one than the shape's.
    """

    component: NamedNode
    value: Term | None = None
    path: NamedNode | None = None


class Constraint(ABC):
    """What a shape demands of the value nodes of a focus node."""

    @abstractmethod
    def violations(
        self, focus: Term, values: set[Term], graph: StoredGraph, /
    ) -> Iterator[Violation]:
        """The results, each once."""


@dataclass(frozen=True)
class Shape:
    """A shape that conformance is asked of; `path` is None for a node shape."""

    path: ShapePath | None
    constraints: tuple[Constraint, ...]
    properties: tuple[Shape, ...] = ()
    is_deactivated: bool = False

    def conforms(self, node: Term, graph: StoredGraph) -> bool:
        """Whether the node conforms to the shape (SHACL §3.4.1)."""
        if self.is_deactivated:
            return True
        values = self.values(node, graph)
        for constraint in self.constraints:
            for _ in constraint.violations(node, values, graph):
                return False
        return all(shape.conforms(value, graph) for shape in self.properties for value in values)

    def values(self, node: Term, graph: StoredGraph) -> set[Term]:
        """The value nodes of the focus node."""
        return {node} if self.path is None else values_over(self.path, node, graph)


class ValueConstraint(Constraint):
    """A constraint that judges each value node by itself."""

    component: NamedNode

    @abstractmethod
    def allows(self, value: Term, graph: StoredGraph, /) -> bool:
        """Whether the value is as demanded."""

    def violations(
        self, _focus: Term, values: set[Term], graph: StoredGraph, /
    ) -> Iterator[Violation]:
        """See Constraint."""
        for value in values:
            if not self.allows(value, graph):
                yield Violation(self.component, value)


# Value type (SHACL §4.1)


@dataclass(frozen=True, kw_only=True)
class ClassConstraint(ValueConstraint):
    """sh:class"""

    component: NamedNode = _CLASS
    classes: tuple[NamedNode, ...]

    def allows(self, value: Term, graph: StoredGraph, /) -> bool:
        """See ValueConstraint."""
        return all(graph.is_instance(value, one) for one in self.classes)


@dataclass(frozen=True, kw_only=True)
class DatatypeConstraint(ValueConstraint):
    """sh:datatype"""

    component: NamedNode = _DATATYPE
    datatype: NamedNode

    def allows(self, value: Term, _graph: StoredGraph, /) -> bool:
        """See ValueConstraint."""
        return isinstance(value, Literal) and has_datatype(value, self.datatype)


@dataclass(frozen=True, kw_only=True)
class NodeKindConstraint(ValueConstraint):
    """sh:nodeKind"""

    component: NamedNode = _NODE_KIND
    kinds: tuple[type[NamedNode] | type[BlankNode] | type[Literal], ...]

    def allows(self, value: Term, _graph: StoredGraph, /) -> bool:
        """See ValueConstraint."""
        return isinstance(value, self.kinds)


# Cardinality (SHACL §4.2)


@dataclass(frozen=True, kw_only=True)
class MinCountConstraint(Constraint):
    """sh:minCount"""

    component: NamedNode = _MIN_COUNT
    count: int

    def violations(
        self, _focus: Term, values: set[Term], _graph: StoredGraph, /
    ) -> Iterator[Violation]:
        """See Constraint."""
        if len(values) < self.count:
            yield Violation(self.component)


@dataclass(frozen=True, kw_only=True)
class MaxCountConstraint(Constraint):
    """sh:maxCount"""

    component: NamedNode = _MAX_COUNT
    count: int

    def violations(
        self, _focus: Term, values: set[Term], _graph: StoredGraph, /
    ) -> Iterator[Violation]:
        """See Constraint."""
        if len(values) > self.count:
            yield Violation(self.component)


# Value range (SHACL §4.3)


@dataclass(frozen=True, kw_only=True)
class RangeConstraint(ValueConstraint):
    """sh:minInclusive, sh:minExclusive, sh:maxInclusive or sh:maxExclusive.

    `outcomes` are those of the comparison of a value with the bound that are allowed.
    """

    component: NamedNode
    bounds: tuple[Literal, ...]
    outcomes: frozenset[int]

    def allows(self, value: Term, _graph: StoredGraph, /) -> bool:
        """See ValueConstraint."""
        return all(compared(value, bound) in self.outcomes for bound in self.bounds)


# String-based (SHACL §4.4)


@dataclass(frozen=True, kw_only=True)
class LengthConstraint(ValueConstraint):
    """sh:minLength or sh:maxLength"""

    component: NamedNode
    least: int | None = None
    most: int | None = None

    def allows(self, value: Term, _graph: StoredGraph, /) -> bool:
        """See ValueConstraint."""
        if self.least == 0:
            return True
        if isinstance(value, BlankNode):
            return False
        length = len(value.value)
        if self.least is not None:
            return length >= self.least
        return self.most is None or length <= self.most


@dataclass(frozen=True, kw_only=True)
class PatternConstraint(ValueConstraint):
    """sh:pattern"""

    component: NamedNode = _PATTERN
    patterns: tuple[re.Pattern[str], ...]

    def allows(self, value: Term, _graph: StoredGraph, /) -> bool:
        """See ValueConstraint."""
        if isinstance(value, BlankNode):
            return False
        text = value.value
        return all(pattern.search(text) for pattern in self.patterns)


@dataclass(frozen=True, kw_only=True)
class LanguageInConstraint(ValueConstraint):
    """sh:languageIn, with languages in small letters"""

    component: NamedNode = _LANGUAGE_IN
    languages: frozenset[str]

    def allows(self, value: Term, _graph: StoredGraph, /) -> bool:
        """See ValueConstraint."""
        if not isinstance(value, Literal) or not value.language:
            return False
        language = value.language.lower()
        return not self.languages.isdisjoint({"*", language, language.split("-")[0]})


@dataclass(frozen=True, kw_only=True)
class UniqueLangConstraint(Constraint):
    """sh:uniqueLang"""

    component: NamedNode = _UNIQUE_LANG

    def violations(
        self, _focus: Term, values: set[Term], _graph: StoredGraph, /
    ) -> Iterator[Violation]:
        """See Constraint."""
        languages = Counter(
            value.language.lower()
            for value in values
            if isinstance(value, Literal) and value.language
        )
        if any(count > 1 for count in languages.values()):
            yield Violation(self.component)


# Property pairs (SHACL §4.5)


@dataclass(frozen=True, kw_only=True)
class EqualsConstraint(Constraint):
    """sh:equals"""

    component: NamedNode = _EQUALS
    others: tuple[NamedNode, ...]

    def violations(
        self, focus: Term, values: set[Term], graph: StoredGraph, /
    ) -> Iterator[Violation]:
        """See Constraint."""
        lonely = (values ^ set(graph.objects(focus, other)) for other in self.others)
        for value in set().union(*lonely):
            yield Violation(self.component, value)


@dataclass(frozen=True, kw_only=True)
class DisjointConstraint(Constraint):
    """sh:disjoint"""

    component: NamedNode = _DISJOINT
    others: tuple[NamedNode, ...]

    def violations(
        self, focus: Term, values: set[Term], graph: StoredGraph, /
    ) -> Iterator[Violation]:
        """See Constraint."""
        common = (values & set(graph.objects(focus, other)) for other in self.others)
        for value in set().union(*common):
            yield Violation(self.component, value)


@dataclass(frozen=True, kw_only=True)
class LessThanConstraint(Constraint):
    """sh:lessThan or sh:lessThanOrEquals"""

    component: NamedNode
    others: tuple[NamedNode, ...]
    or_equal: bool

    def violations(
        self, focus: Term, values: set[Term], graph: StoredGraph, /
    ) -> Iterator[Violation]:
        """See Constraint. Raises TypeError for what has no order."""
        bounds = {bound for other in self.others for bound in graph.objects(focus, other)}
        for value in values:
            # All are compared, since what has no order is to be told.
            in_order = [is_before(value, bound, or_equal=self.or_equal) for bound in bounds]
            if not all(in_order):
                yield Violation(self.component, value)


# Logical, and shape-based (SHACL §4.6, §4.7)


@dataclass(frozen=True, kw_only=True)
class NotConstraint(ValueConstraint):
    """sh:not"""

    component: NamedNode = _NOT
    shapes: tuple[Shape, ...]

    def allows(self, value: Term, graph: StoredGraph, /) -> bool:
        """See ValueConstraint."""
        return not any(shape.conforms(value, graph) for shape in self.shapes)


@dataclass(frozen=True, kw_only=True)
class NodeConstraint(ValueConstraint):
    """sh:node"""

    component: NamedNode = _NODE
    shapes: tuple[Shape, ...]

    def allows(self, value: Term, graph: StoredGraph, /) -> bool:
        """See ValueConstraint."""
        return all(shape.conforms(value, graph) for shape in self.shapes)


@dataclass(frozen=True, kw_only=True)
class ListedConstraint(ValueConstraint):
    """sh:and, sh:or or sh:xone, of one list of shapes.

    `least` and `most` are how many of them a value has to conform to.
    """

    component: NamedNode
    shapes: tuple[Shape, ...]
    least: int
    most: int

    def allows(self, value: Term, graph: StoredGraph, /) -> bool:
        """See ValueConstraint."""
        if self.least == 1 and self.most == len(self.shapes):
            return any(shape.conforms(value, graph) for shape in self.shapes)
        return self.least <= sum(shape.conforms(value, graph) for shape in self.shapes) <= self.most


@dataclass(frozen=True, kw_only=True)
class QualifiedConstraint(Constraint):
    """sh:qualifiedValueShape, with at least one of its counts"""

    least_component: NamedNode = _QUALIFIED_MIN_COUNT
    most_component: NamedNode = _QUALIFIED_MAX_COUNT
    shape: Shape
    siblings: tuple[Shape, ...]
    least: int | None
    most: int | None

    def violations(
        self, _focus: Term, values: set[Term], graph: StoredGraph, /
    ) -> Iterator[Violation]:
        """See Constraint."""
        count = sum(self._counts(value, graph) for value in values)
        if self.least is not None and count < self.least:
            yield Violation(self.least_component)
        if self.most is not None and count > self.most:
            yield Violation(self.most_component)

    def _counts(self, value: Term, graph: StoredGraph) -> bool:
        return self.shape.conforms(value, graph) and not any(
            sibling.conforms(value, graph) for sibling in self.siblings
        )


# Other (SHACL §4.8)


@dataclass(frozen=True, kw_only=True)
class HasValueConstraint(Constraint):
    """sh:hasValue"""

    component: NamedNode = _HAS_VALUE
    wanted: frozenset[Term]

    def violations(
        self, _focus: Term, values: set[Term], _graph: StoredGraph, /
    ) -> Iterator[Violation]:
        """See Constraint."""
        if not self.wanted <= values:
            yield Violation(self.component)


@dataclass(frozen=True, kw_only=True)
class InConstraint(ValueConstraint):
    """sh:in"""

    component: NamedNode = _IN
    members: frozenset[Term]

    def allows(self, value: Term, _graph: StoredGraph, /) -> bool:
        """See ValueConstraint."""
        return value in self.members


@dataclass(frozen=True, kw_only=True)
class ClosedConstraint(Constraint):
    """sh:closed, with the properties that are allowed"""

    component: NamedNode = _CLOSED
    allowed: frozenset[NamedNode]
    _always: ClassVar[tuple[NamedNode, Term]] = (
        NamedNode(str(RDF.type)),
        NamedNode(str(RDFS.Resource)),
    )

    def violations(
        self, _focus: Term, values: set[Term], graph: StoredGraph, /
    ) -> Iterator[Violation]:
        """See Constraint."""
        for value in values:
            for predicate, found in graph.about(value):
                if predicate not in self.allowed and (predicate, found) != self._always:
                    yield Violation(self.component, found, predicate)
