"""Building: from the sources to a new version of the dataset, validated before it is published."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from clusteratlas import __version__
from clusteratlas.dataset.directory import (
    StoreDirectory,
    StoreKind,
    create_store,
    find_store,
    refused_by_system,
)
from clusteratlas.dataset.identities import find_identities
from clusteratlas.dataset.manifest import Manifest
from clusteratlas.dataset.sources import SourceFile, read_files, read_sources
from clusteratlas.errors import ShapeViolation, StoreError, StoreNotFound
from clusteratlas.terms import PREFIXES
from clusteratlas.validation.report import Report
from clusteratlas.validation.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_TYPE = NamedNode(PREFIXES["rdf"] + "type")


class Stage(Enum):
    """What a build does, in this order."""

    READ = "read"
    VALIDATE = "validate"
    WRITE = "write"
    PUBLISH = "publish"


Validator = Callable[[Sequence[Source]], Report]
"""Validates the whole dataset, file by file."""

Progress = Callable[[Stage, int, int], None]
"""Told of each step: the stage, how many of its parts are done, and how many there are."""


@dataclass(frozen=True)
class BuildOptions:
    """`keep_versions` is how many versions stay in the store, the new one among them."""

    validate: Validator
    keep_versions: int = 3


def build(root: Path, store: Path, options: BuildOptions, progress: Progress) -> Manifest:
    """Build the sources below the assets' `root` into a new version of the store, make it current.

    The store is made where there is none. Whatever goes wrong, the version that was current stays
    current. Raises DataError (a source, an identity), ShapeViolation (with the report), StoreError
    (StoreLocked when another process writes to the store).
    """
    target = _atlas_store(store)
    with target.writing():
        files = tuple(_read(root, progress))
        atlas = canonical_files(files)
        report = _validate(atlas, options.validate, progress)
        content = _content_hash(files)
        moment = _next_moment(target)
        with target.new_version(_version_id(moment, content)) as building:
            with refused_by_system(store):
                counts = _write_data(building, files, atlas, progress)
                manifest = Manifest(
                    id=_version_id(moment, content),
                    created=moment.isoformat(timespec="milliseconds"),
                    predecessor=target.predecessor(),
                    content=content,
                    program=__version__,
                    triples=counts.triples,
                    graphs=counts.graphs,
                    classes=counts.classes,
                    findings={severity.value: count for severity, count in report.counts.items()},
                )
                (building / "validation.ttl").write_text(report.turtle, encoding="utf-8")
                (building / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
            progress(Stage.PUBLISH, 0, 1)
            target.publish(building)
        target.prune(options.keep_versions)
        progress(Stage.PUBLISH, 1, 1)
    return manifest


def canonical_files(files: Sequence[SourceFile]) -> tuple[SourceFile, ...]:
    """The files as the default graph says them, of canonical things. Raises DataError."""
    identities = find_identities([triple for file in files for triple in file.triples])
    return tuple(replace(file, triples=tuple(identities.merge(file.triples))) for file in files)


def _atlas_store(path: Path) -> StoreDirectory:
    try:
        found = find_store(path)
    except StoreNotFound:
        return create_store(path, StoreKind.ATLAS)
    if found.kind is not StoreKind.ATLAS:
        raise StoreError(
            f"{path} is a plain store, which is not built.",
            hint="Name another folder for the atlas.",
        )
    return found


def _read(root: Path, progress: Progress) -> Iterator[SourceFile]:
    sources = read_sources(root)
    for done, source in enumerate(sources):
        progress(Stage.READ, done, len(sources))
        yield from read_files(root, source)
    progress(Stage.READ, len(sources), len(sources))


def _validate(atlas: Sequence[SourceFile], validate: Validator, progress: Progress) -> Report:
    progress(Stage.VALIDATE, 0, 1)
    report = validate([Source.of_file(file.name, file.path, file.triples) for file in atlas])
    progress(Stage.VALIDATE, 1, 1)
    if report.has_violation:
        raise ShapeViolation(
            "The data breaks the shapes, so it was not published.",
            report=report,
            hint="What was current is still current.",
        )
    return report


def _content_hash(files: Iterable[SourceFile]) -> str:
    lines = (f"{file.graph.value} {file.name} {file.checksum}\n" for file in files)
    return sha256("".join(lines).encode()).hexdigest()


def _version_id(moment: datetime, content: str) -> str:
    return f"{moment:%Y%m%dT%H%M%S}{moment.microsecond // 1000:03}Z-{content[:12]}"


def _next_moment(store: StoreDirectory) -> datetime:
    """Now, but behind the newest version even where the clock was set back: ids sort by time."""
    now = datetime.now(UTC)
    newest = store.newest_moment()
    return now if newest is None else max(now, newest + timedelta(milliseconds=1))


@dataclass(frozen=True)
class _Counts:
    """Triples of the default graph, of each named graph; instances of each class."""

    triples: int
    graphs: Mapping[str, int]
    classes: Mapping[str, int]


def _write_data(
    building: Path, files: Sequence[SourceFile], atlas: Sequence[SourceFile], progress: Progress
) -> _Counts:
    """Write the dataset; a backup is the compact form of it, without logs and locks."""
    loading = building / "loading"
    store = Store(str(loading))
    store.bulk_extend(_quads(files, atlas, progress))
    store.optimize()
    store.flush()
    store.backup(str(building / "data"))
    counts = _count(store)
    del store
    shutil.rmtree(loading)
    return counts


def _quads(
    files: Sequence[SourceFile], atlas: Sequence[SourceFile], progress: Progress
) -> Iterator[Quad]:
    """Every triple in its named graph and, as the atlas says it, in the default graph."""
    default = DefaultGraph()
    for done, (file, merged) in enumerate(zip(files, atlas, strict=True)):
        progress(Stage.WRITE, done, len(files))
        for triple in file.triples:
            yield Quad(triple.subject, triple.predicate, triple.object, file.graph)
        for triple in merged.triples:
            yield Quad(triple.subject, triple.predicate, triple.object, default)
    progress(Stage.WRITE, len(files), len(files))


def _count(store: Store) -> _Counts:
    """Counted in the store, which takes two spellings of one number for one value."""
    graphs: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    triples = 0
    for quad in store:
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name.value] += 1
            continue
        triples += 1
        if quad.predicate == _TYPE and isinstance(quad.object, NamedNode):
            classes[quad.object.value] += 1
    return _Counts(triples, dict(sorted(graphs.items())), dict(sorted(classes.items())))
