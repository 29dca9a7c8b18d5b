"""Taking back an import: what was current before it is published once more."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from clusteratlas.dataset.disk import clone_dataset, refused_by_system, share
from clusteratlas.dataset.history import Action, Change, write_record
from clusteratlas.dataset.imports.kept import carry_imports, read_imports
from clusteratlas.dataset.imports.lists import lay_out_lists
from clusteratlas.dataset.manifest import read_manifest
from clusteratlas.errors import NothingToUndo, UnknownVersion
from clusteratlas.terms import GRAPH

if TYPE_CHECKING:
    from clusteratlas.dataset.directory import StoreDirectory

_REPORT = "validation.ttl"


def return_to(target: StoreDirectory, undone: Change, current: str, author: str) -> Change:
    """Publish what was current before the import `undone`, whose outcome is current now.

    The store's lock has to be held. Raises NothingToUndo where that version is not kept any more.
    """
    try:
        source = target.version(undone.predecessor)
    except UnknownVersion as error:
        raise NothingToUndo(
            f"The version before the import, “{undone.predecessor}”, is not kept any more.",
            hint=_instead(undone),
        ) from error
    imports = read_imports(source).values()
    before = read_manifest(source / "manifest.json")
    with target.new_version() as building, refused_by_system(target.path):
        clone_dataset(source / "data", building / "data")
        carry_imports(source, building, imports)
        if (source / _REPORT).exists():
            share(source / _REPORT, building / _REPORT)
        content = sha256(f"{before.content} {undone.version}".encode()).hexdigest()
        named = target.name(content)
        change = Change(
            version=named.id,
            predecessor=current,
            created=named.created,
            author=author,
            action=Action.UNDO,
            added=undone.removed,
            removed=undone.added,
            undoes=undone.version,
            graphs_added=undone.graphs_removed,
            graphs_removed=undone.graphs_added,
            has_patch=False,
            graph=undone.graph,
        )
        write_record(building, change)
        manifest = replace(
            before, id=named.id, created=named.created, predecessor=current, content=content
        )
        (building / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
        target.publish(building, named.id)
    for kept in imports:
        lay_out_lists(target, named.id, kept.slug)
    return change


def _instead(undone: Change) -> str:
    """What takes back an import whose version of before is gone."""
    if undone.removes_import:
        return "Import its files again."
    slug = undone.graph.removeprefix(GRAPH) or "GRAPH"
    return f"Take the graph out: clusteratlas import --remove {slug}"
