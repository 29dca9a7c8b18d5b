"""A small atlas with an imported list in it, matched; and the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from clusteratlas.cli import main
from clusteratlas.dataset.build import BuildOptions, build
from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.matching.curating import Curator
from clusteratlas.dataset.matching.finding import match
from clusteratlas.dataset.writing import WriteOptions, Writer
from clusteratlas.engine.changes import Changes, carry_over, changed
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network
from clusteratlas.validation.report import Report

PREFIXES = """\
@prefix ca: <https://w3id.org/clusteratlas/ontology#> .
@prefix cluster: <https://w3id.org/clusteratlas/id/cluster/> .
@prefix country: <https://w3id.org/clusteratlas/id/country/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix graph: <https://w3id.org/clusteratlas/graph/> .
@prefix organisation: <https://w3id.org/clusteratlas/id/organisation/> .
@prefix passage: <https://w3id.org/clusteratlas/id/passage/> .
@prefix project: <https://w3id.org/clusteratlas/id/project/> .
@prefix region: <https://w3id.org/clusteratlas/id/region/> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix statement: <https://w3id.org/clusteratlas/id/identity-statement/> .
@prefix status: <https://w3id.org/clusteratlas/scheme/identity-status/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
"""
SOURCES = {
    "graphs": """
graph:graphs a ca:ReferenceGraph ; ca:file "data/graphs.ttl" .
graph:source a ca:SourceGraph ; ca:file "data/source.ttl" .
""",
    "source": """
country:pl a ca:Country ; ca:countryCode "PL" ; skos:prefLabel "Poland"@en , "Polska"@pl .
region:malopolskie a ca:Region ; skos:broader country:pl ; ca:nutsCode "PL21" .
organisation:jagiellonian-university a ca:Organisation ;
    skos:prefLabel "Jagiellonian University"@en , "Uniwersytet Jagielloński"@pl .
organisation:innovation-centre a ca:Organisation ; ca:locatedIn country:pl ;
    skos:prefLabel "Biogenopole"@en .
cluster:klaster-lifescience-krakow a ca:Cluster ; ca:locatedIn region:malopolskie ;
    skos:prefLabel "Klaster LifeScience Kraków"@pl .
cluster:innovation a ca:Cluster ; ca:locatedIn country:pl ; skos:prefLabel "Innovation Cluster"@en .
""",
}
IMPORTED = """
graph:list a ca:ImportedGraph ; ca:importer "cordis 1" .
organisation:list-1 a ca:Organisation ; foaf:name "UNIWERSYTET JAGIELLONSKI" ;
    ca:locatedIn country:pl ; ca:pic "999642716" ; schema:vatID "PL6750002236" ;
    vcard:locality "KRAKOW" ; vcard:postal-code "31-007" .
organisation:list-2 a ca:Organisation ; foaf:name "BIOGENOPOL" ; ca:locatedIn country:pl .
organisation:list-3 a ca:Organisation ; foaf:name "FUNDACJA KLASTER LIFE SCIENCE KRAKOW" ;
    ca:locatedIn country:pl ; ca:statedIn passage:list-p4 .
passage:list-p4 a ca:Passage ; ca:paragraph 4 .
organisation:list-4 a ca:Organisation ; foaf:name "INNOVATION CLUSTER" ; ca:locatedIn country:pl .
region:nuts-pl21 a ca:Region ; ca:nutsCode "PL21" ; skos:broader country:pl .
project:list-632927 a ca:Project ; dcterms:identifier "632927" ; ca:rcn "193157" .
"""
LIST = "https://w3id.org/clusteratlas/graph/list"
TODAY = date(2026, 11, 21)

Call = Callable[..., Result]


def loaded(graphs: dict[str, str]) -> Store:
    """A store in memory with graphs written in Turtle."""
    store = Store()
    for name, turtle in graphs.items():
        store.bulk_extend(quads(turtle, f"https://w3id.org/clusteratlas/graph/{name}"))
    return store


def quads(turtle: str, graph: str) -> list[Quad]:
    triples = parse((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE)
    node = NamedNode(graph)
    return [Quad(each.subject, each.predicate, each.object, node) for each in triples]


def current(store: Path) -> Store:
    found = find_store(store)
    return Store.read_only(str(found.version(found.current()) / "data"))


def writer(store: Path) -> Writer:
    return Writer(store, WriteOptions(9, Limits(), Network()))


def import_list(store: Path, turtle: str, today: date = TODAY) -> None:
    """Replace the list, and match: what an import does, in short."""

    def change(working: Store) -> Changes:
        old = frozenset(working.quads_for_pattern(None, None, None, NamedNode(LIST)))
        made = changed(working, old, frozenset(quads(turtle, LIST)))
        matches = match(working, LIST, today)
        carry_over(working, matches)
        return made.then(matches)

    writer(store).change(change, "import")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, content in SOURCES.items():
        path = tmp_path / "project/data" / f"{name}.ttl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PREFIXES + content, encoding="utf-8")
    return tmp_path / "project"


@pytest.fixture
def atlas(project: Path, tmp_path: Path) -> Path:
    """A store in which the list is imported and matched."""
    store = tmp_path / "store"
    options = BuildOptions(lambda *_: Report((), ""), keep_versions=9)
    build(project, store, options, lambda *_: None)
    import_list(store, IMPORTED)
    return store


@pytest.fixture
def curator(atlas: Path) -> Curator:
    return Curator(writer(atlas), "Anna Nowak", "Same register entry")


@pytest.fixture
def call(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls `clusteratlas identity` with the given arguments on the atlas."""
    monkeypatch.setenv("CLUSTERATLAS_STORE", str(atlas))
    monkeypatch.setenv("CLUSTERATLAS_SHAPE_GATE", "false")

    def call(*arguments: str) -> Result:
        result = CliRunner().invoke(main, ["identity", *arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call
