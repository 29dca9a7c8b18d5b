"""Whether what a version keeps of its imports is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clusteratlas.dataset.damage import Damage, DamageKind
from clusteratlas.dataset.imports.kept import CONTENT, FOLDER, read_imports
from clusteratlas.dataset.imports.spool import read_spool
from clusteratlas.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def damages_of_imports(version: Path) -> Iterator[Damage]:
    """Records that cannot be read, and texts that are not what their checksums say."""
    try:
        imports = read_imports(version)
    except StoreError as error:
        yield Damage(DamageKind.IMPORT, version / FOLDER, {"reason": error.message})
        return
    for kept in imports.values():
        path = version / FOLDER / kept.slug / CONTENT
        try:
            for _ in read_spool(path, kept.content):
                pass
        except StoreError as error:
            yield Damage(DamageKind.IMPORT, path, {"reason": error.message})
