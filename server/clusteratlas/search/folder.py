"""Where the indexes of a store are: beside its versions, and never part of them.

STORE/search/
  <version>/       the index of that version, never changed after it got this name
    search.json      number of the format, number of things
    index/           the index, as tantivy keeps it
  .making-*        an index that is being made; left over by a process that was killed
  .removing-*      one that is being removed; left over likewise
  lock             held by the process that makes one

All of it is worked out from the versions. It may be removed at any time, and is then made anew.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clusteratlas.dataset.disk import refused_by_system, sync, sync_tree
from clusteratlas.dataset.locks import exclusive_lock
from clusteratlas.search.index import FORMAT

INDEX: Final = "index"
_ABOUT: Final = "search.json"
_MAKING, _REMOVING = ".making-", ".removing-"
_VERSION: Final = re.compile(r"\d{8}T\d{9}Z-[0-9a-f]{12}")


@dataclass(frozen=True)
class SearchFolder:
    """The indexes of the store in `store`."""

    store: Path

    @property
    def path(self) -> Path:
        """The folder that they are in, which need not be there."""
        return self.store / "search"

    def index(self, version: str) -> Path:
        """Where the index of `version` is, if it is there."""
        return self.path / version / INDEX

    def versions(self) -> list[str]:
        """The versions that have an index of this format, the newest first."""
        try:
            names = [entry.name for entry in os.scandir(self.path)]
        except OSError:
            return []
        found = (name for name in names if _VERSION.fullmatch(name))
        return sorted((name for name in found if self._is_usable(name)), reverse=True)

    def best_for(self, version: str) -> str:
        """Which version's index serves `version`: its own, else the newest; '' where none is."""
        if self._is_usable(version):
            return version
        return next(iter(self.versions()), "")

    @contextmanager
    def making(self) -> Iterator[Path]:
        """An empty folder to make an index in, while no other process makes one.

        What is not published leaves nothing. Raises StoreLocked at once where another process is
        at it, StoreError where nothing can be written.
        """
        with refused_by_system(self.path):
            self.path.mkdir(exist_ok=True)
        with exclusive_lock(
            self.path / "lock",
            0.0,
            f"The search index of {self.store} is being made by {{who}}.",
            "Wait until it has finished.",
        ):
            self._clear_leftovers()
            making = self.path / f"{_MAKING}{os.getpid()}"
            with refused_by_system(self.path):
                making.mkdir()
            try:
                yield making
            finally:
                shutil.rmtree(making, ignore_errors=True)

    def publish(self, making: Path, version: str, things: int) -> None:
        """Give a made index its name, in one atomic step."""
        about = json.dumps({"format": FORMAT, "things": things})
        with refused_by_system(self.path):
            (making / _ABOUT).write_text(f"{about}\n", encoding="utf-8")
            sync_tree(making)
            self.remove(version)
            making.rename(self.path / version)
            sync(self.path)

    def keep_only(self, versions: Sequence[str]) -> None:
        """Remove the indexes of all other versions."""
        for entry in os.scandir(self.path):
            if _VERSION.fullmatch(entry.name) and entry.name not in versions:
                self.remove(entry.name)

    def remove(self, version: str) -> None:
        """Remove the index of a version, if it is there; who has it open may go on reading."""
        doomed = self.path / f"{_REMOVING}{version}"
        # Renamed first: a half-removed index is never taken for a whole one.
        with suppress(FileNotFoundError):
            (self.path / version).rename(doomed)
            shutil.rmtree(doomed)

    def _clear_leftovers(self) -> None:
        for entry in os.scandir(self.path):
            if entry.name.startswith((_MAKING, _REMOVING)):
                shutil.rmtree(entry.path)

    def _is_usable(self, version: str) -> bool:
        try:
            about = (self.path / version / _ABOUT).read_text(encoding="utf-8")
            return bool(json.loads(about)["format"] == FORMAT)
        except (OSError, ValueError, KeyError, TypeError):
            return False
