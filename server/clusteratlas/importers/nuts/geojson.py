"""Features of a GeoJSON file, one after the other (RFC 7946).

A file of borders is larger than it is useful to hold: features are read as they are asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import TextIOWrapper
from typing import Any, Final, NamedTuple, TextIO

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.nuts.systems import DEGREES, IN_METRES
from clusteratlas.importers.tables.sources import Source

_CHUNK: Final = 1 << 18
_FEATURES: Final = re.compile(r'"features"\s*:\s*\[')
_BETWEEN: Final = re.compile(r"[\s,]*")
_SYSTEM: Final = re.compile(r"EPSG[^0-9\"]{1,20}(\d{4,5})")
_IN_NAME: Final = re.compile(r"_([0-9]{4})(?![0-9A-Za-z])")
_SYSTEMS: Final = frozenset({DEGREES, *IN_METRES})


class Feature(NamedTuple):
    """`line` is where it begins, counted from 1, `end` how many characters were read.

    `name` is what the file calls it (RFC 7946 §3.2 `id`), '' where it does not; `system` is that of
    its coordinates, by the EPSG code.
    """

    line: int
    end: int
    name: str
    system: str
    properties: dict[str, Any]
    geometry: dict[str, Any]


def features(source: Source) -> Iterator[Feature]:
    """The features of a file.

    Raises ImportRefused for what is no collection of features, breaks off, or has coordinates of a
    system that is not known.
    """
    with source.open() as stream, TextIOWrapper(stream, "utf-8-sig") as file:
        try:
            yield from _Features(source.name, file)
        except UnicodeDecodeError as error:
            raise _refused(source.name) from error


class _Features:
    def __init__(self, name: str, file: TextIO) -> None:
        self._name, self._file = name, file
        self._decoder = json.JSONDecoder()
        self._text, self._at = "", 0
        self._line, self._gone = 1, 0
        self._system = _named_system(name)

    def __iter__(self) -> Iterator[Feature]:
        self._skip_head()
        while self._skip_to_next():
            line = self._line
            value = self._next()
            properties, geometry = value.get("properties"), value.get("geometry")
            name = str(value.get("id") or "")
            end = self._gone + self._at
            yield Feature(line, end, name, self._system, properties or {}, geometry or {})
        foot = _SYSTEM.search(self._text[self._at :] + self._file.read(_CHUNK))
        if foot and foot[1] != self._system:
            raise not_in_degrees(self._name, f"EPSG:{foot[1]}")

    def _skip_head(self) -> None:
        self._more()
        found = _FEATURES.search(self._text)
        if not self._text.lstrip().startswith("{") or not found:
            raise _refused(self._name)
        said = _SYSTEM.search(self._text[: found.start()])
        if said:
            self._system = said[1]
        if self._system not in _SYSTEMS:
            raise not_in_degrees(self._name, f"EPSG:{self._system}")
        self._pass(found.end())

    def _skip_to_next(self) -> bool:
        """Whether there is another feature, at which to stand then."""
        while True:
            between = _BETWEEN.match(self._text, self._at)
            self._pass(between.end() if between else self._at)
            if self._at < len(self._text):
                return self._text[self._at] != "]"
            if not self._more():
                raise _broken_off(self._name)

    def _next(self) -> dict[str, Any]:
        chunk = _CHUNK
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                # Twice as much each time: what was read of a large one is not read often.
                if not self._more(chunk):
                    raise _broken_off(self._name) from error
                chunk *= 2
            else:
                self._pass(end)
                if not isinstance(value, dict):
                    raise _refused(self._name)
                return value

    def _pass(self, end: int) -> None:
        self._line += self._text.count("\n", self._at, end)
        self._at = end

    def _more(self, chunk: int = _CHUNK) -> bool:
        read = self._file.read(chunk)
        self._gone += self._at
        self._text, self._at = self._text[self._at :] + read, 0
        return bool(read)


def _named_system(name: str) -> str:
    """The system that a file says by its name alone; degrees where it does not (RFC 7946 §4)."""
    return next((part for part in _IN_NAME.findall(name) if part in IN_METRES), DEGREES)


def not_in_degrees(name: str, system: str) -> ImportRefused:
    """The error for coordinates of another system, such as metres."""
    return ImportRefused(
        f"The coordinates of {name} are not degrees of longitude and latitude but {system}.",
        hint="Fetch the file of the same name that ends in _4326.geojson.",
    )


def _refused(name: str) -> ImportRefused:
    return ImportRefused(
        f"{name} is no GeoJSON file with features.",
        hint="Fetch a file such as NUTS_RG_20M_2024_4326.geojson from Eurostat's GISCO.",
    )


def _broken_off(name: str) -> ImportRefused:
    return ImportRefused(
        f"{name} breaks off, or is no JSON, in or after its last whole feature.",
        hint="Was it fetched to its end?",
    )
