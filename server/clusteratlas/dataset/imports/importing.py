"""Importing files into an atlas: from an importer's text to a new version."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Store

from clusteratlas.dataset.disk import refused_by_system
from clusteratlas.dataset.imports import kept as names
from clusteratlas.dataset.imports.checksum import input_checksum
from clusteratlas.dataset.imports.deriving import merges
from clusteratlas.dataset.imports.difference import Compared, compare_texts
from clusteratlas.dataset.imports.intake import Waiting
from clusteratlas.dataset.imports.kept import KeptImport, is_slug, read_imports
from clusteratlas.dataset.imports.lists import copy_lists, lay_out_lists
from clusteratlas.dataset.imports.loading import load_text
from clusteratlas.dataset.imports.making import Checks, Made, Workshop
from clusteratlas.dataset.imports.outcome import Difference, Outcome
from clusteratlas.dataset.imports.protocols import Matcher, Progress, Stage, StoreValidator
from clusteratlas.dataset.imports.publishing import Publisher, Replaced, publish
from clusteratlas.dataset.imports.reading import ImportSource, Read, new_kept, read_source
from clusteratlas.dataset.imports.spool import DamagedImport, read_spool
from clusteratlas.dataset.imports.workplace import atlas_store, lease_current, workplace
from clusteratlas.dataset.manifest import read_manifest
from clusteratlas.errors import ImportRefused
from clusteratlas.terms import GRAPH

if TYPE_CHECKING:
    from clusteratlas.dataset.directory import StoreDirectory


@dataclass(frozen=True)
class ImportOptions:
    """How to import.

    `author` is the name in the history; `rejected` a file that gets the rows set aside as well,
    whatever comes of the import; `again` imports even what is there already. `keep_versions` is how
    many versions stay, `lock_timeout` how many seconds to wait for other builds and writers.
    """

    author: str
    match: Matcher
    validate: StoreValidator
    keep_versions: int = 3
    lock_timeout: float = 30.0
    retrieved: date | None = None
    again: bool = False
    dry_run: bool = False
    language: str = "en"
    rejected: Path | None = None


def import_files(
    store: Path, source: ImportSource, options: ImportOptions, progress: Progress
) -> Outcome:
    """Import opened files into the atlas in `store`, as a new version.

    Whatever goes wrong, the version that was current stays current. Writers go on until all is
    made. Raises ImportRefused (the files, the name of the graph), ShapeViolation (with the report),
    DataError (identities in conflict), StoreError.
    """
    target = atlas_store(store)
    begin = time.monotonic()
    with target.building(options.lock_timeout), ExitStack() as leases:
        version = lease_current(target, leases)
        old = _replaced(source, version)
        checksum = _checksum(source, progress)
        if old and old.checksum == checksum and not (old.is_edited or options.again):
            return _unchanged(old, version, options)
        kept = new_kept(source, checksum, options.retrieved)
        with workplace(target) as folder, refused_by_system(store):
            making = _Import(target, source, options, progress, folder, leases)
            outcome = making.run(version, kept, old)
    return replace(outcome, seconds=time.monotonic() - begin)


class _Import:
    """One import, made in `folder`."""

    def __init__(
        self,
        target: StoreDirectory,
        source: ImportSource,
        options: ImportOptions,
        progress: Progress,
        folder: Path,
        leases: ExitStack,
    ) -> None:
        self._target = target
        self._source = source
        self._options = options
        self._progress = progress
        self._folder = folder
        self._leases = leases
        self._checks = Checks(options.match, options.validate, progress)
        self._difference: Difference | None = None
        self._seconds_reading = 0.0

    def run(self, version: Path, kept: KeptImport, old: KeptImport | None) -> Outcome:
        """Make the new version beside the current one, and publish it."""
        if old is None:
            read, made = self._make_first(version, kept)
        else:
            read = self._read(version, kept, lambda _: None)
            made = self._make(version, read)
        outcome = Outcome(
            kept=read.kept,
            version="",
            is_new=old is None,
            is_unchanged=False,
            triples=made.counts.graphs[kept.graph],
            difference=self._difference,
            matches=made.matches,
            report=made.report,
            seconds_reading=self._seconds_reading,
        )
        if self._options.dry_run:
            return _with_lists(outcome, read, self._lists_of_dry_run(read))
        id_ = self._publish(made, read)
        lists = lay_out_lists(self._target, id_, kept.slug)
        return _with_lists(replace(outcome, version=id_), read, lists)

    def _make_first(self, version: Path, kept: KeptImport) -> tuple[Read, Made]:
        """Read the files, and load what they hold while they are read."""
        workshop, waiting = self._workshop(version), Waiting(self._folder)
        with workshop.clone() as store:
            before = workshop.before()
            with waiting.intake(store, kept, merges(before)) as intake:
                read = self._read(version, kept, intake.take)
                intake.end()
                # Found while the last of it is loaded.
                matches = workshop.matched(before, kept.graph, intake.said)
            # What was gathered for the matching is no more needed, and may be large.
            del intake
            return read, workshop.added(store, kept.graph, waiting.text, matches)

    def _workshop(self, version: Path) -> Workshop:
        return Workshop(version, self._folder, self._checks)

    def _read(self, version: Path, kept: KeptImport, also: Callable[[bytes], object]) -> Read:
        begin = time.monotonic()
        folder = self._folder / "kept"
        folder.mkdir()
        gazetteer = self._source.gazetteer(Store.read_only(str(version / "data")))
        try:
            return read_source(
                self._source, folder, kept, gazetteer, self._options.language, self._progress, also
            )
        finally:
            self._seconds_reading = time.monotonic() - begin
            if self._options.rejected is not None:
                shutil.copyfile(folder / names.SET_ASIDE, self._options.rejected)

    def _make(self, version: Path, read: Read) -> Made:
        """Make it from the text that was read."""
        workshop, graph = self._workshop(version), read.kept.graph
        old = _replaced(self._source, version)
        if old is None:
            with workshop.clone() as store:
                self._progress(Stage.LOAD, 0, 0)
                load_text(store, NamedNode(graph), read.text())
                matches = workshop.matched(store, graph)
                return workshop.added(store, graph, read.text, matches)
        compared = self._compare(version, old, read)
        self._difference = compared.difference if compared else None
        if compared and compared.is_small and not old.is_edited:
            return workshop.replaced(graph, compared)
        return workshop.anew(graph, read.text)

    def _compare(self, version: Path, old: KeptImport, read: Read) -> Compared | None:
        """What differs from the import of before; None where that is damaged, which this mends."""
        self._progress(Stage.COMPARE, 0, 0)
        before = version / names.FOLDER / old.slug / names.CONTENT
        after = read.folder / names.CONTENT
        size = max(path.stat().st_size for path in (before, after) if path.exists())
        folder = self._folder / "compared"
        folder.mkdir(exist_ok=True)
        text = read_spool(before, old.content)
        try:
            return compare_texts(old.graph, text, read.text(), folder, size)
        except DamagedImport:
            return None

    def _lists_of_dry_run(self, read: Read) -> Path:
        """Where the lists stay of what is not published; where they are empty, they do not."""
        if not (read.set_aside.counts or read.oddities.counts):
            return read.folder
        return copy_lists(read.folder, Path(mkdtemp(prefix="clusteratlas-import-")))

    def _publish(self, made: Made, read: Read) -> str:
        self._progress(Stage.PUBLISH, 0, 1)
        replaced = Replaced(read.kept.graph, read.kept, read.folder, self._difference)
        options = self._options
        by = Publisher(options.author, options.keep_versions, options.lock_timeout)
        id_ = publish(
            self._target, made, lambda now: self._make(now, read), replaced, by, self._leases
        )
        self._progress(Stage.PUBLISH, 1, 1)
        return id_


def _with_lists(outcome: Outcome, read: Read, folder: Path) -> Outcome:
    """The outcome with its findings, which are listed in a folder."""
    return replace(
        outcome,
        set_aside=replace(read.set_aside, path=folder / names.SET_ASIDE),
        oddities=replace(read.oddities, path=folder / names.ODDITIES),
    )


def _replaced(source: ImportSource, version: Path) -> KeptImport | None:
    """The import that is replaced, None where the graph is new. Raises ImportRefused."""
    slug = source.opened.graph
    if not is_slug(slug):
        raise ImportRefused(
            f"A graph cannot be called “{slug}”.",
            hint="Name it by --as with small letters a–z, digits and hyphens, as in h2020-2016.",
        )
    old = read_imports(version).get(GRAPH + slug)
    if old is None and GRAPH + slug in read_manifest(version / "manifest.json").graphs:
        raise ImportRefused(
            f"There is a graph “{slug}” already, and it was not imported.",
            hint="Give the import another name by --as.",
        )
    name = source.importer.partition(" ")[0]
    if old is not None and old.importer_name != name:
        raise ImportRefused(
            f"The graph “{slug}” was imported by “{old.importer_name}”, not by “{name}”.",
            hint=f"Give the import another name by --as, or first remove it: "
            f"clusteratlas import --remove {slug}",
        )
    return old


def _checksum(source: ImportSource, progress: Progress) -> str:
    return input_checksum(
        source.importer,
        f"{source.opened.graph}\n{source.opened.parameters}",
        source.files,
        lambda done, total: progress(Stage.CHECK, done, total),
    )


def _unchanged(old: KeptImport, version: Path, options: ImportOptions) -> Outcome:
    if options.rejected is not None:
        shutil.copyfile(version / names.FOLDER / old.slug / names.SET_ASIDE, options.rejected)
    return Outcome(kept=old, version="", is_new=False, is_unchanged=True)
