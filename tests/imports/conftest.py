"""A small atlas, and a list of organisations to import into it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import pytest
from pyoxigraph import NamedNode, Store

from clusteratlas.dataset.build import BuildOptions, build
from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.history import read_log
from clusteratlas.dataset.identities import find_identities
from clusteratlas.dataset.imports.importing import ImportOptions, import_files
from clusteratlas.dataset.imports.kept import CONTENT, FOLDER, read_imports
from clusteratlas.dataset.imports.outcome import Outcome
from clusteratlas.dataset.imports.protocols import Matcher, no_matches
from clusteratlas.dataset.imports.reading import ImportSource
from clusteratlas.dataset.imports.spool import read_spool
from clusteratlas.dataset.manifest import Manifest, read_manifest
from clusteratlas.dataset.store import current_version
from clusteratlas.dataset.writing import WriteOptions, Writer
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network
from clusteratlas.importers.gazetteer import NoGazetteer
from clusteratlas.importers.protocol import Request
from clusteratlas.importers.report import ImportReport
from clusteratlas.rdf.protocol import UpdateRequest
from clusteratlas.validation.report import Report

from .fake_importer import FakeImporter

PREFIXES = """\
@prefix ca: <https://w3id.org/clusteratlas/ontology#> .
@prefix country: <https://w3id.org/clusteratlas/id/country/> .
@prefix graph: <https://w3id.org/clusteratlas/graph/> .
@prefix organisation: <https://w3id.org/clusteratlas/id/organisation/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix status: <https://w3id.org/clusteratlas/scheme/identity-status/> .
"""
SOURCES = {
    "graphs": """
graph:graphs a ca:ReferenceGraph ; ca:file "data/graphs.ttl" .
graph:source a ca:SourceGraph ; ca:file "data/source.ttl" .
""",
    "source": """
organisation:alpha a ca:Organisation ; skos:prefLabel "Alpha"@en , "Alfa"@pl .
organisation:beta a ca:Organisation ; skos:prefLabel "Beta"@pl ; ca:locatedIn country:pl .
country:pl a ca:Country ; skos:prefLabel "Poland"@en ; ca:part [ a ca:Locality ] .
""",
}
CLEAN = Report((), "# nothing\n")
GRAPH = "https://w3id.org/clusteratlas/graph/fake"


def silent(*_: object) -> None:
    """Nobody looks."""


def current_folder(store: Path) -> Path:
    return find_store(store).version(current_version(store))


def current_data(store: Path) -> Store:
    return Store.read_only(str(current_folder(store) / "data"))


def quads(store: Path) -> set[str]:
    return {str(quad) for quad in current_data(store)}


def write(store: Path, update: str) -> str:
    """A write of somebody else; gives the version."""
    prefixes = PREFIXES.replace("@prefix", "PREFIX").replace(" .\n", "\n")
    writer = Writer(store, WriteOptions(9, Limits(), Network()))
    return writer.update(UpdateRequest(prefixes + update), "tester").version


def check_whole(store: Path) -> None:
    """Counts, derivation, history and kept imports of the current version agree."""
    folder = current_folder(store)
    manifest, data = read_manifest(folder / "manifest.json"), current_data(store)
    stated = [quad for quad in data if isinstance(quad.graph_name, NamedNode)]
    told = {quad.triple for quad in data if not isinstance(quad.graph_name, NamedNode)}
    triples = [quad.triple for quad in stated]
    assert told == set(find_identities(triples).merge(triples))
    assert manifest.triples == len(told)
    by_graph = dict.fromkeys(manifest.graphs, 0)
    for quad in stated:
        by_graph[quad.graph_name.value] += 1  # type: ignore[union-attr]
    assert manifest.graphs == by_graph
    classes = [each.object.value for each in told if each.predicate.value.endswith("#type")]  # type: ignore[union-attr]
    assert manifest.classes == {name: classes.count(name) for name in sorted(set(classes))}
    assert next(read_log(store)).version == manifest.id
    for graph, kept in read_imports(folder).items():
        text = b"".join(read_spool(folder / FOLDER / kept.slug / CONTENT, kept.content))
        held = {str(quad.triple) for quad in stated if quad.graph_name == NamedNode(graph)}
        if not kept.is_edited:
            assert held == {line.removesuffix(" .") for line in text.decode().splitlines()}
    made = store / "imports"
    assert not list(made.glob(".making-*"))


Rows = Sequence[tuple[str, str]]


class ImportRows(Protocol):
    """Imports a list of organisations, given their keys and names."""

    def __call__(
        self,
        *rows: tuple[str, str],
        importer: FakeImporter = ...,
        graph: str = ...,
        options: ImportOptions = ...,
        file: str = ...,
    ) -> Outcome: ...


OPTIONS = ImportOptions(
    author="tester", match=no_matches, validate=lambda *_: CLEAN, keep_versions=9
)


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """In memory where that can be had: thousands of files are waited for until they are on disk."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture
def no_leftovers(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lists of a dry run, which outlive it for its reader, end with the test."""
    # Made where temporary files are otherwise, for the tests that come after this one.
    tmp_path_factory.getbasetemp()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, content in SOURCES.items():
        path = tmp_path / "project/data" / f"{name}.ttl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PREFIXES + content, encoding="utf-8")
    return tmp_path / "project"


Build = Callable[..., Manifest]


@pytest.fixture
def build_project(project: Path, tmp_path: Path) -> Build:
    def run(match: Matcher = no_matches) -> Manifest:
        options = BuildOptions(lambda _: CLEAN, keep_versions=9, match=match)
        return build(project, tmp_path / "store", options, silent)

    return run


@pytest.fixture
def store(build_project: Build, tmp_path: Path) -> Path:
    build_project()
    return tmp_path / "store"


@pytest.fixture
def import_rows(store: Path, tmp_path: Path) -> ImportRows:
    def run(
        *rows: tuple[str, str],
        importer: FakeImporter = FakeImporter(),  # noqa: B008
        graph: str = "",
        options: ImportOptions = OPTIONS,
        file: str = "list.csv",
    ) -> Outcome:
        path = tmp_path / file
        path.write_text(list_of(*rows), encoding="utf-8")
        return import_files(store, source_of(path, importer, graph), options, silent)

    return run


def list_of(*rows: tuple[str, str]) -> str:
    return "key,name,country\n" + "".join(f"{key},{name},pl\n" for key, name in rows)


def source_of(path: Path, importer: FakeImporter, graph: str = "") -> ImportSource:
    return ImportSource(
        importer=f"{importer.name} {importer.version}",
        opened=importer.open(Request([path], graph)),
        files=[path],
        gazetteer=lambda _: NoGazetteer(),
        new_report=ImportReport,
    )


def with_match(match: Matcher) -> ImportOptions:
    return replace(OPTIONS, match=match)
