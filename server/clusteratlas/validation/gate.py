"""The shape gate: a write that adds a violation is refused before anyone sees it.

What a full validation after the write finds and one before it did not is found without either:
the shapes tell which nodes a changed triple can concern (`reads`), only those are judged again, on
a graph of only those triples that judging them reads, and pySHACL alone judges.

rdflib and pySHACL are imported, and the shapes read, when the first write comes or `prepare` asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, Store, Triple

from clusteratlas.engine.changes import Changes
from clusteratlas.errors import ShapeViolation
from clusteratlas.validation.facts import Facts, seen
from clusteratlas.validation.report import Report
from clusteratlas.validation.shapes import load_shapes

if TYPE_CHECKING:
    from rdflib import Graph

    from clusteratlas.validation.evaluation import Result
    from clusteratlas.validation.judge import Judge


class ShapeGate:
    """Refuses writes that add a violation.

    `shapes_folder` holds the shapes, as `read_shapes` reads them; `background` gives the triples
    that are validated together with a store's default graph, such as an ontology that is not in it.
    It holds for one process, and for one write at a time.
    """

    def __init__(
        self,
        shapes_folder: Path,
        background: Callable[[], Iterable[Triple]] = tuple,
        read_shapes: Callable[[Path], Graph] = load_shapes,
    ) -> None:
        self._shapes_folder = shapes_folder
        self._read_background = background
        self._read_shapes = read_shapes

    def prepare(self) -> None:
        """Read the shapes now, so that the first write does not wait for it: about a second.

        Raises DataError, RdfSyntaxError.
        """
        _ = self._judge, self._background

    def __call__(self, before: Store, after: Store, changes: Changes) -> None:
        """Compare the default graphs of the version `before` a write and of the store `after` it.

        `changes` are those of the default graph. Raises ShapeViolation when there is a violation
        that was not there before; its report holds all results that were not there before, warnings
        too. Raises DataError when the shapes cannot be evaluated on what was written.
        """
        facts = Facts(after, self._background)
        changed = [terms for quad in changes.added | changes.removed for terms in seen(quad)]
        fresh = self._judge.fresh(Facts(before, self._background), facts, changed)
        if not fresh:
            return
        report = self._report(fresh, facts)
        if report.has_violation:
            raise ShapeViolation(
                "The write adds data that breaks the shapes, so nothing was changed.",
                report=report,
                hint="Mend what the findings name, and send the whole write again.",
            )

    def _report(self, results: Sequence[Result], facts: Facts) -> Report:
        from clusteratlas.validation.results import FilePlaces, ResultReader
        from clusteratlas.validation.view import graph_of

        graph = self._judge.report(results)
        reader = ResultReader(graph, graph_of(facts), self._judge.shapes, FilePlaces(()))
        return reader.report(focus_in={str(result.focus) for result in results})

    @cached_property
    def _judge(self) -> Judge:
        from clusteratlas.validation.judge import Judge

        return Judge(self._read_shapes(self._shapes_folder))

    @cached_property
    def _background(self) -> Store:
        store = Store()
        store.extend(
            Quad(one.subject, one.predicate, one.object) for one in self._read_background()
        )
        return store
