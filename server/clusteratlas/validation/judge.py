"""Judges some nodes of a graph by all shapes, as pySHACL would judge them in the whole graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from pyoxigraph import Triple
from pyshacl.shapes_graph import ShapesGraph
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import Node

from clusteratlas.errors import DataError
from clusteratlas.validation.bridge import to_graph, to_term
from clusteratlas.validation.evaluation import Evaluator, Key, Result
from clusteratlas.validation.facts import Facts, Term, Terms
from clusteratlas.validation.reads.automaton import State
from clusteratlas.validation.reads.shapes import TargetShape, read_shapes
from clusteratlas.validation.reads.walks import concerned, fits, gathered
from clusteratlas.validation.view import from_term, graph_of

_AT_ONCE = 2_000
"""How many nodes are judged together: what they read is in memory."""

_NAMED = 3
"""How many of them an error names."""

Cases = Mapping[Term, Collection[TargetShape]]
"""Nodes, and for each the shapes by which it may have to be judged."""

_Answer = TypeVar("_Answer")


class Judge:
    """Raises DataError for shapes with rules or functions, which change what is validated."""

    def __init__(self, shapes: Graph) -> None:
        if (None, SH.rule, None) in shapes or set(shapes.subjects(None, SH.SPARQLFunction)):
            raise DataError(
                "The shapes have rules or functions; a write cannot be checked by those."
            )
        self.shapes = shapes
        self._evaluator = Evaluator(shapes)
        self._reads, self.target_shapes = read_shapes(self._evaluator.shapes)
        self._shapes_at: dict[State, list[TargetShape]] = defaultdict(list)
        for shape in self.target_shapes:
            self._shapes_at[shape.target].append(shape)
            self._shapes_at[shape.focus].append(shape)

    def fresh(self, before: Facts, after: Facts, changed: Collection[Terms]) -> list[Result]:
        """The results that validating `after` gives and validating `before` does not.

        `changed` are the triples in which the two differ.
        """
        found = self._concerned_by(changed, after)
        if not found:
            return []
        nodes = {result.focus for result in found.values()}
        known = self._judge({from_term(node): self.target_shapes for node in nodes}, before)
        return [result for key, result in found.items() if key not in known]

    def judged(self, cases: Cases, facts: Facts) -> Iterable[Result]:
        """What the shapes say of the nodes that are targets of theirs, each result once."""
        return self._judge(cases, facts).values()

    def targets(self, shape: TargetShape, data: Graph) -> set[Node]:
        """The nodes that the shape targets in the data, asked of pySHACL."""
        return self._targets(shape, data)

    @property
    def shapes_graph(self) -> ShapesGraph:
        """The shapes as pySHACL has them."""
        return self._evaluator.shapes

    def report(self, results: Iterable[Result]) -> Graph:
        """The results as a validation report (SHACL §3.6.1)."""
        return self._evaluator.report(results)

    def _concerned_by(self, changed: Collection[Terms], facts: Facts) -> dict[Key, Result]:
        """All results, in the facts after a change, that the changed triples can have made."""
        cases: dict[Term, set[TargetShape]] = defaultdict(set)
        for state, node in concerned(self._reads, changed, facts):
            for shape in self._shapes_at.get(state, ()):
                cases[node].add(shape)
        for shape in self.target_shapes:
            if any(fits(triple, one) for one in shape.reads_anywhere for triple in changed):
                for target in self._targets(shape, graph_of(facts)):
                    cases[from_term(target)].add(shape)
        return self._judge(cases, facts)

    def _judge(self, cases: Cases, facts: Facts) -> dict[Key, Result]:
        found: dict[Key, Result] = {}
        nodes = iter(cases)
        while batch := list(islice(nodes, _AT_ONCE)):
            for result in self._judge_batch({node: cases[node] for node in batch}, facts):
                found.setdefault(result.key, result)
        return found

    def _judge_batch(self, cases: Cases, facts: Facts) -> Iterator[Result]:
        whole = graph_of(facts)
        by_shape = _by_shape(cases)
        around = self._graph_around(
            [(shape.target, node) for shape, nodes in by_shape.items() for node in nodes], facts
        )
        targeted: dict[TargetShape, list[Term]] = {}
        for shape, nodes in by_shape.items():
            targets = self._targets(shape, whole if shape.reads_anywhere else around)
            targeted[shape] = [node for node in nodes if to_term(node) in targets]
        around = self._graph_around(
            [(shape.focus, node) for shape, nodes in targeted.items() for node in nodes], facts
        )
        for shape, nodes in targeted.items():
            if nodes:
                yield from self._results(shape, nodes, whole if shape.reads_anywhere else around)

    def _graph_around(self, places: Sequence[tuple[State, Term]], facts: Facts) -> Graph:
        return to_graph(Triple(*terms) for terms in gathered(self._reads, places, facts))

    def _targets(self, shape: TargetShape, data: Graph) -> set[Node]:
        return _or_refused(lambda: self._evaluator.targets(shape.node, data), shape, "its targets")

    def _results(self, shape: TargetShape, nodes: Sequence[Term], data: Graph) -> list[Result]:
        focus = [to_term(node) for node in nodes]
        return _or_refused(
            lambda: self._evaluator.results(shape.node, focus, data),
            shape,
            ", ".join(map(str, nodes[:_NAMED])) + (" …" if len(nodes) > _NAMED else ""),
        )


def _by_shape(cases: Cases) -> dict[TargetShape, list[Term]]:
    by_shape: dict[TargetShape, list[Term]] = defaultdict(list)
    for node, shapes in cases.items():
        for shape in shapes:
            by_shape[shape].append(node)
    return by_shape


def _or_refused(ask: Callable[[], _Answer], shape: TargetShape, about: str) -> _Answer:
    """The answer. Whatever pySHACL or rdflib cannot digest is told: it must not pass unchecked."""
    try:
        return ask()
    except Exception as error:
        raise DataError(
            f"The shape {shape.node} cannot be evaluated on {about}: {error}",
            hint="Something in what was written is not understood; write it another way.",
        ) from error
