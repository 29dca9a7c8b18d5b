"""A small atlas and a small plain store, each written to a few times, with versions removed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from clusteratlas.dataset.build import BuildOptions, build
from clusteratlas.dataset.store import init_plain_store
from clusteratlas.dataset.writing import WriteOptions, Writer
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network
from clusteratlas.rdf.protocol import UpdateRequest
from clusteratlas.validation.report import Report

PREFIXES = """\
@prefix ca: <https://w3id.org/clusteratlas/ontology#> .
@prefix ex: <https://example.org/> .
@prefix graph: <https://w3id.org/clusteratlas/graph/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix status: <https://w3id.org/clusteratlas/scheme/identity-status/> .
"""
SOURCES = {
    "graphs": """
graph:graphs a ca:ReferenceGraph ; ca:file "data/graphs.ttl" .
graph:source a ca:SourceGraph ; ca:file "data/source.ttl" .
graph:identities a ca:ReferenceGraph ; ca:file "data/identities.ttl" .
""",
    "source": """
ex:one a ca:Cluster ; skos:prefLabel "One"@en ; ca:locatedIn ex:krakow .
ex:record a ca:Cluster ; skos:prefLabel "Jeden"@pl ; ca:locatedIn ex:krakow .
ex:krakow ca:population 800000 , 8.0e5 , "800 tysięcy"@pl ; ca:part [ a ca:Locality ] .
""",
    "identities": """
ex:same a ca:IdentityStatement ; ca:identityStatus status:accepted ;
    ca:record ex:record ; ca:canonical ex:one .
""",
}
WRITES = [
    "INSERT DATA { GRAPH graph:source { ex:two a ca:Cluster ; skos:prefLabel 'Dwa'@pl } }",
    "DELETE DATA { GRAPH graph:source { ex:record ca:locatedIn ex:krakow } }",
    "CREATE GRAPH graph:empty ; INSERT DATA { GRAPH graph:source { ex:two ca:near ex:record } }",
]
PLAIN_WRITES = [*WRITES, "INSERT DATA { ex:one ex:has 1 , 'one' , <<( ex:a ex:b ex:c )>> }"]


def write(store: Path, update: str, keep_versions: int = 2) -> None:
    prefixes = PREFIXES.replace("@prefix", "PREFIX").replace(" .\n", "\n")
    writer = Writer(store, WriteOptions(keep_versions, Limits(), Network()))
    writer.update(UpdateRequest(prefixes + update), "tester")


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """In memory where that can be had: thousands of files are waited for until they are on disk."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("templates")
    for name, content in SOURCES.items():
        path = folder / "project/data" / f"{name}.ttl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PREFIXES + content, encoding="utf-8")
    options = BuildOptions(validate=lambda _: Report((), "# nothing\n"))
    build(folder / "project", folder / "atlas", options, lambda *_: None)
    init_plain_store(folder / "plain")
    for update in WRITES:
        write(folder / "atlas", update)
    for update in PLAIN_WRITES:
        write(folder / "plain", update)
    return {kind: folder / kind for kind in ("atlas", "plain")}


MakeStore = Callable[[str], Path]


@pytest.fixture
def make_store(templates: dict[str, Path], tmp_path: Path) -> MakeStore:
    """Makes a store of a kind (atlas, plain) that the test may damage."""

    def make(kind: str) -> Path:
        return Path(shutil.copytree(templates[kind], tmp_path / kind))

    return make


@pytest.fixture
def atlas(make_store: MakeStore) -> Path:
    return make_store("atlas")
