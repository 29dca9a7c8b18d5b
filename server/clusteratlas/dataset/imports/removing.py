"""Taking an imported graph out of an atlas."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clusteratlas.dataset.directory import IMPORTS
from clusteratlas.dataset.disk import refused_by_system
from clusteratlas.dataset.imports.kept import read_imports
from clusteratlas.dataset.imports.making import Checks, Made, Workshop
from clusteratlas.dataset.imports.publishing import Publisher, Replaced, publish
from clusteratlas.dataset.imports.workplace import atlas_store, lease_current, workplace
from clusteratlas.dataset.manifest import read_manifest
from clusteratlas.errors import UnknownGraph
from clusteratlas.terms import GRAPH

if TYPE_CHECKING:
    from pathlib import Path

_FEW_TRIPLES = 50_000
"""From then on, loading the rest of the dataset anew is faster."""


@dataclass(frozen=True)
class Removed:
    """An import that was taken out, and the version without it."""

    graph: str
    triples: int
    version: str


def remove_import(store: Path, slug: str, checks: Checks, by: Publisher) -> Removed:
    """Make a version without the imported graph called `slug`.

    Raises UnknownGraph where none was imported under that name, ShapeViolation where the rest does
    not keep the shapes without it, StoreError. Then nothing changed.
    """
    target = atlas_store(store)
    with target.building(by.lock_timeout), ExitStack() as leases:
        version = lease_current(target, leases)
        graph = GRAPH + slug
        if graph not in (imports := read_imports(version)):
            found = ", ".join(sorted(kept.slug for kept in imports.values()))
            raise UnknownGraph(
                f"No graph “{slug}” was imported into {store}.",
                hint=f"There are: {found}." if found else "Nothing was imported yet.",
            )
        with workplace(target) as folder, refused_by_system(store):

            def make(version: Path) -> Made:
                workshop = Workshop(version, folder, checks)
                count = read_manifest(version / "manifest.json").graphs.get(graph, 0)
                return workshop.removed(graph) if count <= _FEW_TRIPLES else workshop.anew(graph)

            made = make(version)
            id_ = publish(target, made, make, Replaced(graph), by, leases)
            shutil.rmtree(target.path / IMPORTS / slug, ignore_errors=True)
            return Removed(graph, made.base.graphs.get(graph, 0), id_)
