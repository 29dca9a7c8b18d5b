"""How days, numbers and money are written for a reader, in English and Polish.

Pure: each function is given the language.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_currency, format_decimal

from clusteratlas.entities.periods import parsed
from clusteratlas.languages import ENGLISH, POLISH

LOCALES = {ENGLISH: Locale("en", "GB"), POLISH: Locale("pl", "PL")}

_MONEY = {ENGLISH: "¤¤\u00a0#,##0", POLISH: "#,##0\u00a0¤¤"}
_BOUNDS = {
    "at-least": {ENGLISH: "at least {0}", POLISH: "co najmniej {0}"},
    "more-than": {ENGLISH: "more than {0}", POLISH: "ponad {0}"},
    "at-most": {ENGLISH: "at most {0}", POLISH: "co najwyżej {0}"},
    "less-than": {ENGLISH: "less than {0}", POLISH: "mniej niż {0}"},
    "about": {ENGLISH: "about {0}", POLISH: "około {0}"},
}
_UNITS = {
    "conference": ("conference", "conferences", "konferencja", "konferencje", "konferencji"),
    "country": ("country", "countries", "kraj", "kraje", "krajów"),
    "institution": ("institution", "institutions", "instytucja", "instytucje", "instytucji"),
    "month": ("month", "months", "miesiąc", "miesiące", "miesięcy"),
    "person": ("person", "people", "osoba", "osoby", "osób"),
    "region": ("region", "regions", "region", "regiony", "regionów"),
    "session": ("session", "sessions", "sesja", "sesje", "sesji"),
    "start-up": ("start-up", "start-ups", "start-up", "start-upy", "start-upów"),
}
"""By the concept's name: English one and other, Polish one, few and many."""


def day(text: str, language: str) -> str:
    """A day, a month or a year as ISO 8601 writes it; any other text as it is."""
    parts = text[:10].split("-")
    if len(parts) == 3:
        known = parsed(text)
        return full_day(known, language) if known else text
    if len(parts) == 2 and all(part.isdecimal() for part in parts):
        month = date(int(parts[0]), int(parts[1]), 1)
        return format_skeleton("yMMMM", month, locale=LOCALES[language])
    return text


def full_day(known: date, language: str) -> str:
    """A day with the month in words (in Polish in the genitive, which also follows "od", "do")."""
    return format_date(known, "d MMMM y", LOCALES[language])


def number(value: Decimal | int, language: str) -> str:
    """A number with its digits in groups, and no more decimal places than it has."""
    return format_decimal(_plain(value), locale=LOCALES[language], decimal_quantization=False)


def short_number(value: Decimal | int, language: str) -> str:
    """A large number in few characters: 1.2M, 1,2 mln."""
    return format_compact_decimal(value, locale=LOCALES[language], fraction_digits=1)


def money(amount: Decimal, currency: str, language: str) -> str:
    """An amount with its currency's code; without decimal places where they are zero.

    `currency` is a code of ISO 4217, '' where none is stated.
    """
    if not currency:
        return number(amount, language)
    pattern = _MONEY[language]
    if _plain(amount) != _plain(amount).to_integral_value():
        pattern = pattern.replace("#,##0", "#,##0.00")
    return format_currency(amount, currency, pattern, LOCALES[language], currency_digits=False)


def counted(value: Decimal, unit: str, language: str) -> str:
    """A value with its unit, which is the concept's name; alone where the unit has no word."""
    said = number(value, language)
    if unit == "percent":
        return f"{said}%"
    if unit not in _UNITS:
        return said
    one, other, polish_one, few, many = _UNITS[unit]
    forms = (
        {"one": one, "other": other}
        if language == ENGLISH
        else {"one": polish_one, "few": few, "many": many, "other": few}
    )
    return f"{said}\u00a0{plural(forms, value, language)}"


def bounded(text: str, bound: str, language: str) -> str:
    """A value in words with its bound: `bound` is the concept's name, such as "at-least"."""
    words = _BOUNDS.get(bound)
    return words[language].format(text) if words else text


def plural(forms: Mapping[str, str], count: Decimal | int, language: str) -> str:
    """The form of a word that goes with `count`, by CLDR's categories ("other" stands for all)."""
    return forms.get(LOCALES[language].plural_form(_plain(count)), forms["other"])


def _plain(value: Decimal | int) -> Decimal:
    """1087398.00 as 1087398: what is written, not how it was stored."""
    decimal = Decimal(value)
    whole = decimal.to_integral_value()
    return whole if decimal == whole else decimal.normalize()
