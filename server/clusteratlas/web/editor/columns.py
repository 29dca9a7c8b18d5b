"""What the columns of a result hold, told from their terms: for choosing what a picture draws."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import cast

from pyoxigraph import Literal, NamedNode

from clusteratlas.engine.protocol import Term
from clusteratlas.entities.asking import plain
from clusteratlas.rdf.display import is_number
from clusteratlas.terms import PREFIXES
from clusteratlas.web.editor.result import Rows

_GEOMETRY = PREFIXES["geo"] + "wktLiteral"
_DATES = frozenset(
    PREFIXES["xsd"] + name for name in ("date", "dateTime", "gYear", "gYearMonth", "dateTimeStamp")
)
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[TZ+].*)?")
_YEAR_NAME = re.compile(r"year|rok", re.IGNORECASE)
_YEARS = range(1500, 2200)


class Holds(Enum):
    """What the terms of a column are, all of them."""

    NOTHING = "nothing"
    THINGS = "things"
    NUMBERS = "numbers"
    DATES = "dates"
    GEOMETRIES = "geometries"
    TEXTS = "texts"


@dataclass(frozen=True)
class Column:
    """A column, at its `place` in the rows."""

    name: str
    place: int
    holds: Holds


def columns_of(rows: Rows) -> Sequence[Column]:
    """The columns with what they hold; one of several kinds of terms holds texts."""
    found = []
    for place, name in enumerate(rows.columns):
        terms = [row[place] for row in rows.rows if row[place] is not None]
        kinds = {_kind(term) for term in terms}
        holds = kinds.pop() if len(kinds) == 1 else Holds.TEXTS if kinds else Holds.NOTHING
        if holds is Holds.NUMBERS and _YEAR_NAME.search(name) and all(map(_is_year, terms)):
            holds = Holds.DATES
        found.append(Column(name, place, holds))
    return found


def day(term: Term | None) -> date | None:
    """The day of a date; the first one of a year or month alone. None for what is no date."""
    match = _DAY.fullmatch(term.value) if isinstance(term, Literal) else None
    if match is None:
        return None
    year, month, day_ = (int(part or 1) for part in match.groups())
    try:
        return date(year, month, day_)
    except ValueError:
        return None


def last_day(term: Term | None) -> date | None:
    """The day of a date; the last one of a year or month alone."""
    first = day(term)
    if first is None or not isinstance(term, Literal):
        return None
    _, month, day_ = cast("re.Match[str]", _DAY.fullmatch(term.value)).groups()
    if month is None:
        return date(first.year, 12, 31)
    if day_ is None:
        return date(first.year, first.month, monthrange(first.year, first.month)[1])
    return first


def _kind(term: Term | None) -> Holds:
    match term:
        case NamedNode():
            return Holds.THINGS
        case Literal() if is_number(term):
            return Holds.NUMBERS
        case Literal() if term.datatype.value == _GEOMETRY:
            return Holds.GEOMETRIES
        case Literal() if term.datatype.value in _DATES:
            return Holds.DATES
    return Holds.TEXTS


def _is_year(term: Term | None) -> bool:
    """Whether a number may be that of a year: YEAR(?day) gives numbers."""
    text = plain(term)
    return text.isdigit() and int(text) in _YEARS
