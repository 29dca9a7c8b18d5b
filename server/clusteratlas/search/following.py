"""Keeping the index of a store's current version: changed after a write, else made anew."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final

from clusteratlas.dataset.directory import StoreDirectory, find_store
from clusteratlas.dataset.disk import share
from clusteratlas.dataset.store import open_version
from clusteratlas.engine.protocol import Engine
from clusteratlas.errors import ClusterAtlasError, StoreLocked
from clusteratlas.search.changes import changes_since, things_changed
from clusteratlas.search.documents import Document, Progress, all_documents, documents_of
from clusteratlas.search.folder import INDEX, SearchFolder
from clusteratlas.search.index import LOCK, change_index, open_index, write_index

KEPT: Final = 3
"""Indexes that are kept: the current version's, and those of the newest before it."""

_LOOK_SECONDS: Final = 0.5
_RETRY_SECONDS: Final = 10.0
_OWN_FILES: Final = ("meta.json", ".managed.json")
"""Files that tantivy replaces. All others it never changes."""


def bring_up_to_date(store: Path, progress: Progress = lambda _done, _total: None) -> bool:
    """See that the current version of `store` has its index. Whether one had to be made.

    Raises StoreLocked where another process is making one, StoreError where none can be written.
    """
    found = find_store(store)
    folder = SearchFolder(store)
    version = found.current()
    if folder.best_for(version) == version:
        return False
    with folder.making() as making, ExitStack() as using:
        # Looked at again: another process may just have made it.
        version = found.current()
        if folder.best_for(version) == version:
            return False
        engine = using.enter_context(closing(open_version(store, version)))
        things = _changed(found, folder, making, engine)
        if things is None:
            shutil.rmtree(making / INDEX, ignore_errors=True)
            things = _made(making, engine, progress)
        folder.publish(making, version, things)
        _tidy(found, folder)
    return True


def follow(store: Path, wait: Callable[[float], None] = time.sleep) -> None:
    """See again and again that the current version has its index, without an end.

    So it follows whoever makes a version, and an index that was removed comes back.
    """
    told = ""
    while True:
        pause = _LOOK_SECONDS
        try:
            bring_up_to_date(store)
        except StoreLocked:
            # Another process is making it.
            pass
        except (ClusterAtlasError, OSError, ValueError) as error:
            pause = _RETRY_SECONDS
            if str(error) != told:
                told = str(error)
                logging.getLogger(__name__).error(  # noqa: TRY400 - a sentence, no traceback
                    "The search index could not be made: %s Search goes on with what there is.",
                    told,
                )
        wait(pause)


def _made(making: Path, engine: Engine, progress: Progress) -> int:
    """An index of all things. Gives how many they are."""
    index, room = making / INDEX, making / "facts"
    index.mkdir()
    count = write_index(index, all_documents(engine, room, progress))
    shutil.rmtree(room)
    return count


def _changed(
    found: StoreDirectory, folder: SearchFolder, making: Path, engine: Engine
) -> int | None:
    """The newest index with what changed since; None where it cannot be come by so."""
    base = next((each for each in folder.versions() if each < engine.version), "")
    if not base:
        return None
    changes = changes_since(found, base, engine.version)
    things = None if changes is None else things_changed(found, changes, engine)
    if things is None:
        return None
    index = making / INDEX
    _clone(folder.index(base), index)
    documents: list[Document] = list(documents_of(engine, sorted(things)))
    if things:
        change_index(index, things, documents)
    return open_index(index).num_docs


def _clone(source: Path, target: Path) -> None:
    """An index of its own with what the one in `source` holds, sharing its files."""
    target.mkdir()
    for file in source.iterdir():
        if file.name in _OWN_FILES:
            shutil.copyfile(file, target / file.name)
        elif file.suffix != LOCK:
            share(file, target / file.name)


def _tidy(found: StoreDirectory, folder: SearchFolder) -> None:
    """Remove the indexes of versions that are no longer kept, and of all but the newest few."""
    kept = {manifest.id for manifest in found.manifests()}
    folder.keep_only([version for version in folder.versions() if version in kept][:KEPT])
