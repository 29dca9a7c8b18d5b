"""The report as a person, a program and a SHACL tool read it."""

from __future__ import annotations

import json

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import DC, RDF, SH

from clusteratlas.validation.report import Report
from clusteratlas.validation.writers import report_json, report_text

TEXTS = {
    "en": """\
data/mixed.ttl
  Grant <https://w3id.org/clusteratlas/id/funding/a>, line 8
    violation: ca:amount (amount) = -5.50
        Write the amount as a decimal, not negative.
    warning: ca:funder = (missing)
        Say who funds it.
  <https://w3id.org/clusteratlas/id/funding/b>, line 15
    violation: ca:amount (amount) = 2000.00
        2000.00 is above the limit.

Violations: 2. Warnings: 1. Notes: 0.
""",
    "pl": """\
data/mixed.ttl
  Dotacja <https://w3id.org/clusteratlas/id/funding/a>, wiersz 8
    błąd: ca:amount (kwota) = -5.50
        Podaj kwotę jako liczbę dziesiętną, nieujemną.
    ostrzeżenie: ca:funder = (brak)
        Podaj, kto finansuje.
  <https://w3id.org/clusteratlas/id/funding/b>, wiersz 15
    błąd: ca:amount (kwota) = 2000.00
        2000.00 przekracza limit.

Błędy: 2. Ostrzeżenia: 1. Uwagi: 0.
""",
}

NOTHING = {
    "en": "Violations: 0. Warnings: 0. Notes: 0. Nothing to mend.\n",
    "pl": "Błędy: 0. Ostrzeżenia: 0. Uwagi: 0. Nie ma nic do poprawienia.\n",
}


@pytest.mark.parametrize("language", TEXTS)
def test_text(mixed_report: Report, language: str) -> None:
    assert report_text(mixed_report, language) == TEXTS[language]


@pytest.mark.parametrize("language", NOTHING)
def test_text_when_nothing_is_wrong(language: str) -> None:
    assert report_text(Report((), ""), language) == NOTHING[language]


def test_json(mixed_report: Report) -> None:
    document = json.loads(report_json(mixed_report))
    assert document["conforms"] is False
    assert document["counts"] == {"Violation": 2, "Warning": 1, "Info": 0}
    first = document["findings"][0]
    assert (first["file"], first["line"], first["value"]) == ("data/mixed.ttl", 8, "-5.50")
    assert first["messages"]["pl"] == "Podaj kwotę jako liczbę dziesiętną, nieujemną."


def test_turtle_is_the_w3c_report_with_files_and_languages(mixed_report: Report) -> None:
    graph = Graph().parse(data=mixed_report.turtle, format="turtle")
    results = set(graph.subjects(RDF.type, SH.ValidationResult))
    assert results == set(graph.objects(None, SH.result))
    assert len(results) == 3
    assert all((result, DC.source, Literal("data/mixed.ttl")) in graph for result in results)
    messages = set(graph.objects(None, SH.resultMessage))
    assert Literal("2000.00 przekracza limit.", lang="pl") in messages
