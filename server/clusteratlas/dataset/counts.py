"""How many triples and things a version holds: counted once, then carried from write to write."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from clusteratlas.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Quad, Store

    from clusteratlas.dataset.manifest import Manifest
    from clusteratlas.engine.changes import Changes

_TYPE = NamedNode(PREFIXES["rdf"] + "type")


@dataclass(frozen=True)
class Counts:
    """Triples of the default graph, of each named graph; instances of each class.

    Instances are those that the default graph tells of. A named graph without a triple counts 0.
    """

    triples: int = 0
    graphs: Mapping[str, int] = field(default_factory=dict)
    classes: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of_store(cls, store: Store) -> Counts:
        """Counted in the store, which takes two spellings of one number for one value."""
        names = [graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)]
        return cls._sorted(0, Counter(dict.fromkeys(names, 0)), Counter(), {1: store})

    @classmethod
    def asked(cls, store: Store, known: Mapping[str, int]) -> Counts:
        """Counted by the engine, for stores that are too large to be gone through as objects.

        `known` are named graphs whose triples are counted already.
        """
        names = sorted(node.value for node in store.named_graphs() if isinstance(node, NamedNode))
        graphs = {
            name: known[name] if name in known else _asked(store, f"GRAPH <{name}> {{ ?s ?p ?o }}")
            for name in names
        }
        by_class: Any = store.query(
            f"SELECT ?class (COUNT(*) AS ?count) {{ ?thing {_TYPE} ?class }} GROUP BY ?class"
        )
        classes = {
            row["class"].value: int(row["count"].value)
            for row in by_class
            if isinstance(row["class"], NamedNode)
        }
        return cls(_asked(store, "?s ?p ?o"), graphs, dict(sorted(classes.items())))

    @classmethod
    def of_manifest(cls, manifest: Manifest) -> Counts:
        """Those of a version that is there."""
        return cls(manifest.triples, manifest.graphs, manifest.classes)

    def after(self, changes: Changes, graphs: Iterable[str]) -> Counts:
        """Those after `changes` of the whole dataset, in which the named `graphs` remain."""
        remaining = Counter({graph: self.graphs.get(graph, 0) for graph in graphs})
        steps = {1: changes.added, -1: changes.removed}
        return self._sorted(self.triples, remaining, Counter(self.classes), steps)

    @classmethod
    def _sorted(
        cls,
        triples: int,
        graphs: Counter[str],
        classes: Counter[str],
        steps: Mapping[int, Iterable[Quad]],
    ) -> Counts:
        """Count each quad by its step; what is dropped with its graph is counted nowhere."""
        there = set(graphs)
        for step, quads in steps.items():
            for quad in quads:
                if isinstance(quad.graph_name, NamedNode):
                    graphs[quad.graph_name.value] += step
                    continue
                triples += step
                if quad.predicate == _TYPE and isinstance(quad.object, NamedNode):
                    classes[quad.object.value] += step
        return cls(
            triples,
            {graph: count for graph, count in sorted(graphs.items()) if graph in there},
            {name: count for name, count in sorted(classes.items()) if count},
        )


def _asked(store: Store, pattern: str) -> int:
    found: Any = store.query(f"SELECT (COUNT(*) AS ?count) {{ {pattern} }}")
    return int(next(found)["count"].value)
