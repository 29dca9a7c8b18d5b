"""Each of the thirty questions is a saved query: documented, portable, and right on the sources."""

from __future__ import annotations

import csv
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from rdflib import Graph, Literal, URIRef

from clusteratlas.catalogue import SavedQuery

from .atlas import ROOT, Row, answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

QUESTIONS = ROOT / "queries" / "questions"
GOLDEN = Path(__file__).parent / "golden"

NUMBERS = {
    "clusters-per-region": 1,
    "project-partners": 2,
    "project-leaders-and-implementers": 3,
    "cluster-member-counts": 4,
    "conflicting-values": 5,
    "funding-chain": 6,
    "project-values-per-programme": 7,
    "projects-running-in-period": 8,
    "duration-against-period": 9,
    "partner-countries": 10,
    "co-participation-edges": 11,
    "co-participation-degree": 12,
    "key-national-clusters": 13,
    "events-attended": 14,
    "post-holders": 15,
    "study-visits": 16,
    "incomplete-compositions": 17,
    "investment-per-start-up": 18,
    "regions-sharing-a-network": 19,
    "partners-in-network-regions": 20,
    "things-by-name": 21,
    "clusters-without-polish-name": 22,
    "links-with-one-source": 23,
    "links-with-several-sources": 24,
    "preferred-values": 25,
    "intended-and-achieved-memberships": 26,
    "public-agreements": 27,
    "document-provenance": 28,
    "uncertain-facts": 29,
    "clusters-without-funding": 30,
}

each_question = pytest.mark.parametrize("name", NUMBERS)


def text_of(name: str) -> str:
    return (QUESTIONS / f"{name}.rq").read_text(encoding="utf-8")


def header_of(name: str) -> dict[str, object]:
    lines = [line[2:] for line in text_of(name).splitlines() if line.startswith("#+")]
    header = yaml.safe_load("\n".join(lines))
    assert isinstance(header, dict)
    return header


def test_there_is_one_query_for_each_question() -> None:
    assert {path.stem for path in QUESTIONS.glob("*.rq")} == set(NUMBERS)
    assert {name: header_of(name)["question"] for name in NUMBERS} == NUMBERS
    assert sorted(NUMBERS.values()) == list(range(1, 31))


@each_question
def test_header_says_what_the_query_answers_in_both_languages(name: str) -> None:
    query = SavedQuery.read(QUESTIONS / f"{name}.rq")
    assert query.tags
    for texts in (query.summary, query.description):
        assert set(texts) == {"en", "pl"}
        assert all(text.strip() for text in texts.values())
        assert texts["en"] != texts["pl"]
    for language, summary in query.summary.items():
        assert not summary.endswith("."), "a summary is a heading"
        assert len(query.description[language]) > len(summary)


@each_question
def test_each_parameter_has_its_default_in_the_text(name: str) -> None:
    """Without a value the query runs as it stands: with its example, or on everything."""
    query = SavedQuery.read(QUESTIONS / f"{name}.rq")
    entries = header_of(name)["parameters"]
    assert isinstance(entries, list)
    assert [entry["name"] for entry in entries] == [each.name for each in query.parameters]
    for entry, parameter in zip(entries, query.parameters, strict=True):
        assert set(parameter.description) == {"en", "pl"}
        blocks = re.findall(rf"VALUES \?{parameter.name} \{{ (.*?) \}}", query.text)
        assert blocks, f"no VALUES block for {parameter.name}"
        assert len(set(blocks)) == 1
        if entry.get("required", True):
            (term,) = parameter.terms(parameter.examples)
            value = re.escape(str(term.value))
            assert re.fullmatch(rf'(<{value}>|{value}|"{value}"(\^\^\S+)?)', blocks[0])
        else:
            assert entry["default"] is None
            assert blocks[0] == "UNDEF"
    declared = {parameter.name for parameter in query.parameters}
    single = set(re.findall(r"VALUES \?(\w+)", query.text))
    tables = {"role", "measure"}
    assert single - declared <= tables, "a VALUES block that no parameter declares"


def golden(name: str) -> tuple[Row, list[Row], set[str]]:
    """The columns and rows of a golden result, and the columns that it leaves out."""
    lines = (GOLDEN / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    notes = [line for line in lines if line.startswith("#")]
    assert notes, "a golden result says how it was worked out"
    left_out = {
        column
        for note in notes
        if note.startswith("# Not compared: ")
        for column in note.removeprefix("# Not compared: ").split(", ")
    }
    header, *rows = csv.reader(line for line in lines if not line.startswith("#"))
    return tuple(header), [tuple(row) for row in rows], left_out


def test_there_is_one_golden_result_for_each_question() -> None:
    assert {path.stem for path in GOLDEN.glob("*.csv")} == set(NUMBERS)


@each_question
def test_answer_is_what_the_sources_say(name: str, store: Store) -> None:
    expected_header, expected_rows, left_out = golden(name)
    header, rows = answer(store, text_of(name))
    kept = [number for number, column in enumerate(header) if column not in left_out]
    assert left_out <= set(header)
    assert tuple(header[number] for number in kept) == expected_header
    assert [tuple(row[number] for number in kept) for row in rows] == expected_rows
    for number, column in enumerate(header):
        if column in left_out:
            assert any(row[number] for row in rows), f"{column} is empty throughout"


# Queries whose rows on rdflib may differ from those on the embedded engine, with the reason.
DIFFERENT_ON_RDFLIB: dict[str, str] = {}


def _comparable(row: Row) -> Iterator[str | Decimal]:
    """Numbers by value: 21 and 21.0 are one."""
    for value in row:
        try:
            yield Decimal(value)
        except InvalidOperation:
            yield value


@each_question
def test_another_engine_gives_the_same_rows(
    name: str, store: Store, rdflib_graph: Graph, request: pytest.FixtureRequest
) -> None:
    """rdflib parses nothing but SPARQL 1.1 and shares no code with the embedded engine."""
    if name in DIFFERENT_ON_RDFLIB:
        request.applymarker(pytest.mark.xfail(reason=DIFFERENT_ON_RDFLIB[name], strict=True))
    header, rows = answer(store, text_of(name))
    result = rdflib_graph.query(text_of(name))
    assert result.vars is not None
    assert tuple(str(variable) for variable in result.vars) == header
    others: list[Row] = []
    for solution in result:
        assert isinstance(solution, tuple)
        assert all(term is None or isinstance(term, Literal | URIRef) for term in solution)
        others.append(tuple("" if term is None else str(term) for term in solution))
    assert [[*_comparable(row)] for row in others] == [[*_comparable(row)] for row in rows]
