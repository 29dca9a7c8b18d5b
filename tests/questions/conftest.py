from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store
from rdflib import Graph

from .atlas import Atlas


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return Atlas.read()


@pytest.fixture(scope="session")
def store(atlas: Atlas) -> Store:
    """The atlas as published. Read only: a test that changes data makes a store of its own."""
    return atlas.store()


@pytest.fixture(scope="session")
def rdflib_graph(store: Store) -> Graph:
    """The same default graph on another engine."""
    triples = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    assert triples is not None
    return Graph().parse(data=triples.decode(), format="nt")
