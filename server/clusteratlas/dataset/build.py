"""Building: from the sources to a new version of the dataset, validated before it is published."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from clusteratlas import __version__
from clusteratlas.dataset.comparing import compare
from clusteratlas.dataset.counts import Counts
from clusteratlas.dataset.directory import StoreDirectory, StoreKind, create_store, find_store
from clusteratlas.dataset.disk import refused_by_system
from clusteratlas.dataset.graphs import graph_names
from clusteratlas.dataset.history import Action, Change, write_record, write_steps
from clusteratlas.dataset.identities import find_identities
from clusteratlas.dataset.imports.describing import Origin, describe
from clusteratlas.dataset.imports.kept import KeptImport, carry_imports, read_imports
from clusteratlas.dataset.imports.making import Checks
from clusteratlas.dataset.imports.protocols import Matcher, StoreValidator, no_matches
from clusteratlas.dataset.imports.rebuilding import rebuild
from clusteratlas.dataset.manifest import Manifest
from clusteratlas.dataset.patch import Sign, Step
from clusteratlas.dataset.sources import SourceFile, read_files, read_sources
from clusteratlas.errors import ShapeViolation, StoreError, StoreNotFound
from clusteratlas.validation.report import Report
from clusteratlas.validation.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

AUTHOR = "build"
"""Who is recorded for what a build changes."""


class _Content(NamedTuple):
    """The source files, as they are and as the default graph says them, and the report on them."""

    files: Sequence[SourceFile]
    atlas: Sequence[SourceFile]
    report: Report

    def hash(self, imports: Mapping[str, KeptImport]) -> str:
        """The SHA-256 of all that is built."""
        lines = [f"{file.graph.value} {file.name} {file.checksum}\n" for file in self.files]
        lines += (f"{graph} {kept.content}\n" for graph, kept in imports.items())
        return sha256("".join(lines).encode()).hexdigest()


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
    """How to build.

    `keep_versions` is how many versions stay in the store, the new one among them; `lock_timeout`
    how many seconds to wait for a writer. The other two are asked where files were imported: what
    matches among all, and whether all of it together keeps the shapes.
    """

    validate: Validator
    keep_versions: int = 3
    lock_timeout: float = 30.0
    match: Matcher = no_matches
    validate_store: StoreValidator | None = None


def build(root: Path, store: Path, options: BuildOptions, progress: Progress) -> Manifest:
    """Build the sources below the assets' `root` into a new version of the store, make it current.

    The store is made where there is none. Whatever goes wrong, the version that was current stays
    current. Writers go on until all is read and checked. Raises DataError (a source, an identity),
    ShapeViolation (with the report), StoreError (StoreLocked when another process builds, or does
    not stop writing in time).
    """
    target = _atlas_store(store)
    with target.building():
        files = tuple(_read(root, progress))
        atlas = canonical_files(files)
        report = _validate(atlas, options.validate, progress)
        with target.writing(options.lock_timeout):
            with target.new_version() as building:
                with refused_by_system(store):
                    content = _Content(files, atlas, report)
                    manifest = _write(target, building, content, options, progress)
                progress(Stage.PUBLISH, 0, 1)
                target.publish(building, manifest.id)
            # It is published: what cannot be removed now is removed after the next write.
            with suppress(StoreError):
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


def _write(
    target: StoreDirectory,
    building: Path,
    content: _Content,
    options: BuildOptions,
    progress: Progress,
) -> Manifest:
    """Write the new version, with what was imported into the current one. Gives its manifest."""
    base = target.predecessor() or target.newest()
    imports = read_imports(target.version(base)) if base else {}
    if imports:
        progress(Stage.WRITE, 0, 1)
        return _write_with_imports(target, building, base, imports, content, options, progress)
    counts = _write_data(building, content.files, content.atlas, progress)
    return _describe(target, building, content, counts)


def _write_with_imports(
    target: StoreDirectory,
    building: Path,
    base: str,
    imports: Mapping[str, KeptImport],
    content: _Content,
    options: BuildOptions,
    progress: Progress,
) -> Manifest:
    def made_so_far(_stage: object, done: int, total: int) -> None:
        # Of what is made, only the validation of all of it tells how far it is.
        if total:
            progress(Stage.WRITE, done, total)

    checks = Checks(
        options.match,
        options.validate_store or (lambda _store, _progress: content.report),
        made_so_far,
    )
    version = target.version(base)
    made = rebuild(version, building, imports, content.files, checks)
    carry_imports(version, building, (replace(kept, is_edited=False) for kept in imports.values()))
    return describe(target, building, made, Origin(AUTHOR, Action.BUILD, content.hash(imports)))


def _describe(
    target: StoreDirectory, building: Path, content: _Content, counts: Counts
) -> Manifest:
    """Write the manifest, the record and the report of the new version."""
    report, content_hash = content.report, content.hash({})
    named = target.name(content_hash)
    manifest = Manifest(
        id=named.id,
        created=named.created,
        predecessor=target.predecessor(),
        content=content_hash,
        program=__version__,
        triples=counts.triples,
        graphs=counts.graphs,
        classes=counts.classes,
        properties=counts.properties,
        links=counts.links,
        findings={severity.value: count for severity, count in report.counts.items()},
    )
    _write_record(target, building, manifest)
    (building / "validation.ttl").write_text(report.turtle, encoding="utf-8")
    (building / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
    return manifest


def _write_record(target: StoreDirectory, building: Path, manifest: Manifest) -> None:
    """Record what changed since the version before, if there is one that can be read."""
    new = Store.read_only(str(building / "data"))
    try:
        old = Store.read_only(str(target.version(manifest.predecessor) / "data"))
    except (StoreError, OSError, RuntimeError, ValueError):
        stated = sum(manifest.graphs.values())
        first = Change(
            manifest.id,
            "",
            manifest.created,
            AUTHOR,
            Action.BUILD,
            stated,
            0,
            graphs_added=tuple(manifest.graphs),
        )
        write_record(building, first)
        return
    tally: Counter[Sign] = Counter()
    write_steps(building, _counted(compare(old, new), tally))
    before, after = graph_names(old), graph_names(new)
    change = Change(
        version=manifest.id,
        predecessor=manifest.predecessor,
        created=manifest.created,
        author=AUTHOR,
        action=Action.BUILD,
        added=tally[Sign.ADD],
        removed=tally[Sign.DELETE],
        graphs_added=tuple(sorted(after - before)),
        graphs_removed=tuple(sorted(before - after)),
    )
    write_record(building, change)


def _counted(steps: Iterable[Step], tally: Counter[Sign]) -> Iterator[Step]:
    """The steps as they are, those of the source graphs counted."""
    for step in steps:
        if isinstance(step.quad.graph_name, NamedNode):
            tally[step.sign] += 1
        yield step


def _write_data(
    building: Path, files: Sequence[SourceFile], atlas: Sequence[SourceFile], progress: Progress
) -> Counts:
    """Write the dataset; a backup is the compact form of it, without logs and locks."""
    loading = building / "loading"
    store = Store(str(loading))
    store.bulk_extend(_quads(files, atlas, progress))
    store.optimize()
    store.flush()
    store.backup(str(building / "data"))
    counts = Counts.of_store(store)
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
