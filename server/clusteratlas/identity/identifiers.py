"""Identifiers that third parties give: which values of sources are such, and how they compare."""

from __future__ import annotations

import re
from typing import Final

PIC, VAT, ROR, LEI = "pic", "vat", "ror", "lei"
GRANT, RCN, NUTS, COUNTRY = "grant", "rcn", "nuts", "country"

_ROR: Final = re.compile(
    r"https?://(?:www\.)?ror\.org/(0[a-hj-km-np-tv-z0-9]{6}\d{2})/?", re.IGNORECASE
)
_PIC: Final = re.compile(r"[89]\d{8}")
_LEI: Final = re.compile(r"[A-Z0-9]{18}\d{2}")
_SIGN: Final = re.compile(r"[^A-Z0-9]")
# What stands in the place of a number that there is not.
_PLACEHOLDERS: Final = re.compile(
    r"(?:NOT?)?(?:APPLICABLE|AVAILABLE|KNOWN|GIVEN)|MISSING|NONE|NULL|NAN?|UNKNOWN|EXEMPT|BRAK|"
    r"TEST|TBD|PENDING|VAT|NO(?:VAT)?|INPROGRESS|X+"
)
# The form of a VAT number after the country's letters (Directive 2006/112/EC Art. 215; VIES).
_VAT_FORMS: Final = {
    "AT": r"U\d{8}", "BE": r"[01]?\d{9}", "BG": r"\d{9,10}", "CY": r"\d{8}[A-Z]", "CZ": r"\d{8,10}",
    "DE": r"\d{9}", "DK": r"\d{8}", "EE": r"\d{9}", "EL": r"\d{9}", "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
    "FI": r"\d{8}", "FR": r"[A-Z0-9]{2}\d{9}", "GB": r"(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})",
    "HR": r"\d{11}", "HU": r"\d{8}", "IE": r"\d[A-Z0-9]\d{5}[A-Z]{1,2}", "IT": r"\d{11}",
    "LT": r"(?:\d{9}|\d{12})", "LU": r"\d{8}", "LV": r"\d{11}", "MT": r"\d{8}",
    "NL": r"\d{9}B\d{2}", "PL": r"\d{10}", "PT": r"\d{9}", "RO": r"\d{2,10}",
    "SE": r"\d{10}(?:01)?", "SI": r"\d{8}", "SK": r"\d{10}", "NO": r"\d{9}",
    "CH": r"E?\d{9}", "IL": r"\d{9}",
}  # fmt: skip
_SAME_LETTERS: Final = {"GR": "EL", "UK": "GB"}
_FEWEST_DIGITS: Final = 7
_LAST_LETTERS: Final = re.compile(r"(?:MVA|TVA|MWST|IVA)$")


def valid(scheme: str, value: str, country: str = "") -> str | None:
    """The identifier as it compares; None where the value identifies nothing.

    So are placeholders, numbers that are too short, and what has not the form of its scheme.
    `country` (ISO 3166-1 alpha-2) tells whose VAT number it is where its letters are missing.
    """
    match scheme:
        case "pic":
            return value if _PIC.fullmatch(value) else None
        case "vat":
            return _vat(value, country)
        case "ror":
            found = _ROR.fullmatch(value)
            return found.group(1).lower() if found else None
        case "lei":
            plain = _SIGN.sub("", value.upper())
            return plain if _LEI.fullmatch(plain) and _has_valid_check_digits(plain) else None
        case _:
            return value.strip() or None


def _vat(value: str, country: str) -> str | None:
    plain = _LAST_LETTERS.sub("", _SIGN.sub("", value.upper()))
    if _PLACEHOLDERS.fullmatch(plain):
        return None
    letters, number = plain[:2], plain[2:]
    if not letters.isalpha() or _SAME_LETTERS.get(letters, letters) not in _VAT_FORMS:
        letters, number = country, plain
    letters = _SAME_LETTERS.get(letters, letters)
    digits = [sign for sign in number if sign.isdigit()]
    if len(digits) < _FEWEST_DIGITS or len(set(digits)) < 2:
        return None
    form = _VAT_FORMS.get(letters)
    if form is not None and not re.fullmatch(form, number):
        return None
    if letters == "SE":
        number = number[:10]  # The two digits after it number the branches.
    return f"{letters}{number}" if letters else None


def _has_valid_check_digits(lei: str) -> bool:
    """ISO 17442, check digits by ISO 7064 MOD 97-10."""
    return int("".join(str(int(sign, 36)) for sign in lei)) % 97 == 1
