"""Building an atlas that has imports: its sources anew, the imports and decisions as they are kept.

As a rule little has changed since the last build, and only that is changed in a copy of the current
version, however much was imported into it. Where the current version cannot tell, everything is
loaded again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, Store

from clusteratlas import __version__
from clusteratlas.dataset.graphs import delete_graph, graph_names, put_graph
from clusteratlas.dataset.imports.assembling import Parts, text_of
from clusteratlas.dataset.imports.making import MATCHES, Checks, Made, Workshop
from clusteratlas.dataset.manifest import read_manifest
from clusteratlas.engine.changes import Changes
from clusteratlas.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from clusteratlas.dataset.imports.kept import KeptImport
    from clusteratlas.dataset.sources import SourceFile


def rebuild(
    version: Path,
    folder: Path,
    imports: Mapping[str, KeptImport],
    files: Iterable[SourceFile],
    checks: Checks,
) -> Made:
    """Make, in `folder`, what the source `files` and the `imports` of a version come to.

    Raises DataError, ShapeViolation as a kind of it, and StoreError for a damaged import.
    """
    wanted = Store()
    for file in files:
        wanted.bulk_extend(Quad(t.subject, t.predicate, t.object, file.graph) for t in file.triples)
    if both := sorted(graph_names(wanted) & imports.keys()):
        raise DataError(
            f"The graph {both[0]} is one of the sources, and was imported too.",
            hint="Import its files under another name with --as, and take this one out with "
            "`clusteratlas import --remove`.",
        )
    workshop = Workshop(version, folder, checks)
    is_as_built = read_manifest(version / "manifest.json").program == __version__
    if is_as_built and not any(kept.is_edited for kept in imports.values()):
        return workshop.changed(lambda store: _put_sources(store, wanted, imports.keys()))
    _copy_matches(version, wanted)
    texts = {graph: text_of(version, kept) for graph, kept in imports.items()}
    return workshop.assembled(Parts(texts, wanted, graph_names(wanted)))


def _put_sources(store: Store, wanted: Store, imported: Collection[str]) -> Changes:
    """Let a store hold the graphs that are wanted, those imported, the matches, and no others."""
    there, sources = graph_names(store), graph_names(wanted)
    changes = [
        delete_graph(store, NamedNode(graph))
        for graph in sorted(there - sources - {MATCHES, *imported})
    ]
    for graph in sorted(sources):
        whole = Store()
        whole.bulk_extend(wanted.quads_for_pattern(None, None, None, NamedNode(graph)))
        changes.append(put_graph(store, NamedNode(graph), whole))
    return Changes.net(changes)


def _copy_matches(version: Path, store: Store) -> None:
    """Curators' decisions are in the graph of matches."""
    before = Store.read_only(str(version / "data"))
    store.bulk_extend(before.quads_for_pattern(None, None, None, NamedNode(MATCHES)))
