"""Validates the default graph of a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial

from pyoxigraph import Store
from rdflib import RDF, BNode, Graph
from rdflib.namespace import SH
from rdflib.term import Node

from clusteratlas.errors import DataError
from clusteratlas.validation.bridge import to_term
from clusteratlas.validation.compiled.candidates import Demand
from clusteratlas.validation.compiled.constraints import Shape, Violation
from clusteratlas.validation.compiled.graph import StoredGraph
from clusteratlas.validation.compiled.places import StoredPlaces
from clusteratlas.validation.compiled.reading import ShapeReader
from clusteratlas.validation.compiled.residue import Residue
from clusteratlas.validation.compiled.tally import Kind, Tally
from clusteratlas.validation.compiled.targets import Target, targets_of
from clusteratlas.validation.evaluation import Parts, Result
from clusteratlas.validation.facts import Term
from clusteratlas.validation.judge import Judge
from clusteratlas.validation.report import Report
from clusteratlas.validation.results import ResultReader
from clusteratlas.validation.view import from_term, graph_of

Progress = Callable[[int, int], None]
"""Told how many of how many parts are done."""

_KEPT = 20
"""How many results of each kind a report shows."""

_THREADS = 2
"""The engine works while Python does: two are busy where there are two cores."""


def _everything(_: Term) -> bool:
    return True


def _to_nobody(_done: int, _total: int) -> None:
    """Where nobody wants to know."""


@dataclass(frozen=True)
class StoreValidation:
    """What is validated: the default graph of a store, which must not change meanwhile.

    `is_reported` tells of which focus nodes results are reported; `kept` is how many results of
    each kind the report shows: all are counted.
    """

    store: Store
    shapes: Graph
    is_reported: Callable[[Term], bool] = _everything
    kept: int = _KEPT


def validate_store(asked: StoreValidation, progress: Progress = _to_nobody) -> Report:
    """Validate as pySHACL would, with the classes and their hierarchy that the graph itself has.

    Raises DataError for shapes with rules or functions, which change what is validated, and when
    pySHACL cannot evaluate a shape on the data.
    """
    graph = StoredGraph(asked.store)
    with ThreadPoolExecutor(_THREADS) as threads:
        try:
            measured = threads.submit(graph.measure)
            run = _Run(asked, graph)
            measured.result()
            # What takes longest comes first, so that both threads end together.
            parts = [*run.residues(), *run.demands()]
            progress(0, len(parts))
            futures = [threads.submit(part) for part in parts]
            for done, future in enumerate(as_completed(futures), 1):
                future.result()
                progress(done, len(parts))
        finally:
            threads.shutdown(cancel_futures=True)
    return run.report()


class _Run:
    """One validation: what there is to do, and what was found."""

    def __init__(self, asked: StoreValidation, graph: StoredGraph) -> None:
        self._asked = asked
        self._graph = graph
        self._judge = Judge(asked.shapes)
        self._tally = Tally(asked.kept)
        self._shapes = self._judge.shapes_graph.graph
        self._targets: defaultdict[Node, list[Target]] = defaultdict(list)
        self._compiled: dict[Node, Shape] = {}
        self._residues: list[Residue] = []
        self._read()

    def _read(self) -> None:
        """Take apart what is compiled, by shape, and what is left of shapes with targets."""
        reader = ShapeReader(self._judge.shapes_graph)
        for shape in self._judge.target_shapes:
            targets = list(targets_of(self._shapes, shape.node, self._graph))
            has_query_for_target = (shape.node, SH.target, None) in self._shapes
            if not targets and not has_query_for_target:
                continue
            restrictions = list(reader.restrictions(shape.node))
            if has_query_for_target or any(one.shape is None for one in restrictions):
                self._residues.append(Residue(shape, targets, is_whole=True))
                continue
            for one in restrictions:
                if one.shape is not None:
                    self._compiled[one.node] = one.shape
                    self._targets[one.node].extend(
                        target for target in targets if target not in self._targets[one.node]
                    )
            queries = [one.node for one in restrictions if one.has_query]
            if queries:
                self._residues.append(Residue(shape, targets, is_whole=False, queries=queries))

    def demands(self) -> Iterator[Callable[[], None]]:
        """What is compiled, constraint by constraint."""
        for node, shape in self._compiled.items():
            for constraint in shape.constraints:
                demand = Demand(shape, constraint, tuple(self._targets[node]))
                yield partial(self._meet, node, demand)

    def residues(self) -> Iterator[Callable[[], None]]:
        """What is left to pySHACL."""
        for residue in self._residues:
            yield partial(self._settle, residue)

    def report(self) -> Report:
        """What was found."""
        results = list(self._tally.kept())
        reader = ResultReader(
            self._judge.report(results),
            graph_of(self._graph.facts),
            self._judge.shapes,
            StoredPlaces(self._graph),
        )
        return reader.report({str(result.focus) for result in results}, self._tally.totals())

    def _meet(self, node: Node, demand: Demand) -> None:
        severity = self._shapes.value(node, SH.severity) or SH.Violation
        try:
            for focus, violation in demand.violations(self._graph):
                if self._asked.is_reported(focus):
                    kind = Kind(node, to_term(violation.component), severity)
                    self._tally.add(kind, partial(self._result, kind, focus, violation))
        except TypeError as error:
            raise DataError(f"The shape {node} cannot be evaluated: {error}") from error

    def _settle(self, residue: Residue) -> None:
        for result in residue.results(self._judge, self._graph):
            if self._asked.is_reported(from_term(result.focus)):
                self._tally.add(Kind.of(result), partial(_itself, result))

    def _result(self, kind: Kind, focus: Term, violation: Violation) -> Result:
        """The result as pySHACL makes it (SHACL §3.6.2)."""
        node, told = BNode(), self._shapes
        path = self._shapes.value(kind.shape, SH.path)
        if violation.path is not None:
            path = to_term(violation.path)
        triples: list[tuple[Node, Node, object]] = [
            (node, RDF.type, SH.ValidationResult),
            (node, SH.sourceConstraintComponent, (told, kind.component)),
            (node, SH.sourceShape, (told, kind.shape)),
            (node, SH.resultSeverity, kind.severity),
            (node, SH.focusNode, (told, to_term(focus))),
        ]
        if violation.value is not None:
            triples.append((node, SH.value, (told, to_term(violation.value))))
        if path is not None:
            triples.append((node, SH.resultPath, (told, path)))
        messages = self._shapes.objects(kind.shape, SH.message)
        triples.extend((node, SH.resultMessage, message) for message in messages)
        parts: Parts = ("", node, triples)
        return Result.of(parts)


def _itself(result: Result) -> Result:
    return result
