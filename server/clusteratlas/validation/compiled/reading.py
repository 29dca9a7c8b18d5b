"""Reads the shapes graph: what each shape with targets demands, as constraints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode
from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS
from pyshacl.shapes_graph import ShapesGraph
from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from clusteratlas.validation.compiled.constraints import (
    ClassConstraint,
    ClosedConstraint,
    Constraint,
    DatatypeConstraint,
    DisjointConstraint,
    EqualsConstraint,
    HasValueConstraint,
    InConstraint,
    LanguageInConstraint,
    LengthConstraint,
    LessThanConstraint,
    ListedConstraint,
    MaxCountConstraint,
    MinCountConstraint,
    NodeConstraint,
    NodeKindConstraint,
    NotConstraint,
    PatternConstraint,
    QualifiedConstraint,
    RangeConstraint,
    Shape,
    UniqueLangConstraint,
    component_named,
)
from clusteratlas.validation.compiled.errors import NotCompiled
from clusteratlas.validation.compiled.paths import ShapePath, check_path
from clusteratlas.validation.facts import Term
from clusteratlas.validation.reads.paths import path_of_shape
from clusteratlas.validation.view import from_term

_AND, _OR, _NOT, _CLASS, _IN = SH["and"], SH["or"], SH["not"], SH["class"], SH["in"]

_RANGES: Mapping[URIRef, tuple[str, frozenset[int]]] = {
    SH.minInclusive: ("MinInclusive", frozenset({0, 1})),
    SH.minExclusive: ("MinExclusive", frozenset({1})),
    SH.maxInclusive: ("MaxInclusive", frozenset({0, -1})),
    SH.maxExclusive: ("MaxExclusive", frozenset({-1})),
}
_KINDS: Mapping[Node, tuple[type[NamedNode] | type[BlankNode] | type[Literal], ...]] = {
    SH.IRI: (NamedNode,),
    SH.BlankNode: (BlankNode,),
    SH.Literal: (Literal,),
    SH.BlankNodeOrIRI: (BlankNode, NamedNode),
    SH.BlankNodeOrLiteral: (BlankNode, Literal),
    SH.IRIOrLiteral: (NamedNode, Literal),
}
_READ_WITH_OTHERS = {SH.flags, SH.ignoredProperties, SH.property, SH.sparql} | {
    SH.qualifiedMinCount,
    SH.qualifiedMaxCount,
    SH.qualifiedValueShapesDisjoint,
}
"""Parameters that are read with another one, or apart from the constraints."""


@dataclass(frozen=True)
class Restriction:
    """What one shape demands of focus nodes: a node shape by itself, or a property shape.

    `shape` is None when nothing of it is compiled. `has_query` tells that it demands more than
    `shape` does, by sh:sparql.
    """

    node: Node
    shape: Shape | None
    has_query: bool


class ShapeReader:
    """Reads single shapes of a shapes graph, each once."""

    def __init__(self, shapes: ShapesGraph) -> None:
        self._shapes = shapes
        self._graph: Graph = shapes.graph
        self._known: dict[Node, Shape | None] = {}
        self._readers: Mapping[Node, Callable[[Node, Node], Iterator[Constraint]]] = {
            _CLASS: self._class,
            SH.datatype: self._datatype,
            SH.nodeKind: self._node_kind,
            SH.minCount: self._min_count,
            SH.maxCount: self._max_count,
            **dict.fromkeys(_RANGES, self._range),
            SH.minLength: self._min_length,
            SH.maxLength: self._max_length,
            SH.pattern: self._pattern,
            SH.languageIn: self._language_in,
            SH.uniqueLang: self._unique_lang,
            SH.equals: self._equals,
            SH.disjoint: self._disjoint,
            SH.lessThan: self._less_than,
            SH.lessThanOrEquals: self._less_than,
            _NOT: self._not,
            SH.node: self._node,
            **dict.fromkeys((_AND, _OR, SH.xone), self._listed),
            SH.qualifiedValueShape: self._qualified,
            SH.hasValue: self._has_value,
            _IN: self._in,
            SH.closed: self._closed,
        }
        self._unknown_parameters = set(_parameters_of_components(self._graph)) | {SH.expression}

    def restrictions(self, target_shape: Node) -> Iterator[Restriction]:
        """What a shape with targets demands: itself, and by its property shapes."""
        if self._shape_at(target_shape).deactivated:
            return
        yield self._restriction(target_shape, is_target=True)
        for node in self._graph.objects(target_shape, SH.property):
            if not self._shape_at(node).deactivated:
                yield self._restriction(node, is_target=False)

    def _restriction(self, node: Node, *, is_target: bool) -> Restriction:
        has_query = (node, SH.sparql, None) in self._graph
        nested = (node, SH.property, None) in self._graph
        is_node_shape = (node, SH.path, None) not in self._graph
        if nested and not (is_target and is_node_shape):
            return Restriction(node, None, has_query)
        try:
            return Restriction(node, Shape(self._path(node), self._constraints(node)), has_query)
        except NotCompiled:
            return Restriction(node, None, has_query)

    def _shape_at(self, node: Node) -> Any:
        """pySHACL's shape, of a class whose methods have no types."""
        try:
            return self._shapes.lookup_shape_from_node(node)
        except KeyError:
            raise NotCompiled(f"no shape: {node}") from None

    def _shape(self, node: Node) -> Shape:
        """A shape that conformance is asked of, with all that it demands. Raises NotCompiled."""
        if node in self._known:
            known = self._known[node]
            if known is None:
                raise NotCompiled(f"{node} refers to itself")
            return known
        self._known[node] = None
        if (node, SH.sparql, None) in self._graph:
            raise NotCompiled(f"query inside of {node}")
        shape = Shape(
            self._path(node),
            self._constraints(node),
            tuple(self._property_shape(one) for one in self._graph.objects(node, SH.property)),
            bool(self._shape_at(node).deactivated),
        )
        self._known[node] = shape
        return shape

    def _property_shape(self, node: Node) -> Shape:
        shape = self._shape(node)
        if shape.path is None:
            raise NotCompiled(f"no property shape: {node}")
        return shape

    def _node_shape(self, node: Node) -> Shape:
        shape = self._shape(node)
        if shape.path is not None:
            raise NotCompiled(f"no node shape: {node}")
        return shape

    def _path(self, node: Node) -> ShapePath | None:
        path = self._graph.value(node, SH.path)
        if path is None:
            return None
        found = path_of_shape(self._graph, path)
        check_path(found)
        return found

    def _constraints(self, node: Node) -> tuple[Constraint, ...]:
        predicates = set(self._graph.predicates(node))
        if predicates & self._unknown_parameters:
            raise NotCompiled(f"custom constraint of {node}")
        wanted = (predicates & set(ALL_CONSTRAINT_PARAMETERS)) - _READ_WITH_OTHERS
        found: list[Constraint] = []
        for parameter in sorted(wanted, key=str):
            read = self._readers.get(parameter)
            if read is None:
                raise NotCompiled(f"{parameter} of {node}")
            found.extend(read(node, parameter))
        return tuple(found)

    # One reader for each parameter

    def _class(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        yield ClassConstraint(classes=self._names(node, parameter))

    def _datatype(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        (datatype,) = self._names(node, parameter, most=1)
        yield DatatypeConstraint(datatype=datatype)

    def _node_kind(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        kinds = _KINDS.get(self._one(node, parameter))
        if kinds is None:
            raise NotCompiled(f"node kind of {node}")
        yield NodeKindConstraint(kinds=kinds)

    def _min_count(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        yield MinCountConstraint(count=self._count(node, parameter))

    def _max_count(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        yield MaxCountConstraint(count=self._count(node, parameter))

    def _range(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        name, outcomes = _RANGES[URIRef(str(parameter))]
        bounds = tuple(self._terms(node, parameter))
        if not all(isinstance(bound, Literal) for bound in bounds):
            raise NotCompiled(f"{parameter} of {node}")
        yield RangeConstraint(
            component=component_named(name),
            bounds=tuple(bound for bound in bounds if isinstance(bound, Literal)),
            outcomes=outcomes,
        )

    def _min_length(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        length = self._whole_number(node, parameter)
        yield LengthConstraint(component=component_named("MinLength"), least=length)

    def _max_length(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        length = self._whole_number(node, parameter)
        yield LengthConstraint(component=component_named("MaxLength"), most=length)

    def _pattern(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        flags = re.NOFLAG
        given = [str(one).lower() for one in self._graph.objects(node, SH.flags)]
        if len(given) > 1:
            raise NotCompiled(f"flags of {node}")
        for letter in given and given[0]:
            flags |= {"i": re.IGNORECASE, "m": re.MULTILINE}.get(letter, re.NOFLAG)
        patterns = [str(one) for one in self._graph.objects(node, parameter)]
        yield PatternConstraint(patterns=tuple(re.compile(one, flags) for one in sorted(patterns)))

    def _language_in(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        members = list(Collection(self._graph, self._one(node, parameter)))
        yield LanguageInConstraint(languages=frozenset(str(one).lower() for one in members))

    def _unique_lang(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        value = self._one(node, parameter)
        if not isinstance(value, RdflibLiteral) or not isinstance(value.value, bool):
            raise NotCompiled(f"{parameter} of {node}")
        self._only_with_a_path(node)
        if value.value:
            yield UniqueLangConstraint()

    def _equals(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        yield EqualsConstraint(others=self._names(node, parameter))

    def _disjoint(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        yield DisjointConstraint(others=self._names(node, parameter))

    def _less_than(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        self._only_with_a_path(node)
        or_equal = parameter == SH.lessThanOrEquals
        name = "LessThanOrEquals" if or_equal else "LessThan"
        others = self._names(node, parameter)
        yield LessThanConstraint(component=component_named(name), others=others, or_equal=or_equal)

    def _not(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        shapes = tuple(self._shape(one) for one in self._graph.objects(node, parameter))
        yield NotConstraint(shapes=shapes)

    def _node(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        shapes = tuple(self._node_shape(one) for one in self._graph.objects(node, parameter))
        yield NodeConstraint(shapes=shapes)

    def _listed(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        for head in self._graph.objects(node, parameter):
            members = list(Collection(self._graph, head))
            if parameter != SH.xone:
                members = list(dict.fromkeys(members))
            shapes = tuple(self._shape(one) for one in members)
            name, least, most = {
                _AND: ("And", len(shapes), len(shapes)),
                _OR: ("Or", 1, len(shapes)),
                SH.xone: ("Xone", 1, 1),
            }[URIRef(str(parameter))]
            yield ListedConstraint(
                component=component_named(name), shapes=shapes, least=least, most=most
            )

    def _qualified(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        self._only_with_a_path(node)
        value_shape = self._one(node, parameter)
        disjoint = any(
            one.value is True
            for one in self._graph.objects(node, SH.qualifiedValueShapesDisjoint)
            if isinstance(one, RdflibLiteral)
        )
        siblings = {
            sibling
            for parent in self._graph.subjects(SH.property, node)
            for other in self._graph.objects(parent, SH.property)
            for sibling in self._graph.objects(other, parameter)
            if disjoint and sibling != value_shape
        }
        yield QualifiedConstraint(
            shape=self._shape(value_shape),
            siblings=tuple(self._shape(one) for one in siblings),
            least=self._count_if_given(node, SH.qualifiedMinCount),
            most=self._count_if_given(node, SH.qualifiedMaxCount),
        )

    def _has_value(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        yield HasValueConstraint(wanted=frozenset(self._terms(node, parameter)))

    def _in(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        members = Collection(self._graph, self._one(node, parameter))
        yield InConstraint(members=frozenset(from_term(one) for one in members))

    def _closed(self, node: Node, parameter: Node) -> Iterator[Constraint]:
        closed = self._one(node, parameter)
        if not isinstance(closed, RdflibLiteral) or not closed.value:
            return
        allowed: set[Node] = set()
        for ignored in self._graph.objects(node, SH.ignoredProperties):
            allowed |= set(Collection(self._graph, ignored))
        for shape in self._graph.objects(node, SH.property):
            allowed |= set(self._graph.objects(shape, SH.path))
        names = frozenset(NamedNode(one) for one in allowed if isinstance(one, URIRef))
        yield ClosedConstraint(allowed=names)

    # What several of them need

    def _one(self, node: Node, parameter: Node) -> Node:
        found = list(self._graph.objects(node, parameter))
        if len(found) != 1:
            raise NotCompiled(f"{len(found)} values of {parameter} of {node}")
        return found[0]

    def _names(self, node: Node, parameter: Node, most: int = 0) -> tuple[NamedNode, ...]:
        terms = tuple(self._terms(node, parameter))
        found = tuple(one for one in terms if isinstance(one, NamedNode))
        if (most and len(found) > most) or len(found) != len(terms):
            raise NotCompiled(f"{parameter} of {node}")
        return found

    def _terms(self, node: Node, parameter: Node) -> Iterator[Term]:
        return (from_term(one) for one in sorted(self._graph.objects(node, parameter), key=str))

    def _whole_number(self, node: Node, parameter: Node) -> int:
        value = self._one(node, parameter)
        if not isinstance(value, RdflibLiteral) or not isinstance(value.value, int):
            raise NotCompiled(f"{parameter} of {node}")
        if value.value < 0:
            raise NotCompiled(f"{parameter} of {node}")
        return value.value

    def _count(self, node: Node, parameter: Node) -> int:
        self._only_with_a_path(node)
        return self._whole_number(node, parameter)

    def _count_if_given(self, node: Node, parameter: Node) -> int | None:
        given = (node, parameter, None) in self._graph
        return self._whole_number(node, parameter) if given else None

    def _only_with_a_path(self, node: Node) -> None:
        if (node, SH.path, None) not in self._graph:
            raise NotCompiled(f"{node} has no path")


def _parameters_of_components(shapes: Graph) -> Iterator[Node]:
    """The parameters of the constraint components that the shapes graph defines (SHACL §6)."""
    for parameter in shapes.objects(None, SH.parameter):
        yield from shapes.objects(parameter, SH.path)
