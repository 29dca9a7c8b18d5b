"""The lists of what was set aside and what was odd, where people find them.

A version keeps them with its imports; beside the versions lie those of the current one:
imports/<slug>/ in the folder of the store.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from clusteratlas.dataset.directory import IMPORTS
from clusteratlas.dataset.imports.kept import FOLDER, ODDITIES, SET_ASIDE

if TYPE_CHECKING:
    from pathlib import Path

    from clusteratlas.dataset.directory import StoreDirectory


def lay_out_lists(target: StoreDirectory, version: str, slug: str) -> Path:
    """Put the lists of an import of a published version where people find them: gives the folder.

    It is published, so that nothing may fail any more: on a full disk they stay with the version.
    """
    kept = target.version(version) / FOLDER / slug
    try:
        return copy_lists(kept, target.path / IMPORTS / slug)
    except OSError:
        return kept


def copy_lists(source: Path, folder: Path) -> Path:
    """Copy both lists into a folder, which is made where there is none, and given back."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (SET_ASIDE, ODDITIES):
        shutil.copyfile(source / name, folder / name)
    return folder
