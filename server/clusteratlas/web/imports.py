"""What an import did, as its record tells: files, rows, what was made of them and set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Final, TypeAlias

from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.imports.kept import KeptImport, read_imports
from clusteratlas.engine.protocol import Engine
from clusteratlas.importers.reasons import Reason

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


Imports: TypeAlias = Callable[[Engine], Mapping[str, KeptImport]]
"""The records of the imports that an engine's version holds, by the IRI of their graphs."""


def no_imports(_: Engine) -> Mapping[str, KeptImport]:
    """Those of an engine on no store's version."""
    return {}


def imports_in(store: Path) -> Imports:
    """What reads the records in the store that the engine's version is in."""

    def read(engine: Engine) -> Mapping[str, KeptImport]:
        return read_imports(find_store(store).version(engine.version))

    return read


def in_words(codes: Mapping[str, int], language: str) -> list[tuple[str, int]]:
    """Reasons in words with how often each was met, the most frequent first."""
    return [
        (REASONS[code].text(language) if code in REASONS else code, number)
        for code, number in sorted(codes.items(), key=lambda item: (-item[1], item[0]))
    ]
