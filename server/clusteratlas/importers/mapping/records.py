"""Arrays of records in JSON, streamed, as tables whose columns are the names in the records.

A record has no line of its own: records are counted from 1, and the count stands for the line.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO, Final

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.mapping.reasons import NESTED, NO_RECORD
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables.header import Header
from clusteratlas.importers.tables.rows import Row
from clusteratlas.importers.tables.sources import Source

_CHUNK: Final = 1 << 16
_LONGEST_RECORD: Final = 1 << 24
_LOOKED_AT: Final = 1000
_SHOWN: Final = 200
_TOLD_EVERY: Final = 1024
_BETWEEN: Final = " \t\r\n,"


@dataclass(frozen=True)
class JsonTable:
    """A document that holds an array of records: at its top, or as a property of its top."""

    source: Source
    header: Header
    property: str

    @classmethod
    def look_at(cls, source: Source, property_: str) -> JsonTable:
        """Find the columns. Raises ImportRefused where there is no array of records."""
        names: dict[str, None] = {}
        with source.open() as stream:
            for record in islice(_records(source, stream, property_), _LOOKED_AT):
                if isinstance(record, dict):
                    names.update(dict.fromkeys(record))
        if not names:
            raise ImportRefused(
                f"{source.name} holds no records.",
                hint="An array of objects is read; where it is a property of the document, the "
                "mapping names it: dialect: {property: …}.",
            )
        return cls(source, Header(names), property_)

    def rows(self, report: ImportReport) -> Iterator[Row]:
        """Each record: its number, and a text for each column."""
        name, before, count = self.source.name, report.done_bytes, 0
        names = set(self.header.names)
        with self.source.open() as stream:
            for count, record in enumerate(_records(self.source, stream, self.property), 1):
                if count % _TOLD_EVERY == 0:
                    report.done_bytes = before + stream.tell()
                report.rows[name] += 1
                if not isinstance(record, dict):
                    report.reject(name, count, "", _shown(record), NO_RECORD)
                    continue
                for late in record.keys() - names:
                    report.reject(name, count, late, _shown(record[late]), NO_RECORD)
                yield (
                    count,
                    [
                        _text(record.get(column), name, count, column, report)
                        for column in self.header.names
                    ],
                )
            report.done_bytes = before + stream.tell()


def _text(value: Any, file: str, number: int, column: str, report: ImportReport) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    if isinstance(value, str):
        return value
    report.reject(file, number, column, _shown(value), NESTED)
    return ""


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text[:_SHOWN]


def _records(source: Source, stream: BinaryIO, property_: str) -> Iterator[Any]:
    """The records, numbers as they are written. Raises ImportRefused where this is no JSON."""
    buffer = _Buffer(source, stream)
    if not _enter(buffer, property_):
        return
    decoder = json.JSONDecoder(parse_float=str, parse_int=str)
    while True:
        head = buffer.skip(_BETWEEN)
        if head in {"]", ""}:
            if not head:
                raise _broken(source, buffer)
            return
        yield buffer.decode(decoder)


def _enter(buffer: _Buffer, property_: str) -> bool:
    """Go to the first record of the array."""
    head = buffer.skip(_BETWEEN + "\ufeff")
    if head == "{" and property_:
        found = buffer.find(f'"{property_}"')
        if not found or buffer.skip(_BETWEEN + ":") != "[":
            return False
    elif head != "[":
        return False
    buffer.take()
    return True


class _Buffer:
    """A piece of the text that is not yet read."""

    def __init__(self, source: Source, stream: BinaryIO) -> None:
        self._source = source
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.text = ""
        self.at = 0

    def more(self) -> bool:
        """Read on; False at the end."""
        chunk = self._stream.read(_CHUNK)
        self.text = self.text[self.at :] + self._decode(chunk, final=not chunk)
        self.at = 0
        if len(self.text) > _LONGEST_RECORD:
            raise _broken(self._source, self)
        return bool(chunk)

    def skip(self, characters: str) -> str:
        """Go past these characters: the one after them, '' at the end."""
        while True:
            while self.at < len(self.text):
                if self.text[self.at] not in characters:
                    return self.text[self.at]
                self.at += 1
            if not self.more():
                return ""

    def find(self, text: str) -> bool:
        """Go behind a text; False where there is none."""
        while (found := self.text.find(text, self.at)) < 0:
            self.at = max(self.at, len(self.text) - len(text))
            if not self.more():
                return False
        self.at = found + len(text)
        return True

    def take(self) -> None:
        """Go past one character."""
        self.at += 1

    def decode(self, decoder: json.JSONDecoder) -> Any:
        """The value that begins here."""
        while True:
            try:
                value, end = decoder.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                if not self.more():
                    raise _broken(self._source, self) from error
                continue
            if end == len(self.text) and not isinstance(value, dict | list) and self.more():
                continue
            self.at = end
            return value


def _broken(source: Source, buffer: _Buffer) -> ImportRefused:
    near = buffer.text[buffer.at : buffer.at + 60].strip()
    return ImportRefused(
        f"{source.name} is no sound JSON" + (f": it breaks off near “{near}”." if near else "."),
        hint="Download it again.",
    )
