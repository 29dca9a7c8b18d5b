"""How many triples and things a version holds: counted once, then carried from write to write."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode

from clusteratlas.terms import BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Quad, Store

    from clusteratlas.dataset.manifest import Manifest
    from clusteratlas.engine.changes import Changes

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_SKOS_MATCHES = ("broadMatch", "closeMatch", "exactMatch", "narrowMatch", "relatedMatch")
_OWL_EQUALS = ("equivalentClass", "equivalentProperty", "sameAs")
LINKING = frozenset(
    {PREFIXES["skos"] + name for name in _SKOS_MATCHES}
    | {PREFIXES["owl"] + name for name in _OWL_EQUALS}
)
"""The properties whose values elsewhere are links to another dataset (VoID §5)."""

_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]+/")


@dataclass(frozen=True)
class Counts:
    """Triples of the default graph, of each named graph; instances of each class.

    Instances are those that the default graph tells of. A named graph without a triple counts 0.
    `properties` has the triples of the default graph by property; `links` those that lead from it
    to other datasets, by property and the beginning of the target's IRI, parted by a space. Both
    are None where they were never counted: versions of before 0.4 do not tell them.
    """

    triples: int = 0
    graphs: Mapping[str, int] = field(default_factory=dict)
    classes: Mapping[str, int] = field(default_factory=dict)
    properties: Mapping[str, int] | None = None
    links: Mapping[str, int] | None = None

    @classmethod
    def of_store(cls, store: Store) -> Counts:
        """Counted in the store, which takes two spellings of one number for one value."""
        names = [graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)]
        return cls(properties={}, links={}).stepped({1: store}, names)

    @classmethod
    def asked(cls, store: Store, known: Mapping[str, int]) -> Counts:
        """Counted by the engine, for stores that are too large to be gone through as objects.

        `known` are named graphs whose triples are counted already.
        """
        names = sorted(node.value for node in store.named_graphs() if isinstance(node, NamedNode))
        graphs = {name: known[name] if name in known else _triples(store, name) for name in names}
        classes = _grouped(store, f"?thing {_TYPE} ?group")
        # As dear as counting all triples at once.
        properties = _grouped(store, "?thing ?group ?value")
        links = Counter(
            key
            for iri in sorted(LINKING & properties.keys())
            for quad in store.quads_for_pattern(None, NamedNode(iri), None, DefaultGraph())
            if (key := _link(quad))
        )
        return cls(sum(properties.values()), graphs, classes, properties, _sorted(links))

    @classmethod
    def of_manifest(cls, manifest: Manifest) -> Counts:
        """Those of a version that is there."""
        return cls(
            manifest.triples,
            manifest.graphs,
            manifest.classes,
            manifest.properties,
            manifest.links,
        )

    def after(self, changes: Changes, graphs: Iterable[str]) -> Counts:
        """Those after `changes` of the whole dataset, in which the named `graphs` remain.

        What was never counted stays unknown: to count it would cost more than the write.
        """
        return self.stepped({1: changes.added, -1: changes.removed}, graphs)

    def stepped(self, steps: Mapping[int, Iterable[Quad]], graphs: Iterable[str]) -> Counts:
        """Count each quad by its step; what is dropped with its graph is counted nowhere."""
        by_graph = Counter({graph: self.graphs.get(graph, 0) for graph in graphs})
        there = set(by_graph)
        classes = Counter(self.classes)
        properties = Counter(self.properties or {})
        links = Counter(self.links or {})
        for step, quads in steps.items():
            for quad in quads:
                if isinstance(quad.graph_name, NamedNode):
                    by_graph[quad.graph_name.value] += step
                    continue
                properties[quad.predicate.value] += step
                if quad.predicate == _TYPE and isinstance(quad.object, NamedNode):
                    classes[quad.object.value] += step
                elif key := _link(quad):
                    links[key] += step
        before = sum((self.properties or {}).values())
        return Counts(
            self.triples + properties.total() - before,
            {graph: count for graph, count in sorted(by_graph.items()) if graph in there},
            _sorted(classes),
            None if self.properties is None else _sorted(properties),
            None if self.links is None else _sorted(links),
        )


def _link(quad: Quad) -> str:
    """The property and the target of a triple that leads to another dataset, else ''."""
    target = quad.object
    if quad.predicate.value not in LINKING or not isinstance(target, NamedNode):
        return ""
    host = _HOST.match(target.value)
    if host is None or target.value.startswith(BASE):
        return ""
    return f"{quad.predicate.value} {host[0]}"


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: count for name, count in sorted(counts.items()) if count}


def _triples(store: Store, graph: str) -> int:
    query = f"SELECT (COUNT(*) AS ?count) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    found: Any = store.query(query)
    return int(next(found)["count"].value)


def _grouped(store: Store, pattern: str) -> dict[str, int]:
    """How many solutions `pattern` has for each IRI that its variable ?group takes."""
    found: Any = store.query(f"SELECT ?group (COUNT(*) AS ?count) {{ {pattern} }} GROUP BY ?group")
    return _sorted(
        {
            row["group"].value: int(row["count"].value)
            for row in found
            if isinstance(row["group"], NamedNode)
        }
    )
