"""The words that stand in pictures, and numbers as the reader's language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from clusteratlas.languages import POLISH

_GROUPS = "\N{NARROW NO-BREAK SPACE}"
_IN_MILLIONS = 1_000_000


@dataclass(frozen=True)
class Words:
    """What a picture is called, what it shows in a sentence or two, and the reader's language."""

    title: str
    description: str = ""
    language: str = "en"

    def say(self, key: str) -> str:
        """One of the words that the pictures themselves need."""
        return _TEXTS["pl" if self.language == POLISH else "en"][key]


class Bound(StrEnum):
    """How a value is meant; the members are the notations of the scheme `bound`."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at-least"
    MORE_THAN = "more-than"
    AT_MOST = "at-most"
    LESS_THAN = "less-than"

    @classmethod
    def of(cls, iri: str) -> Bound:
        """The bound that a concept's IRI names; exact where none is."""
        notation = iri.rpartition("/")[2]
        return next((bound for bound in cls if bound.value == notation), cls.EXACT)

    @property
    def is_open_above(self) -> bool:
        """Whether the quantity may be greater than the value, without end."""
        return self in (Bound.AT_LEAST, Bound.MORE_THAN)

    @property
    def is_open_below(self) -> bool:
        """Whether the quantity may be less than the value, down to nothing."""
        return self in (Bound.AT_MOST, Bound.LESS_THAN)

    @property
    def excludes(self) -> bool:
        """Whether the quantity is surely not the value itself."""
        return self in (Bound.MORE_THAN, Bound.LESS_THAN)


_SIGNS: Mapping[Bound, str] = {
    Bound.EXACT: "",
    Bound.ABOUT: "≈ ",
    Bound.AT_LEAST: "≥ ",
    Bound.MORE_THAN: "> ",
    Bound.AT_MOST: "≤ ",
    Bound.LESS_THAN: "< ",
}


def bounded(value: float, bound: Bound, language: str) -> str:
    """A value with the sign of its bound: “> 400”."""
    return _SIGNS[bound] + plain(value, language)


def plain(value: float, language: str) -> str:
    """A number with its digits in groups of three, and at most two decimals."""
    shown = f"{value:,.2f}".rstrip("0").rstrip(".").replace(",", _GROUPS)
    return shown.replace(".", ",") if language == POLISH else shown


def short(value: float, language: str) -> str:
    """A number for an axis: millions as “2.5 M”."""
    if abs(value) >= _IN_MILLIONS:
        unit = " mln" if language == POLISH else "\N{NARROW NO-BREAK SPACE}M"
        return plain(value / _IN_MILLIONS, language) + unit
    return plain(value, language)


_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "bound": "How it is meant",
        "about": "about",
        "at-least": "at least",
        "at-most": "at most",
        "exact": "exactly",
        "less-than": "less than",
        "more-than": "more than",
        "earliest": "From (earliest)",
        "earliest_end": "Until (earliest)",
        "from": "From",
        "kind": "Kind",
        "latest": "Until (latest)",
        "latest_start": "From (latest)",
        "latitude": "Latitude",
        "links": "Links",
        "longitude": "Longitude",
        "name": "Name",
        "nothing": "There is nothing to show.",
        "more": "and {count} more",
        "one_end": "From",
        "other_end": "To",
        "place": "Place",
        "source": "Source",
        "undated": "no date",
        "until": "Until",
        "value": "Value",
        "weight": "Weight",
    },
    "pl": {
        "bound": "Rodzaj wartości",
        "about": "około",
        "at-least": "co najmniej",
        "at-most": "co najwyżej",
        "exact": "dokładnie",
        "less-than": "mniej niż",
        "more-than": "więcej niż",
        "earliest": "Od (najwcześniej)",
        "earliest_end": "Do (najwcześniej)",
        "from": "Od",
        "kind": "Rodzaj",
        "latest": "Do (najpóźniej)",
        "latest_start": "Od (najpóźniej)",
        "latitude": "Szerokość geograficzna",
        "links": "Powiązania",
        "longitude": "Długość geograficzna",
        "name": "Nazwa",
        "nothing": "Nie ma czego pokazać.",
        "more": "i jeszcze {count}",
        "one_end": "Od",
        "other_end": "Do",
        "place": "Miejsce",
        "source": "Źródło",
        "undated": "bez daty",
        "until": "Do",
        "value": "Wartość",
        "weight": "Waga",
    },
}
