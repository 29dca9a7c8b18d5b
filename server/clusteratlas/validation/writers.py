"""Writes a report for a person (text, in a language) and for a program (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from textwrap import wrap

from clusteratlas.languages import ENGLISH, POLISH, pick
from clusteratlas.terms import shorten
from clusteratlas.validation.report import Finding, Report

_WIDTH = 96
_INDENT = " " * 4

_WORDS: Mapping[str, Mapping[str, str]] = {
    ENGLISH: {
        "Violation": "violation",
        "Warning": "warning",
        "Info": "note",
        "counts": "Violations: {Violation}. Warnings: {Warning}. Notes: {Info}.",
        "fine": "Nothing to mend.",
        "nowhere": "in no file",
        "line": "line",
        "missing": "(missing)",
        "more": "More of the same, not shown here:",
    },
    POLISH: {
        "Violation": "błąd",
        "Warning": "ostrzeżenie",
        "Info": "uwaga",
        "counts": "Błędy: {Violation}. Ostrzeżenia: {Warning}. Uwagi: {Info}.",
        "fine": "Nie ma nic do poprawienia.",
        "nowhere": "w żadnym pliku",
        "line": "wiersz",
        "missing": "(brak)",
        "more": "Więcej takich samych, których tu nie pokazano:",
    },
}


def report_text(report: Report, language: str) -> str:
    """The report for a person: findings grouped by file and thing, then how many there are.

    Where no finding is of a file, as in a write, there is no word of files.
    """
    return "\n".join(_text_lines(report, language)) + "\n"


def report_json(report: Report) -> str:
    """The report for a program: every finding with its texts in all languages."""
    document = {
        "conforms": not report.findings,
        "counts": {severity.value: count for severity, count in report.counts.items()},
        "findings": [_as_object(finding) for finding in report.findings],
        "notShown": [
            {
                "shape": total.shape,
                "constraint": total.constraint,
                "severity": total.severity.value,
                "count": count,
            }
            for total, count in report.not_shown().items()
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def findings_as_json(report: Report, language: str) -> list[dict[str, str]]:
    """The findings for a program that shows them to a person: with the texts of one language."""
    return [
        {
            "severity": finding.severity.value,
            "focus": finding.focus,
            "label": pick(finding.labels, language),
            "property": finding.property,
            "propertyLabel": pick(finding.property_labels, language),
            "value": finding.value,
            "message": pick(finding.messages, language),
            "shape": finding.shape,
            "constraint": finding.constraint,
        }
        for finding in report.findings
    ]


def _text_lines(report: Report, language: str) -> Iterator[str]:
    words = _WORDS[language]
    has_files = any(finding.file for finding in report.findings)
    for file, in_file in groupby(report.findings, key=lambda finding: finding.file):
        if has_files:
            yield file or words["nowhere"]
        for _, about_thing in groupby(in_file, key=lambda finding: (finding.focus, finding.line)):
            findings = list(about_thing)
            yield "  " + _heading(findings[0], language)
            for finding in findings:
                yield from _finding_lines(finding, language)
        yield ""
    yield from _lines_of_more(report, language)
    counts = {severity.value: count for severity, count in report.counts.items()}
    yield words["counts"].format(**counts) + ("" if report.findings else f" {words['fine']}")


def _lines_of_more(report: Report, language: str) -> Iterator[str]:
    """How many findings of each kind are not told one by one."""
    words = _WORDS[language]
    not_shown = report.not_shown()
    examples = {(one.shape, one.constraint): one for one in report.findings}
    if not_shown:
        yield words["more"]
    for total, count in not_shown.items():
        example = examples[total.shape, total.constraint]
        about = f" {example.property}" if example.property else ""
        yield f"{_INDENT}{count:>9} × {words[total.severity.value]}:{about}"
        message = pick(example.messages, language)
        yield from wrap(message, _WIDTH, initial_indent=_INDENT * 4, subsequent_indent=_INDENT * 4)
    if not_shown:
        yield ""


def _heading(finding: Finding, language: str) -> str:
    label = pick(finding.labels, language)
    name = f"{label} <{finding.focus}>" if label else f"<{finding.focus}>"
    return f"{name}, {_WORDS[language]['line']} {finding.line}" if finding.line else name


def _finding_lines(finding: Finding, language: str) -> Iterator[str]:
    words = _WORDS[language]
    about = ""
    if finding.property:
        label = pick(finding.property_labels, language)
        name = f"{finding.property} ({label})" if label else finding.property
        about = f"{name} = {finding.value or words['missing']}"
    elif finding.value and finding.value != shorten(finding.focus):
        about = finding.value
    yield f"{_INDENT}{words[finding.severity.value]}: {about}".rstrip(": ")
    message = pick(finding.messages, language)
    yield from wrap(message, _WIDTH, initial_indent=_INDENT * 2, subsequent_indent=_INDENT * 2)


def _as_object(finding: Finding) -> dict[str, object]:
    return {
        "severity": finding.severity.value,
        "focus": finding.focus,
        "labels": dict(finding.labels),
        "property": finding.property,
        "propertyLabels": dict(finding.property_labels),
        "value": finding.value,
        "messages": dict(finding.messages),
        "file": finding.file,
        "line": finding.line,
        "shape": finding.shape,
        "constraint": finding.constraint,
    }
