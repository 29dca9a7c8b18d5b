"""The data as it stands in the files, graph by graph, without the program's own builder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from clusteratlas import assets
from clusteratlas.terms import CA, GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SEEDS = assets.assets_root().parent / "shared" / "seeds"
SEED_NAMES = {
    "ecri-study-visit": "000_",
    "mrpo-project-en": "001_",
    "mrpo-project-pl": "002_",
    "european-cluster-days": "003_",
    "lsk-case-study-blog": "004_",
}

Graphs = dict[str, list[Quad]]


def read_turtle(path: Path) -> Iterator[Quad]:
    """The triples of a Turtle file, or of every Turtle file directly in a folder."""
    for file in sorted(path.glob("*.ttl")) if path.is_dir() else [path]:
        yield from parse(path=str(file), format=RdfFormat.TURTLE)


@pytest.fixture(scope="session")
def graphs() -> Graphs:
    """The triples of each graph that data/graphs.ttl describes, by the end of its IRI."""
    found: Graphs = {}
    for triple in read_turtle(assets.data() / "graphs.ttl"):
        if triple.predicate.value == f"{CA}file":
            name = triple.subject.value.removeprefix(GRAPH)
            found.setdefault(name, []).extend(
                read_turtle(assets.assets_root() / triple.object.value)
            )
    return found


@pytest.fixture(scope="session")
def atlas(graphs: Graphs) -> Store:
    """The union of all graphs, each triple once."""
    return _union(graphs.values())


@pytest.fixture(scope="session")
def atlas_without(graphs: Graphs) -> dict[str, Store]:
    """For each source the union of all graphs but its own."""
    return {
        source: _union(triples for name, triples in graphs.items() if name != source)
        for source in SEED_NAMES
    }


@pytest.fixture(scope="session")
def source_alone(graphs: Graphs) -> dict[str, Store]:
    """For each source a store that holds its own graph and nothing else."""
    return {source: _union([graphs[source]]) for source in SEED_NAMES}


def _union(parts: Iterable[list[Quad]]) -> Store:
    store = Store()
    for triples in parts:
        store.extend(triples)
    return store


@pytest.fixture(scope="session")
def seeds() -> dict[str, Path]:
    """The text of each source document, by the name of its graph."""
    if not SEEDS.is_dir():
        pytest.skip("the texts of the sources are not beside this checkout")
    return {name: next(SEEDS.glob(f"{start}*.txt")) for name, start in SEED_NAMES.items()}
