"""Whether two results, or two datasets, are the same but for the names of blank nodes.

Both questions are one: a table is written as a graph, a blank node per row, and canonical graphs
are compared. Two answers are possible besides "no": the same, and the same *by value*, where the
lexical forms of some numbers differ (`2.0` and `2`, `01` and `1`, `xsd:int` and `xsd:integer`).
SPARQL 1.1 works on values and lets a service keep literals by value (RDF 1.1 Semantics §7: a
service that recognises the datatypes of XML Schema may take one literal for another of the same
value), so that both pass; but which tests pass only by value is told apart, and printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum
from typing import Final

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
)

from .results import Row, Solutions, Term

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_ROW: Final = "x-result:"
"""The names of the properties that stand for variables; those with a slash are ours."""

_INTEGERS: Final = frozenset(
    XSD + name
    for name in (
        *("integer", "nonPositiveInteger", "negativeInteger", "nonNegativeInteger"),
        *("positiveInteger", "long", "int", "short", "byte"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)


class Likeness(Enum):
    """How alike two results are."""

    DIFFERENT = "different"
    BY_VALUE = "the same by value"
    SAME = "the same"


Reading = Callable[[Term], Term]


def compare_solutions(
    expected: Solutions, actual: Solutions, *, ordered: bool, untyped: bool = False
) -> Likeness:
    """Compare two tables, as sequences where `ordered`, else as multisets.

    `untyped`: the values have lost their datatypes, as in CSV.
    """
    if sorted(expected.variables) != sorted(actual.variables):
        return Likeness.DIFFERENT
    return _compare(
        number_of if untyped else value_of,
        lambda of: _table(expected, of, ordered),
        lambda of: _table(actual, of, ordered),
    )


def compare_quads(expected: Iterable[Quad], actual: Iterable[Quad]) -> Likeness:
    """Compare two datasets; graphs without a triple are not seen."""
    left, right = list(expected), list(actual)
    return _compare(value_of, lambda of: _dataset(left, of), lambda of: _dataset(right, of))


def _compare(
    value: Reading, expected: Callable[[Reading], Dataset], actual: Callable[[Reading], Dataset]
) -> Likeness:
    if expected(_as_it_is) == actual(_as_it_is):
        return Likeness.SAME
    return Likeness.BY_VALUE if expected(value) == actual(value) else Likeness.DIFFERENT


def _as_it_is(term: Term) -> Term:
    return term


def _dataset(quads: Iterable[Quad], of: Reading) -> Dataset:
    return _canonical(
        Quad(quad.subject, quad.predicate, of(quad.object), quad.graph_name) for quad in quads
    )


def _table(solutions: Solutions, of: Reading, ordered: bool) -> Dataset:
    """The graph of a table. Equal rows are one node that says how often they stand there."""
    rows = [frozenset((name, of(term)) for name, term in row.items()) for row in solutions.rows]
    if ordered:
        keyed = [(row, f"{_ROW}/place", place) for place, row in enumerate(rows)]
    else:
        keyed = [(row, f"{_ROW}/times", times) for row, times in Counter(rows).items()]
    return _canonical(quad for row, key, number in keyed for quad in _row(dict(row), key, number))


def _row(row: Row, key: str, number: int) -> Iterable[Quad]:
    node, default = BlankNode(), DefaultGraph()
    yield Quad(node, NamedNode(key), Literal(number), default)
    for name, term in row.items():
        yield Quad(node, NamedNode(_ROW + name), term, default)


def _canonical(quads: Iterable[Quad]) -> Dataset:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def value_of(term: Term) -> Term:
    """A literal that is the same for all literals of the same number; any other term as it is."""
    if not isinstance(term, Literal):
        return term
    datatype = term.datatype.value
    try:
        if datatype in _INTEGERS:
            return Literal(str(int(term.value)), datatype=NamedNode(XSD + "integer"))
        if datatype == XSD + "decimal":
            return Literal(_plain(Decimal(term.value)), datatype=term.datatype)
        if datatype in (XSD + "double", XSD + "float"):
            return Literal(repr(float(term.value)), datatype=term.datatype)
        if datatype == XSD + "boolean":
            word = {"1": "true", "0": "false"}.get(term.value, term.value)
            return Literal(word, datatype=term.datatype)
    except (ArithmeticError, ValueError):
        return term
    return term


def number_of(term: Term) -> Term:
    """As `value_of`, for a text that may stand for a number."""
    try:
        return Literal(repr(float(term.value))) if isinstance(term, Literal) else term
    except ValueError:
        return term


def _plain(number: Decimal) -> str:
    """A decimal without an exponent and without noughts that say nothing."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
