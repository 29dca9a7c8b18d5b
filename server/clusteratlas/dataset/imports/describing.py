"""The manifest, the record and the report of a version that was made."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clusteratlas import __version__
from clusteratlas.dataset.graphs import named_part
from clusteratlas.dataset.history import Action, Change, write_record, write_steps
from clusteratlas.dataset.manifest import Manifest
from clusteratlas.dataset.patch import steps_of

if TYPE_CHECKING:
    from clusteratlas.dataset.directory import StoreDirectory
    from clusteratlas.dataset.imports.making import Made
    from clusteratlas.dataset.imports.outcome import Difference

_REPORT = "validation.ttl"


@dataclass(frozen=True)
class Origin:
    """Who made a version, by what, and the SHA-256 of what it was made from.

    `difference` is that of the `graph`, where it was found otherwise than by changing it.
    """

    author: str
    action: Action
    content: str
    graph: str = ""
    difference: Difference | None = None


def describe(target: StoreDirectory, building: Path, made: Made, origin: Origin) -> Manifest:
    """Write what describes the version that is made in `building`."""
    named = target.name(origin.content)
    manifest = Manifest(
        id=named.id,
        created=named.created,
        predecessor=made.base.id,
        content=origin.content,
        program=__version__,
        triples=made.counts.triples,
        graphs=made.counts.graphs,
        classes=made.counts.classes,
        properties=made.counts.properties,
        links=made.counts.links,
        findings=_write_report(target.version(made.base.id), building, made),
    )
    added, removed = _tally(made, origin)
    change = Change(
        version=named.id,
        predecessor=made.base.id,
        created=named.created,
        author=origin.author,
        action=origin.action,
        added=added,
        removed=removed,
        graphs_added=tuple(sorted(made.counts.graphs.keys() - made.base.graphs.keys())),
        graphs_removed=tuple(sorted(made.base.graphs.keys() - made.counts.graphs.keys())),
        has_patch=made.changes is not None,
        graph=origin.graph,
    )
    if made.changes is not None:
        write_steps(building, steps_of(made.changes))
    write_record(building, change)
    (building / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
    return manifest


def _write_report(base: Path, building: Path, made: Made) -> dict[str, int]:
    """The report of the new version, which is that of `base` where nothing changed."""
    if made.report is not None:
        (building / _REPORT).write_text(made.report.turtle, encoding="utf-8")
        return {severity.value: count for severity, count in made.report.counts.items()}
    shutil.copyfile(base / _REPORT, building / _REPORT)
    return dict(made.base.findings)


def _tally(made: Made, origin: Origin) -> tuple[int, int]:
    """How many triples of named graphs were added and removed.

    Where not each change is known, the growth of the graphs tells.
    """
    if made.changes is not None:
        stated = named_part(made.changes)
        return len(stated.added), len(stated.removed)
    grown = {
        graph: made.counts.graphs.get(graph, 0) - made.base.graphs.get(graph, 0)
        for graph in made.counts.graphs.keys() | made.base.graphs.keys()
    }
    added = removed = 0
    if origin.difference is not None:
        added, removed = origin.difference.triples_added, origin.difference.triples_removed
        del grown[origin.graph]
    added += sum(count for count in grown.values() if count > 0)
    removed -= sum(count for count in grown.values() if count < 0)
    return added, removed
