"""What an import came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from clusteratlas.dataset.imports.kept import KeptImport
    from clusteratlas.validation.report import Report


@dataclass(frozen=True)
class Difference:
    """What a graph has now, compared with what it had, in things and in triples.

    A thing is changed when it is spoken of before and after, and not in the same triples. That it
    stands in another row of the file is no change of it, and the rows are no things here.
    """

    things_added: int = 0
    things_changed: int = 0
    things_removed: int = 0
    triples_added: int = 0
    triples_removed: int = 0


@dataclass(frozen=True)
class FoundRows:
    """Findings of a kind: where they are listed, how many there are by code, and in words."""

    path: Path
    counts: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What an import did.

    `version` is the new one, '' where nothing was published; `is_new` whether the graph was not
    there before. `triples` are those of the graph, `matches` statements of identity about its
    things, by the code of their status. Times are in seconds: of reading the files, and of all.
    """

    kept: KeptImport
    version: str
    is_new: bool
    is_unchanged: bool
    triples: int = 0
    difference: Difference | None = None
    matches: Mapping[str, int] = field(default_factory=dict)
    set_aside: FoundRows | None = None
    oddities: FoundRows | None = None
    report: Report | None = None
    seconds_reading: float = 0.0
    seconds: float = 0.0
