"""The atlas of the five sources with its index, and stores that tests may write to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.writing import WriteOptions, Writer
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network
from clusteratlas.rdf.protocol import UpdateRequest
from clusteratlas.search.asking import Searcher
from clusteratlas.search.folder import SearchFolder
from clusteratlas.search.following import bring_up_to_date

PREFIXES = """\
PREFIX ca: <https://w3id.org/clusteratlas/ontology#>
PREFIX cluster: <https://w3id.org/clusteratlas/id/cluster/>
PREFIX country: <https://w3id.org/clusteratlas/id/country/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX id: <https://w3id.org/clusteratlas/id/>
PREFIX organisation: <https://w3id.org/clusteratlas/id/organisation/>
PREFIX project: <https://w3id.org/clusteratlas/id/project/>
PREFIX region: <https://w3id.org/clusteratlas/id/region/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
GRAPH = "<https://w3id.org/clusteratlas/graph/ecri-study-visit>"

Write = Callable[[str], str]


@pytest.fixture(scope="session")
def indexed_store(atlas_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas with some names in other scripts, and its index; for reading only."""
    store = tmp_path_factory.mktemp("search") / "store"
    shutil.copytree(atlas_store, store, ignore=shutil.ignore_patterns("search"))
    write_to(
        store,
        f"""INSERT DATA {{ GRAPH {GRAPH} {{
          region:attiki a ca:Region ; ca:nutsCode "EL30" ;
            skos:prefLabel "Attica"@en , "Αττική"@el .
          region:yugozapaden a ca:Region ; skos:prefLabel "Югозападен"@bg ; ca:nutsCode "BG41" .
          organisation:tartu a ca:Organisation ; foaf:name "Tartu Ülikool" ; ca:pic "999895013" .
          organisation:strasse a ca:Organisation ; foaf:name "Straßenbau Ørsted Łódź" .
          organisation:tbilisi a ca:Organisation ; foaf:name "თბილისის უნივერსიტეტი" .
          project:tender a ca:Project ; skos:prefLabel "Tender care"@en ; foaf:name "TEND" ;
            dcterms:identifier "671438" .
        }} }}""",
    )
    bring_up_to_date(store)
    return store


@pytest.fixture(scope="session")
def searcher(indexed_store: Path) -> Searcher:
    return newest(indexed_store)


@pytest.fixture
def store(atlas_store: Path, tmp_path: Path) -> Path:
    """An atlas of its own for a test, without an index."""
    made = tmp_path / "store"
    shutil.copytree(atlas_store, made, ignore=shutil.ignore_patterns("search"))
    return made


@pytest.fixture
def write(store: Path) -> Write:
    """Carries out an update on the test's own store, and gives the version that it made."""
    return lambda update: write_to(store, update)


def write_to(store: Path, update: str) -> str:
    writer = Writer(store, WriteOptions(keep_versions=5, limits=Limits(), network=Network()))
    return writer.update(UpdateRequest(PREFIXES + update), "tester").version


def newest(store: Path) -> Searcher:
    """The index of the current version, which has to be there."""
    folder = SearchFolder(store)
    return Searcher(folder.index(find_store(store).current()))


def labels(searcher: Searcher, text: str, *kinds: str) -> list[str]:
    return [hit.document.label("en") for hit in searcher.suggest(text, kinds)]
