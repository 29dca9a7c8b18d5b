"""Dates out of tables, as ISO 8601 has them (`2014-01-31`)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
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
SERIAL: Final = Reason(
    "date-serial",
    "The day is a number as Excel counts days (1 is 1900-01-01); it was read as that day.",
    "Dzień zapisano liczbą, tak jak liczy dni Excel (1 to 1900-01-01); odczytano odpowiedni dzień.",
)
NO_DAY: Final = Reason(
    "date-without-day",
    "Only the year, or the year and the month, are given: the day was left open within them.",
    "Podano tylko rok albo rok i miesiąc: dzień pozostawiono w tych granicach otwarty.",
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
_TOGETHER: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_FIRST: Final = re.compile(
    r"([0-9]{4})[-/. ]{1,2}([0-9]{1,2})[-/. ]{1,2}([0-9]{1,2})\.?(?: ?r\.)?"
)
_YEAR_LAST: Final = re.compile(
    r"([0-9]{1,2})[-/. ]{1,2}([0-9]{1,2})[-/. ]{1,2}([0-9]{4})\.?(?: ?r\.)?"
)
_TIME: Final = re.compile(
    r"[T ]+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)(?: ?Z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_SERIAL: Final = re.compile(r"([0-9]{5})(?:\.[0-9]*)?")
_FIRST_SERIAL, _LAST_SERIAL = 25569, 73050
# Excel takes 1900 for a leap year, so that its days are off by one from March of that year on.
_BEFORE_FIRST: Final = date(1899, 12, 30)
_YEAR: Final = re.compile(r"((?:19|20)[0-9]{2})(?: ?r\.)?")
_MONTH_FIRST: Final = re.compile(r"(?P<month>[0-9]{1,2})[-/. ]{1,2}(?P<year>(?:19|20)[0-9]{2})")
_MONTH_LAST: Final = re.compile(r"(?P<year>(?:19|20)[0-9]{2})[-/. ]{1,2}(?P<month>[0-9]{1,2})\.?")
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
    if year_first := _TOGETHER.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _checked(text, year_first[1], year_first[2], year_first[3], found)
    year_last = _YEAR_LAST.fullmatch(text) if order != "iso" else None
    if not year_last:
        raise Unusable(NO_DATE)
    first, second, year = year_last[1], year_last[2], year_last[3]
    month, number = (second, first) if order == "dmy" else (first, second)
    return _checked(text, year, month, number, found)


def serial(text: str) -> str:
    """The day of a number of the years 1970 to 2099, as Excel counts days; '' where it is none."""
    number = _SERIAL.fullmatch(text)
    if not number or not _FIRST_SERIAL <= int(number[1]) <= _LAST_SERIAL:
        return ""
    return (_BEFORE_FIRST + timedelta(int(number[1]))).isoformat()


def without_day(text: str) -> str:
    """A year (`2014`), or a year and month (`2014-01`) that stand for a day; '' for all else."""
    if only := _YEAR.fullmatch(text):
        return str(only[1])
    found = _MONTH_LAST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if not found:
        return ""
    month, year = found["month"], found["year"]
    return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else ""


def bounds(given: str) -> tuple[str, str]:
    """The earliest and the latest day that a day, a month or a year may mean."""
    year, _, month = given.partition("-")
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    if "-" in month:
        return given, given
    return f"{given}-01", f"{given}-{monthrange(int(year), int(month))[1]}"


def _checked(
    text: str, year: str, month: str, number: str, found: Oddities
) -> tuple[str, Oddities]:
    if text in _NO_DATES:
        return "", (*found, OPEN_END)
    try:
        return date(int(year), int(month), int(number)).isoformat(), found
    except ValueError as error:
        raise Unusable(IMPOSSIBLE) from error
