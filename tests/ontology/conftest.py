"""What the ontology tests share: the folders, and the files read as graphs once."""

from pathlib import Path

import pytest
from rdflib import Graph

ROOT = Path(__file__).resolve().parents[2]


def read(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def ontology() -> Graph:
    return read(ROOT / "ontology" / "clusteratlas.ttl")


@pytest.fixture(scope="session")
def schemes() -> Graph:
    return read(*sorted((ROOT / "ontology" / "schemes").glob("*.ttl")))


@pytest.fixture(scope="session")
def alignments() -> Graph:
    return read(*sorted((ROOT / "ontology" / "alignments").glob("*.ttl")))


@pytest.fixture(scope="session")
def dataset() -> Graph:
    """All that stands under data/, without the ontology and the schemes."""
    return read(*sorted((ROOT / "data").glob("*.ttl")))


@pytest.fixture(scope="session")
def individuals() -> Graph:
    return read(Path(__file__).with_name("individuals.ttl"))
