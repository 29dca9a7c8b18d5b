"""Codes out of tables: yes and no, countries."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from clusteratlas.importers.reasons import Reason
from clusteratlas.importers.tables.numbers import MISSING, Oddities, Unusable, missing
from clusteratlas.importers.territories import country_of

NO_TRUTH: Final = Reason(
    "truth-unreadable",
    "This says neither yes nor no.",
    "To nie znaczy ani „tak”, ani „nie”.",
)
EU_COUNTRY_CODE: Final = Reason(
    "country-code-eu",
    "The EU's own country code (EL, UK) was read as the ISO 3166-1 code (GR, GB).",
    "Kod kraju stosowany w UE (EL, UK) odczytano jako kod ISO 3166-1 (GR, GB).",
)
NO_COUNTRY: Final = Reason(
    "country-unknown",
    "There is no country with this code or name.",
    "Nie ma kraju o takim kodzie lub nazwie.",
)

_TRUTHS: Final[Mapping[str, bool]] = MappingProxyType(
    dict.fromkeys(("true", "t", "yes", "y", "1", "tak", "ja", "oui", "sí", "si", "sì"), True)
    | dict.fromkeys(("false", "f", "no", "n", "0", "nie", "nej", "nein", "non"), False)
)
_EU_CODES: Final = frozenset({"EL", "UK"})


def truth(raw: str) -> tuple[bool | None, Oddities]:
    """True or False in the words of several languages; None where the field is empty.

    Raises Unusable.
    """
    text = raw.strip().casefold()
    if not text:
        return None, ()
    if missing(text):
        return None, (MISSING,)
    if text not in _TRUTHS:
        raise Unusable(NO_TRUTH)
    return _TRUTHS[text], ()


def country(raw: str) -> tuple[str, Oddities]:
    """The ISO 3166-1 alpha-2 code of a country's code or name; '' where there is none.

    Raises Unusable.
    """
    code = raw.strip().upper()
    if not code:
        return "", ()
    iso = country_of(code)
    if iso is None:
        raise Unusable(NO_COUNTRY)
    return iso, (EU_COUNTRY_CODE,) if code in _EU_CODES else ()
