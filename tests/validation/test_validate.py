"""Findings say what, where, how bad, and in which language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from clusteratlas.errors import DataError, RdfSyntaxError
from clusteratlas.validation.report import Finding, Report, Severity
from clusteratlas.validation.shapes import load_shapes

PREFIX = """\
@prefix ca: <https://w3id.org/clusteratlas/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
FUNDING = "https://w3id.org/clusteratlas/id/funding/"


def only(report: Report, severity: Severity) -> Finding:
    (finding,) = [finding for finding in report.findings if finding.severity is severity]
    return finding


def test_finding_of_a_property_shape(mixed_report: Report) -> None:
    finding = mixed_report.findings[0]
    assert finding == Finding(
        focus=FUNDING + "a",
        labels={"en": "Grant", "pl": "Dotacja"},
        property="ca:amount",
        property_labels={"en": "amount", "pl": "kwota"},
        value="-5.50",
        messages={
            "en": "Write the amount as a decimal, not negative.",
            "pl": "Podaj kwotę jako liczbę dziesiętną, nieujemną.",
        },
        severity=Severity.VIOLATION,
        file="data/mixed.ttl",
        line=8,
        shape="https://w3id.org/clusteratlas/shapes#Funding-amount",
        constraint="http://www.w3.org/ns/shacl#MinInclusiveConstraintComponent",
    )


def test_message_of_a_sparql_constraint_keeps_its_languages(mixed_report: Report) -> None:
    (finding,) = [one for one in mixed_report.findings if one.shape.endswith("#Funding")]
    assert finding.focus == FUNDING + "b"
    assert finding.value == "2000.00"
    assert finding.messages == {
        "en": "2000.00 is above the limit.",
        "pl": "2000.00 przekracza limit.",
    }


def test_missing_value_is_a_finding_without_value(mixed_report: Report) -> None:
    finding = only(mixed_report, Severity.WARNING)
    assert (finding.focus, finding.property, finding.value) == (FUNDING + "a", "ca:funder", "")
    assert (finding.file, finding.line) == ("data/mixed.ttl", 8)


def test_counts_and_verdict(mixed_report: Report) -> None:
    assert mixed_report.counts == {
        Severity.VIOLATION: 2,
        Severity.WARNING: 1,
        Severity.INFO: 0,
    }
    assert mixed_report.has_violation


VERDICTS = [
    ("nothing", "a ca:Funding ; ca:amount 1.0 ; ca:funder ca:x .", 0, False),
    ("warning", "a ca:Funding ; ca:amount 1.0 .", 1, False),
    ("note", 'a ca:Funding ; ca:funder ca:x ; rdfs:comment "x" .', 1, False),
    ("violation", "a ca:Funding ; ca:amount -1.0 ; ca:funder ca:x .", 1, True),
    ("integer-is-no-decimal", "a ca:Funding ; ca:amount 1 ; ca:funder ca:x .", 1, True),
    ("subclass-in-the-background", "a ca:Grant ; ca:amount -1.0 ; ca:funder ca:x .", 1, True),
    ("no-target", "ca:amount -1.0 .", 0, False),
]


@pytest.mark.parametrize(
    ("body", "count", "violated"), [case[1:] for case in VERDICTS], ids=[c[0] for c in VERDICTS]
)
def test_verdict(workbench: Any, body: str, count: int, violated: bool) -> None:
    report = workbench.validate({"one.ttl": f"{PREFIX}<{FUNDING}a> {body}"})
    assert (len(report.findings), report.has_violation) == (count, violated)


def test_an_ill_typed_literal_is_a_finding_and_no_stack_trace(
    workbench: Any, caplog: pytest.LogCaptureFixture
) -> None:
    amount = '"a lot"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    report = workbench.validate(
        {"one.ttl": f"{PREFIX}<{FUNDING}a> a ca:Funding ; ca:funder ca:x ; ca:amount {amount} ."}
    )
    assert report.has_violation
    assert amount in {str(quad.object) for quad in parse(report.turtle, format=RdfFormat.TURTLE)}
    assert not caplog.records


def test_only_the_subjects_of_the_targets_are_reported(workbench: Any) -> None:
    wrong = PREFIX + "<{}> a ca:Funding ; ca:amount -1.0 ; ca:funder ca:x ."
    report = workbench.validate(
        {"mine.ttl": wrong.format(FUNDING + "mine")},
        {"theirs.ttl": wrong.format(FUNDING + "theirs")},
    )
    assert [finding.focus for finding in report.findings] == [FUNDING + "mine"]
    assert "theirs" not in report.turtle


def test_the_file_is_the_one_that_says_the_offending_value(workbench: Any) -> None:
    report = workbench.validate(
        {
            "first.ttl": f"{PREFIX}<{FUNDING}a> a ca:Funding ; ca:funder ca:x ; ca:amount 1.0 .",
            "second.ttl": f"{PREFIX}\n<{FUNDING}a> ca:amount -1.0 .",
        }
    )
    assert [(one.file, one.line) for one in report.findings] == [("data/second.ttl", 4)]


def test_values_that_offend_together_are_all_told(workbench: Any) -> None:
    report = workbench.validate(
        {
            "one.ttl": f"{PREFIX}<{FUNDING}a> a ca:Funding ; ca:funder ca:x ;\n"
            '<http://www.w3.org/2000/01/rdf-schema#comment> "two"@en , "one"@en .'
        }
    )
    assert [finding.value for finding in report.findings] == ['"one"@en, "two"@en']


def test_path_of_several_steps_is_written_as_in_sparql(workbench: Any) -> None:
    report = workbench.validate(
        {
            "one.ttl": f"{PREFIX}<{FUNDING}a> a ca:Funding ; ca:funder ca:x ; ca:funded ca:p .\n"
            'ca:p ca:whole "name" .'
        }
    )
    (finding,) = report.findings
    assert finding.property == "ca:funded/(^ca:part|ca:whole)"
    assert finding.property_labels == {"en": "programme of the project"}
    assert finding.value == '"name"'


BROKEN_SHAPES: list[tuple[str, Callable[[Path], object], type[Exception]]] = [
    ("none", Path.exists, DataError),
    (
        "no-turtle",
        lambda folder: (folder / "a.ttl").write_text("<urn:a> <urn:b>", encoding="utf-8"),
        RdfSyntaxError,
    ),
]


@pytest.mark.parametrize(
    ("prepare", "error"), [case[1:] for case in BROKEN_SHAPES], ids=[c[0] for c in BROKEN_SHAPES]
)
def test_shapes_that_cannot_be_loaded(
    tmp_path: Path, prepare: Callable[[Path], object], error: type[Exception]
) -> None:
    prepare(tmp_path)
    with pytest.raises(error):
        load_shapes(tmp_path)
