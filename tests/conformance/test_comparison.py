"""Results are compared as the specification means it: this is what the suite's verdicts rest on."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from .comparison import Likeness, compare_quads, compare_solutions
from .results import Row, Solutions

XSD = "http://www.w3.org/2001/XMLSchema#"
A, B, C = (BlankNode(name) for name in "abc")
ONE, TWO = Literal("1"), Literal("2")


def typed(text: str, name: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + name))


def rows(*of: Row) -> Solutions:
    return Solutions(("x", "y"), of)


@pytest.mark.parametrize(
    ("expected", "actual", "likeness"),
    [
        pytest.param([{"x": ONE}], [{"x": ONE}], Likeness.SAME, id="equal"),
        pytest.param([{"x": ONE}], [{"x": TWO}], Likeness.DIFFERENT, id="another value"),
        pytest.param([{"x": ONE}], [{"y": ONE}], Likeness.DIFFERENT, id="another variable"),
        pytest.param([{"x": ONE}], [{}], Likeness.DIFFERENT, id="unbound"),
        pytest.param([{}], [{}], Likeness.SAME, id="one row without values"),
        pytest.param([{}], [{}, {}], Likeness.DIFFERENT, id="two rows without values"),
        pytest.param([{"x": ONE}], [{"x": ONE}] * 2, Likeness.DIFFERENT, id="a row too many"),
        pytest.param(
            [{"x": ONE}, {"x": TWO}], [{"x": TWO}, {"x": ONE}], Likeness.SAME, id="in any order"
        ),
        pytest.param(
            [{"x": A, "y": A}], [{"x": B, "y": B}], Likeness.SAME, id="blank node renamed"
        ),
        pytest.param(
            [{"x": A, "y": A}], [{"x": A, "y": B}], Likeness.DIFFERENT, id="blank nodes torn apart"
        ),
        pytest.param(
            [{"x": A, "y": B}], [{"x": C, "y": C}], Likeness.DIFFERENT, id="blank nodes merged"
        ),
        pytest.param(
            [{"x": A}, {"x": A}], [{"x": A}, {"x": B}], Likeness.DIFFERENT, id="across rows"
        ),
        pytest.param(
            [{"x": typed("2.0", "decimal")}],
            [{"x": typed("2", "decimal")}],
            Likeness.BY_VALUE,
            id="decimal",
        ),
        pytest.param(
            [{"x": typed("01", "int")}],
            [{"x": typed("1", "integer")}],
            Likeness.BY_VALUE,
            id="derived integer",
        ),
        pytest.param(
            [{"x": typed("2.0E0", "double")}],
            [{"x": typed("2", "double")}],
            Likeness.BY_VALUE,
            id="double",
        ),
        pytest.param(
            [{"x": typed("2", "integer")}],
            [{"x": typed("2", "decimal")}],
            Likeness.DIFFERENT,
            id="integer is not decimal",
        ),
        pytest.param(
            [{"x": typed("2.5", "decimal")}],
            [{"x": typed("2.50001", "decimal")}],
            Likeness.DIFFERENT,
            id="decimals close together",
        ),
        pytest.param(
            [{"x": Literal("2.0")}], [{"x": Literal("2")}], Likeness.DIFFERENT, id="strings"
        ),
        pytest.param(
            [{"x": Literal("a", language="en")}],
            [{"x": Literal("a")}],
            Likeness.DIFFERENT,
            id="tag",
        ),
    ],
)
def test_tables(expected: list[Row], actual: list[Row], likeness: Likeness) -> None:
    assert compare_solutions(rows(*expected), rows(*actual), ordered=False) is likeness


def test_the_order_counts_where_the_query_orders() -> None:
    there, back = rows({"x": ONE}, {"x": TWO}), rows({"x": TWO}, {"x": ONE})
    assert compare_solutions(there, back, ordered=True) is Likeness.DIFFERENT
    assert compare_solutions(there, there, ordered=True) is Likeness.SAME


def test_a_variable_without_values_counts() -> None:
    narrow, wide = Solutions(("x",), ()), Solutions(("x", "y"), ())
    assert compare_solutions(narrow, wide, ordered=False) is Likeness.DIFFERENT


@pytest.mark.parametrize(
    ("cell", "likeness"),
    [("1000000", Likeness.BY_VALUE), ("1000001", Likeness.DIFFERENT), ("a", Likeness.DIFFERENT)],
)
def test_numbers_of_a_table_without_types_are_compared_as_numbers(
    cell: str, likeness: Likeness
) -> None:
    expected, actual = rows({"x": Literal("1.0E6")}), rows({"x": Literal(cell)})
    assert compare_solutions(expected, actual, ordered=False, untyped=True) is likeness


@pytest.mark.parametrize(
    ("expected", "actual", "likeness"),
    [
        pytest.param("_:a <x:p> _:b .", "_:c <x:p> _:a .", Likeness.SAME, id="renamed"),
        pytest.param("_:a <x:p> _:b .", "_:a <x:p> _:a .", Likeness.DIFFERENT, id="merged"),
        pytest.param("<x:s> <x:p> 2.0 .", "<x:s> <x:p> 2.00 .", Likeness.BY_VALUE, id="by value"),
        pytest.param("<x:s> <x:p> 1 .", "", Likeness.DIFFERENT, id="missing"),
        pytest.param(
            "<x:s> <x:p> 1 .", "<x:g> { <x:s> <x:p> 1 }", Likeness.DIFFERENT, id="another graph"
        ),
    ],
)
def test_datasets(expected: str, actual: str, likeness: Likeness) -> None:
    left, right = (parse(text, format=RdfFormat.TRIG) for text in (expected, actual))
    assert compare_quads(left, right) is likeness
