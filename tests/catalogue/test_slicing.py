"""A query's rows in parts: what it says of their number and order itself still holds."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import Store

from clusteratlas.catalogue.slicing import is_ordered, query_form, sliced

TEN = "SELECT ?n WHERE { VALUES ?n { 9 8 7 6 5 4 3 2 1 0 } }"

SLICES = [
    (f"{TEN} ORDER BY ?n", 3, 0, (), "012"),
    (f"{TEN} ORDER BY ?n", 3, 8, (), "89"),
    (f"{TEN} ORDER BY ?n", 3, 20, (), ""),
    (f"{TEN} ORDER BY DESC(?n) # LIMIT 1", 2, 1, (), "87"),
    (TEN, 3, 0, ("n",), "012"),
    (TEN, 3, 0, (), "987"),
    (f"{TEN} ORDER BY ?n LIMIT 4", 3, 0, (), "012"),
    (f"{TEN} ORDER BY ?n LIMIT 4", 3, 3, (), "3"),
    (f"{TEN} ORDER BY ?n LIMIT 4", 3, 4, (), ""),
    (f"{TEN} ORDER BY ?n LIMIT 4", 3, 9, (), ""),
    (f"{TEN} ORDER BY ?n offset 5 limit 4", 3, 2, (), "78"),
    (f"{TEN} ORDER BY ?n OFFSET 5", 9, 1, (), "6789"),
    (f"{TEN} ORDER BY ?n LIMIT 9 VALUES ?n {{ 1 2 3 4 5 }}", 2, 3, (), "45"),
    (f"SELECT ?n {{ {{ {TEN} ORDER BY ?n LIMIT 4 }} }} ORDER BY DESC(?n)", 2, 0, (), "32"),
    (f"{TEN} ORDER BY ?n", 0, 0, (), ""),
]


@pytest.mark.parametrize(("text", "limit", "offset", "order", "expected"), SLICES)
def test_slices(text: str, limit: int, offset: int, order: tuple[str, ...], expected: str) -> None:
    rows: Any = Store().query(sliced(text, limit, offset, order))
    assert "".join(row["n"].value for row in rows) == expected


FORMS = [
    ("PREFIX select: <urn:ask> ASK { ?s ?p ?o }", "ASK"),
    ("# SELECT\nCONSTRUCT { ?s ?p 'SELECT' } WHERE { SELECT * { ?s ?p ?o } }", "CONSTRUCT"),
    ("select (COUNT(*) AS ?n) { ?s ?p ?o }", "SELECT"),
    ("DESCRIBE <urn:select>", "DESCRIBE"),
    ("what", ""),
]


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_forms(text: str, form: str) -> None:
    assert query_form(text) == form


ORDERED = [
    ("SELECT * { ?s ?p ?o } ORDER BY ?s", True),
    ("SELECT * { ?s ?p ?o } order by ?s LIMIT 1", True),
    ("SELECT * { { SELECT * { ?s ?p ?o } ORDER BY ?s } }", False),
    ("SELECT * { ?s ?p 'ORDER BY' } # ORDER BY ?s", False),
]


@pytest.mark.parametrize(("text", "expected"), ORDERED)
def test_order(text: str, expected: bool) -> None:
    assert is_ordered(text) is expected
