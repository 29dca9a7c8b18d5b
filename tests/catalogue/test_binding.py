"""Terms take the place of a block's contents, and nothing else of the query changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from clusteratlas.catalogue.binding import bind, has_place, stands_for_all

A = NamedNode("https://example.org/a")

CASES = [
    ("one", "VALUES ?x { <urn:d> }", "VALUES ?x { <https://example.org/a> }"),
    ("dollar", "values $x{<urn:d>}", "values $x{ <https://example.org/a> }"),
    (
        "twice",
        "{ VALUES ?x { 1 } } UNION { VALUES ?x { 1 } }",
        "{ VALUES ?x { <https://example.org/a> } } UNION { VALUES ?x { <https://example.org/a> } }",
    ),
    (
        "comments-between",
        "VALUES # the x\n ?x # its default }\n { 1 # { \n }",
        "VALUES # the x\n ?x # its default }\n { <https://example.org/a> }",
    ),
    ("brace-in-default", 'VALUES ?x { "}" }', "VALUES ?x { <https://example.org/a> }"),
    ("other-variable", "VALUES ?xy { 1 }", "VALUES ?xy { 1 }"),
    ("several-variables", "VALUES (?x ?y) { (1 2) }", "VALUES (?x ?y) { (1 2) }"),
    ("in-a-string", 'FILTER(?y = "VALUES ?x { 1 }")', 'FILTER(?y = "VALUES ?x { 1 }")'),
    ("in-a-comment", "# VALUES ?x { 1 }\n", "# VALUES ?x { 1 }\n"),
    ("not-closed", "VALUES ?x { 1", "VALUES ?x { 1"),
]


@pytest.mark.parametrize(
    ("text", "bound"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_bind(text: str, bound: str) -> None:
    assert bind(text, "x", [A]) == bound
    assert has_place(text, "x") is (text != bound)


ALL = [
    ("undef", "VALUES ?x { UNDEF }", True),
    ("twice", "VALUES ?x { undef } VALUES ?x {UNDEF}", True),
    ("one-of-two", "VALUES ?x { UNDEF } VALUES ?x { 1 }", False),
    ("term", "VALUES ?x { 1 }", False),
    ("no-block", "ASK {}", False),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in ALL], ids=[c[0] for c in ALL])
def test_stands_for_all(text: str, expected: bool) -> None:
    assert stands_for_all(text, "x") is expected


def test_several_terms() -> None:
    terms = [Literal("a b", language="en"), Literal(7)]
    assert bind("VALUES ?x { }", "x", terms) == (
        'VALUES ?x { "a b"@en "7"^^<http://www.w3.org/2001/XMLSchema#integer> }'
    )


HOSTILE = [
    'x" } UNION { ?s ?p ?o #',
    'x"@en } UNION { ?s ?p ?o } #',
    "x' } #",
    '""" } #',
    "\\",
    '\\" } UNION { ?s ?p ?o } #',
    "\\u0022 } UNION { ?s ?p ?o } #",
    "\u2028\u0085 } #",
    "two\nlines\r\n\ttabbed",
    "\x00\x1f\x7f",
    "}",
    "VALUES ?x { 1 }",
]


def answer(value: str) -> list[str]:
    """What a store that holds a secret answers when it is asked for `value` back."""
    store = Store()
    store.update("INSERT DATA { <urn:secret> <urn:p> <urn:o> }")
    result = store.query(bind("SELECT ?x WHERE { VALUES ?x { 1 } }", "x", [Literal(value)]))
    assert isinstance(result, QuerySolutions)
    return [row["x"].value for row in result]


@pytest.mark.parametrize("value", HOSTILE, ids=ascii)
def test_a_text_stays_a_text(value: str) -> None:
    assert answer(value) == [value]


@given(st.text())
def test_any_text_stays_a_text(value: str) -> None:
    assert answer(value) == [value]
