"""Results counted, and some of each kind kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Lock

from rdflib import URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from clusteratlas.validation.evaluation import Result
from clusteratlas.validation.report import Total
from clusteratlas.validation.results import severity_of


@dataclass(frozen=True)
class Kind:
    """What results have in common that are counted together."""

    shape: Node
    component: Node
    severity: Node

    @classmethod
    def of(cls, result: Result) -> Kind:
        """The kind of a result that pySHACL made."""
        _, node, triples = result.parts
        told = {
            predicate: value[1] if isinstance(value, tuple) else value
            for subject, predicate, value in triples
            if subject == node
        }
        return cls(
            told[SH.sourceShape], told[SH.sourceConstraintComponent], told[SH.resultSeverity]
        )


class Tally:
    """Counts all results, keeps the first `most` of each kind. Several threads may add to it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._counts: Counter[Kind] = Counter()
        self._kept: defaultdict[Kind, list[Result]] = defaultdict(list)
        self._lock = Lock()

    def add(self, kind: Kind, make: Callable[[], Result]) -> None:
        """Count a result; it is made only if it is kept."""
        with self._lock:
            self._counts[kind] += 1
            if len(self._kept[kind]) < self._most:
                self._kept[kind].append(make())

    def kept(self) -> Iterator[Result]:
        """The results that were kept."""
        for results in self._kept.values():
            yield from results

    def totals(self) -> Iterator[Total]:
        """How many results there were of each kind."""
        for kind, count in self._counts.items():
            shape = str(kind.shape) if isinstance(kind.shape, URIRef) else ""
            yield Total(shape, str(kind.component), severity_of(kind.severity), count)
