"""Which mapping a list is read with: the one that is named, else a shipped one that fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from functools import cache
from importlib import resources
from itertools import pairwise, takewhile
from pathlib import Path

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.mapping import reader
from clusteratlas.importers.mapping.binding import lacking, missing, titles
from clusteratlas.importers.mapping.lists import Rows, lists_of
from clusteratlas.importers.mapping.model import Mapping
from clusteratlas.importers.tables import guessing
from clusteratlas.importers.tables.header import Header, joined
from clusteratlas.importers.tables.reading import Table
from clusteratlas.importers.tables.rows import Row
from clusteratlas.importers.tables.sources import Source


def choose(importer: str, source: Source, named: Path | None) -> Mapping:
    """The mapping for a list; `named` is a file, or the name of a shipped mapping.

    Raises ImportRefused where it is for another importer, and where no shipped one fits.
    """
    if named is not None:
        mapping = _named(named)
        if mapping.importer != importer:
            raise ImportRefused(
                f"The mapping {mapping.file} is for “{mapping.importer}”, not for “{importer}”.",
                hint=f"Run: clusteratlas import {mapping.importer} {source.name} --mapping {named}",
            )
        return mapping
    candidates = [mapping for mapping in shipped() if mapping.importer == importer]
    by_name = [mapping for mapping in candidates if _is_for(mapping, source.name)]
    if len(by_name) == 1:
        return by_name[0]
    header = _Headers(source)
    fitting = [mapping for mapping in by_name or candidates if header.fits(mapping)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = ", ".join(mapping.name for mapping in fitting)
        raise ImportRefused(
            f"{source.name}: its columns fit several mappings: {names}.",
            hint="Say which one it is, such as: --mapping " + fitting[0].name,
        )
    raise ImportRefused(
        f"No mapping for {importer} is known that fits {source.name}, whose columns are: "
        f"{titles(lists_of(source).header)}.",
        hint=f"Write one, and name it with --mapping: clusteratlas mapping sketch {source.name} "
        f"begins it for you. {reader.GUIDE}",
    )


def check_columns(mapping: Mapping, rows: Rows) -> None:
    """See that a list has the columns of its mapping.

    Raises ImportRefused where it has not: it says which, and where they seem to be.
    """
    if not missing(mapping, rows.header):
        return
    if mapping.layout.encoding:
        _check_encoding(mapping, rows)
    raise lacking(mapping, rows.header, rows.source.name, _elsewhere(mapping, rows))


def _check_encoding(mapping: Mapping, rows: Rows) -> None:
    """Raises ImportRefused where another encoding would give all columns."""
    found = lists_of(rows.source, replace(mapping, layout=replace(mapping.layout, encoding="")))
    if isinstance(found, Table) and not missing(mapping, found.header):
        raise ImportRefused(
            f"{rows.source.name} is not in {mapping.layout.encoding}, as the mapping "
            f"{mapping.file} says.",
            hint=f"It seems to be in {found.layout.encoding}: correct “encoding” in the mapping.",
        )


def _elsewhere(mapping: Mapping, rows: Rows) -> str:
    """Where more columns of a mapping are than in the header, as a sentence; '' where nowhere."""
    if not isinstance(rows, Table):
        return ""
    least, sentence = len(missing(mapping, rows.header)), ""
    for layout, first in guessing.first_rows(rows.source, rows.layout):
        sheet = f", sheetName: {layout.sheet}" if layout.sheet else ""
        for at, header in _headers(first):
            absent = len(missing(mapping, header))
            if absent < least:
                least = absent
                sentence = f"More of them are elsewhere: write “headerRows: {at}{sheet}”. "
    return sentence


def _headers(first: Sequence[Row]) -> Iterator[tuple[str, Header]]:
    """What could be a header: each row, and each with the one below it."""
    for (line, upper), (_, lower) in pairwise([*first, (0, [])]):
        yield f"{line}", Header(upper)
        yield f"[{line}, {line + 1}]", Header(joined([upper, lower]))


@cache
def shipped() -> Sequence[Mapping]:
    """The mappings that come with the program, by name."""
    folder = resources.files("clusteratlas.importers") / "mappings"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".yaml")),
        key=lambda file: file.name,
    )
    return tuple(reader.read(file.read_text("utf-8"), file.name) for file in files)


def common_name(mappings: Sequence[Mapping]) -> str:
    """The name of a graph of several lists: what the names of their mappings have in common."""
    names = sorted({mapping.name for mapping in mappings})
    if len(names) == 1:
        return names[0]
    # Between the first and the last in order, whatever all have in common shows.
    pairs = zip(names[0].split("-"), names[-1].split("-"), strict=False)
    parts = [first for first, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    return "-".join(parts) or mappings[0].importer


def _named(named: Path) -> Mapping:
    if not named.exists():
        for mapping in shipped():
            if str(named) in {mapping.name, mapping.file}:
                return mapping
    return reader.load(named)


def _is_for(mapping: Mapping, name: str) -> bool:
    return any(fnmatch(name.casefold(), pattern.casefold()) for pattern in mapping.path)


class _Headers:
    """The header of a file as several mappings would read it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._read: dict[object, Header] = {}

    def fits(self, mapping: Mapping) -> bool:
        """Whether all columns of a mapping are there."""
        written = (mapping.layout, mapping.json_property)
        if written not in self._read:
            try:
                self._read[written] = lists_of(self._source, mapping).header
            except ImportRefused:  # such as a workbook without the sheet that the mapping names
                return False
        return not missing(mapping, self._read[written])
