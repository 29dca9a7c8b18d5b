"""Identifiers and addresses, put into the one form that they have in the atlas."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from clusteratlas.importers.mapping import codes, reasons
from clusteratlas.importers.mapping.meanings import MEANINGS
from clusteratlas.importers.ntriples import external
from clusteratlas.importers.reasons import Reason
from clusteratlas.terms import ID

_VAT: Final = re.compile(r"[A-Z]{2}[A-Z0-9+*]{2,12}")
_FIVE_DIGITS: Final = frozenset(["DE", "EE", "ES", "FI", "FR", "IT"])
"""Countries with postcodes of five digits, of which the first may be a zero."""
_PIC: Final = re.compile(r"[0-9]{9}")
_LEI: Final = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_ROR: Final = re.compile(r"(?:https?://)?(?:www\.)?(?:ror\.org/)?(0[a-z0-9]{6}[0-9]{2})/?")
_PUNCTUATION: Final = re.compile(r"[\s.\-/]+")
_SCHEME: Final = re.compile(r"[a-z]+://", re.IGNORECASE)
_HOST: Final = re.compile(r"[^\s/:@]+\.[^\s/:@.]{2,}(?:[:/?#].*)?")
_CLUSTER: Final = re.compile(rf"(?:{re.escape(ID)}cluster/)?([a-z0-9]+(?:-[a-z0-9]+)*)")


def vat(text: str, country: str) -> tuple[str, Reason | None]:
    """A VAT number without spaces and dots, with the letters of its country (ISO 3166-1).

    Where it has none, those of `country` are added, with a reason. '' with a reason where it has
    not the form of such a number.
    """
    number = _PUNCTUATION.sub("", text).upper()
    if _VAT.fullmatch(number):
        return number, None
    letters = {"GR": "EL"}.get(country, country)
    if letters and _VAT.fullmatch(letters + number):
        return letters + number, reasons.VAT_COUNTRY
    return "", reasons.IDENTIFIER_MALFORMED


def postcode(text: str, country: str) -> tuple[str, Reason | None]:
    """A postcode; where a zero in front was lost, it is restored, with a reason."""
    if country in _FIVE_DIGITS and text.isdigit() and len(text) == 4:
        return f"0{text}", reasons.POSTCODE_ZERO
    return text, None


def pic(text: str) -> str:
    """A PIC: nine digits; '' where it has not that form."""
    return _whole(_PIC, text.replace(" ", ""))


def lei(text: str) -> str:
    """A Legal Entity Identifier (ISO 17442); '' where it has not that form."""
    return _whole(_LEI, text.replace(" ", "").upper())


def ror(text: str) -> str:
    """The IRI of an organisation at ror.org; '' where it has not that form."""
    found = _ROR.fullmatch(text.lower())
    return f"https://ror.org/{found[1]}" if found else ""


def homepage(text: str) -> str:
    """A web address, with a scheme; '' where it is none."""
    address = text if _SCHEME.match(text) else f"http://{text}"
    scheme, _, rest = address.partition("://")
    if scheme.lower() not in {"http", "https"} or not _HOST.fullmatch(rest):
        return ""
    return address if external(address) else ""


def cluster(text: str) -> str:
    """The slug of a cluster that is given by its address or slug; '' where it is neither."""
    found = _CLUSTER.fullmatch(text)
    return found[1] if found else ""


def codes_of(means: str) -> frozenset[str]:
    """The codes that the values of a meaning are; none where they are no codes."""
    scheme = MEANINGS[means].codes
    return codes.of(scheme) if scheme else frozenset()


def _whole(pattern: re.Pattern[str], text: str) -> str:
    return text if pattern.fullmatch(text) else ""


FORMS: Final[Mapping[str, Callable[[str], str]]] = {
    "pic": pic,
    "lei": lei,
    "ror": ror,
    "homepage": homepage,
    "address": cluster,
}
"""What puts a value into its form, by the last word of its meaning."""
COMPLETIONS: Final[Mapping[str, Callable[[str, str], tuple[str, Reason | None]]]] = {
    "organisation.vat": vat,
    "organisation.postcode": postcode,
}
"""What completes a value by the country of the organisation, by its meaning."""
