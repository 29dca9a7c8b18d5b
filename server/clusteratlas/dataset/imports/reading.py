"""Reading what an importer gives onto the disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clusteratlas.dataset.imports.description import description_lines
from clusteratlas.dataset.imports.findings import FindingsFile, findings_file
from clusteratlas.dataset.imports.kept import CONTENT, ODDITIES, SET_ASIDE, KeptImport
from clusteratlas.dataset.imports.outcome import FoundRows
from clusteratlas.dataset.imports.protocols import NewReport, Opened, Stage
from clusteratlas.dataset.imports.spool import new_spool, read_spool
from clusteratlas.errors import ImportRefused

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from clusteratlas.dataset.imports.protocols import Progress, ReadingReport

_AT_ONCE = 1 << 18
"""Bytes that are handed on together."""


@dataclass(frozen=True)
class ImportSource:
    """What is imported: opened `files`, by the `importer` (its name and version).

    `gazetteer` makes what the importer asks about places, from the current atlas; `new_report` the
    report that the importer fills.
    """

    importer: str
    opened: Opened
    files: Sequence[Path]
    gazetteer: Callable[[Any], Any]
    new_report: NewReport


@dataclass(frozen=True)
class Read:
    """What was read: in `folder`, the files of a kept import but its record."""

    folder: Path
    kept: KeptImport
    set_aside: FoundRows
    oddities: FoundRows

    def text(self) -> Iterator[bytes]:
        """The graph as N-Triples, in blocks of whole lines."""
        return read_spool(self.folder / CONTENT, self.kept.content)


def read_source(
    source: ImportSource,
    folder: Path,
    kept: KeptImport,
    gazetteer: Any,
    language: str,
    progress: Progress,
    also: Callable[[bytes], object],
) -> Read:
    """Read the files into `folder`; `kept` is what is known of the import before.

    Each block is given to `also` too. Raises ImportRefused, and whatever the importer raises.
    """
    with ExitStack() as files:
        aside = files.enter_context(findings_file(folder / SET_ASIDE, language))
        odd = files.enter_context(findings_file(folder / ODDITIES, language))
        report = source.new_report(aside, odd)
        spool = files.enter_context(new_spool(folder / CONTENT))
        blocks = source.opened.reading.blocks(gazetteer, report)
        has_content = False
        for block in _gathered(blocks):
            has_content = True
            spool.write(block)
            also(block)
            progress(Stage.READ, report.done_bytes, source.opened.bytes)
        if not has_content:
            raise _empty(source, report)
        described = description_lines(source.opened, kept)
        spool.write(described)
        also(described)
    return Read(
        folder,
        _with_counts(kept, spool.digest, report),
        _found(folder / SET_ASIDE, report.set_aside, aside),
        _found(folder / ODDITIES, report.oddities, odd),
    )


def new_kept(source: ImportSource, checksum: str, retrieved: date | None) -> KeptImport:
    """What is known of an import before its files are read."""
    times = [file.stat().st_mtime for file in source.files]
    day = retrieved or datetime.fromtimestamp(max(times), UTC).date()
    return KeptImport(
        slug=source.opened.graph,
        importer=source.importer,
        checksum=checksum,
        content="",
        files={file.name: file.stat().st_size for file in source.files},
        retrieved=day.isoformat(),
        imported=datetime.now(UTC).isoformat(timespec="seconds"),
        rows={},
        made={},
        linked={},
        set_aside={},
        oddities={},
    )


def _gathered(blocks: Iterator[str]) -> Iterator[bytes]:
    """The blocks as bytes, several small ones together."""
    waiting: list[str] = []
    size = 0
    for block in blocks:
        waiting.append(block)
        size += len(block)
        if size >= _AT_ONCE:
            yield "".join(waiting).encode()
            waiting.clear()
            size = 0
    if size:
        yield "".join(waiting).encode()


def _with_counts(kept: KeptImport, content: str, report: ReadingReport) -> KeptImport:
    return replace(
        kept,
        content=content,
        rows=dict(report.rows),
        made=dict(report.made),
        linked=dict(report.linked),
        set_aside=_by_code(report.set_aside),
        oddities=_by_code(report.oddities),
    )


def _by_code(counts: Counter[Any]) -> Mapping[str, int]:
    return {reason.code: count for reason, count in counts.most_common()}


def _found(path: Path, counts: Counter[Any], listed: FindingsFile) -> FoundRows:
    examples = {code: tuple(found) for code, found in listed.examples.items()}
    return FoundRows(path, _by_code(counts), dict(listed.reasons), examples)


def _empty(source: ImportSource, report: ReadingReport) -> ImportRefused:
    rows, aside = sum(report.rows.values()), sum(report.set_aside.values())
    names = ", ".join(file.name for file in source.files)
    return ImportRefused(
        f"Nothing could be read from {names}: of {rows} rows, {aside} were set aside.",
        hint="Is it the right importer, and the right mapping? --rejected FILE lists the rows.",
    )
