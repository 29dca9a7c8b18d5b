"""Numbers out of tables, exact: as decimal digits, never through binary floating point."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from clusteratlas.importers.reasons import Reason

EXPONENT: Final = Reason(
    "number-exponent",
    "The number is in exponent notation, which may have cost it digits before it was published.",
    "Liczba jest w zapisie wykładniczym, przez co mogła stracić cyfry przed publikacją.",
)
FLOAT_NOISE: Final = Reason(
    "number-float-noise",
    "The number carries the rounding error of a program in its last digits; it was rounded to "
    "cents.",
    "Ostatnie cyfry liczby to błąd zaokrąglenia programu; zaokrąglono ją do setnych.",
)
THOUSANDS: Final = Reason(
    "number-thousands",
    "The number's thousands are separated; the separators were left out.",
    "Liczba ma rozdzielone tysiące; separatory pominięto.",
)
CURRENCY: Final = Reason(
    "number-currency",
    "A currency stands beside the number; it was left out.",
    "Obok liczby podano walutę; pominięto ją.",
)
PADDED: Final = Reason(
    "number-padded",
    "Spaces stand around the number; they were left out.",
    "Wokół liczby są spacje; pominięto je.",
)
MISSING: Final = Reason(
    "value-missing",
    "A word stands for a missing value, such as NaN or NULL: it was read as empty.",
    "Brak wartości zapisano słowem, np. NaN lub NULL: odczytano jako pusty.",
)
NO_NUMBER: Final = Reason("number-unreadable", "This is not a number.", "To nie jest liczba.")
AMBIGUOUS: Final = Reason(
    "number-ambiguous",
    "It cannot be told whether the mark in the number begins the decimals or separates thousands.",
    "Nie wiadomo, czy znak w liczbie oddziela ułamek, czy tysiące.",
)
TOO_GREAT: Final = Reason(
    "number-too-great",
    "The number is greater than any amount can be.",
    "Liczba jest większa niż jakakolwiek możliwa kwota.",
)

# At most two digits behind the mark: it can only begin the decimals.
_PLAIN: Final = re.compile(r"(-?)0*([0-9]{1,18})(?:[.,]([0-9]{1,2}))?")
_MISSING_WORDS: Final = frozenset(
    {"nan", "null", "none", "n/a", "na", "n.a.", "#n/a", "nd", "b.d.", "-", "--", "–", "—"}
    | {"k.a.", "k. a.", "brak", "brak danych", "nie dotyczy", "n.d.", "n/d", "s/d", "s.d.", "nc"}
)
_SIGNS: Final = {
    "€": "EUR", "£": "GBP", "zł": "PLN", "kč": "CZK", "ft": "HUF", "лв": "BGN", "lei": "RON",
    "$": "", "kr": "",
}  # fmt: skip
_CODES: Final = ("EUR", "GBP", "USD", "PLN", "CZK", "SEK", "HUF", "RON", "BGN", "DKK", "NOK", "CHF")
_CURRENCIES: Final = _SIGNS | {code.casefold(): code for code in _CODES}
"""Currencies by what stands beside an amount, in small letters; '' for a sign of several."""
_CURRENCY: Final = re.compile(
    rf"[€£$]|(?<![^\W\d_])(?:zł|kč|ft|лв|lei|kr|{'|'.join(_CODES)})(?![^\W\d_])\.?", re.IGNORECASE
)
_EXPONENT: Final = re.compile(r"[+-]?[0-9]{1,20}(?:[.,][0-9]{1,30})?[eE][+-]?[0-9]{1,3}")
_SHAPED: Final = re.compile(r"([+-]?)([0-9]{1,30}(?:[^0-9a-zA-Z][0-9]{1,30})*|[.,][0-9]{1,30})")
_MARK: Final = re.compile(r"[^0-9]")
_GREATEST: Final = Decimal(10) ** 18
_CENT: Final = Decimal("0.01")
_NOISE: Final = Decimal("0.00005")
_LONGEST_FRACTION: Final = 4
_LONGEST_EXPONENT: Final = 30
_SPACES: Final = " \u00a0\u202f\u2009"


class Unusable(Exception):
    """A field cannot be read as what it should be, for `reason`."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True)
class NumberStyle:
    """Which marks may begin the decimals, and which may separate thousands.

    Where one mark may do both (as in `1,234`), the number is refused as ambiguous. One or two
    digits behind a dot or comma are decimals in every style.
    """

    decimal: str = ".,"
    thousands: str = f".,'’{_SPACES}"


