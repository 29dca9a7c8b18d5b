"""Imports small tables, and tells what was said of a thing and what was told to the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from clusteratlas.importers.cordis import IMPORTER
from clusteratlas.importers.gazetteer import Gazetteer, NoGazetteer
from clusteratlas.importers.protocol import Request
from clusteratlas.importers.report import Finding, ImportReport
from clusteratlas.terms import ID, PREFIXES, shorten

SHARED = {"activity", "call-topic", "concept", "period", "programme"}
"""Kinds of things that graphs share, so that their names do not begin with that of a graph."""


@dataclass(frozen=True)
class Imported:
    """What an import gave: its triples, and what it told."""

    graph: str
    store: Store
    report: ImportReport
    rejected: list[Finding]
    noted: list[Finding]

    def facts(self, name: str) -> set[str]:
        """What is said of a thing of the graph, such as `project/632927`, one fact a line."""
        kind, _, key = name.partition("/")
        if kind in SHARED:
            return self._facts_of(NamedNode(f"{ID}{name}"))
        about = next((a for a in ("project-", "organisation-") if key.startswith(a)), "")
        return self._facts_of(
            NamedNode(f"{ID}{kind}/{about}{self.graph}-{key.removeprefix(about)}")
        )

    def _facts_of(self, node: NamedNode) -> set[str]:
        return {
            f"{shorten(quad.predicate.value)} {self._shown(quad.object)}"
            for quad in self.store.quads_for_pattern(node, None, None)
        }

    def ask(self, query: str) -> list[tuple[str, ...]]:
        """The rows of a query, values as text."""
        prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
        rows = self.store.query(prefixes + query)
        return [tuple(value.value if value else "" for value in row) for row in rows]

    def things(self, kind: str) -> int:
        return int(self.ask(f"SELECT (COUNT(*) AS ?n) {{ ?s a ca:{kind} }}")[0][0])

    def told(self) -> list[tuple[str, int, str, str]]:
        """File, line, column and reason of what was set aside, then of what was odd."""
        return [
            (found.file, found.line, found.column, found.reason.code)
            for found in (*self.rejected, *self.noted)
            if found.reason.code not in {"column-not-read", "project-not-listed"}
        ]

    def _shown(self, term: object) -> str:
        if isinstance(term, NamedNode):
            own = term.value.removeprefix(ID)
            return own.replace(f"{self.graph}-", "") if own != term.value else shorten(term.value)
        assert isinstance(term, Literal)
        return f"{term.value}@{term.language}" if term.language else term.value


def run(files: Iterable[Path], gazetteer: Gazetteer | None = None, graph: str = "g") -> Imported:
    rejected: list[Finding] = []
    noted: list[Finding] = []
    report = ImportReport(rejected.append, noted.append)
    opened = IMPORTER.open(Request(tuple(files), graph))
    store = Store()
    for block in opened.reading.blocks(gazetteer or NoGazetteer(), report):
        store.extend(parse(block.encode(), format=RdfFormat.N_TRIPLES))
    return Imported(opened.graph, store, report, rejected, noted)


@pytest.fixture
def read_files() -> Callable[..., Imported]:
    """Imports files."""
    return run


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Imported]:
    """Imports tables that are given as texts by file name."""

    def read_tables(tables: Mapping[str, str], gazetteer: Gazetteer | None = None) -> Imported:
        paths = []
        for name, text in tables.items():
            paths.append(tmp_path / name)
            paths[-1].write_text(text, encoding="utf-8")
        return run(paths, gazetteer)

    return read_tables
