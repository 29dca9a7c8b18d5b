"""How the files under ontology/ are written: languages, order of terms, IRIs."""

import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF

ROOT = Path(__file__).resolve().parents[2]
CA = "https://w3id.org/clusteratlas/ontology#"
LANGUAGES = {"en", "pl"}
FILES = sorted((ROOT / "ontology").rglob("*.ttl"))
HAND_WRITTEN = ROOT / "ontology" / "clusteratlas.ttl"
SCHEMES = sorted((ROOT / "ontology" / "schemes").glob("*.ttl"))
KINDS = ["Class", "ObjectProperty", "DatatypeProperty"]


def languages(graph: Graph) -> set[str]:
    return {
        text.language for text in graph.objects() if isinstance(text, Literal) and text.language
    }


def terms_in_order(text: str, kind: str) -> list[str]:
    return re.findall(rf"^ca:(\w+) a owl:{kind}\b", text, flags=re.MULTILINE)


def out_of_order(names: list[str]) -> list[str]:
    ordered = sorted(names, key=str.lower)
    return [name for name, expected in zip(names, ordered, strict=True) if name != expected]


def english_not_first(text: str) -> list[str]:
    """The Polish literals that do not stand in the line after an English one."""
    lines = text.splitlines()
    return [
        line.strip()
        for before, line in zip(["", *lines], lines, strict=False)
        if re.search(r'"@pl [;,.]$', line) and not before.endswith('"@en ,')
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_texts_are_in_english_and_polish_only(path: Path) -> None:
    assert languages(Graph().parse(path)) == LANGUAGES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_imported(path: Path) -> None:
    assert set(Graph().parse(path).objects(None, OWL.imports)) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_terms_stand_in_alphabetical_order(kind: str) -> None:
    names = terms_in_order(HAND_WRITTEN.read_text(encoding="utf-8"), kind)
    assert len(names) > 20
    assert out_of_order(names) == []


def test_a_term_out_of_order_is_found() -> None:
    text = "ca:role a owl:ObjectProperty ;\nca:record a owl:ObjectProperty ;\n"
    assert out_of_order(terms_in_order(text, "ObjectProperty")) == ["role", "record"]


def test_every_term_opens_a_line_of_its_section(ontology: Graph) -> None:
    text = HAND_WRITTEN.read_text(encoding="utf-8")
    listed = {name for kind in KINDS for name in terms_in_order(text, kind)}
    declared = {
        str(term).removeprefix(CA)
        for kind in KINDS
        for term in ontology.subjects(RDF.type, OWL[kind])
        if str(term).startswith(CA)
    }
    assert listed == declared


def test_english_stands_before_polish() -> None:
    assert english_not_first(HAND_WRITTEN.read_text(encoding="utf-8")) == []


def test_polish_before_english_is_found() -> None:
    text = '    rdfs:label "Klaster"@pl ,\n        "Cluster"@en ;\n'
    assert english_not_first(text) == ['rdfs:label "Klaster"@pl ,']


def test_term_iris_carry_no_version(ontology: Graph) -> None:
    version = str(ontology.value(URIRef(CA.rstrip("#")), OWL.versionInfo))
    iris = {str(node) for triple in ontology for node in triple if isinstance(node, URIRef)}
    assert {iri for iri in iris if version in iri} == {f"{CA.rstrip('#')}/{version}"}


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_a_scheme_file_holds_the_scheme_of_its_name(path: Path) -> None:
    scheme = f"https://w3id.org/clusteratlas/scheme/{path.stem}"
    subjects = {str(subject) for subject in Graph().parse(path).subjects()}
    assert scheme in subjects
    assert {subject for subject in subjects if not f"{subject}/".startswith(f"{scheme}/")} == set()
