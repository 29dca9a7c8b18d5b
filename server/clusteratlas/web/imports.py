"""What an import did, as its record tells: files, rows, what was made of them and set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Final

from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.imports.kept import KeptImport, read_imports
from clusteratlas.engine.protocol import Engine
from clusteratlas.errors import StoreError
from clusteratlas.importers.reasons import Reason
from clusteratlas.web.context import settings

_MODULES = (
    "cordis.reasons",
    "mapping.reasons",
    "nuts.reasons",
    "tables.codes",
    "tables.dates",
    "tables.encodings",
    "tables.header",
    "tables.lines",
    "tables.numbers",
    "tables.reading",
    "tables.records",
    "tables.rows",
    "tables.texts",
)


def _reasons() -> Iterator[Reason]:
    for name in _MODULES:
        module = import_module(f"clusteratlas.importers.{name}")
        yield from (value for value in vars(module).values() if isinstance(value, Reason))


REASONS: Final[Mapping[str, Reason]] = {reason.code: reason for reason in _reasons()}
"""Why a row was set aside, or what was odd about one, by the code that records count them by."""


def kept_import(engine: Engine, graph: str) -> KeptImport | None:
    """The record of the import that made `graph` in the engine's version.

    None for a graph that was not imported, and for a version that keeps no records.
    """
    try:
        version = find_store(settings().store).version(engine.version)
        return read_imports(version).get(graph)
    except StoreError:
        return None


def in_words(codes: Mapping[str, int], language: str) -> list[tuple[str, int]]:
    """Reasons in words with how often each was met, the most frequent first."""
    return [
        (REASONS[code].text(language) if code in REASONS else code, number)
        for code, number in sorted(codes.items(), key=lambda item: (-item[1], item[0]))
    ]
