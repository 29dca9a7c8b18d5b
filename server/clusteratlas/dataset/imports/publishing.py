"""Publishing what was made as the next version of a store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from clusteratlas.dataset.disk import refused_by_system
from clusteratlas.dataset.history import Action
from clusteratlas.dataset.imports.describing import Origin, describe
from clusteratlas.dataset.imports.kept import (
    FOLDER,
    KeptImport,
    carry_imports,
    read_imports,
    write_import,
)
from clusteratlas.dataset.imports.making import Made
from clusteratlas.errors import StoreError

if TYPE_CHECKING:
    from clusteratlas.dataset.directory import StoreDirectory
    from clusteratlas.dataset.imports.outcome import Difference

Make: TypeAlias = Callable[[Path], Made]
"""Makes the data of a version from the one in a folder."""


@dataclass(frozen=True)
class Publisher:
    """Who publishes: the name in the history, how many versions stay, how many seconds to wait."""

    author: str
    keep_versions: int
    lock_timeout: float = 30.0


@dataclass(frozen=True)
class Replaced:
    """What becomes of the import of a graph: the `new` one, with its files in `folder`.

    Without a new one, the graph is taken out. `difference` is what differs, where that is known.
    """

    graph: str
    new: KeptImport | None = None
    folder: Path | None = None
    difference: Difference | None = None


def publish(
    target: StoreDirectory,
    made: Made,
    make: Make,
    replaced: Replaced,
    by: Publisher,
    leases: ExitStack,
) -> str:
    """Publish what was made; gives the id of the version.

    It is made once more when somebody wrote to the store meanwhile. Raises as `make` does, and
    StoreError. The `leases` of the version that it was made from end.
    """
    with target.writing(by.lock_timeout):
        current = target.version(target.current())
        if current.name != made.base.id:
            made = make(current)
        with target.new_version() as building, refused_by_system(target.path):
            made.data.rename(building / "data")
            imports = read_imports(current).values()
            others = (kept for kept in imports if kept.graph != replaced.graph)
            carry_imports(current, building, others)
            if replaced.new is not None and replaced.folder is not None:
                folder = building / FOLDER / replaced.new.slug
                folder.parent.mkdir(exist_ok=True)
                replaced.folder.rename(folder)
                write_import(building, replaced.new)
            text = replaced.new.content if replaced.new else ""
            said = f"{made.base.content} {replaced.graph} {text} {dict(made.counts.graphs)}"
            content = sha256(said.encode()).hexdigest()
            origin = Origin(by.author, Action.IMPORT, content, replaced.graph, replaced.difference)
            id_ = describe(target, building, made, origin).id
            target.publish(building, id_)
        leases.close()
        # It is published: what cannot be removed now is removed after the next write.
        with suppress(StoreError):
            target.prune(by.keep_versions)
    return id_
