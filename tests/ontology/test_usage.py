"""Data, shapes and questions use the ontology's terms, and use them as the ontology says."""

import re
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from clusteratlas.terms import PREFIXES

ROOT = Path(__file__).resolve().parents[2]
CA = "https://w3id.org/clusteratlas/ontology#"
SCHEME = "https://w3id.org/clusteratlas/scheme/"
TEXTS = sorted(
    path
    for folder, suffix in (("data", "ttl"), ("shapes", "ttl"), ("queries", "rq"))
    for path in (ROOT / folder).rglob(f"*.{suffix}")
)
IMPORTERS = sorted((ROOT / "server" / "clusteratlas" / "importers").rglob("*.py"))
WRITTEN = re.compile(r"""\bterm\(\s*"([a-z]+)",\s*"([\w-]+)"\s*\)""")
BUILT_IN = (str(RDF), str(RDFS), str(OWL))
FAULTY = """
@prefix ca: <https://w3id.org/clusteratlas/ontology#> .
@prefix ex: <https://example.org/> .
@prefix scheme: <https://w3id.org/clusteratlas/scheme/> .
"""


def declared(ontology: Graph) -> set[str]:
    return {str(term).removeprefix(CA) for term in ontology.subjects() if str(term).startswith(CA)}


def used_in_text(text: str) -> set[str]:
    """Local names of the terms of the ontology that Turtle or SPARQL text names."""
    return set(re.findall(rf"(?:\bca:|<{re.escape(CA)})([A-Za-z]\w*)", text))


def used_from_elsewhere(graph: Graph) -> set[URIRef]:
    """The properties and classes in use that are neither ours nor part of RDF, RDFS or OWL."""
    return {
        term
        for term in {*graph.predicates(), *graph.objects(None, RDF.type)}
        if isinstance(term, URIRef) and not str(term).startswith((CA, *BUILT_IN))
    }


def alternatives(ontology: Graph, expression: Node) -> set[Node]:
    """The classes that a domain or range names, alone or in an owl:unionOf."""
    members = ontology.value(expression, OWL.unionOf)
    return set(Collection(ontology, members)) if members else {expression}


def misused(graph: Graph, ontology: Graph) -> set[tuple[str, str]]:
    """(property, thing) where a thing has none of the classes that the property asks for."""

    def is_a(thing: Node, expression: Node) -> bool:
        classes = {
            ancestor
            for kind in graph.objects(thing, RDF.type)
            for ancestor in ontology.transitive_objects(kind, RDFS.subClassOf)
        }
        return bool(alternatives(ontology, expression) & {*classes, OWL.Thing})

    wrong = set()
    for thing, path, value in graph:
        ends = [(thing, RDFS.domain)]
        if (path, RDF.type, OWL.ObjectProperty) in ontology:
            ends.append((value, RDFS.range))
        for node, end in ends if str(path).startswith(CA) else []:
            if not is_a(node, ontology.value(path, end)):
                wrong.add((str(path).removeprefix(CA), str(node)))
    return wrong


def off_scheme(graph: Graph, ontology: Graph) -> set[tuple[str, str]]:
    """(property, concept) where the concept is of no scheme that the property names."""
    return {
        (str(path).removeprefix(CA), str(concept))
        for path in ontology.subjects(RDFS.seeAlso)
        for concept in graph.objects(None, path)
        if not any(
            str(concept).startswith(f"{scheme}/") for scheme in ontology.objects(path, RDFS.seeAlso)
        )
    }


def test_there_is_something_to_check() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in TEXTS} == {"data", "shapes", "queries"}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_terms_in_use_are_declared(path: Path, ontology: Graph) -> None:
    assert used_in_text(path.read_text(encoding="utf-8")) - declared(ontology) == set()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("SELECT * { ?s ca:partOfCluster ?o }", id="prefixed"),
        pytest.param(f"ex:x <{CA}partOfCluster> ex:y .", id="whole IRI"),
        pytest.param("?s ca:about/ca:partOfCluster ?o", id="in a path"),
    ],
)
def test_a_term_that_is_not_declared_is_found(text: str, ontology: Graph) -> None:
    assert used_in_text(text) - declared(ontology) == {"partOfCluster"}


def test_terms_from_elsewhere_are_declared(ontology: Graph, dataset: Graph) -> None:
    assert used_from_elsewhere(dataset) - set(ontology.subjects(RDF.type)) == set()


def test_a_term_from_elsewhere_that_is_not_declared_is_found(ontology: Graph) -> None:
    faulty = Graph().parse(data=FAULTY + "ex:x a ex:Kind ; ex:path ca:about .", format="turtle")
    found = used_from_elsewhere(faulty) - set(ontology.subjects(RDF.type))
    assert found == {URIRef("https://example.org/Kind"), URIRef("https://example.org/path")}


def written(text: str) -> set[URIRef]:
    """The terms that the text of an importer writes, but for those of RDF, RDFS and OWL."""
    found = {URIRef(PREFIXES[prefix] + local) for prefix, local in WRITTEN.findall(text)}
    return {term for term in found if not str(term).startswith(BUILT_IN)}


def test_terms_that_importers_write_are_declared(ontology: Graph) -> None:
    terms = set[URIRef]().union(*(written(path.read_text(encoding="utf-8")) for path in IMPORTERS))
    assert len(terms) > 20
    assert terms - set(ontology.subjects(RDF.type)) == set()


def test_a_term_that_an_importer_writes_amiss_is_found(ontology: Graph) -> None:
    found = written('_A = term("ca", "Project")\n_B = term("ca", "hasPic")')
    assert found - set(ontology.subjects(RDF.type)) == {URIRef(f"{CA}hasPic")}


def test_properties_join_the_things_they_are_for(
    ontology: Graph, schemes: Graph, dataset: Graph
) -> None:
    assert misused(dataset + schemes, ontology) == set()


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        pytest.param(
            "ex:x a ca:Cluster ; ca:value 3 .", ("value", "https://example.org/x"), id="domain"
        ),
        pytest.param(
            "ex:x a ca:Funding ; ca:bound ex:y . ex:y a ca:Period .",
            ("bound", "https://example.org/y"),
            id="range",
        ),
        pytest.param(
            "ex:x a ca:Project ; ca:underProgramme ex:y .",
            ("underProgramme", "https://example.org/y"),
            id="no type at all",
        ),
    ],
)
def test_a_misused_property_is_found(fault: str, found: tuple[str, str], ontology: Graph) -> None:
    faulty = Graph().parse(data=FAULTY + fault, format="turtle")
    assert misused(faulty, ontology) == {found}


def test_values_come_from_the_scheme_of_their_property(ontology: Graph, dataset: Graph) -> None:
    assert off_scheme(dataset, ontology) == set()


def test_a_value_of_another_scheme_is_found(ontology: Graph) -> None:
    concept = f"{SCHEME}unit/percent"
    faulty = Graph().parse(data=FAULTY + f"ex:x ca:measure <{concept}> .", format="turtle")
    assert off_scheme(faulty, ontology) == {("measure", concept)}


def test_every_scheme_is_named_by_a_property(ontology: Graph, schemes: Graph) -> None:
    named = set(ontology.objects(None, RDFS.seeAlso))
    assert named == set(schemes.subjects(RDF.type, SKOS.ConceptScheme))
