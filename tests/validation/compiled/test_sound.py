"""What the engine tells to be allowed is allowed, and what is common is told by it."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from clusteratlas.terms import PREFIXES
from clusteratlas.validation.compiled.constraints import (
    DatatypeConstraint,
    InConstraint,
    LanguageInConstraint,
    LengthConstraint,
    ListedConstraint,
    NodeConstraint,
    NodeKindConstraint,
    NotConstraint,
    PatternConstraint,
    RangeConstraint,
    Shape,
    ValueConstraint,
    component_named,
)
from clusteratlas.validation.compiled.graph import StoredGraph
from clusteratlas.validation.compiled.sound import sound_where
from clusteratlas.validation.facts import Term

XSD = PREFIXES["xsd"]
P = NamedNode("http://example.org/p")
ONE, TWO = NamedNode("http://example.org/1"), NamedNode("http://example.org/2-a")


def literal(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


VALUES: list[Term] = [
    ONE,
    TWO,
    BlankNode("b"),
    *(Literal(text) for text in ("", " ", "PL", "PL\n", "pl", "PL-1", "1", "a\nb", "ż")),
    Literal("PL", language="en"),
    Literal("PL", language="en-GB"),
    Literal("PL", language="pl"),
    *(literal(text, "integer") for text in ("0", "1", "-1", "many", "9" * 30)),
    *(literal(text, "decimal") for text in ("0.5", "-0.5", "1.0", "a lot")),
    *(literal(text, "double") for text in ("NaN", "INF", "-INF", "1.0E0", "-1.0E-300")),
    literal("0.1", "float"),
    literal("2011-02-03", "date"),
    literal("2011", "gYear"),
    literal("true", "boolean"),
]


def pattern(text: str, flags: re.RegexFlag = re.NOFLAG) -> PatternConstraint:
    return PatternConstraint(patterns=(re.compile(text, flags),))


def datatype(name: str) -> DatatypeConstraint:
    return DatatypeConstraint(datatype=NamedNode(name if ":" in name else XSD + name))


def bound(name: str, limit: Literal, *outcomes: int) -> RangeConstraint:
    component = component_named(name)
    return RangeConstraint(component=component, bounds=(limit,), outcomes=frozenset(outcomes))


def length(**limit: int) -> LengthConstraint:
    return LengthConstraint(component=component_named("Length"), **limit)


def listed(least: int, most: int, *members: ValueConstraint) -> ListedConstraint:
    shapes = tuple(Shape(None, (one,)) for one in members)
    component = component_named("Listed")
    return ListedConstraint(component=component, shapes=shapes, least=least, most=most)


IS_PL, IS_INTEGER = pattern("^PL"), datatype("integer")
AT_LEAST_0 = bound("MinInclusive", Literal(0), 0, 1)

# the constraint, and how many of the values the engine tells to be allowed
TOLD: dict[str, tuple[ValueConstraint, int]] = {
    "pattern": (pattern("^[A-Z]{2}$"), 4),
    "negated class": (pattern("[^ ]"), 30),
    "integer": (IS_INTEGER, 3),
    "decimal": (datatype("decimal"), 3),
    "string": (datatype("string"), 9),
    "text": (datatype(PREFIXES["rdf"] + "langString"), 3),
    "at least": (AT_LEAST_0, 7),
    "more": (bound("MinExclusive", Literal(0), 1), 6),
    "at most": (bound("MaxInclusive", Literal(0), 0, -1), 5),
    "less": (bound("MaxExclusive", Literal(0), -1), 4),
    "length at least": (length(least=3), 18),
    "length at most": (length(most=2), 14),
    "language": (LanguageInConstraint(languages=frozenset({"en"})), 1),
    "IRI": (NodeKindConstraint(kinds=(NamedNode,)), 2),
    "blank node or literal": (NodeKindConstraint(kinds=(BlankNode, Literal)), len(VALUES) - 2),
    "member": (InConstraint(members=frozenset({ONE, Literal("PL")})), 1),
    "node": (NodeConstraint(shapes=(Shape(None, (IS_INTEGER, AT_LEAST_0)),)), 2),
    "or": (listed(1, 2, IS_PL, IS_INTEGER), 9),
    "or what is not told": (listed(1, 2, IS_PL, NotConstraint(shapes=())), 6),
    "and": (listed(2, 2, datatype("string"), IS_PL), 3),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told_is_allowed(name: str) -> None:
    constraint, count = TOLD[name]
    store = Store()
    store.extend(Quad(ONE, P, value) for value in VALUES)
    graph = StoredGraph(store)
    condition = f"FILTER (COALESCE({sound_where(constraint, '?value')}, false))"
    told = list(graph.select(f"SELECT ?value WHERE {{ ?this {P} ?value {condition} }}"))
    assert [value for value in told if not constraint.allows(value, graph)] == []
    assert len(told) == count


NOT_TOLD: dict[str, ValueConstraint] = {
    "lookahead": pattern("^(?!PL)"),
    "unicode class": pattern(r"^\w+$"),
    "boundary": pattern(r"\bPL"),
    "reference": pattern(r"(a)\1"),
    "class with a sign of set operations": pattern("[a&b]"),
    "possessive": pattern("a++"),
    "flag": pattern("pl", re.IGNORECASE),
    "one of several patterns": PatternConstraint(patterns=(re.compile("a"), re.compile(r"\d"))),
    "date": datatype("date"),
    "large bound": bound("MinInclusive", Literal(10**9), 0, 1),
    "bound with a fraction": bound("MinInclusive", literal("0.1", "decimal"), 0, 1),
    "literals": InConstraint(members=frozenset({Literal("PL")})),
    "not": NotConstraint(shapes=()),
    "and what is not told": listed(2, 2, IS_PL, NotConstraint(shapes=())),
    "exactly one": listed(1, 1, IS_PL, IS_INTEGER),
}


@pytest.mark.parametrize("name", NOT_TOLD)
def test_what_the_engine_may_see_otherwise_is_left_to_the_constraint(name: str) -> None:
    assert sound_where(NOT_TOLD[name], "?value") == ""
