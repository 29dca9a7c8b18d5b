"""What a mapping makes of a list, before anything is imported: for whoever writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from clusteratlas.importers import registry
from clusteratlas.importers.gazetteer import NoGazetteer
from clusteratlas.importers.mapping import reader
from clusteratlas.importers.mapping.model import Mapping
from clusteratlas.importers.protocol import Request
from clusteratlas.importers.report import Finding, ImportReport

_KEPT = 200


@dataclass
class Trial:
    """What became of a list: rows, things, and the first findings of either sort."""

    report: ImportReport
    set_aside: Sequence[Finding]
    oddities: Sequence[Finding]
    triples: int


@dataclass
class _Kept:
    findings: list[Finding] = field(default_factory=list)

    def keep(self, finding: Finding) -> None:
        if len(self.findings) < _KEPT:
            self.findings.append(finding)


def check(path: Path) -> Mapping:
    """Read a mapping. Raises ImportRefused with every line that is wrong."""
    return reader.load(path)


def attempt(mapping: Path, lists: Sequence[Path], blocks: int | None = None) -> Trial:
    """Read lists through a mapping, and keep nothing.

    Raises ImportRefused where a column is missing.
    """
    importer = registry.importer(check(mapping).importer)
    opened = importer.open(Request(lists, mapping=mapping))
    aside, odd = _Kept(), _Kept()
    report = ImportReport(aside.keep, odd.keep)
    said = islice(opened.reading.blocks(NoGazetteer(), report), blocks)
    return Trial(report, aside.findings, odd.findings, sum(block.count("\n") for block in said))
