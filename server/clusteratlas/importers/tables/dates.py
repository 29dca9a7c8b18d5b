"""Dates out of tables, as ISO 8601 has them (`2014-01-31`)."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal

from clusteratlas.importers.reasons import Reason
from clusteratlas.importers.tables.numbers import MISSING, PADDED, Oddities, Unusable, missing

TIME_LEFT_OUT: Final = Reason(
    "date-with-time",
    "A time of day stands beside the date; it was left out.",
    "Obok daty podano godzinę; pominięto ją.",
)
OPEN_END: Final = Reason(
    "date-open",
    "The date stands for “no date” (such as 9999-12-31): it was read as empty.",
    "Data oznacza „brak daty” (np. 9999-12-31): odczytano jako pustą.",
)
NO_DATE: Final = Reason(
    "date-unreadable", "This is not a date as this column has them.",
    "To nie jest data w zapisie tej kolumny.",
)  # fmt: skip
IMPOSSIBLE: Final = Reason(
    "date-impossible", "There is no such day in the calendar.", "W kalendarzu nie ma takiego dnia."
)

Order = Literal["iso", "dmy", "mdy"]
"""How a date is written that does not begin with the year: day first, month first, or never so."""

_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[-/.]?([0-9]{1,2})[-/.]?([0-9]{1,2})")
_YEAR_LAST: Final = re.compile(
    r"([0-9]{1,2})[-/. ]{1,2}([0-9]{1,2})[-/. ]{1,2}([0-9]{4})(?: ?r\.)?"
)
_TIME: Final = re.compile(
    r"[T ]+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)(?: ?Z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_MIDNIGHT: Final = re.compile(r"[0:.]+")
_NO_DATES: Final = frozenset({"0000-00-00", "0001-01-01", "9999-12-31", "2999-12-31"})


def day(raw: str, order: Order = "iso") -> tuple[str, Oddities]:
    """A day as `2014-01-31`; '' where there is none. Raises Unusable."""
    if not raw:
        return "", ()
    if plain := _ISO.fullmatch(raw):
        return _checked(raw, plain[1], plain[2], plain[3], ())
    text = raw.strip()
    if not text:
        return "", ()
    found = () if text == raw else (PADDED,)
    if missing(text):
        return "", (*found, MISSING)
    if clock := _TIME.search(text):
        text = text[: clock.start()]
        if not _MIDNIGHT.fullmatch(clock[1]):
            found = (*found, TIME_LEFT_OUT)
    if year_first := _YEAR_FIRST.fullmatch(text):
        return _checked(text, year_first[1], year_first[2], year_first[3], found)
    year_last = _YEAR_LAST.fullmatch(text) if order != "iso" else None
    if not year_last:
        raise Unusable(NO_DATE)
    first, second, year = year_last[1], year_last[2], year_last[3]
    month, number = (second, first) if order == "dmy" else (first, second)
    return _checked(text, year, month, number, found)


def _checked(
    text: str, year: str, month: str, number: str, found: Oddities
) -> tuple[str, Oddities]:
    if text in _NO_DATES:
        return "", (*found, OPEN_END)
    try:
        return date(int(year), int(month), int(number)).isoformat(), found
    except ValueError as error:
        raise Unusable(IMPOSSIBLE) from error
