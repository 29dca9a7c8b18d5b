"""Lists read through mappings: what comes out, as something that can be asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from clusteratlas.importers import registry
from clusteratlas.importers.gazetteer import Gazetteer, NoGazetteer
from clusteratlas.importers.protocol import Opened, Request
from clusteratlas.importers.report import Finding, ImportReport
from clusteratlas.terms import PREFIXES

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


@dataclass
class Outcome:
    """What an importer made of its files."""

    opened: Opened
    store: ox.Store
    report: ImportReport
    set_aside: list[Finding]
    oddities: list[Finding]

    def rows(self, pattern: str) -> list[tuple[str, ...]]:
        """The solutions of `SELECT …`, as texts, sorted."""
        found = self.store.query(PROLOGUE + pattern)
        assert isinstance(found, ox.QuerySolutions)
        return sorted(tuple("" if v is None else v.value for v in row) for row in found)

    def count(self, kind: str) -> int:
        """How many things there are of a class of the ontology."""
        return int(self.rows(f"SELECT (COUNT(*) AS ?n) {{ ?thing a ca:{kind} }}")[0][0])

    def total(self, kind: str) -> Decimal:
        """The sum of the amounts of a kind of money."""
        amounts = self.rows(
            f"SELECT ?f ?a {{ ?f ca:amount ?a ; ca:fundingKind "
            f"<https://w3id.org/clusteratlas/scheme/funding-kind/{kind}> }}"
        )
        return sum((Decimal(amount) for _, amount in amounts), Decimal())

    def aside(self) -> list[tuple[int, str, str, str]]:
        """What was set aside: line, column, value, code of the reason."""
        return [(f.line, f.column, f.value, f.reason.code) for f in self.set_aside]

    def odd(self) -> list[tuple[int, str, str, str]]:
        """What was odd: line, column, value, code of the reason."""
        return [(f.line, f.column, f.value, f.reason.code) for f in self.oddities]


Reading = Callable[..., Outcome]


def read(
    importer: str,
    files: Sequence[Path],
    mapping: Path | None = None,
    graph: str = "",
    gazetteer: Gazetteer | None = None,
) -> Outcome:
    """Read files, and put what they say into a store."""
    opened = registry.importer(importer).open(Request(files, graph, mapping))
    aside: list[Finding] = []
    odd: list[Finding] = []
    report = ImportReport(aside.append, odd.append)
    store = ox.Store()
    for block in opened.reading.blocks(gazetteer or NoGazetteer(), report):
        store.load(block.encode(), format=ox.RdfFormat.N_TRIPLES)
    return Outcome(opened, store, report, aside, odd)


@pytest.fixture
def listed(tmp_path: Path) -> Reading:
    """Read a list that is given as text, through a mapping that is given as text."""

    def reading(
        text: str | bytes, mapping: str, *, importer: str = "cohesion", file: str = "list.csv"
    ) -> Outcome:
        path = tmp_path / file
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        described = tmp_path / "mapping.yaml"
        described.write_text(mapping, "utf-8")
        return read(importer, [path], described)

    return reading
