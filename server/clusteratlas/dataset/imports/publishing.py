"""Publishing what was made as the next version of a store."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from clusteratlas import __version__
from clusteratlas.dataset.disk import refused_by_system
from clusteratlas.dataset.history import Action, Change, write_record
from clusteratlas.dataset.imports.kept import FOLDER, KeptImport, carry_imports, write_import
from clusteratlas.dataset.manifest import Manifest
from clusteratlas.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from clusteratlas.dataset.directory import StoreDirectory
    from clusteratlas.dataset.imports.making import Made


@dataclass(frozen=True)
class Replaced:
    """What becomes of the kept import of a graph: the `new` one with its files in `folder`.

    Without a new one, the graph is taken out.
    """

    graph: str
    new: KeptImport | None = None
    folder: Path | None = None


def publish(
    target: StoreDirectory,
    made: Made,
    replaced: Replaced,
    author: str,
    tally: tuple[int, int],
    keep_versions: int,
) -> str:
    """Publish what was made; gives the id of the version. The store's lock has to be held.

    `tally` is how many triples of named graphs were added and removed.
    """
    with target.new_version() as building, refused_by_system(target.path):
        made.data.rename(building / "data")
        base = target.version(made.base.id)
        carry_imports(base, building, graphs=made.counts.graphs.keys() - {replaced.graph})
        if replaced.new is not None and replaced.folder is not None:
            folder = building / FOLDER / replaced.new.slug
            folder.parent.mkdir(exist_ok=True)
            replaced.folder.rename(folder)
            write_import(building, replaced.new)
        id_ = _describe(target, building, made, replaced, author, tally)
        target.publish(building, id_)
    # It is published: what cannot be removed now is removed after the next write.
    with suppress(StoreError):
        target.prune(keep_versions)
    return id_


def _describe(
    target: StoreDirectory,
    building: Path,
    made: Made,
    replaced: Replaced,
    author: str,
    tally: tuple[int, int],
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
    change = Change(
        version=named.id,
        predecessor=made.base.id,
        created=named.created,
        author=author,
        action=Action.IMPORT,
        added=tally[0],
        removed=tally[1],
        graphs_added=tuple(sorted(made.counts.graphs.keys() - made.graphs_before)),
        graphs_removed=tuple(sorted(made.graphs_before - made.counts.graphs.keys())),
        has_patch=False,
    )
    write_record(building, change)
    (building / "validation.ttl").write_text(made.report.turtle, encoding="utf-8")
    (building / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
    return named.id
