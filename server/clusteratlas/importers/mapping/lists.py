"""The lists that mappings are laid on: delimited text, workbooks, and arrays of JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from clusteratlas.importers.mapping.model import Mapping
from clusteratlas.importers.mapping.records import JsonTable
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables.header import Header
from clusteratlas.importers.tables.reading import look_at
from clusteratlas.importers.tables.rows import Row
from clusteratlas.importers.tables.sources import Source


class Rows(Protocol):
    """A list whose header is known, and whose rows can be read."""

    @property
    def source(self) -> Source:
        """The file."""
        ...

    @property
    def header(self) -> Header:
        """The titles of its columns."""
        ...

    def rows(self, report: ImportReport) -> Iterator[Row]:
        """See Table."""
        ...


def lists_of(source: Source, mapping: Mapping | None = None) -> Rows:
    """A file as a list, read as the mapping says; without one, as it seems to be written.

    Raises ImportRefused where it is no table.
    """
    if is_json(source):
        return JsonTable.look_at(source, mapping.json_property if mapping else "")
    return look_at(source, mapping.layout if mapping else None)


def is_json(source: Source) -> bool:
    """Whether a file is a JSON document, by how it begins."""
    if source.kind not in {"plain", "gzip"}:
        return False
    with source.open() as stream:
        head = stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    return head[:1] in {b"[", b"{"}
