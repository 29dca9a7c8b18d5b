"""Every term that the alignments or the ontology take from elsewhere exists there.

ORG, PROV-O, SKOS and the other common vocabularies are checked against rdflib's closed namespaces,
EURIO and FRAPO against their files, which stand beside the checkout where there are any. Of
GeoSPARQL and vCard rdflib knows nothing: the few terms in use are listed.
"""

from collections.abc import Container
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SKOS,
    TIME,
    VANN,
    XSD,
)

ROOT = Path(__file__).resolve().parents[2]
VOCABULARIES = ROOT.parent / "shared" / "vocabularies"
CA = "https://w3id.org/clusteratlas/ontology#"
EURIO = "http://data.europa.eu/s66#"
FRAPO = "http://purl.org/cerif/frapo/"
SCHEMA = "http://schema.org/"
GEO = "http://www.opengis.net/ont/geosparql#"
VCARD = "http://www.w3.org/2006/vcard/ns#"
LISTED = {
    *(URIRef(GEO + name) for name in ("Geometry", "asWKT", "hasGeometry", "wktLiteral")),
    *(URIRef(VCARD + name) for name in ("locality", "postal-code", "street-address")),
}
CLOSED = (DCTERMS, FOAF, LISTED, ORG, OWL, PROV, RDF, RDFS, SKOS, TIME, VANN, XSD)
FILES = {EURIO: "EURIO-v2.4.ttl", FRAPO: "frapo.ttl"}
OURS = "https://w3id.org/clusteratlas/"
LICENCE = "https://creativecommons.org/licenses/"

ALIGNMENTS = sorted((ROOT / "ontology" / "alignments").glob("*.ttl"))
SUBSUMPTIONS = {RDFS.subClassOf: OWL.Class, OWL.equivalentClass: OWL.Class}
PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty}


def terms(graph: Graph) -> set[URIRef]:
    """All IRIs in any place, but for the things of this project and the licence."""
    return {
        node
        for triple in graph
        for node in triple
        if isinstance(node, URIRef) and not str(node).startswith((OURS, LICENCE))
    }


def known(term: URIRef, files: dict[str, Container[URIRef]]) -> bool:
    """Whether the vocabulary of `term` has it; a term of no vocabulary we know is not known."""
    if term.startswith(SCHEMA):
        # rdflib writes schema.org with https; the atlas keeps the http IRIs of its RDF.
        return URIRef(term.replace(SCHEMA, str(SDO))) in SDO
    for namespace, vocabulary in files.items():
        if term.startswith(namespace):
            return term in vocabulary
    return any(term in namespace for namespace in CLOSED)


def unknown(graph: Graph, files: dict[str, Container[URIRef]]) -> set[URIRef]:
    return {term for term in terms(graph) if not known(term, files)}


@pytest.fixture(scope="module")
def files() -> dict[str, Container[URIRef]]:
    if not VOCABULARIES.is_dir():
        pytest.skip("the EURIO and FRAPO files are not beside the checkout")
    return {
        namespace: set(Graph().parse(VOCABULARIES / name, format="turtle").subjects())
        for namespace, name in FILES.items()
    }


def test_there_are_alignments() -> None:
    assert [path.stem for path in ALIGNMENTS] == ["eurio", "frapo", "org", "prov", "schema"]


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda path: path.stem)
def test_every_mapped_term_exists(path: Path, request: pytest.FixtureRequest) -> None:
    needs_files = path.stem in {"eurio", "frapo"}
    files = request.getfixturevalue("files") if needs_files else {}
    assert unknown(Graph().parse(path), files) == set()


def test_every_reused_term_of_the_ontology_exists(ontology: Graph) -> None:
    assert unknown(ontology, {}) == set()


@pytest.mark.parametrize(
    "term",
    [
        pytest.param(SCHEMA + "Organisation", id="schema.org"),
        pytest.param(str(ORG) + "Organisation", id="ORG"),
        pytest.param(str(PROV) + "wasDerivedfrom", id="PROV"),
        pytest.param(GEO + "asWkt", id="GeoSPARQL"),
        pytest.param(VCARD + "postalCode", id="vCard"),
        pytest.param("https://example.org/vocabulary#Thing", id="no known vocabulary"),
    ],
)
def test_a_term_that_does_not_exist_is_found(term: str) -> None:
    faulty = Graph().add((URIRef(CA + "Project"), SKOS.closeMatch, URIRef(term)))
    assert unknown(faulty, {}) == {URIRef(term)}


@pytest.mark.parametrize("term", [EURIO + "Projekt", FRAPO + "FundingProgram"])
def test_a_term_missing_from_a_file_is_found(
    term: str, files: dict[str, Container[URIRef]]
) -> None:
    faulty = Graph().add((URIRef(CA + "Project"), SKOS.closeMatch, URIRef(term)))
    assert unknown(faulty, files) == {URIRef(term)}


def mismatched(graph: Graph) -> set[tuple[URIRef, URIRef]]:
    """Pairs whose mapping does not fit: a class with a property, or a subsumption across kinds."""

    def kinds(term: URIRef) -> set[URIRef]:
        return {kind for kind in graph.objects(term, RDF.type) if kind in {OWL.Class, *PROPERTIES}}

    wrong = set()
    for one, path, other in graph:
        if path in SUBSUMPTIONS or path == RDFS.subPropertyOf:
            fits = kinds(one) == kinds(other) != set()
            fits = fits and (kinds(one) == {OWL.Class}) == (path in SUBSUMPTIONS)
        elif str(path).startswith(str(SKOS)) and str(path).endswith("Match"):
            fits = (kinds(one) == {OWL.Class}) == (kinds(other) == {OWL.Class})
        else:
            continue
        if isinstance(other, URIRef) and not fits:
            wrong.add((one, other))
    return wrong


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda path: path.stem)
def test_mappings_join_terms_of_one_kind(path: Path, ontology: Graph) -> None:
    assert mismatched(ontology + Graph().parse(path)) == set()


@pytest.mark.parametrize("relation", [RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch])
def test_a_mapping_across_kinds_is_found(relation: URIRef, ontology: Graph) -> None:
    pair = (URIRef(CA + "Project"), URIRef(CA + "funded"))
    assert mismatched(ontology + Graph().add((pair[0], relation, pair[1]))) == {pair}