ANY_STYLE: Final = NumberStyle()
EITHER_DECIMAL: Final = NumberStyle(thousands=f"'’{_SPACES}")
"""Decimals begin with a dot or a comma, and neither separates thousands."""

Oddities = tuple[Reason, ...]


def missing(text: str) -> bool:
    """Whether a word says that there is no value."""
    return text.casefold() in _MISSING_WORDS


def number(raw: str, style: NumberStyle = ANY_STYLE) -> tuple[str, Oddities]:
    """A number in plain decimal digits (`-1234.5`) without needless zeros; '' where there is none.

    Raises Unusable.
    """
    if plain := _PLAIN.fullmatch(raw):
        return _joined(*plain.groups("")), ()
    text = raw.strip()
    if not text:
        return "", ()
    found = [] if text == raw else [PADDED]
    if missing(text):
        return "", (*found, MISSING)
    bare = _CURRENCY.sub("", text).strip()
    if bare != text:
        found.append(CURRENCY)
    bare = bare.replace("\u2212", "-")
    if _EXPONENT.fullmatch(bare):
        return _without_exponent(bare), (*found, EXPONENT)
    shaped = _SHAPED.fullmatch(bare)
    if not shaped:
        raise Unusable(NO_NUMBER)
    whole, fraction = _split(shaped[2], style)
    digits = _MARK.sub("", whole)
    if digits != whole:
        found.append(THOUSANDS)
    return _within_bounds(_joined(shaped[1], digits, fraction)), tuple(found)


def currency(raw: str) -> str:
    """The code of the currency that stands beside a number; '' where none does for sure."""
    found = {_CURRENCIES[sign[0].rstrip(".").casefold()] for sign in _CURRENCY.finditer(raw)}
    return found.pop() if len(found) == 1 else ""


def amount(raw: str, style: NumberStyle = ANY_STYLE) -> tuple[str, Oddities]:
    """A number that is an amount of money: a program's rounding error in it is taken back.

    A fraction of a cent that is more than such an error is kept. Raises Unusable.
    """
    digits, oddities = number(raw, style)
    if len(digits.partition(".")[2]) > _LONGEST_FRACTION:
        exact = Decimal(digits)
        rounded = exact.quantize(_CENT)
        if abs(exact - rounded) < _NOISE:
            return _plain(rounded), (*oddities, FLOAT_NOISE)
    return digits, oddities


def _split(body: str, style: NumberStyle) -> tuple[str, str]:
    """What stands before the decimals, thousands still separated, and the decimals."""
    marks = _MARK.findall(body)
    if not marks:
        return body, ""
    last = marks[-1]
    head, _, tail = body.rpartition(last)
    others = set(marks[:-1])
    if others - {last}:  # 1.234,56
        if last in style.decimal and len(others) == 1 and _grouped(head, others.pop()):
            return head, tail
        raise Unusable(NO_NUMBER)
    grouped = _grouped(body, last)
    if len(marks) > 1:  # 1.234.567
        if grouped and last in f".,{style.thousands}":
            return body, ""
        raise Unusable(NO_NUMBER)
    if grouped and last in style.thousands:  # 1,234
        if last in style.decimal:
            raise Unusable(AMBIGUOUS)
        return body, ""
    if last in style.decimal:
        return head, tail
    raise Unusable(NO_NUMBER)


def _grouped(whole: str, mark: str) -> bool:
    first, *rest = whole.split(mark)
    return (
        first.isdigit()
        and 1 <= len(first) <= 3
        and not first.startswith("0")
        and all(len(group) == 3 and group.isdigit() for group in rest)
    )


def _joined(sign: str, whole: str, fraction: str) -> str:
    whole = whole.lstrip("0") or "0"
    fraction = fraction.rstrip("0")
    digits = f"{whole}.{fraction}" if fraction else whole
    return f"-{digits}" if sign == "-" and digits != "0" else digits


def _without_exponent(text: str) -> str:
    value = Decimal(text.replace(",", "."))
    if value and abs(value.adjusted()) > _LONGEST_EXPONENT:
        raise Unusable(TOO_GREAT)
    return _within_bounds(_plain(value))


def _plain(value: Decimal) -> str:
    sign, digits = ("-", f"{-value:f}") if value < 0 else ("", f"{value:f}")
    whole, _, fraction = digits.partition(".")
    return _joined(sign, whole, fraction)


def _within_bounds(digits: str) -> str:
    if abs(Decimal(digits)) >= _GREATEST:
        raise Unusable(TOO_GREAT)
    return digits
