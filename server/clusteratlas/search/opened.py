"""The index that a process has open: of the version that it answers from, or the next best."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clusteratlas.errors import SearchNotReady
from clusteratlas.search.asking import Searcher
from clusteratlas.search.folder import SearchFolder


@dataclass(frozen=True)
class Opened:
    """A searcher, and the version whose index it asks."""

    searcher: Searcher
    version: str


class OpenIndexes:
    """Opens the indexes of a store when they are asked for; the last one stays open."""

    def __init__(self, store: Path) -> None:
        self._folder = SearchFolder(store)
        self._last: Opened | None = None

    def best_for(self, version: str) -> Opened:
        """The index of `version`, else the newest that there is. Raises SearchNotReady."""
        last = self._last
        if last is not None and last.version == version:
            return last
        best = self._folder.best_for(version)
        if not best:
            raise SearchNotReady(
                "The search index is not there yet.",
                hint="The server makes it after its start, in about a minute for four million "
                "triples. Where it may not write into the store, `clusteratlas build` and "
                "`import` make it.",
            )
        if last is None or last.version != best:
            self._last = last = self._open(version, best)
        return last

    def _open(self, version: str, best: str) -> Opened:
        try:
            return Opened(Searcher(self._folder.index(best)), best)
        except (OSError, ValueError) as error:
            # It may have been replaced and removed since its name was read.
            other = self._folder.best_for(version)
            if other not in ("", best):
                return self._open(version, other)
            raise SearchNotReady(
                "The search index cannot be read.",
                hint="Remove the folder “search” in the store: it is made anew.",
            ) from error
