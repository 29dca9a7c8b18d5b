"""Publishing what was made as the next version of a store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from clusteratlas import __version__
from clusteratlas.dataset.disk import refused_by_system
from clusteratlas.dataset.graphs import named_part
from clusteratlas.dataset.history import Action, Change, write_record, write_steps
from clusteratlas.dataset.imports.kept import FOLDER, KeptImport, carry_imports, write_import
from clusteratlas.dataset.imports.making import Made
from clusteratlas.dataset.imports.workplace import lease_current
from clusteratlas.dataset.manifest import Manifest
from clusteratlas.dataset.patch import steps_of
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
    target: StoreDirectory, made: Made, make: Make, replaced: Replaced, by: Publisher
) -> str:
    """Publish what was made; gives the id of the version.

    It is made once more when somebody wrote to the store meanwhile. Raises as `make` does, and
    StoreError.
    """
    with target.writing(by.lock_timeout), ExitStack() as leases:
        current = lease_current(target, leases)
        if current.name != made.base.id:
            made = make(current)
        with target.new_version() as building, refused_by_system(target.path):
            made.data.rename(building / "data")
            carry_imports(current, building, graphs=made.counts.graphs.keys() - {replaced.graph})
            if replaced.new is not None and replaced.folder is not None:
                folder = building / FOLDER / replaced.new.slug
                folder.parent.mkdir(exist_ok=True)
                replaced.folder.rename(folder)
                write_import(building, replaced.new)
            id_ = _describe(target, building, made, replaced, by.author)
            target.publish(building, id_)
        # It is published: what cannot be removed now is removed after the next write.
        with suppress(StoreError):
            target.prune(by.keep_versions)
    return id_


def _describe(
    target: StoreDirectory, building: Path, made: Made, replaced: Replaced, author: str
) -> str:
    """Write the manifest, the record and the report."""
    text = replaced.new.content if replaced.new else ""
    graphs = " ".join(f"{graph} {count}" for graph, count in made.counts.graphs.items())
    content = sha256(f"{made.base.content} {replaced.graph} {text} {graphs}".encode()).hexdigest()
    named = target.name(content)
    manifest = Manifest(
        id=named.id,
        created=named.created,
        predecessor=made.base.id,
        content=content,
        program=__version__,
        triples=made.counts.triples,
        graphs=made.counts.graphs,
        classes=made.counts.classes,
        findings={severity.value: count for severity, count in made.report.counts.items()},
    )
    added, removed = _tally(made, replaced)
    change = Change(
        version=named.id,
        predecessor=made.base.id,
        created=named.created,
        author=author,
        action=Action.IMPORT,
        added=added,
        removed=removed,
        graphs_added=tuple(sorted(made.counts.graphs.keys() - made.base.graphs.keys())),
        graphs_removed=tuple(sorted(made.base.graphs.keys() - made.counts.graphs.keys())),
        has_patch=made.changes is not None,
    )
    if made.changes is not None:
        write_steps(building, steps_of(made.changes))
    write_record(building, change)
    (building / "validation.ttl").write_text(made.report.turtle, encoding="utf-8")
    (building / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
    return named.id


def _tally(made: Made, replaced: Replaced) -> tuple[int, int]:
    """How many triples of named graphs were added and removed."""
    if made.changes is not None:
        stated = named_part(made.changes)
        return len(stated.added), len(stated.removed)
    grown = {
        graph: made.counts.graphs.get(graph, 0) - made.base.graphs.get(graph, 0)
        for graph in made.counts.graphs.keys() | made.base.graphs.keys()
    }
    added = removed = 0
    if replaced.difference is not None:
        added, removed = replaced.difference.triples_added, replaced.difference.triples_removed
        del grown[replaced.graph]
    added += sum(count for count in grown.values() if count > 0)
    removed -= sum(count for count in grown.values() if count < 0)
    return added, removed
