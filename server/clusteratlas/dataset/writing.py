"""Writing: each write makes a new version of the dataset, all of it or nothing.

The current version is never touched. A write works on a copy that shares its tables, has the
default graph of an atlas follow, has the outcome checked, and publishes it as the next version. Its
process may be killed at any moment: what was not published is cleared away by the next writer.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyoxigraph import NamedNode, Store

from clusteratlas import __version__
from clusteratlas.dataset.counts import Counts
from clusteratlas.dataset.derivation import derived_changes
from clusteratlas.dataset.directory import StoreKind, find_store
from clusteratlas.dataset.disk import clone_dataset, refused_by_system, remove_dataset
from clusteratlas.dataset.graphs import (
    default_part,
    delete_graph,
    further_triples,
    graph_names,
    named_part,
    node_of,
    patch_graph,
    post_graph,
    put_graph,
    whole_graph,
)
from clusteratlas.dataset.history import Action, Change, write_record, write_steps
from clusteratlas.dataset.imports.kept import carry_imports, read_imports, written_to
from clusteratlas.dataset.imports.returning import return_to
from clusteratlas.dataset.manifest import Manifest, read_manifest
from clusteratlas.dataset.patch import steps_of
from clusteratlas.dataset.undoing import last_write, taken_back
from clusteratlas.engine.changes import Changes, carry_over
from clusteratlas.engine.updating import carry_out
from clusteratlas.errors import ForbiddenQuery, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Triple

    from clusteratlas.engine.guard import Limits
    from clusteratlas.engine.network import Network
    from clusteratlas.engine.protocol import GraphName
    from clusteratlas.rdf.protocol import UpdateRequest

Gate: TypeAlias = Callable[[Store, Store, Changes], None]
"""Checks a write before it is visible: the dataset before and after it, and the changes of the
default graph. Raises ShapeViolation."""

_Change: TypeAlias = Callable[[Store], Changes]
"""Changes a working dataset and says what changed."""

_Transition: TypeAlias = Callable[[Store, Store], Changes]
"""Likewise, with the dataset as it was before it."""


@dataclass(frozen=True)
class WriteOptions:
    """How a store is written to.

    `keep_versions` is how many versions stay in it, the new one among them; `limits` and `network`
    bound updates; `gate` may refuse a write; `lock_timeout` is how many seconds to wait for another
    writer.
    """

    keep_versions: int
    limits: Limits
    network: Network
    gate: Gate | None = None
    lock_timeout: float = 30.0


@dataclass(frozen=True)
class Written:
    """What a write did: from which version to which, the triples added and removed.

    Of an atlas those of the source graphs are counted, which the default graph follows. When
    nothing changed, both versions are the same one. `created`: the graph did not exist before.
    """

    before: str
    version: str
    added: int
    removed: int
    created: bool = False


class _Origin(NamedTuple):
    """Who makes a version, and by what."""

    author: str
    action: Action = Action.WRITE
    undoes: str = ""


class _Outcome(NamedTuple):
    """What a write comes to: in the whole dataset, and which named graphs there were and are."""

    changes: Changes
    graphs_before: frozenset[str]
    graphs: frozenset[str]

    @property
    def is_nothing(self) -> bool:
        return not self.changes and self.graphs == self.graphs_before


class Writer:
    """Writes to a store, in turn with all other writers of all processes.

    Each method raises StoreLocked when its turn does not come in time, StoreFull when the disk has
    no room, StoreError for a store that cannot be written, ShapeViolation when the gate refuses,
    ForbiddenQuery when the default graph of an atlas would become other than its sources say, and
    DataError when identity statements would be in conflict. Whatever is raised, nothing changed.
    """

    def __init__(self, store: Path, options: WriteOptions) -> None:
        self._directory = find_store(store)
        self._options = options

    def update(self, request: UpdateRequest, author: str) -> Written:
        """Carry out a SPARQL 1.1 Update. Raises as `engine.updating.carry_out` too."""
        return self._write(author, lambda store: self._carry_out(store, request))

    def put_graph(self, name: GraphName, triples: Iterable[Triple], author: str) -> Written:
        """Replace a graph, or make it (Graph Store Protocol §5.3)."""
        graph = node_of(name)
        whole = whole_graph(graph, triples)
        return self._write(author, lambda store: put_graph(store, graph, whole), name)

    def post_graph(self, name: GraphName, triples: Iterable[Triple], author: str) -> Written:
        """Merge triples into a graph, or make it (§5.5)."""
        graph = node_of(name)
        further = further_triples(graph, triples)
        return self._write(author, lambda store: post_graph(store, graph, further), name)

    def delete_graph(self, name: GraphName, author: str) -> Written:
        """Remove a graph (§5.4). Raises UnknownGraph."""
        return self._write(author, lambda store: delete_graph(store, node_of(name)))

    def patch_graph(self, name: GraphName, request: UpdateRequest, author: str) -> Written:
        """Carry out an update that reads and changes one graph, and no other (§5.7).

        Raises as `update`, and ForbiddenQuery when it changes another graph.
        """

        def change(store: Store) -> Changes:
            return patch_graph(store, node_of(name), lambda alone: self._carry_out(alone, request))

        return self._write(author, change, name)

    def change(self, change: Callable[[Store], Changes], author: str) -> Written:
        """Have `change` work on the dataset, in this writer's turn, and say what it changed."""
        return self._write(author, change)

    def undo(self, author: str) -> Written:
        """Take back the last write or import that is not taken back yet, as a new version.

        What is restored was published once, so that the gate is not asked. Raises NothingToUndo.
        """
        with self._turn() as current:
            undone = last_write(self._directory)
            if undone.action is Action.IMPORT:
                change = return_to(self._directory, undone, current, author)
                self._prune()
                return Written(current, change.version, change.added, change.removed)
            return self._make_version(
                current,
                _Origin(author, Action.UNDO, undone.version),
                lambda _, store: taken_back(self._directory, undone, store),
            )

    def _carry_out(self, store: Store, request: UpdateRequest) -> Changes:
        return carry_out(store, request, self._options.limits, self._options.network)

    @contextmanager
    def _turn(self) -> Iterator[str]:
        """Wait until no other one writes; gives the current version."""
        with self._directory.writing(self._options.lock_timeout):
            yield self._directory.current()

    def _write(self, author: str, change: _Change, name: GraphName | None = None) -> Written:
        def transition(before: Store, store: Store) -> Changes:
            changes = change(store)
            if self._directory.kind is StoreKind.ATLAS:
                changes = _followed(before, store, changes)
            if self._options.gate is not None and (own := default_part(changes)):
                self._options.gate(before, store, own)
            return changes

        with self._turn() as current:
            return self._make_version(current, _Origin(author), transition, name)

    def _make_version(
        self,
        current: str,
        origin: _Origin,
        transition: _Transition,
        name: GraphName | None = None,
    ) -> Written:
        path = self._directory.version(current)
        before = read_manifest(path / "manifest.json")
        with self._directory.new_version() as building, refused_by_system(self._directory.path):
            outcome = _worked_out(building, path / "data", transition)
            if outcome.is_nothing:
                return Written(current, current, 0, 0)
            touched = {
                quad.graph_name.value
                for quad in outcome.changes.added | outcome.changes.removed
                if isinstance(quad.graph_name, NamedNode)
            }
            imports = written_to(read_imports(path).values(), outcome.graphs, touched)
            carry_imports(path, building, imports)
            change = self._describe(building, before, origin, outcome)
            self._directory.publish(building, change.version)
        self._prune()
        is_new = name in outcome.graphs - outcome.graphs_before
        return Written(current, change.version, change.added, change.removed, created=is_new)

    def _prune(self) -> None:
        # It is published: what cannot be removed now is removed after the next write.
        with suppress(StoreError):
            self._directory.prune(self._options.keep_versions)

    def _describe(
        self, building: Path, before: Manifest, origin: _Origin, outcome: _Outcome
    ) -> Change:
        """Write the record and the manifest."""
        came = sorted(outcome.graphs - outcome.graphs_before)
        went = sorted(outcome.graphs_before - outcome.graphs)
        patch = write_steps(building, steps_of(outcome.changes))
        content = sha256(f"{before.content} {patch} {came} {went}".encode()).hexdigest()
        named = self._directory.name(content)
        is_atlas = self._directory.kind is StoreKind.ATLAS
        stated = named_part(outcome.changes) if is_atlas else outcome.changes
        change = Change(
            version=named.id,
            predecessor=before.id,
            created=named.created,
            author=origin.author,
            action=origin.action,
            added=len(stated.added),
            removed=len(stated.removed),
            undoes=origin.undoes,
            graphs_added=tuple(came),
            graphs_removed=tuple(went),
        )
        write_record(building, change)
        counts = Counts.of_manifest(before).after(outcome.changes, outcome.graphs)
        manifest = Manifest(
            id=named.id,
            created=named.created,
            predecessor=before.id,
            content=content,
            program=__version__,
            triples=counts.triples,
            graphs=counts.graphs,
            classes=counts.classes,
            properties=counts.properties,
            links=counts.links,
            findings={},
        )
        (building / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
        return change


def _worked_out(building: Path, current: Path, transition: _Transition) -> _Outcome:
    """Make the data of the new version from that in `current`."""
    working = building / "working"
    clone_dataset(current, working)
    outcome = _transited(building, working, current, transition)
    # Only now, when nobody holds it open any more.
    remove_dataset(working)
    return outcome


def _transited(building: Path, working: Path, current: Path, transition: _Transition) -> _Outcome:
    before, store = Store.read_only(str(current)), Store(str(working))
    changes = transition(before, store)
    outcome = _Outcome(changes, graph_names(before), graph_names(store))
    if not outcome.is_nothing:
        store.flush()
        store.backup(str(building / "data"))
    return outcome


def _followed(before: Store, store: Store, changes: Changes) -> Changes:
    """The changes with those that the default graph of an atlas makes after them."""
    own, stated = default_part(changes), named_part(changes)
    derived = derived_changes(before, store, stated)
    if not (own.added <= derived.added and own.removed <= derived.removed):
        raise ForbiddenQuery(
            "The default graph of an atlas says what its source graphs say, so it is not written "
            "to.",
            hint="Write to the graph of a source, by GRAPH, WITH or ?graph=; the default graph "
            "follows.",
        )
    carry_over(store, derived)
    return Changes(stated.added | derived.added, stated.removed | derived.removed)
