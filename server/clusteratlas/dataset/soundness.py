"""Whether the data of a version are sound: read to the end, by every index, and as they are told.

RocksDB checks each block that it reads against a checksum, but only what is read; and a scan of all
quads reads three of the twelve tables. So each index is asked for all that it holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, Quad, QueryResultsFormat, Store

from clusteratlas.dataset.counts import Counts
from clusteratlas.dataset.damage import Damage, DamageKind
from clusteratlas.dataset.statements import SourceStatements
from clusteratlas.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Triple

    from clusteratlas.dataset.manifest import Manifest

_DEFAULT = DefaultGraph()
_REFUSALS = (OSError, RuntimeError, ValueError)
"""What pyoxigraph raises for data that it cannot read."""

# A row for each quad that the index holds: all values of its first term, and for each of them, by
# the index, what it is in. Nothing is counted or grouped here: over a block that cannot be read,
# an aggregate of this engine never ends, where a plain row is an error at once.
_OF_DEFAULT_GRAPH = {
    "subjects": "{ ?s ?p ?o }",
    "predicates": "{ { SELECT DISTINCT ?k { ?s ?k ?o } } LATERAL { ?a ?k ?b } }",
    "objects": "{ { SELECT DISTINCT ?k { ?s ?p ?k } } LATERAL { ?a ?b ?k } }",
}
_OF_NAMED_GRAPHS = {
    "graphs": "{ GRAPH ?g { ?s ?p ?o } }",
    "subjects in graphs": (
        "{ { SELECT DISTINCT ?k { GRAPH ?g { ?k ?p ?o } } } LATERAL { GRAPH ?h { ?k ?a ?b } } }"
    ),
    "predicates in graphs": (
        "{ { SELECT DISTINCT ?k { GRAPH ?g { ?s ?k ?o } } } LATERAL { GRAPH ?h { ?a ?k ?b } } }"
    ),
    "objects in graphs": (
        "{ { SELECT DISTINCT ?k { GRAPH ?g { ?s ?p ?k } } } LATERAL { GRAPH ?h { ?a ?b ?k } } }"
    ),
    "predicates of a graph": (
        "{ { SELECT DISTINCT ?g ?k { GRAPH ?g { ?s ?k ?o } } } LATERAL { GRAPH ?g { ?a ?k ?b } } }"
    ),
    "objects of a graph": (
        "{ { SELECT DISTINCT ?g ?k { GRAPH ?g { ?s ?p ?k } } } LATERAL { GRAPH ?g { ?a ?b ?k } } }"
    ),
}

Tick = Callable[[int], None]
"""Told how many quads were looked at since it was called last."""


def looks(manifest: Manifest) -> int:
    """How many quads are looked at to check a version."""
    named = sum(manifest.graphs.values())
    indexed = len(_OF_DEFAULT_GRAPH) * manifest.triples + len(_OF_NAMED_GRAPHS) * named
    return indexed + manifest.triples + named


def damages_of_data(data: Path, manifest: Manifest, tick: Tick) -> Iterator[Damage]:
    """What is wrong with the dataset in the folder `data`, against its manifest."""
    try:
        store = Store.read_only(str(data))
        counts = Counts.of_store(store)
        yield from _miscounted(data, Counts.of_manifest(manifest), counts)
        yield from _unlike(data, store, _OF_DEFAULT_GRAPH, counts.triples, tick)
        yield from _unlike(data, store, _OF_NAMED_GRAPHS, sum(counts.graphs.values()), tick)
    except _REFUSALS as error:
        yield Damage(DamageKind.DATA, data, {"reason": str(error)})


def damages_of_derivation(data: Path, tick: Tick) -> Iterator[Damage]:
    """Where the default graph of an atlas is not what its named graphs give."""
    missing: set[Triple] = set()
    unfounded: set[Triple] = set()
    try:
        store = Store.read_only(str(data))
        statements = SourceStatements(store)
        for quad in store:
            if quad.graph_name == _DEFAULT:
                if not statements.imply(quad.triple):
                    unfounded.add(quad.triple)
            elif not _holds(store, derived := statements.merged(quad.triple)):
                missing.add(derived)
            tick(1)
    except DataError as error:
        yield Damage(DamageKind.IDENTITY, data, {"reason": error.message})
    except _REFUSALS as error:
        yield Damage(DamageKind.DATA, data, {"reason": str(error)})
    for kind, triples in ((DamageKind.MISSING, missing), (DamageKind.UNFOUNDED, unfounded)):
        if triples:
            example = min(str(triple) for triple in triples)
            yield Damage(kind, data, {"count": str(len(triples)), "example": example})


def _holds(store: Store, triple: Triple) -> bool:
    return Quad(triple.subject, triple.predicate, triple.object, _DEFAULT) in store


def _miscounted(data: Path, said: Counts, found: Counts) -> Iterator[Damage]:
    both: list[tuple[str, int | None, int | None]] = [("triples", said.triples, found.triples)]
    for saids, founds in (
        (said.graphs, found.graphs),
        (said.classes, found.classes),
        (said.properties, found.properties),
        (said.links, found.links),
    ):
        if saids is None or founds is None:
            continue  # a version of before these were counted
        names = sorted({*saids, *founds})
        both += [(f"<{name}>", saids.get(name), founds.get(name)) for name in names]
    for what, expected, counted in both:
        if expected != counted:
            details = {"what": what, "said": _number(expected), "found": _number(counted)}
            yield Damage(DamageKind.COUNT, data.parent / "manifest.json", details)


def _number(count: int | None) -> str:
    return "–" if count is None else str(count)


def _unlike(
    data: Path, store: Store, indexes: dict[str, str], expected: int, tick: Tick
) -> Iterator[Damage]:
    """Indexes that do not hold as many quads as there are."""
    for index, pattern in indexes.items():
        rows = _Rows(tick)
        found: Any = store.query(f"SELECT (1 AS ?row) {pattern}")
        found.serialize(rows, QueryResultsFormat.TSV)
        if rows.count != expected:
            details = {"index": index, "all": str(expected), "found": str(rows.count)}
            yield Damage(DamageKind.INDEX, data, details)


class _Rows:
    """Counts the rows of a result that is written to it."""

    def __init__(self, tick: Tick) -> None:
        self.count = -1  # the heading
        self._tick = tick

    def write(self, block: bytes) -> int:
        """As a file's."""
        rows = bytes(block).count(b"\n")
        self.count += rows
        self._tick(rows)
        return len(block)

    def flush(self) -> None:
        """As a file's."""
