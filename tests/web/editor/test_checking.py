"""A query is checked without being asked: places, sentences, what is missing."""

from __future__ import annotations

import pytest

from clusteratlas.engine.guard import Limits
from clusteratlas.web.editor.checking import Code, check

KNOWN = {"ca": "https://w3id.org/clusteratlas/ontology#"}

# Code, line, column, and what is underlined.
REMARKS = {
    "unexpected": ("SELECT *\nWHERE { ?s ?p }", Code.PARSER, 2, 16, "}"),
    "end": ("ASK { ?s ?p ?o", Code.PARSER, 1, 15, "?o"),
    "behind-a-prefix-that-is-added": ("SELECT (ca:x AS ?x) WHER {}", Code.PARSER, 1, 26, "{"),
    "behind-other-planes": ('SELECT ("🧬" AS ?x) WHER {}', Code.PARSER, 1, 25, "{"),
    "unknown-prefix": ("ASK {\n  ?s foo:bar ?o }", Code.UNKNOWN_PREFIX, 2, 6, "foo:bar"),
    "update": ("CLEAR ALL", Code.PARSER, 0, 0, "CLEAR ALL"),
    "too-deep": ("ASK { FILTER" + "(" * 101, Code.PARSER, 0, 0, "ASK { FILTER" + "(" * 101),
    "sum-over-sources": (
        "SELECT\n (SUM(?x) AS ?n) { GRAPH ?g { ?s ca:value ?x } }",
        Code.DOUBLE_COUNTING,
        2,
        3,
        "SUM",
    ),
}


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "marked"), REMARKS.values(), ids=REMARKS
)
def test_remark(text: str, code: Code, line: int, column: int, marked: str) -> None:
    (remark,) = check(text, KNOWN, Limits()).remarks
    assert (remark.code, remark.line, remark.column) == (code, line, column)
    assert remark.is_error == (code is not Code.DOUBLE_COUNTING)
    assert bool(remark.message) == (code is Code.PARSER)
    units = text.encode("utf-16-le")
    assert units[remark.begin * 2 : remark.end * 2].decode("utf-16-le") == marked


@pytest.mark.parametrize(
    "text", ["ASK {}", "SELECT * { ?s a ca:X LATERAL { ?s ?p ?o } }"], ids=["plain", "lateral"]
)
def test_nothing_to_say(text: str) -> None:
    assert check(text, KNOWN, Limits()).remarks == ()


def test_each_unknown_prefix_is_named() -> None:
    remarks = check("ASK { foo:a bar:b foo:c }", KNOWN, Limits()).remarks
    assert [remark.subject for remark in remarks] == ["foo:", "bar:"]


def test_what_is_missing_is_added_where_scripts_count() -> None:
    added = check("BASE <http://x/#🧬> ASK { ?s a ca:X }", KNOWN, Limits()).added
    assert added is not None
    assert (added.at, added.text) == (19, f"\nPREFIX ca: <{KNOWN['ca']}>")


def test_as_json_a_script_finds_all_of_it() -> None:
    found = check("ASK { ca:x ?p }", KNOWN, Limits()).as_json()
    assert found["added"] == {"at": 0, "text": f"PREFIX ca: <{KNOWN['ca']}>\n\n"}
    (remark,) = found["remarks"]  # type: ignore[misc]
    assert remark["code"] == "parser"
