"""How a period is written for a reader, as exactly as its four ends are known, and no more so."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from babel.dates import format_date

from clusteratlas.entities.periods import Period
from clusteratlas.languages import ENGLISH, POLISH
from clusteratlas.web.entity_pages.wording import LOCALES, full_day

_DASH = "\N{EN DASH}"
_ROMAN = ("I", "II", "III", "IV")
_DECEMBER = 12
_WORDS = {
    ENGLISH: {
        "from": "from {0}",
        "to": "to {0}",
        "since": "since {0}",
        "until": "until {0}",
        "during": "during {0}",
        "start": "start between {0} and {1}",
        "end": "end between {0} and {1}",
        "within": "some time between {0} and {1}",
        "quarter": "Q{0} {1}",
    },
    # All of these want the genitive, which is how days and months stand in Polish dates anyway.
    POLISH: {
        "from": "od {0}",
        "to": "do {0}",
        "since": "od {0}",
        "until": "do {0}",
        "during": "w ciągu {0}",
        "start": "początek między {0} a {1}",
        "end": "koniec między {0} a {1}",
        "within": "kiedyś między {0} a {1}",
        "quarter": "{0} kwartału {1}",
    },
}


def period(when: Period, language: str) -> str:
    """When something holds; '' for a period without ends."""
    words = _WORDS[language]
    if when.earliest_start and when.latest_end:
        if _is_exact(when):
            return _days(when.earliest_start, when.latest_end, language)
        if when.latest_start is None and when.earliest_end is None:
            days = (full_day(when.earliest_start, language), full_day(when.latest_end, language))
            return words["within"].format(*days)
    start = _moment(when.earliest_start, when.latest_start, language)
    end = _moment(when.earliest_end, when.latest_end, language)
    if start and start == end:
        return words["during"].format(start)
    has_start = bool(when.earliest_start or when.latest_start)
    has_end = bool(when.earliest_end or when.latest_end)
    if has_start and has_end:
        joint = " " if start and end else ", "
        return joint.join(
            (
                words["from"].format(start) if start else _between("start", when, language),
                words["to"].format(end) if end else _between("end", when, language),
            )
        )
    if has_start:
        return words["since"].format(start) if start else _between("start", when, language)
    if has_end:
        return words["until"].format(end) if end else _between("end", when, language)
    return ""


def _is_exact(when: Period) -> bool:
    return when.earliest_start == when.latest_start and when.earliest_end == when.latest_end


def _days(first: date, last: date, language: str) -> str:
    """From day to day; whole years without their days."""
    if (first.month, first.day, last.month, last.day) == (1, 1, _DECEMBER, 31):
        return str(first.year) if first.year == last.year else f"{first.year}{_DASH}{last.year}"
    until = full_day(last, language)
    if first == last:
        return until
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{_DASH}{until}"
    since = "d MMMM" if first.year == last.year else "d MMMM y"
    return f"{format_date(first, since, LOCALES[language])} {_DASH} {until}"


def _moment(earliest: date | None, latest: date | None, language: str) -> str:
    """One end of a period: a day, a month, a quarter or a year; '' where it is none of these."""
    if earliest is None or latest is None or earliest == latest:
        known = earliest or latest
        return full_day(known, language) if known else ""
    if earliest.year != latest.year or earliest.day != 1 or not _ends_a_month(latest):
        return ""
    if (earliest.month, latest.month) == (1, _DECEMBER):
        return str(earliest.year)
    if earliest.month == latest.month:
        return format_date(earliest, "MMMM y", LOCALES[language])
    quarter, rest = divmod(latest.month, 3)
    if rest == 0 and latest.month - earliest.month == 2:
        numeral = _ROMAN[quarter - 1] if language == POLISH else quarter
        return _WORDS[language]["quarter"].format(numeral, earliest.year)
    return ""


def _between(end: str, when: Period, language: str) -> str:
    """The start or the end of `when`, of which only the bounds are known."""
    bounds = (
        (when.earliest_start, when.latest_start)
        if end == "start"
        else (when.earliest_end, when.latest_end)
    )
    days = [full_day(known, language) for known in bounds if known]
    return _WORDS[language][end].format(*days)


def _ends_a_month(known: date) -> bool:
    return known.day == monthrange(known.year, known.month)[1]
