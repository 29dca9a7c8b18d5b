"""Finds what breaks a constraint without going from node to node.

A query along the store's indexes gives the few nodes, or values, that can break the constraint at
all: none that does is missing, some that do not may be there. Those are judged by the constraint.
Where the focus nodes are few, or no such query is known, each of them is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode

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
from clusteratlas.validation.compiled.paths import ShapePath, Step, steps_of
from clusteratlas.validation.compiled.sound import sound_where
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
        elif steps and isinstance(self.constraint, ValueConstraint):
            yield from self._of_values(self.constraint, steps, graph)
        else:
            condition = _failing(self.constraint, self.shape.path, graph)
            yield from self._of_suspects(condition, graph) if condition else self._of_all(graph)

    def _of_all(self, graph: StoredGraph) -> Iterator[Found]:
        for focus, number in all_nodes(self.targets, graph):
            found = self._judged(focus, graph)
            if found and is_first(focus, number, self.targets, graph):
                yield from ((focus, violation) for violation in found)

    def _of_suspects(self, condition: Condition, graph: StoredGraph) -> Iterator[Found]:
        """Judges the focus nodes that meet the condition.

        Where it is met by few things by itself, it is they who are asked whether they are targets.
        """
        places = "" if condition.found else _any_of(target.pattern for target in self.targets)
        query = f"SELECT DISTINCT ?this WHERE {{ {places} {condition.found} {condition.taken} }}"
        for focus in graph.select(query):
            if places or is_target(focus, self.targets, graph):
                yield from ((focus, violation) for violation in self._judged(focus, graph))

    def _judged(self, focus: Term, graph: StoredGraph) -> set[Violation]:
        values = self.shape.values(focus, graph)
        return set(self.constraint.violations(focus, values, graph))

    def _of_values(
        self, constraint: ValueConstraint, steps: Sequence[Step], graph: StoredGraph
    ) -> Iterator[Found]:
        """Judges each value of the properties once, then looks up whose value it is."""
        suspected = _unlike(constraint, "?value", graph)
        for number, step in enumerate(steps):
            query = f"SELECT DISTINCT ?value WHERE {{ {_triple(step, '?value')} {suspected} }}"
            for value in graph.select(query):
                if constraint.allows(value, graph):
                    continue
                for focus in _backwards(step, value, graph):
                    if is_target(focus, self.targets, graph) and not any(
                        _leads(other, focus, value, graph) for other in steps[:number]
                    ):
                        yield focus, Violation(constraint.component, value)


def _triple(step: Step, value: str) -> str:
    predicate, inverted = step
    return f"{value} {predicate} ?this ." if inverted else f"?this {predicate} {value} ."


def _any_of(patterns: Iterable[str]) -> str:
    return " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)


def _backwards(step: Step, value: Term, graph: StoredGraph) -> Iterator[Term]:
    predicate, inverted = step
    return graph.objects(value, predicate) if inverted else graph.subjects(predicate, value)


def _leads(step: Step, focus: Term, value: Term, graph: StoredGraph) -> bool:
    predicate, inverted = step
    start, end = (value, focus) if inverted else (focus, value)
    return any(one == end for one in graph.objects(start, predicate))


# Conditions that every offending node meets


@dataclass(frozen=True)
class Condition:
    """A condition on ?this: `found` finds things by itself, `taken` takes away from what is found.

    Either may be ''.
    """

    found: str = ""
    taken: str = ""

    def __bool__(self) -> bool:
        return bool(self.found or self.taken)

    def __add__(self, other: Condition) -> Condition:
        """Both."""
        return Condition(f"{self.found}{other.found}", f"{self.taken}{other.taken}")


def _failing(constraint: Constraint, path: ShapePath | None, graph: StoredGraph) -> Condition:
    """A condition that each node meets that breaks the constraint over the path."""
    if path is None:
        return _failing_itself(constraint, graph)
    steps = steps_of(path)
    if not steps or isinstance(constraint, ValueConstraint):
        return Condition()
    lacking = "".join(f" MINUS {{ {one} }}" for one in _lacking(constraint, steps))
    offending = _offending(constraint, steps)
    return Condition(f" {{ {offending} }}" if offending else "", lacking)


def _failing_itself(constraint: Constraint, graph: StoredGraph) -> Condition:
    match constraint:
        case ListedConstraint(shapes=shapes, least=1) if constraint.most == len(shapes):
            return sum((_failing_shape(one, graph) for one in shapes), start=Condition())
        case ValueConstraint():
            return Condition(taken=_unlike(constraint, "?this", graph))
    return Condition()


def _failing_shape(shape: Shape, graph: StoredGraph) -> Condition:
    """A condition that each node meets that does not conform to the shape."""
    demands = [(shape.path, constraint) for constraint in shape.constraints]
    if shape.path is None:
        demands += [(one.path, two) for one in shape.properties for two in one.constraints]
        nested = any(one.properties or one.is_deactivated for one in shape.properties)
    else:
        nested = bool(shape.properties)
    if nested or len(demands) != 1 or shape.is_deactivated:
        return Condition()
    ((path, constraint),) = demands
    return _failing(constraint, path, graph)


def _lacking(constraint: Constraint, steps: Sequence[Step]) -> list[str]:
    """Patterns on ?this that no node has that breaks the constraint by what is not there."""
    match constraint:
        case MinCountConstraint(count=1):
            return [_triple(step, "?value") for step in steps]
        case HasValueConstraint(wanted=wanted) if len(wanted) == 1:
            (value,) = wanted
            if not isinstance(value, BlankNode):
                return [_triple(step, str(value)) for step in steps]
        case QualifiedConstraint(least=1, most=None, siblings=(), shape=shape):
            return [
                f'{_triple(step, "?value")} FILTER (LANG(?value) = "{language}")'
                for step in steps
                for language in _languages_of(shape)
            ]
    return []


def _offending(constraint: Constraint, steps: Sequence[Step]) -> str:
    """A query for ?this, for constraints that are broken by what is there."""
    some = _any_of(_triple(step, "?value") for step in steps)
    grouped = f"SELECT ?this WHERE {{ {some} }} GROUP BY ?this"
    match constraint:
        case MaxCountConstraint(count=0):
            return f"SELECT ?this WHERE {{ {some} }}"
        case MaxCountConstraint(count=most):
            return f"{grouped} HAVING (COUNT(*) > {most})"
        case UniqueLangConstraint():
            return f"{grouped} (LCASE(LANG(?value))) HAVING (COUNT(*) > 1)"
        case QualifiedConstraint(least=None, most=int(most), shape=shape):
            such = "".join(_implied(shape))
            return (
                f"SELECT ?this WHERE {{ {some} {such} }} GROUP BY ?this HAVING (COUNT(*) > {most})"
            )
        case DisjointConstraint(others=others):
            common = _any_of(f"?this {other} ?value" for other in others)
            return f"SELECT ?this WHERE {{ {{ {some} }} {{ {common} }} }}"
        case LessThanConstraint(others=others, or_equal=or_equal):
            bounds = _any_of(f"?this {other} ?bound" for other in others)
            sign = "<=" if or_equal else "<"
            in_order = f"COALESCE({is_plain('?value')} && {is_plain('?bound')} && "
            return (
                f"SELECT ?this WHERE {{ {{ {some} }} {{ {bounds} }} "
                f"FILTER (!{in_order}DATATYPE(?value) = DATATYPE(?bound) && "
                f"?value {sign} ?bound, false)) }}"
            )
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


def _languages_of(shape: Shape) -> Sequence[str]:
    """Languages; a value in one of them conforms to the shape."""
    if shape.path is not None or shape.properties or len(shape.constraints) != 1:
        return ()
    match shape.constraints[0]:
        case LanguageInConstraint(languages=languages) if "*" not in languages:
            return sorted(languages)
    return ()


# Conditions that every offending value meets


def _unlike(constraint: ValueConstraint, name: str, graph: StoredGraph) -> str:
    """A condition on the variable of this name, '' for none."""
    allowed = "".join(f" MINUS {{ {one} }}" for one in _allowed(constraint, name, graph))
    sound = sound_where(constraint, name)
    return f"{allowed} FILTER (!COALESCE({sound}, false))" if sound else allowed


def _allowed(constraint: ValueConstraint, name: str, graph: StoredGraph) -> Iterator[str]:
    """Patterns; whatever has one of them is allowed by the constraint."""
    match constraint:
        case ClassConstraint(classes=(of,)):
            used = graph.classes(of) & graph.class_sizes.keys()
            yield from (f"{name} {TYPE} {one}" for one in sorted(used, key=str))
        case NodeConstraint(shapes=(shape,)):
            yield from _conforming(shape, name, graph)
        case ListedConstraint(shapes=shapes, least=1) if constraint.most == len(shapes):
            for shape in shapes:
                yield from _conforming(shape, name, graph)


def _conforming(shape: Shape, name: str, graph: StoredGraph) -> Iterator[str]:
    only = shape.constraints[0] if len(shape.constraints) == 1 else None
    if shape.path is None and not shape.properties and isinstance(only, ValueConstraint):
        yield from _allowed(only, name, graph)
