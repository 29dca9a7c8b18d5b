"""The graphs of the sources against the texts that they were read from."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from clusteratlas import assets
from clusteratlas.terms import CA, GRAPH, PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = [
    "ecri-study-visit",
    "mrpo-project-en",
    "mrpo-project-pl",
    "european-cluster-days",
    "lsk-case-study-blog",
]
LONGEST_COPY = 12  # words in a row; names and titles are given as they are printed
PRINTED_AS_GIVEN = {
    f"{CA}nameAsGiven",
    f"{PREFIXES['dcterms']}title",
    f"{PREFIXES['skos']}prefLabel",
    f"{PREFIXES['skos']}altLabel",
    f"{PREFIXES['skos']}hiddenLabel",
}
RDF_TYPE = NamedNode(f"{PREFIXES['rdf']}type")
DATA_FILES = sorted(assets.data().glob("*.ttl"))

Graphs = dict[str, list[Quad]]
each_source = pytest.mark.parametrize("source", SOURCES)


def paragraphs(text: Path) -> int:
    """The count of a text's lines that are not empty."""
    return sum(1 for line in text.read_text(encoding="utf-8").splitlines() if line.strip())


def words(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    return re.findall(r"\w+", text.lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of so many consecutive words."""
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def literals(triples: list[Quad]) -> list[tuple[str, Literal]]:
    """Each literal with the property that it is the value of."""
    return [(t.predicate.value, t.object) for t in triples if isinstance(t.object, Literal)]


@pytest.mark.parametrize("file", DATA_FILES, ids=[file.stem for file in DATA_FILES])
def test_file_is_listed_in_graphs(file: Path, atlas: Store) -> None:
    listed = atlas.quads_for_pattern(None, NamedNode(f"{CA}file"), None)
    assert f"data/{file.name}" in {quad.object.value for quad in listed}


def test_no_blank_node_stands_in_data(graphs: Graphs) -> None:
    blank = [
        triple
        for name, triples in graphs.items()
        if name not in {"ontology", "schemes"}
        for triple in triples
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)
    ]
    assert blank == []


@each_source
def test_checksum_is_that_of_the_text(source: str, atlas: Store, seeds: dict[str, Path]) -> None:
    stated = atlas.quads_for_pattern(NamedNode(GRAPH + source), NamedNode(f"{CA}checksum"), None)
    digest = hashlib.sha256(seeds[source].read_bytes()).hexdigest()
    assert [quad.object.value for quad in stated] == [f"sha256:{digest}"]


@each_source
def test_passages_exist_in_the_text(source: str, graphs: Graphs, seeds: dict[str, Path]) -> None:
    numbers = {
        triple.subject.value: int(triple.object.value)
        for triple in graphs[source]
        if triple.predicate.value == f"{CA}paragraph"
    }
    assert numbers
    last = paragraphs(seeds[source])
    for passage, number in numbers.items():
        assert 1 <= number <= last
        assert passage.endswith(f"/passage/{source}-p{number}")


@each_source
def test_every_passage_in_use_is_described(source: str, graphs: Graphs) -> None:
    triples = graphs[source]
    used = {t.object for t in triples if t.predicate.value == f"{CA}statedIn"}
    described = {
        t.subject
        for t in triples
        if t.predicate == RDF_TYPE and t.object == NamedNode(f"{CA}Passage")
    }
    assert used <= described


@each_source
def test_every_claim_says_where_it_is_stated(source: str, source_alone: dict[str, Store]) -> None:
    unstated = source_alone[source].query(
        f"""PREFIX ca: <{CA}>
        SELECT ?claim ?class WHERE {{
          VALUES ?class {{
            ca:Participation ca:Funding ca:Membership ca:PostHolding ca:Attendance ca:Designation
            ca:Observation ca:NameUse ca:StatusReport ca:ReportedStatement }}
          ?claim a ?class
          FILTER NOT EXISTS {{ ?claim ca:statedIn ?passage }} }}"""
    )
    assert list(unstated) == []


@pytest.mark.parametrize("name", [*SOURCES, "identities", "territories", "graphs"])
def test_no_sentence_is_copied(name: str, graphs: Graphs, seeds: dict[str, Path]) -> None:
    length = LONGEST_COPY + 1
    printed = set[tuple[str, ...]]().union(
        *(runs(text.read_text(encoding="utf-8"), length) for text in seeds.values())
    )
    copied = [
        literal.value
        for prop, literal in literals(graphs[name])
        if prop not in PRINTED_AS_GIVEN and runs(literal.value, length) & printed
    ]
    assert copied == []
