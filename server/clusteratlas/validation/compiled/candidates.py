"""Finds what breaks a constraint without going from node to node.

A query along the store's indexes gives the few nodes, or values, that can break the constraint at
all: none that does is missing, some that do not may be there. Those are judged by the constraint.
Where the focus nodes are few, or no such query is known, each of them is judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from pyoxigraph import BlankNode, NamedNode

from clusteratlas.validation.compiled.constraints import (
    ClassConstraint,
    Constraint,
    DisjointConstraint,
    HasValueConstraint,
    LanguageInConstraint,
    LessThanConstraint,
    ListedConstraint,
    MaxCountConstraint,
    MinCountConstraint,
    NodeConstraint,
    QualifiedConstraint,
    Shape,
    UniqueLangConstraint,
    ValueConstraint,
    Violation,
)
from clusteratlas.validation.compiled.graph import TYPE, StoredGraph
from clusteratlas.validation.compiled.literals import is_plain
from clusteratlas.validation.compiled.paths import Step, steps_of
from clusteratlas.validation.compiled.targets import Target, all_nodes, is_first, is_target
from clusteratlas.validation.facts import Term

_FEW = 5
"""A focus node costs as much as so many entries of an index, or more."""

Found = tuple[Term, Violation]
"""A focus node and what is wrong with it."""


@dataclass(frozen=True)
class Demand:
    """One constraint of a shape, and where its focus nodes are."""

    shape: Shape
    constraint: Constraint
    targets: Sequence[Target]

    def violations(self, graph: StoredGraph) -> Iterator[Found]:
        """What breaks the constraint, each once. Raises TypeError for what has no order."""
        steps = steps_of(self.shape.path)
        focus_nodes = sum(target.size(graph) for target in self.targets)
        entries = sum(graph.property_size(predicate) for predicate, _ in steps)
        is_at_hand = not all(target.pattern for target in self.targets)
        if is_at_hand or graph.has_quoted_triples or (steps and focus_nodes * _FEW < entries):
            yield from self._of_all(graph)
        elif self.shape.path is None:
            condition = _failing(Shape(None, (self.constraint,)), graph)
            yield from self._of_targets(condition, 0, graph)
        elif not steps:
            yield from self._of_all(graph)
        elif isinstance(self.constraint, ValueConstraint):
            yield from self._of_values(self.constraint, steps, graph)
        else:
            yield from self._of_index(self.constraint, steps, graph)

    def _of_all(self, graph: StoredGraph) -> Iterator[Found]:
        for focus, number in all_nodes(self.targets, graph):
            yield from self._judged(focus, number, graph)

    def _judged(self, focus: Term, number: int, graph: StoredGraph) -> Iterator[Found]:
        values = self.shape.values(focus, graph)
        found = set(self.constraint.violations(focus, values, graph))
        if found and is_first(focus, number, self.targets, graph):
            yield from ((focus, violation) for violation in found)

    def _of_targets(self, condition: str, entries: int, graph: StoredGraph) -> Iterator[Found]:
        """Judges the focus nodes that meet the condition, which is on ?this.

        `entries` are those of an index that the condition goes along.
        """
        for number, target in enumerate(self.targets):
            query = f"SELECT DISTINCT ?this WHERE {{ {target.pattern} {condition} }}"
            is_worth_it = condition and target.size(graph) * _FEW >= entries
            for focus in graph.select(query) if is_worth_it else target.nodes(graph):
                yield from self._judged(focus, number, graph)

    def _of_values(
        self, constraint: ValueConstraint, steps: Sequence[Step], graph: StoredGraph
    ) -> Iterator[Found]:
        """Judges each value of the properties once, then looks up whose value it is."""
        allowed = "".join(f" MINUS {{ {one} }}" for one in _allowed(constraint, graph))
        for number, step in enumerate(steps):
            query = f"SELECT DISTINCT ?value WHERE {{ {_triple(step, '?value')}{allowed} }}"
            for value in graph.select(query):
                if constraint.allows(value, graph):
                    continue
                for focus in _backwards(step, value, graph):
                    if is_target(focus, self.targets, graph) and not any(
                        _leads(other, focus, value, graph) for other in steps[:number]
                    ):
                        yield focus, Violation(constraint.component, value)

    def _of_index(
        self, constraint: Constraint, steps: Sequence[Step], graph: StoredGraph
    ) -> Iterator[Found]:
        lacking = _lacking(constraint, steps)
        if lacking:
            entries = sum(graph.property_size(predicate) for predicate, _ in steps)
            yield from self._of_targets(lacking, entries, graph)
            return
        query = _offending(constraint, steps)
        if not query:
            yield from self._of_all(graph)
            return
        for focus in graph.select(query):
            if is_target(focus, self.targets, graph):
                values = self.shape.values(focus, graph)
                for violation in set(constraint.violations(focus, values, graph)):
                    yield focus, violation


def _triple(step: Step, value: str) -> str:
    predicate, inverted = step
    return f"{value} {predicate} ?this ." if inverted else f"?this {predicate} {value} ."


def _either(steps: Sequence[Step], value: str) -> str:
    return " UNION ".join(f"{{ {_triple(step, value)} }}" for step in steps)


def _backwards(step: Step, value: Term, graph: StoredGraph) -> Iterator[Term]:
    predicate, inverted = step
    return graph.objects(value, predicate) if inverted else graph.subjects(predicate, value)


def _leads(step: Step, focus: Term, value: Term, graph: StoredGraph) -> bool:
    predicate, inverted = step
    start, end = (value, focus) if inverted else (focus, value)
    return any(one == end for one in graph.objects(start, predicate))


# Conditions that every offending node meets


def _lacking(constraint: Constraint, steps: Sequence[Step]) -> str:
    """A condition on ?this, for constraints that are broken by what is not there."""
    match constraint:
        case MinCountConstraint(count=1):
            return "".join(f" MINUS {{ {_triple(step, '?value')} }}" for step in steps)
        case HasValueConstraint(wanted=wanted) if len(wanted) == 1:
            (value,) = wanted
            if isinstance(value, BlankNode):
                return ""
            return "".join(f" MINUS {{ {_triple(step, str(value))} }}" for step in steps)
        case QualifiedConstraint(least=1, most=None, siblings=(), shape=shape):
            languages = _languages_of(shape)
            return "".join(
                f' MINUS {{ {_triple(step, "?value")} FILTER (LANG(?value) = "{language}") }}'
                for step in steps
                for language in languages
            )
    return ""


def _offending(constraint: Constraint, steps: Sequence[Step]) -> str:
    """A query for ?this, for constraints that are broken by what is there."""
    some = _either(steps, "?value")
    several = f"SELECT ?this WHERE {{ {some} }} GROUP BY ?this HAVING (COUNT(*) > "
    match constraint:
        case MaxCountConstraint(count=0):
            return f"SELECT DISTINCT ?this WHERE {{ {some} }}"
        case MaxCountConstraint(count=most):
            return f"{several}{most})"
        case UniqueLangConstraint():
            return f"{several}1)"
        case QualifiedConstraint(least=None, most=int(most), shape=shape):
            such = "".join(_implied(shape))
            return (
                f"SELECT ?this WHERE {{ {some} {such} }} GROUP BY ?this HAVING (COUNT(*) > {most})"
            )
        case DisjointConstraint(others=others):
            common = " UNION ".join(f"{{ ?this {other} ?value }}" for other in others)
            return f"SELECT DISTINCT ?this WHERE {{ {{ {some} }} {{ {common} }} }}"
        case LessThanConstraint(others=others, or_equal=or_equal):
            bounds = " UNION ".join(f"{{ ?this {other} ?bound }}" for other in others)
            sign = "<=" if or_equal else "<"
            in_order = f"COALESCE({is_plain('?value')} && {is_plain('?bound')} && "
            return (
                f"SELECT DISTINCT ?this WHERE {{ {{ {some} }} {{ {bounds} }} "
                f"FILTER (!{in_order}DATATYPE(?value) = DATATYPE(?bound) && "
                f"?value {sign} ?bound, false)) }}"
            )
    return ""


def _failing(shape: Shape, graph: StoredGraph) -> str:
    """A condition on ?this that all meets that does not conform to the shape; '' for none."""
    return _failing_with(shape, graph, count())


def _failing_with(shape: Shape, graph: StoredGraph, numbers: Iterator[int]) -> str:
    demands = [(shape.path, constraint) for constraint in shape.constraints]
    if shape.path is None:
        demands += [(one.path, two) for one in shape.properties for two in one.constraints]
        nested = any(one.properties or one.is_deactivated for one in shape.properties)
    else:
        nested = bool(shape.properties)
    if nested or len(demands) != 1 or shape.is_deactivated:
        return ""
    path, constraint = demands[0]
    steps = steps_of(path)
    value = f"?value{next(numbers)}"
    match constraint:
        case ListedConstraint(shapes=shapes, least=1) if path is None:
            if constraint.most != len(shapes):
                return ""
            return "".join(_failing_with(one, graph, numbers) for one in shapes)
        case ClassConstraint(classes=(of,)) if path is None:
            return "".join(f" MINUS {{ ?this {TYPE} {one} }}" for one in _used(of, graph))
        case MinCountConstraint(count=1) if steps:
            return "".join(f" MINUS {{ {_triple(step, value)} }}" for step in steps)
        case MaxCountConstraint(count=0) if steps:
            return f" {{ {_either(steps, value)} }}"
    return ""


def _implied(shape: Shape) -> Iterator[str]:
    """Patterns on ?value that everything has that conforms to the shape."""
    if shape.path is not None or shape.is_deactivated:
        return
    for one in shape.properties:
        steps = () if one.is_deactivated else steps_of(one.path)
        for constraint in one.constraints:
            match constraint:
                case HasValueConstraint(wanted=wanted) if len(steps) == 1:
                    for value in wanted:
                        if isinstance(value, BlankNode):
                            continue
                        yield _triple(steps[0], str(value)).replace("?this", "?value") + " "


# Conditions that no offending value meets


def _allowed(constraint: Constraint, graph: StoredGraph) -> Iterator[str]:
    """Patterns on ?value; whatever has one of them is allowed by the constraint."""
    match constraint:
        case ClassConstraint(classes=(of,)):
            yield from (f"?value {TYPE} {one}" for one in _used(of, graph))
        case NodeConstraint(shapes=(shape,)):
            yield from _conforming(shape, graph)
        case ListedConstraint(shapes=shapes, least=1) if constraint.most == len(shapes):
            for shape in shapes:
                yield from _conforming(shape, graph)


def _conforming(shape: Shape, graph: StoredGraph) -> Iterator[str]:
    if shape.path is None and len(shape.constraints) == 1 and not shape.properties:
        yield from _allowed(shape.constraints[0], graph)


def _languages_of(shape: Shape) -> Sequence[str]:
    """Languages; a value in one of them conforms to the shape."""
    if shape.path is not None or shape.properties or len(shape.constraints) != 1:
        return ()
    match shape.constraints[0]:
        case LanguageInConstraint(languages=languages) if "*" not in languages:
            return sorted(languages)
    return ()


def _used(of: NamedNode, graph: StoredGraph) -> list[NamedNode]:
    return sorted(graph.classes(of) & graph.class_sizes.keys(), key=str)
