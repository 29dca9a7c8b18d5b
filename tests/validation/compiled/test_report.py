"""What is told of many results: all counted, some shown, with the passage that says it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import Graph

from clusteratlas.errors import DataError, RdfSyntaxError
from clusteratlas.rdf.reading import read_triples
from clusteratlas.validation.bridge import to_graph
from clusteratlas.validation.compiled import StoreValidation, validate_store
from clusteratlas.validation.compiled.files import FilesValidation, validate_files
from clusteratlas.validation.report import Report, Severity
from clusteratlas.validation.source import Source
from clusteratlas.validation.validate import ValidationOptions, validate
from clusteratlas.validation.writers import report_json, report_text

PROLOGUE = """\
@prefix : <http://example.org/> .
@prefix ca: <https://w3id.org/clusteratlas/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

SHAPES = (
    PROLOGUE
    + """\
:Grant a sh:NodeShape ; sh:targetClass :Grant ; sh:property :amount, :funder ; sh:sparql :limit .
:amount sh:path :amount ; sh:minInclusive 0 ;
    sh:message "Not below nothing."@en , "Nie mniej niż nic."@pl .
:funder sh:path [ sh:alternativePath ( :funder [ sh:inversePath :funds ] ) ] ; sh:minCount 1 ;
    sh:severity sh:Warning ; sh:message "Say who funds it."@en , "Podaj, kto finansuje."@pl .
:limit sh:message "Too much: {?value}."@en ; sh:select \"\"\"
    SELECT $this ?value WHERE { $this <http://example.org/amount> ?value FILTER (?value > 1000) }
    \"\"\" .
"""
)

GRANTS = PROLOGUE + "\n".join(
    f""":grant{number} a :Grant ; skos:prefLabel "Grant {number}"@en ; :amount {amount} ;
        ca:statedIn :passage{number} .
    :passage{number} dcterms:isPartOf :list ; ca:paragraph {number + 2} ."""
    for number, amount in enumerate([-1, -2, -3, 5, 2000])
)


@pytest.fixture
def shapes(tmp_path: Path) -> Graph:
    path = tmp_path / "shapes.ttl"
    path.write_text(SHAPES, encoding="utf-8")
    return to_graph(read_triples(path))


@pytest.fixture
def store() -> Store:
    store = Store()
    store.load(GRANTS.encode(), format=RdfFormat.TURTLE)
    store.update("INSERT DATA { GRAPH <urn:lists> { <http://example.org/grant9> a <urn:x> } }")
    return store


@pytest.fixture
def bounded(store: Store, shapes: Graph) -> Report:
    return validate_store(StoreValidation(store, shapes, kept=2))


def test_all_are_counted_and_some_are_shown(bounded: Report) -> None:
    assert bounded.counts == {Severity.VIOLATION: 4, Severity.WARNING: 5, Severity.INFO: 0}
    assert len(bounded.findings) == 5
    assert bounded.has_violation
    not_shown = {one.shape.rpartition("/")[2]: n for one, n in bounded.not_shown().items()}
    assert not_shown == {"amount": 1, "funder": 3}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "More of the same, not shown here:\n"),
        ("en", "1 × violation: http://example.org/amount\n                Not below nothing."),
        ("en", "Violations: 4. Warnings: 5. Notes: 0."),
        ("pl", "Więcej takich samych, których tu nie pokazano:\n"),
        ("pl", "×  ostrzeżenie".replace("  ", " ")),
        ("pl", "Błędy: 4. Ostrzeżenia: 5. Uwagi: 0."),
    ],
)
def test_the_text_says_that_there_are_more(bounded: Report, language: str, line: str) -> None:
    assert line in report_text(bounded, language)


def test_json_says_that_there_are_more(bounded: Report) -> None:
    told = json.loads(report_json(bounded))
    assert sorted(one["count"] for one in told["notShown"]) == [1, 3]
    assert told["counts"]["Warning"] == 5


