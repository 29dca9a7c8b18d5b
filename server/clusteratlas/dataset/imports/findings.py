"""The rows that were set aside, and what was odd, as CSV (RFC 4180)."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from clusteratlas.dataset.imports.protocols import Finding

COLUMNS = ("file", "line", "column", "value", "code", "reason")
_EXAMPLES = 3


class FindingsFile:
    """Takes findings one by one; `examples` are the first ones of each reason."""

    def __init__(self, write_row: Callable[[tuple[object, ...]], object], language: str) -> None:
        self._write_row = write_row
        self._language = language
        self.examples: dict[str, list[str]] = {}
        self.reasons: dict[str, str] = {}

    def __call__(self, finding: Finding) -> None:
        """Write a finding. A value is the source's own, so it is quoted and not changed."""
        code = finding.reason.code
        examples = self.examples.setdefault(code, [])
        if not examples:
            self.reasons[code] = finding.reason.text(self._language)
        if len(examples) < _EXAMPLES:
            examples.append(f"{finding.file}:{finding.line} {finding.column} “{finding.value}”")
        self._write_row(
            (
                finding.file,
                finding.line,
                finding.column,
                finding.value,
                code,
                finding.reason.text(self._language),
            )
        )


@contextmanager
def findings_file(path: Path, language: str) -> Iterator[FindingsFile]:
    """A CSV file whose reasons are in `language`."""
    with path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        rows = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        rows.writerow(COLUMNS)
        yield FindingsFile(rows.writerow, language)
