"""How a table seems to be written, where nobody has said: its sheet, and the rows of its titles."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from clusteratlas.importers.tables import delimiters, encodings, sheets
from clusteratlas.importers.tables.reading import Layout
from clusteratlas.importers.tables.rows import Row
from clusteratlas.importers.tables.sources import Source

_LOOKED_AT: Final = 60
_LONGEST: Final = 1 << 16
_NO_TITLE: Final = re.compile(r"[\W\d_]*|.*:\s*", re.DOTALL)


def layout_of(source: Source) -> Layout:
    """How a file seems to be written. Raises ImportRefused where it is no table.

    Of several sheets of a workbook the one with the greatest table is taken.
    """
    beginnings = list(first_rows(source))
    layout, rows = max(beginnings, key=lambda found: _size(found[1]))
    skip, titles = _titles(rows)
    return Layout(layout.encoding, layout.delimiter, skip, layout.sheet, titles)


def first_rows(source: Source, layout: Layout | None = None) -> Iterator[tuple[Layout, list[Row]]]:
    """The first rows of a file, or of each of its sheets, with what is known of how it is written.

    Only the encoding and delimiter of `layout` count. Raises ImportRefused where it is no table.
    """
    if source.kind == "workbook":
        filled = sheets.filled(source)
        for sheet in filled:
            rows = list(islice(sheets.records(source, sheet, 0), _LOOKED_AT))
            yield Layout(sheet=sheet if len(filled) > 1 else ""), rows
        if filled:
            return
        yield Layout(), []
    else:
        yield _first_rows_of_text(source, layout or Layout())


def _first_rows_of_text(source: Source, layout: Layout) -> tuple[Layout, list[Row]]:
    encoding = layout.encoding
    if not encoding:
        with source.open() as stream:
            encoding = encodings.detect(stream).name
    with source.open() as stream:
        head = stream.read(_LONGEST).decode(encoding, "replace")
    lines = head.splitlines(keepends=True)[:_LOOKED_AT]
    candidates = (layout.delimiter,) if layout.delimiter else delimiters.CANDIDATES
    read = {candidate: _split(lines, candidate) for candidate in candidates}
    delimiter = max(read, key=lambda candidate: _size(read[candidate]))
    return Layout(encoding, delimiter), read[delimiter]


def _split(lines: Sequence[str], delimiter: str) -> list[Row]:
    reader, rows, before = csv.reader(lines, delimiter=delimiter), [], 0
    try:
        for fields in reader:
            if any(map(str.strip, fields)):
                rows.append((before + 1, fields))
            before = reader.line_num
    except csv.Error:
        pass
    return rows


def _size(rows: Sequence[Row]) -> int:
    """How great a table is: the rows that are about as wide as most, times their width."""
    widths = Counter(_filled(fields) for _, fields in rows)
    return max((sum(widths[w] for w in widths if w * 5 >= width * 3) * (width - 1)
                for width in widths), default=0)  # fmt: skip


def _titles(rows: Sequence[Row]) -> tuple[int, int]:
    """How many lines stand above the titles, and how many rows the titles take."""
    if not rows:
        return 0, 1
    width = max(_filled(fields) for _, fields in rows)
    at = next(i for i, (_, fields) in enumerate(rows) if _filled(fields) * 5 >= width * 3)
    line, titles = rows[at]
    if at and rows[at - 1][0] == line - 1 and _is_above(rows[at - 1][1], titles):
        return line - 2, 2
    if at + 1 < len(rows) and _is_below(rows[at + 1][1], titles):
        return line - 1, 2
    return line - 1, 1


def _is_above(upper: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether a row groups the titles below it."""
    if not _are_titles(upper):
        return False
    named = [title.strip() for title in titles if title.strip()]
    repeated = len(set(named)) < len(named)
    return 1 + (not repeated) < _filled(upper) < _filled(titles)


def _is_below(lower: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether a row completes the titles above it: it fills their gaps, and leaves some of them."""
    if not _are_titles(lower):
        return False
    pairs = list(zip(titles, lower, strict=False))
    gaps = [below for above, below in pairs if not above.strip()]
    alone = any(above.strip() and not below.strip() for above, below in pairs)
    return bool(gaps) and all(map(str.strip, gaps)) and alone


def _are_titles(fields: Sequence[str]) -> bool:
    return not any(_NO_TITLE.fullmatch(field) for field in filter(str.strip, fields))


def _filled(fields: Sequence[str]) -> int:
    return sum(bool(field.strip()) for field in fields)
