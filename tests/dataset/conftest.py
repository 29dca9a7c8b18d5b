"""A small project: a source, a reference graph of two files, identities, and their description."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clusteratlas.dataset.build import BuildOptions, build
from clusteratlas.dataset.writing import WriteOptions, Writer
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network
from clusteratlas.validation.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clusteratlas.dataset.manifest import Manifest
    from clusteratlas.dataset.writing import Gate

PREFIXES = """\
@prefix ca: <https://w3id.org/clusteratlas/ontology#> .
@prefix ex: <https://example.org/> .
@prefix graph: <https://w3id.org/clusteratlas/graph/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix status: <https://w3id.org/clusteratlas/scheme/identity-status/> .
"""

FILES = {
    "data/graphs.ttl": """
graph:graphs a ca:ReferenceGraph ; ca:file "data/graphs.ttl" .
graph:source a ca:SourceGraph ; ca:file "data/source.ttl" .
graph:places a ca:ReferenceGraph ; ca:file "places/" .
graph:identities a ca:ReferenceGraph ; ca:file "data/identities.ttl" .
""",
    "data/source.ttl": """
ex:one a ca:Cluster ; skos:prefLabel "One"@en ; ca:locatedIn ex:krakow .
ex:one-again a ca:Cluster ; skos:prefLabel "Uno"@en , "Jeden"@pl ; ca:locatedIn ex:krakow .
""",
    "places/towns.ttl": 'ex:krakow a ca:Locality ; skos:altLabel "Cracow"@en .\n',
    "places/countries.ttl": """
ex:pl a ca:Country . ex:krakow ca:locatedIn ex:pl . ex:one a ca:Cluster .
""",
    "data/identities.ttl": """
ex:same a ca:IdentityStatement ; ca:identityStatus status:accepted ;
    ca:record ex:one-again ; ca:canonical ex:one .
""",
}


def write_files(root: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PREFIXES + content, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The root of a project whose files a test may change."""
    root = tmp_path / "project"
    write_files(root, FILES)
    return root


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where a test may put a store; nothing is there yet."""
    return tmp_path / "store"


@pytest.fixture
def build_project(project: Path, store: Path) -> Callable[[], Manifest]:
    """Builds the project into the store, with a validation that finds nothing."""
    options = BuildOptions(validate=lambda _: Report((), "# nothing\n"))
    return lambda: build(project, store, options, lambda *_: None)


@pytest.fixture
def open_writer(store: Path) -> Callable[..., Writer]:
    """Opens a writer on the store, by default without a bound that a test is not about."""

    def open_(
        keep_versions: int = 50, gate: Gate | None = None, lock_timeout: float = 30.0
    ) -> Writer:
        return Writer(store, WriteOptions(keep_versions, Limits(), Network(), gate, lock_timeout))

    return open_
