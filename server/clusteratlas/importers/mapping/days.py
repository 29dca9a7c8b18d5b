"""Days in the format of a column, and periods of days that are known only to the year or month."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

from clusteratlas.importers import statements, territories
from clusteratlas.importers.ntriples import TYPE, term, text, thing, typed
from clusteratlas.importers.tables import dates
from clusteratlas.importers.tables.numbers import Oddities

DayReader = Callable[[str], tuple[str, Oddities]]

_ORDERS: Final[Mapping[str, dates.Order]] = {"dmY": "dmy", "mdY": "mdy", "Ymd": "iso"}
_LENGTH: Final = len("2014-01-31")
_WORD: Final = re.compile(r"[^\W\d_]{3,}\.?")
_PERIOD: Final = term("ca", "Period")
_AS_PRINTED: Final = term("ca", "periodAsPrinted")
_BOUNDS: Final = (
    (term("ca", "earliestStart"), term("ca", "latestStart")),
    (term("ca", "earliestEnd"), term("ca", "latestEnd")),
)


def reader(form: str, language: str) -> DayReader:
    """What reads days of a format of strptime ('' for ISO 8601) as ISO 8601.

    A day that is given by year, or by year and month, is read as `2014` or `2014-01`. A month may
    be a word of `language`, or of English. What it returns raises Unusable.
    """
    parts = "".join(re.findall("%([A-Za-z])", form)).replace("B", "m").replace("b", "m")
    order = _ORDERS.get(parts.replace("y", "Y"), "iso")
    short = form.replace("%B", "%m").replace("%b", "%m") if "y" in parts else ""
    months = _months(language)

    def read(raw: str) -> tuple[str, Oddities]:
        if len(raw) == _LENGTH and raw[:4].isdecimal():  # the usual case, quickly
            return dates.day(raw, order)
        given, by_word = _in_figures(raw, months)
        if short and (day := _by(short, given)):
            return day, ()
        if partial := dates.without_day(given):
            return partial, () if form and "d" not in parts else (dates.NO_DAY,)
        if day := dates.serial(given):
            return day, (dates.SERIAL,)
        return dates.day(given, by_word) if by_word else dates.day(raw, order)

    return read


def _in_figures(raw: str, months: Mapping[str, str]) -> tuple[str, dates.Order | None]:
    """A day with its month in figures; how it is written where the month was a word, else None."""
    text = " ".join(raw.split())
    for word in _WORD.finditer(text):
        number = months.get(territories.fold(word[0]))
        if number:
            figures = f"{text[: word.start()]}{number}{text[word.end() :]}".replace(",", " ")
            return " ".join(figures.split()), "dmy" if word.start() else "mdy"
    return text, None


def period(start: str, end: str) -> tuple[str, str]:
    """A period as `statements.period` makes it, where days may be years or months as well."""
    if all(len(day) in {0, 10} for day in (start, end)):
        return statements.period(start, end)
    node = thing("period", f"{_named(start) or 'until'}-to-{_named(end) or 'on'}")
    lines = [f"{node} {TYPE} {_PERIOD} .\n"]
    for day, properties in zip((start, end), _BOUNDS, strict=True):
        for bound, told in zip(dates.bounds(day) if day else (), properties, strict=False):
            lines.append(f"{node} {told} {typed(bound, 'date')} .\n")
    lines.append(f"{node} {_AS_PRINTED} {text(f'{start} – {end}'.strip())} .\n")
    return node, "".join(lines)


def is_before(end: str, start: str) -> bool:
    """Whether an end lies before a start, whatever days they may mean; not where one is ''."""
    return bool(start and end) and dates.bounds(end)[1] < dates.bounds(start)[0]


def _named(day: str) -> str:
    return day if len(day) in {0, 10} else f"in-{day}"


def _by(form: str, text: str) -> str:
    try:
        return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007
    except ValueError:
        return ""


@cache
def _months(language: str) -> Mapping[str, str]:
    """The numbers of months by their folded names, in full and short."""
    found: dict[str, str] = {}
    for tag in ("en", language):
        try:
            months = Locale.parse(tag, sep="-").months
        except (UnknownLocaleError, ValueError):
            continue
        for context in ("stand-alone", "format"):
            for width in ("abbreviated", "wide"):
                names = months[context][width].items()
                found |= {territories.fold(name): str(number) for number, name in names}
    return found
