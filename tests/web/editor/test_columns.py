"""What columns hold is told from their terms; dates are days, also those of a month or year."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from clusteratlas.engine.protocol import Term
from clusteratlas.terms import PREFIXES
from clusteratlas.web.editor.columns import Holds, columns_of, day, last_day
from clusteratlas.web.editor.result import Rows


def typed(text: str, name: str, prefix: str = "xsd") -> Literal:
    return Literal(text, datatype=NamedNode(PREFIXES[prefix] + name))


THING = NamedNode("urn:a")
KINDS: dict[str, tuple[str, list[Term | None], Holds]] = {
    "things": ("a", [THING, None], Holds.THINGS),
    "numbers": ("a", [Literal(1), typed("1.5", "decimal")], Holds.NUMBERS),
    "years": ("year", [Literal(2014), Literal(2020)], Holds.DATES),
    "years-in-polish": ("rokStartu", [Literal(2014)], Holds.DATES),
    "numbers-named-year": ("years", [Literal(3)], Holds.NUMBERS),
    "dates": ("a", [typed("2014-01-02", "date"), typed("2014", "gYear")], Holds.DATES),
    "geometries": ("a", [typed("POINT(1 2)", "wktLiteral", "geo")], Holds.GEOMETRIES),
    "texts": ("a", [Literal("x"), Literal("y", language="pl")], Holds.TEXTS),
    "mixed": ("a", [Literal("x"), THING], Holds.TEXTS),
    "blank-nodes": ("a", [BlankNode()], Holds.TEXTS),
    "nothing": ("a", [None, None], Holds.NOTHING),
}


@pytest.mark.parametrize(("name", "terms", "holds"), KINDS.values(), ids=KINDS)
def test_holds(name: str, terms: list[Term | None], holds: Holds) -> None:
    (column,) = columns_of(Rows((name,), [(term,) for term in terms]))
    assert (column.name, column.place, column.holds) == (name, 0, holds)


DAYS: dict[str, tuple[Term | None, date | None, date | None]] = {
    "day": (typed("2014-02-03", "date"), date(2014, 2, 3), date(2014, 2, 3)),
    "time": (typed("2014-02-03T12:00:00Z", "dateTime"), date(2014, 2, 3), date(2014, 2, 3)),
    "zone": (typed("2014-02-03+01:00", "date"), date(2014, 2, 3), date(2014, 2, 3)),
    "month": (typed("2012-02", "gYearMonth"), date(2012, 2, 1), date(2012, 2, 29)),
    "december": (typed("2012-12", "gYearMonth"), date(2012, 12, 1), date(2012, 12, 31)),
    "year": (typed("2014", "gYear"), date(2014, 1, 1), date(2014, 12, 31)),
    "number": (Literal(2014), date(2014, 1, 1), date(2014, 12, 31)),
    "no-day": (typed("2014-02-30", "date"), None, None),
    "before-christ": (typed("-0044-03-15", "date"), None, None),
    "text": (Literal("soon"), None, None),
    "thing": (THING, None, None),
    "none": (None, None, None),
}


@pytest.mark.parametrize(("term", "first", "last"), DAYS.values(), ids=DAYS)
def test_days(term: Term | None, first: date | None, last: date | None) -> None:
    assert (day(term), last_day(term)) == (first, last)
