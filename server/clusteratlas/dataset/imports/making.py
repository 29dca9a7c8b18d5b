"""Making the data of a version: the current one's, with an imported graph in it, or without it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Store

from clusteratlas.dataset.counts import Counts
from clusteratlas.dataset.derivation import derived_changes
from clusteratlas.dataset.disk import clone_dataset
from clusteratlas.dataset.graphs import delete_graph, graph_names
from clusteratlas.dataset.imports.assembling import Parts, Text, copy_parts, derive_anew, parts_of
from clusteratlas.dataset.imports.deriving import derive_added
from clusteratlas.dataset.imports.difference import Compared
from clusteratlas.dataset.imports.loading import load_text
from clusteratlas.dataset.imports.protocols import Matcher, Progress, Stage, StoreValidator
from clusteratlas.dataset.manifest import Manifest, read_manifest
from clusteratlas.engine.changes import Changes, carry_over
from clusteratlas.errors import ShapeViolation
from clusteratlas.terms import CA, GRAPH

if TYPE_CHECKING:
    from pathlib import Path

    from clusteratlas.dataset.matching.sources import TextSource
    from clusteratlas.validation.report import Report

MATCHES = f"{GRAPH}matches"
"""The graph of the identity statements that matching makes."""


@dataclass(frozen=True)
class Checks:
    """What is asked on the way: for matches, and whether the outcome keeps the shapes."""

    match: Matcher
    validate: StoreValidator
    progress: Progress


@dataclass(frozen=True)
class Made:
    """The data of a version to be, in `data`: made from the version `base`.

    `matches` are statements of identity about things of the graph, by the code of their status.
    `changes` are those of the whole dataset, where it was made by few. Where there are none, there
    may be no `report`: that of `base` holds.
    """

    base: Manifest
    data: Path
    counts: Counts
    matches: Mapping[str, int]
    report: Report | None
    changes: Changes | None = None


class Workshop:
    """Makes the data of a version in `folder`, from the version in the folder `version`."""

    def __init__(self, version: Path, folder: Path, checks: Checks) -> None:
        self._version = version
        self._folder = folder
        self._checks = checks
        self._base = read_manifest(version / "manifest.json")

    @contextmanager
    def clone(self) -> Iterator[Store]:
        """A copy of the version to work on."""
        with self._store(lambda path: clone_dataset(self._version / "data", path)) as store:
            yield store

    def before(self) -> Store:
        """The version as it is, to read."""
        return Store.read_only(str(self._version / "data"))

    def matched(self, store: Store, graph: str, text: TextSource | None = None) -> Changes:
        """What a new graph changes in the matches: it is in the store, or said by `text`."""
        self._checks.progress(Stage.MATCH, 0, 0)
        return self._checks.match(store, graph, text)

    def added(self, store: Store, graph: str, text: Text, matches: Changes) -> Made:
        """What comes of a clone to which a new `graph` was added, with `matches` that are not in it
        yet. `text` is what the default graph does not tell of the graph yet.

        Raises DataError, and ShapeViolation as a kind of it.
        """
        before = self.before()
        carry_over(store, matches)
        self._checks.progress(Stage.DERIVE, 0, 0)
        derive_added(before, store, NamedNode(graph), text(), matches)
        unchanged = self._base.graphs.keys() - {graph, MATCHES}
        known = {name: self._base.graphs[name] for name in unchanged}
        return self._finished(store, graph, Counts.asked(store, known))

    def replaced(self, graph: str, compared: Compared) -> Made:
        """What comes of changing a few things of a graph, as `compare_texts` found them."""
        node = NamedNode(graph)
        before = self.before()
        with self.clone() as store:
            wanted = Store()
            load_text(wanted, node, (line + b"\n" for line in compared.lines))
            there = [
                quad
                for subject in compared.subjects
                for quad in store.quads_for_pattern(_named(subject), None, None, node)
            ]
            own = Changes(
                frozenset(quad for quad in wanted if quad not in store),
                frozenset(quad for quad in there if quad not in wanted),
            )
            carry_over(store, own)
            return self._followed(before, store, graph, own)

    def changed(self, change: Callable[[Store], Changes]) -> Made:
        """What comes of changing a copy of the version in a few triples."""
        before = self.before()
        with self.clone() as store:
            return self._followed(before, store, "", change(store))

    def removed(self, graph: str) -> Made:
        """What comes of taking a small graph out."""
        before = self.before()
        with self.clone() as store:
            return self._followed(before, store, graph, delete_graph(store, NamedNode(graph)))

    def anew(self, graph: str, text: Text | None = None) -> Made:
        """What comes of replacing a graph, or of leaving it out, by loading all anew."""
        parts = parts_of(self._version, without=graph)
        if text is not None:
            parts = replace(parts, texts={**parts.texts, graph: text})
        return self.assembled(parts, graph)

    def assembled(self, parts: Parts, graph: str = "") -> Made:
        """What comes of loading these parts; `graph` is new among them."""
        with self._store(lambda _: None) as store:
            self._checks.progress(Stage.LOAD, 0, 0)
            copy_parts(parts, store)
            carry_over(store, self.matched(store, graph))
            self._checks.progress(Stage.DERIVE, 0, 0)
            derive_anew(store, parts.texts)
            return self._finished(store, graph, Counts.asked(store, {}))

    def _followed(self, before: Store, store: Store, graph: str, own: Changes) -> Made:
        """Have the matches and the default graph follow few changes of a graph."""
        stated = own
        if own or graph:
            # Where nothing changed, nothing matches otherwise.
            matches = self.matched(store, graph)
            carry_over(store, matches)
            stated = own.then(matches)
        self._checks.progress(Stage.DERIVE, 0, 0)
        derived = derived_changes(before, store, stated)
        carry_over(store, derived)
        changes = Changes(stated.added | derived.added, stated.removed | derived.removed)
        counts = Counts.of_manifest(self._base).after(changes, graph_names(store))
        return self._finished(store, graph, counts, changes)

    @contextmanager
    def _store(self, prepare: Callable[[Path], None]) -> Iterator[Store]:
        """A store in the folder, which only what was finished outlasts."""
        path = self._folder / "working"
        held: list[Store] = []
        try:
            prepare(path)
            held.append(Store(str(path)))
            yield held[0]
        finally:
            # Nobody may hold it open any more.
            held.clear()
            shutil.rmtree(path, ignore_errors=True)

    def _finished(
        self, store: Store, graph: str, counts: Counts, changes: Changes | None = None
    ) -> Made:
        is_known = changes is not None and not changes and self._base.findings
        report = None if is_known else self._validated(store)
        store.flush()
        data = self._folder / "data"
        shutil.rmtree(data, ignore_errors=True)
        store.backup(str(data))
        matches = matches_of(store, graph) if graph else {}
        return Made(self._base, data, counts, matches, report, changes)

    def _validated(self, store: Store) -> Report:
        report = self._checks.validate(
            store, lambda done, total: self._checks.progress(Stage.VALIDATE, done, total)
        )
        if report.has_violation:
            raise ShapeViolation(
                "The atlas with what was imported breaks the shapes, so it was not published.",
                report=report,
                hint="What was current is still current.",
            )
        return report


def _named(term: bytes) -> NamedNode:
    return NamedNode(term.decode().removeprefix("<").removesuffix(">"))


def matches_of(store: Store, graph: str) -> dict[str, int]:
    """How many statements there are about things of the graph, by the code of their status."""
    found: Any = store.query(
        f"""SELECT ?status (COUNT(DISTINCT ?statement) AS ?count) WHERE {{
            GRAPH <{MATCHES}> {{
                ?statement <{CA}identityStatus> ?status ; <{CA}record> ?record
            }}
            FILTER EXISTS {{ GRAPH <{graph}> {{ ?record a ?class }} }}
        }} GROUP BY ?status ORDER BY ?status"""
    )
    return {row["status"].value.rpartition("/")[2]: int(row["count"].value) for row in found}
