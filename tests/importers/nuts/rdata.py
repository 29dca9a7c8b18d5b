"""A reader of R's data files, as far as a table of areas needs it.

R Internals §1.8 (serialization, format X, versions 2 and 3). The libraries on PyPI read tables, but
not the nested lists of coordinates of the package sf; this reads values, and no code.
"""

from __future__ import annotations

import lzma
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NULL, GLOBAL, REFERENCE, ALTREP = 254, 253, 255, 238
SYMBOL, PAIRS, CALL, CHARACTERS = 1, 2, 6, 9
LOGICALS, INTEGERS, DOUBLES, TEXTS, LIST, EXPRESSION = 10, 13, 14, 16, 19, 20
PAIRS_WITH_ATTRIBUTES, CALL_WITH_ATTRIBUTES = 239, 240
MISSING = -(2**31)


@dataclass
class Value:
    """A vector or list of R, with its attributes by name."""

    items: list[Any]
    attributes: dict[str, Value] = field(default_factory=dict)

    def column(self, name: str) -> Value:
        return self.items[self.attributes["names"].items.index(name)]

    def texts(self) -> list[Any]:
        """The items; the labels of a factor."""
        if "levels" in self.attributes:
            levels = self.attributes["levels"].items
            return [None if item is None else levels[item - 1] for item in self.items]
        return self.items


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0
        self._references: list[Any] = []

    def take(self, layout: str) -> tuple[Any, ...]:
        size = struct.calcsize(layout)
        found = struct.unpack_from(layout, self._data, self._at)
        self._at += size
        return found

    def integer(self) -> int:
        return self.take(">i")[0]

    def text(self, length: int) -> str:
        found = self._data[self._at : self._at + length]
        self._at += length
        return found.decode("utf-8")

    def value(self) -> Any:
        flags = self.integer()
        kind, attributes, tag = flags & 255, flags & 512, flags & 1024
        if kind in {NULL, GLOBAL}:
            return None
        if kind == REFERENCE:
            return self._references[(flags >> 8 or self.integer()) - 1]
        if kind == SYMBOL:
            name = self.value()
            self._references.append(name)
            return name
        if kind == CHARACTERS:
            length = self.integer()
            return None if length < 0 else self.text(length)
        if kind in {PAIRS, CALL, PAIRS_WITH_ATTRIBUTES, CALL_WITH_ATTRIBUTES}:
            return self._pairs(bool(attributes or kind > CALL), bool(tag))
        if kind == ALTREP:
            return self._compact()
        found = Value(self._vector(kind))
        if attributes:
            found.attributes = self.value()
        return found

    def _pairs(self, attributes: bool, tag: bool) -> dict[str, Any]:
        if attributes:
            self.value()
        name = self.value() if tag else ""
        return {name: self.value()} | (self.value() or {})

    def _compact(self) -> Any:
        described, state, _ = self.value(), self.value(), self.value()
        kind = next(iter(described.values())) if isinstance(described, dict) else described
        if "compact" in str(kind):
            count, start, step = state.items
            return Value([int(start + step * place) for place in range(int(count))])
        raise NotImplementedError(kind)

    def _vector(self, kind: int) -> list[Any]:
        length = self.integer()
        if kind in {LOGICALS, INTEGERS}:
            return [None if one == MISSING else one for one in self.take(f">{length}i")]
        if kind == DOUBLES:
            return list(self.take(f">{length}d"))
        if kind in {TEXTS, LIST, EXPRESSION}:
            return [self.value() for _ in range(length)]
        raise NotImplementedError(f"type {kind}")


def read_rda(path: Path) -> dict[str, Value]:
    """The values of a file that R's `save` has compressed with xz, by name."""
    data = lzma.decompress(path.read_bytes())
    assert data.startswith(b"RDX3\nX\n")
    reader = _Reader(data[7:])
    version, _, _ = reader.take(">3i")
    if version == 3:
        reader.text(reader.integer())
    return reader.value()
