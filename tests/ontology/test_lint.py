"""The lint shapes pass on our files, and each of their constraints finds the fault it is for."""

from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import SH

META = Namespace("https://w3id.org/clusteratlas/shapes/meta#")
SAMPLE = Path(__file__).with_name("lint-sample.ttl")
SHAPES = Path(__file__).resolve().parents[2] / "shapes" / "meta"

PREFIXES = """
PREFIX ca: <https://w3id.org/clusteratlas/ontology#>
PREFIX cas: <https://w3id.org/clusteratlas/scheme/purpose/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
ONTOLOGY = "<https://w3id.org/clusteratlas/ontology>"
SCHEME = "<https://w3id.org/clusteratlas/scheme/purpose>"


def without(subject: str, path: str, language: str) -> str:
    return f"""DELETE {{ {subject} {path} ?text }}
        WHERE {{ {subject} {path} ?text FILTER ( LANG( ?text ) = "{language}" ) }}"""


def renamed(old: str, new: str) -> str:
    return f"DELETE {{ {old} ?p ?o }} INSERT {{ {new} ?p ?o }} WHERE {{ {old} ?p ?o }}"


def lingual(constraint: str, subject: str, path: str, text: str) -> Iterator[tuple[str, str]]:
    """The four faults that a text in English and Polish can have."""
    yield f"{constraint}-english", without(subject, path, "en")
    yield f"{constraint}-polish", without(subject, path, "pl")
    yield f"{constraint}-languages", f'INSERT DATA {{ {subject} {path} "{text}"@de }}'
    yield f"{constraint}-languages", f'INSERT DATA {{ {subject} {path} "{text}" }}'
    yield f"{constraint}-unique", f'INSERT DATA {{ {subject} {path} "{text}"@en }}'


LONG = (
    "Another comment on this term, which is long enough, for example to be read as an explanation."
)

FAULTS: list[tuple[str, str]] = [
    *lingual("Header-title", ONTOLOGY, "dcterms:title", "Other"),
    *lingual("Header-description", ONTOLOGY, "dcterms:description", "Other."),
    ("Header-created", f"DELETE WHERE {{ {ONTOLOGY} dcterms:created ?day }}"),
    ("Header-creator", f"DELETE WHERE {{ {ONTOLOGY} dcterms:creator ?name }}"),
    ("Header-imports", f"INSERT DATA {{ {ONTOLOGY} owl:imports <http://www.w3.org/ns/org#> }}"),
    ("Header-license", f"DELETE WHERE {{ {ONTOLOGY} dcterms:license ?licence }}"),
    ("Header-modified", f'INSERT DATA {{ {ONTOLOGY} dcterms:modified "2027-01-01"^^xsd:date }}'),
    (
        "Header-versionIRI",
        f"""DELETE {{ {ONTOLOGY} owl:versionIRI ?old }}
        INSERT {{ {ONTOLOGY} owl:versionIRI <https://w3id.org/clusteratlas/ontology/0.2.0> }}
        WHERE {{ {ONTOLOGY} owl:versionIRI ?old }}""",
    ),
    ("Header-versionInfo", f"DELETE WHERE {{ {ONTOLOGY} owl:versionInfo ?version }}"),
    ("Class-name", renamed("ca:Visit", "ca:visit")),
    ("Class-name", renamed("ca:Visit", "ca:Study_Visit")),
    ("Class-name", renamed("ca:Visit", "ca:Visit2")),
    ("Property-domain", "DELETE WHERE { ca:days rdfs:domain ?class }"),
    ("Property-domain-single", "INSERT DATA { ca:days rdfs:domain foaf:Agent }"),
    ("Property-kind", "INSERT DATA { ca:days a owl:ObjectProperty }"),
    ("Property-name", renamed("ca:days", "ca:Days")),
    ("Property-name", renamed("ca:days", "ca:number_of_days")),
    ("Property-range", "DELETE WHERE { ca:days rdfs:range ?type }"),
    ("Property-range-single", "INSERT DATA { ca:days rdfs:range xsd:decimal }"),
    ("Property-scheme", "DELETE WHERE { ca:purpose rdfs:seeAlso ?scheme }"),
    (
        "Property-scheme",
        """DELETE { ca:purpose rdfs:seeAlso ?old }
        INSERT { ca:purpose rdfs:seeAlso <https://w3id.org/clusteratlas/scheme/purposes> }
        WHERE { ca:purpose rdfs:seeAlso ?old }""",
    ),
    *lingual("Term-label", "ca:Visit", "rdfs:label", "Other"),
    *lingual("Term-comment", "ca:days", "rdfs:comment", LONG),
    (
        "Term-comment-fullStop",
        """DELETE { ca:Visit rdfs:comment ?old } INSERT { ca:Visit rdfs:comment ?new }
        WHERE { ca:Visit rdfs:comment ?old FILTER ( LANG( ?old ) = "pl" )
            BIND ( REPLACE( ?old, "[.]$", "" ) AS ?new ) }""",
    ),
    (
        "Term-comment-explains",
        """DELETE { ca:Visit rdfs:comment ?old } INSERT { ca:Visit rdfs:comment "A visit."@en }
        WHERE { ca:Visit rdfs:comment ?old FILTER ( LANG( ?old ) = "en" ) }""",
    ),
    ("Term-isDefinedBy", "DELETE WHERE { ca:purpose rdfs:isDefinedBy ?ontology }"),
    *lingual("Scheme-title", SCHEME, "dcterms:title", "Other"),
    *lingual("Scheme-description", SCHEME, "dcterms:description", "Other."),
    (
        "Scheme-concept",
        """INSERT DATA { <https://w3id.org/clusteratlas/scheme/empty> a skos:ConceptScheme ;
            dcterms:title "Empty"@en , "Pusty"@pl ;
            dcterms:description "Empty."@en , "Pusty."@pl }""",
    ),
    *lingual("Concept-prefLabel", "cas:learning", "skos:prefLabel", "other"),
    *lingual("Concept-definition", "cas:learning", "skos:definition", "Other."),
    (
        "Concept-definition-fullStop",
        """DELETE { cas:learning skos:definition ?old }
        INSERT { cas:learning skos:definition "To learn from others"@en }
        WHERE { cas:learning skos:definition ?old FILTER ( LANG( ?old ) = "en" ) }""",
    ),
    ("Concept-inScheme", "DELETE WHERE { cas:learning skos:inScheme ?scheme }"),
    ("Concept-notation", "DELETE WHERE { cas:learning skos:notation ?slug }"),
    ("Concept-notation-slug", renamed("cas:learning", "cas:study")),
    (
        "Concept-prefLabel-distinct",
        """DELETE { cas:learning skos:prefLabel ?old }
        INSERT { cas:learning skos:prefLabel "teaching"@en }
        WHERE { cas:learning skos:prefLabel ?old FILTER ( LANG( ?old ) = "en" ) }""",
    ),
    ("Concept-top", "DELETE WHERE { cas:learning skos:topConceptOf ?scheme }"),
]


def ids() -> list[str]:
    names = [constraint for constraint, _ in FAULTS]
    return [f"{name}-{names[:place].count(name) + 1}" for place, name in enumerate(names)]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    graph = Graph()
    for path in sorted(SHAPES.glob("*.ttl")):
        graph.parse(path, format="turtle")
    return graph


def tripped(graph: Graph, shapes: Graph) -> set[str]:
    """The local names of the constraints that `graph` violates, whatever their severity."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, advanced=True)
    return {str(shape).removeprefix(META) for shape in report.objects(None, SH.sourceShape)}


def constraints(shapes: Graph) -> set[str]:
    return {str(shape).removeprefix(META) for shape in shapes.subjects(SH.name, None)}


def test_our_ontology_alignments_and_schemes_pass(
    ontology: Graph, alignments: Graph, schemes: Graph, shapes: Graph
) -> None:
    assert tripped(ontology + alignments + schemes, shapes) == set()


def test_the_sample_is_without_fault(shapes: Graph) -> None:
    assert tripped(Graph().parse(SAMPLE), shapes) == set()


@pytest.mark.parametrize(("constraint", "fault"), FAULTS, ids=ids())
def test_a_fault_trips_its_constraint_and_no_other(
    constraint: str, fault: str, shapes: Graph
) -> None:
    spoilt = Graph().parse(SAMPLE)
    spoilt.update(PREFIXES + fault)
    assert tripped(spoilt, shapes) == {constraint}


def test_every_constraint_has_a_fault(shapes: Graph) -> None:
    assert constraints(shapes) == {constraint for constraint, _ in FAULTS}


def test_every_constraint_has_name_message_and_severity(shapes: Graph) -> None:
    poor = set()
    for name in constraints(shapes):
        shape = META[name]
        texts = shapes.value(shape, SH.sparql) or shape
        for path, subject in ((SH.name, shape), (SH.message, texts)):
            if {text.language for text in shapes.objects(subject, path)} != {"en", "pl"}:
                poor.add((name, path))
        if shapes.value(shape, SH.severity) is None:
            poor.add((name, SH.severity))
    assert poor == set()
