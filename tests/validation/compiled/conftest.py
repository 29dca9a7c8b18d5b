"""Both validators compared, and what many comparisons start from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import Quad
from rdflib import Graph

from clusteratlas import assets
from clusteratlas.dataset.sources import read_files, read_sources
from clusteratlas.validation.shapes import load_shapes

from ..both import compiled, reference, stored

State = frozenset[Quad]
Comparison = Callable[[Iterable[Quad], Graph], int]

AS_IT_CHOOSES, ALONG_THE_INDEX = 5, 10**9
"""The second: no shape is so small that its nodes are simply judged one by one."""


@pytest.fixture
def compare(monkeypatch: pytest.MonkeyPatch) -> Comparison:
    """Compares both; how many results there are, -1 when neither can evaluate the shapes."""

    def run(quads: Iterable[Quad], shapes: Graph) -> int:
        store = stored(quads)
        expected = reference(store, shapes)
        for few in (AS_IT_CHOOSES, ALONG_THE_INDEX):
            monkeypatch.setattr("clusteratlas.validation.compiled.candidates._FEW", few)
            found = compiled(store, shapes)
            if expected is None or found is None:
                assert found == expected
                continue
            assert found - expected == set(), "found by the compiled shapes only"
            assert expected - found == set(), "found by pySHACL only"
        return -1 if expected is None else len(expected)

    return run


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return load_shapes(assets.shapes())


@pytest.fixture(scope="session")
def terms() -> State:
    """The ontology, the code lists and whatever else is behind every file."""
    root = assets.assets_root()
    return frozenset(
        Quad(triple.subject, triple.predicate, triple.object)
        for source in read_sources(root)
        if source.is_reference
        for file in read_files(root, source)
        for triple in file.triples
    )


@pytest.fixture(scope="session")
def examples() -> list[Path]:
    return sorted((Path(__file__).parents[2] / "cases" / "shapes").glob("*/*.ttl"))
