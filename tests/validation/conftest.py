"""A small set of shapes and a file that breaks them, so that the reports can be told in full."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Store

from clusteratlas import assets
from clusteratlas.rdf.reading import read_triples
from clusteratlas.validation.gate import ShapeGate
from clusteratlas.validation.judge import Judge
from clusteratlas.validation.report import Report
from clusteratlas.validation.shapes import load_shapes
from clusteratlas.validation.source import Source
from clusteratlas.validation.validate import ValidationOptions, validate

PROLOGUE = """\
@prefix ca: <https://w3id.org/clusteratlas/ontology#> .
@prefix cash: <https://w3id.org/clusteratlas/shapes#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""

SHAPES = (
    PROLOGUE
    + """\
cash:Funding a sh:NodeShape ;
    sh:targetClass ca:Funding ;
    sh:property cash:Funding-amount, cash:Funding-funder, cash:Funding-note, cash:Funding-chain ;
    sh:sparql cash:Funding-limit .

cash:Funding-amount a sh:PropertyShape ;
    sh:path ca:amount ;
    sh:datatype xsd:decimal ;
    sh:minInclusive 0.0 ;
    sh:message "Write the amount as a decimal, not negative."@en ,
        "Podaj kwotę jako liczbę dziesiętną, nieujemną."@pl .

cash:Funding-funder a sh:PropertyShape ;
    sh:path ca:funder ;
    sh:minCount 1 ;
    sh:severity sh:Warning ;
    sh:message "Say who funds it."@en , "Podaj, kto finansuje."@pl .

cash:Funding-note a sh:PropertyShape ;
    sh:path rdfs:comment ;
    sh:maxCount 0 ;
    sh:severity sh:Info ;
    sh:message "Only English."@en .

cash:Funding-chain a sh:PropertyShape ;
    sh:name "programme of the project"@en ;
    sh:path ( ca:funded [ sh:alternativePath ( [ sh:inversePath ca:part ] ca:whole ) ] ) ;
    sh:nodeKind sh:IRI ;
    sh:message "Name the programme by its IRI."@en .

cash:Funding-limit a sh:SPARQLConstraint ;
    sh:message "{?value} is above the limit."@en , "{?value} przekracza limit."@pl ;
    sh:select \"\"\"
        SELECT $this ?value ?path WHERE {
          $this <https://w3id.org/clusteratlas/ontology#amount> ?value .
          FILTER(?value > 1000)
          BIND(<https://w3id.org/clusteratlas/ontology#amount> AS ?path)
        }\"\"\" .
"""
)

ONTOLOGY = (
    PROLOGUE
    + """\
ca:Grant rdfs:subClassOf ca:Funding .
ca:amount rdfs:label "amount"@en , "kwota"@pl .
"""
)


def data(body: str) -> str:
    return PROLOGUE + body


class Workbench:
    """Files in a folder, and their validation against the shapes above."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shapes = folder / "shapes"
        self.shapes.mkdir()
        (self.shapes / "funding.ttl").write_text(SHAPES, encoding="utf-8")

    def source(self, name: str, text: str) -> Source:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return Source.of_file(f"data/{name}", path, read_triples(path))

    def validate(self, targets: dict[str, str], background: dict[str, str] | None = None) -> Report:
        return validate(
            ValidationOptions(
                targets=[self.source(name, text) for name, text in targets.items()],
                background=[
                    self.source(name, text)
                    for name, text in {"ontology.ttl": ONTOLOGY, **(background or {})}.items()
                ],
                shapes=load_shapes(self.shapes),
            )
        )


@pytest.fixture
def workbench(tmp_path: Path) -> Workbench:
    return Workbench(tmp_path)


MIXED = data(
    """\
<https://w3id.org/clusteratlas/id/funding/a>
    a ca:Funding ;
    ca:amount -5.50 ;
    dcterms:title "Dotacja"@pl ;
    dcterms:title "Grant"@en ;
.

<https://w3id.org/clusteratlas/id/funding/b>
    a ca:Grant ;
    ca:amount 2000.00 ;
    ca:funder <https://w3id.org/clusteratlas/id/organisation/eu> ;
.
"""
)


@pytest.fixture
def mixed_report(workbench: Workbench) -> Report:
    return workbench.validate({"mixed.ttl": MIXED})


@pytest.fixture(scope="session")
def atlas(atlas_store: Path) -> Store:
    """The default graph of the atlas, as a store keeps it: literals by value."""
    current = (atlas_store / "CURRENT").read_text(encoding="utf-8").strip()
    published = Store.read_only(str(atlas_store / "versions" / current / "data"))
    copy = Store()
    copy.extend(published.quads_for_pattern(None, None, None, DefaultGraph()))
    return copy


@pytest.fixture(scope="session")
def gate() -> ShapeGate:
    """The gate with the shapes of the atlas."""
    gate = ShapeGate(assets.shapes())
    gate.prepare()
    return gate


@pytest.fixture(scope="session")
def judge() -> Judge:
    """All that the gate decides by, with the shapes of the atlas."""
    return Judge(load_shapes(assets.shapes()))
