"""The atlas itself: its default graph is the union of its named graphs, each triple once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clusteratlas import assets
from clusteratlas.dataset.sources import read_sources
from clusteratlas.dataset.store import list_versions, open_current
from clusteratlas.engine.protocol import DEFAULT_GRAPH
from clusteratlas.terms import CA

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Triple


def _without_merges(triples: set[Triple]) -> set[Triple]:
    """What no identity statement changes: the triples that name no merged record."""
    records = {triple.object for triple in triples if triple.predicate.value == f"{CA}record"}
    return {t for t in triples if t.subject not in records and t.object not in records}


def test_the_default_graph_is_the_union_of_the_named_graphs(atlas_store: Path) -> None:
    engine = open_current(atlas_store)
    default = list(engine.get_graph(DEFAULT_GRAPH))
    union = {triple for graph in engine.graphs() for triple in engine.get_graph(graph)}
    assert len(default) == len(set(default))
    assert _without_merges(set(default)) == _without_merges(union)
    assert len(default) <= len(union)


def test_every_described_graph_is_published(atlas_store: Path) -> None:
    described = {source.graph.value for source in read_sources(assets.assets_root())}
    engine = open_current(atlas_store)
    assert set(engine.graphs()) == described
    (manifest,) = list_versions(atlas_store)
    assert set(manifest.graphs) == described
    assert manifest.triples == sum(1 for _ in engine.get_graph(DEFAULT_GRAPH))