def test_a_finding_names_the_document_and_the_line(bounded: Report) -> None:
    places = {(one.focus.rpartition("/")[2], one.file, one.line) for one in bounded.findings}
    assert places <= {(f"grant{n}", "http://example.org/list", n + 2) for n in range(5)}


def test_without_a_passage_it_names_the_graph(store: Store, shapes: Graph) -> None:
    store.update("INSERT DATA { <http://example.org/grant9> a <http://example.org/Grant> }")
    findings = validate_store(StoreValidation(store, shapes)).findings
    places = [(one.file, one.line) for one in findings if one.focus.endswith("grant9")]
    assert places == [("urn:lists", 0)]


def test_findings_are_told_as_pyshacl_tells_them(
    tmp_path: Path, store: Store, shapes: Graph
) -> None:
    path = tmp_path / "grants.ttl"
    path.write_text(GRANTS, encoding="utf-8")
    source = Source("", tuple(read_triples(path)))
    expected = validate(ValidationOptions([source], [], shapes)).findings
    found = validate_store(StoreValidation(store, shapes)).findings
    plain = {replace(one, file="", line=0).__repr__() for one in found}
    assert plain == {replace(one, file="", line=0).__repr__() for one in expected}


def test_only_some_things_are_reported_on(store: Store, shapes: Graph) -> None:
    one = NamedNode("http://example.org/grant4")
    report = validate_store(StoreValidation(store, shapes, is_reported=one.__eq__))
    assert {finding.focus for finding in report.findings} == {one.value}
    assert report.counts[Severity.VIOLATION] == 1


def test_progress_is_told_to_the_end(store: Store, shapes: Graph) -> None:
    told: list[tuple[int, int]] = []
    validate_store(StoreValidation(store, shapes), lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == list(range(len(told)))
    assert told[-1][0] == told[-1][1] > 1


def test_what_has_no_order_is_refused(store: Store, shapes: Graph) -> None:
    shapes.parse(
        data=PROLOGUE + ":order a sh:NodeShape ; sh:targetClass :Grant ; sh:property"
        " [ sh:path :amount ; sh:lessThan :bound ] ."
    )
    store.update("INSERT DATA { <http://example.org/grant4> <http://example.org/bound> _:b }")
    with pytest.raises(DataError, match="cannot be evaluated"):
        validate_store(StoreValidation(store, shapes))


# Large files


def files_report(folder: Path, shapes: Graph, **texts: str) -> Report:
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name}.ttl")
        paths[-1].write_text(text, encoding="utf-8")
    own, background = paths[:1], paths[1:]
    behind = (triple for path in background for triple in read_triples(path))
    return validate_files(FilesValidation(own, behind, shapes), lambda _done, _total: None)


def test_a_file_is_judged_with_what_is_behind_it(tmp_path: Path, shapes: Graph) -> None:
    behind = (
        PROLOGUE + ":Sub <http://www.w3.org/2000/01/rdf-schema#subClassOf> :Grant . :x a :Grant ."
    )
    report = files_report(tmp_path, shapes, own=PROLOGUE + ":grant a :Sub .", behind=behind)
    assert [finding.focus for finding in report.findings] == ["http://example.org/grant"]
    assert report.findings[0].file == (tmp_path / "own.ttl").as_uri()


def test_a_mistake_in_a_file_is_told_in_plain_words(tmp_path: Path, shapes: Graph) -> None:
    with pytest.raises(RdfSyntaxError, match="line 7, column"):
        files_report(tmp_path, shapes, own=PROLOGUE + "\n:a :b <no iri> .")


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path, shapes: Graph) -> None:
    report = files_report(tmp_path, shapes, own="\ufeff" + PROLOGUE + ":grant a :Grant .")
    assert report.counts[Severity.WARNING] == 1


def test_an_empty_file_is_refused(tmp_path: Path, shapes: Graph) -> None:
    with pytest.raises(DataError, match="holds no statement"):
        files_report(tmp_path, shapes, own=PROLOGUE)
