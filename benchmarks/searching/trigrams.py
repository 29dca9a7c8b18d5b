"""The peer: SQLite's full-text index of trigrams over the same names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from clusteratlas.search.folding import fold


class Trigrams:
    """Finds names by the trigrams that they share with what was typed, ranked by SQLite's BM25."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file)
        self._database.execute(
            "CREATE VIRTUAL TABLE names USING fts5(name, iri UNINDEXED, tokenize='trigram')"
        )

    def fill(self, named: Iterable[tuple[str, str]]) -> None:
        """Add things, by IRI and name."""
        rows = ((fold(name), iri) for iri, name in named)
        self._database.executemany("INSERT INTO names VALUES (?, ?)", rows)
        self._database.execute("INSERT INTO names(names) VALUES ('optimize')")
        self._database.commit()

    def suggest(self, text: str, limit: int = 10) -> list[str]:
        """The things that hold the text; where there are none, those that share most of it."""
        folded = fold(text)
        found = self._matching(f'"{folded}"', limit) if len(folded) > 2 else []
        return found or self._matching(" OR ".join(f'"{part}"' for part in _parts(folded)), limit)

    def _matching(self, query: str, limit: int) -> list[str]:
        rows = self._database.execute(
            "SELECT iri FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?", (query, limit)
        )
        return [iri for (iri,) in rows]


def _parts(text: str) -> Iterator[str]:
    parts = [text[start : start + 3] for start in range(len(text) - 2)]
    yield from parts or [text]
