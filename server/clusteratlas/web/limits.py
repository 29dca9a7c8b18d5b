"""The settings that bound what a client may ask, as the service description states them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum


class Unit(Enum):
    """A unit, with its code in UN/CEFACT Recommendation 20."""

    SECONDS = ("seconds", "SEC")
    BYTES = ("bytes", "AD")
    ONE = ("one", "C62")

    @property
    def text(self) -> str:
        """The unit in a word."""
        return self.value[0]

    @property
    def code(self) -> str:
        """The unit's code."""
        return self.value[1]


@dataclass(frozen=True)
class Limit:
    """What a setting bounds; `names` by language."""

    setting: str
    unit: Unit
    names: Mapping[str, str]


def _limit(setting: str, unit: Unit, english: str, polish: str) -> Limit:
    return Limit(setting, unit, {"en": english, "pl": polish})


LIMITS: Sequence[Limit] = (
    _limit(
        "query_timeout",
        Unit.SECONDS,
        "Time that a query may take",
        "Czas, jaki może zająć zapytanie",
    ),
    _limit(
        "update_timeout",
        Unit.SECONDS,
        "Time that a write may take",
        "Czas, jaki może zająć zapis",
    ),
    _limit(
        "worker_memory_bytes",
        Unit.BYTES,
        "Memory that a query or a write may take",
        "Pamięć, jaką może zająć zapytanie lub zapis",
    ),
    _limit(
        "result_max_bytes",
        Unit.BYTES,
        "Size of a result; 0 means without bound",
        "Rozmiar wyniku; 0 oznacza brak ograniczenia",
    ),
    _limit("workers", Unit.ONE, "Queries answered at once", "Zapytania wykonywane jednocześnie"),
    _limit(
        "queue_length",
        Unit.ONE,
        "Requests that wait for their turn",
        "Żądania, które czekają na swoją kolej",
    ),
    _limit(
        "connections",
        Unit.ONE,
        "Connections that are open at once",
        "Połączenia otwarte jednocześnie",
    ),
    _limit("query_max_length", Unit.ONE, "Characters of a query", "Znaki w zapytaniu"),
    _limit(
        "query_max_depth",
        Unit.ONE,
        "Brackets inside one another in a query",
        "Nawiasy zagnieżdżone w zapytaniu",
    ),
    _limit(
        "query_max_operators",
        Unit.ONE,
        "Keywords and operators in a query",
        "Słowa kluczowe i operatory w zapytaniu",
    ),
    _limit(
        "body_max_bytes",
        Unit.BYTES,
        "Size of the body of a query",
        "Rozmiar treści żądania z zapytaniem",
    ),
    _limit(
        "upload_max_bytes",
        Unit.BYTES,
        "Size of the body of a write",
        "Rozmiar treści żądania zapisu",
    ),
    _limit(
        "keep_versions",
        Unit.ONE,
        "Versions of the dataset that are kept",
        "Przechowywane wersje zbioru danych",
    ),
)
