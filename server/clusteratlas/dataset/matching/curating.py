"""What a curator decides: that two things are one, that they are not, or that it is open again.

Each decision is a write to the graph of matches, so that it has a version, a record and an author,
and that the default graph follows. It stands on the statement itself, which matching keeps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from clusteratlas.dataset.matching import vocabulary as v
from clusteratlas.dataset.matching.records import CLASSES
from clusteratlas.dataset.matching.statements import (
    Statement,
    now,
    read_statements,
    statement_of,
)
from clusteratlas.dataset.statements import SourceStatements
from clusteratlas.engine.changes import Changes, changed
from clusteratlas.errors import DataError, ParameterError
from clusteratlas.identity.grouping import CURATED_SCORE, Status
from clusteratlas.identity.record import Kind
from clusteratlas.identity.scoring import Method
from clusteratlas.terms import ID, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyoxigraph import Store

    from clusteratlas.dataset.writing import Writer, Written


@dataclass(frozen=True)
class Decided:
    """A statement before and after a decision, and the write that it was.

    There is none before where nothing had been stated of the two things, and none after where such
    a decision was taken back.
    """

    before: Statement | None
    after: Statement | None
    written: Written


@dataclass(frozen=True)
class Curator:
    """Decides in the name of `author`, with a reason (`note`) if one was given."""

    writer: Writer
    author: str
    note: str = ""

    def accept(self, name: str) -> Decided:
        """The two things of a statement are one.

        Raises ParameterError, and DataError when other statements are in the way.
        """
        return self._decide(name, self._accepted)

    def reject(self, name: str) -> Decided:
        """The two things of a statement are not one. Raises ParameterError."""
        return self._decide(name, self._rejected)

    def merge(self, canonical: str, record: str) -> Decided:
        """The second of two things is the first, although matching did not find them alike.

        Both are named by their IRIs. Where matching did, its statement is accepted. Raises
        ParameterError for what no source speaks of, or what cannot be one thing; DataError when
        other statements are in the way.
        """

        def change(store: Store) -> tuple[Statement | None, Statement]:
            known = read_statements(store).get(statement_of(canonical, record))
            if known is not None:
                return known, self._accepted(store, known)
            check_alike(store, canonical, record)
            stated = _stated_by_a_curator(canonical, record, now())
            check_merge(store, stated)
            return None, replace(stated, author=self.author, note=self.note)

        return self._write(change)

    def undo(self, name: str = "") -> Decided:
        """Take a decision back, the last one where none is named: what the program found counts.

        Raises ParameterError when nothing is decided, DataError when what the program
        found is in conflict with other statements by now.
        """
        return self._decide(name, _undone)

    def _accepted(self, store: Store, statement: Statement) -> Statement:
        if statement.status is not Status.ACCEPTED:
            check_merge(store, statement)
        return self._signed(statement, Status.ACCEPTED)

    def _rejected(self, store: Store, statement: Statement) -> Statement:
        del store
        return self._signed(statement, Status.REJECTED)

    def _signed(self, statement: Statement, status: Status) -> Statement:
        if statement.is_decided and statement.status is status:
            raise ParameterError(
                f"That is decided already: {status.value} by {statement.author}, "
                f"{statement.decided}.",
                hint="To give another reason, take the decision back first: "
                "clusteratlas identity undo",
            )
        found = statement.found or f"{statement.status.value} {statement.method}"
        return replace(
            statement,
            status=status,
            method=Method.CURATED.value,
            author=self.author,
            decided=now(),
            note=self.note,
            found=found,
        )

    def _decide(
        self, name: str, decision: Callable[[Store, Statement], Statement | None]
    ) -> Decided:
        """Carry a decision on a statement out."""

        def change(store: Store) -> tuple[Statement, Statement | None]:
            statements = read_statements(store)
            before = find(statements, name) if name else _last_decided(statements)
            return before, decision(store, before)

        return self._write(change)

    def _write(
        self, decide: Callable[[Store], tuple[Statement | None, Statement | None]]
    ) -> Decided:
        """Decide in the writer's turn, on what is stated then."""
        made: list[tuple[Statement | None, Statement | None]] = []

        def change(store: Store) -> Changes:
            made.append(decide(store))
            old, new = (frozenset(each.quads() if each else ()) for each in made[-1])
            return changed(store, old, new)

        written = self.writer.change(change, self.author)
        return Decided(*made[-1], written)


def find(statements: Mapping[NamedNode, Statement], name: str) -> Statement:
    """The statement of a name: its IRI, `identity-statement:match-…`, or the beginning of its name.

    Raises ParameterError where there is none, or where several begin so.
    """
    local = name.removeprefix(f"{ID}identity-statement/").removeprefix("identity-statement:")
    exact = (
        statements.get(NamedNode(f"{ID}identity-statement/{local}")) if _is_name(local) else None
    )
    if exact is not None:
        return exact
    begins = [
        each
        for node, each in statements.items()
        if local
        and node.value.rpartition("/")[2]
        .removeprefix("match-")
        .startswith(local.removeprefix("match-"))
    ]
    if len(begins) == 1:
        return begins[0]
    raise ParameterError(
        f"There is no statement of matching “{name}”."
        if not begins
        else f"{len(begins)} statements of matching begin with “{name}”.",
        hint="`clusteratlas identity list` lists them.",
    )


def check_alike(store: Store, one: str, other: str) -> None:
    """Raises ParameterError for two IRIs that cannot mean one thing."""
    if one == other:
        raise ParameterError(f"{shorten(one)} is one thing already.", hint="Name two.")
    # A cluster is no organisation, so its body stays apart; nor are clusters merged.
    if not (_kinds(store, one) & _kinds(store, other)) - {Kind.CLUSTER}:
        raise ParameterError(
            f"{shorten(one)} and {shorten(other)} are things of different kinds.",
            hint="Organisations, projects, regions and countries are merged, each with its kind.",
        )


def _kinds(store: Store, iri: str) -> set[Kind]:
    """What a thing is, as the sources say. Raises ParameterError where none speaks of it."""
    classes: set[object] = {
        each.object for each in SourceStatements(store).matching(NamedNode(iri), v.TYPE)
    }
    if not classes:
        raise ParameterError(
            f"No source speaks of {shorten(iri)}.",
            hint="A saved query such as organisations-with-several-names gives IRIs.",
        )
    return {kind for class_, kind in CLASSES.items() if class_ in classes}


def _stated_by_a_curator(canonical: str, record: str, moment: str) -> Statement:
    """That two things are one, which nothing but the decision says."""
    return Statement(
        canonical=canonical,
        record=record,
        status=Status.ACCEPTED,
        method=Method.CURATED.value,
        score=CURATED_SCORE.value,
        reasons={"en": "A curator said so.", "pl": "Tak stwierdził kurator."},
        created=moment[:10],
        decided=moment,
    )


def check_merge(store: Store, statement: Statement) -> None:
    """Raises DataError where a record would be two things, or things one another's."""
    said = SourceStatements(store)
    canonical, record = NamedNode(statement.canonical), NamedNode(statement.record)
    thing, merged_into = said.canonical(canonical), said.canonical(record)
    if thing == merged_into:
        raise DataError(
            f"{shorten(canonical.value)} and {shorten(record.value)} are one thing already, "
            "by other statements.",
            hint="There is nothing to accept.",
        )
    if merged_into != record:
        raise DataError(
            f"{shorten(record.value)} is merged into {shorten(merged_into.value)} already, "
            f"so it cannot be {shorten(canonical.value)} too.",
            hint=f"Reject {_in_the_way(store, record)} first, if that is wrong.",
        )


def _in_the_way(store: Store, record: NamedNode) -> str:
    """The statement that merges a record."""
    for node, statement in read_statements(store).items():
        if statement.record == record.value and statement.status is Status.ACCEPTED:
            return shorten(node.value)
    return "the identity statement of data/identities.ttl"


def _last_decided(statements: Mapping[NamedNode, Statement]) -> Statement:
    decided = [each for each in statements.values() if each.is_decided]
    if not decided:
        raise ParameterError(
            "No decision on identity is there to take back.",
            hint="What the program merged is taken back with `clusteratlas identity reject`.",
        )
    return max(decided, key=lambda each: (datetime.fromisoformat(each.decided), each.node.value))


def _undone(store: Store, statement: Statement) -> Statement | None:
    if not statement.is_decided:
        raise ParameterError(
            f"Nobody decided on {shorten(statement.node.value)}.",
            hint="What the program found is rejected with `clusteratlas identity reject`.",
        )
    if not statement.found:
        return None
    status, _, method = statement.found.partition(" ")
    found = replace(
        statement,
        status=Status(status),
        method=method,
        author="",
        decided="",
        note="",
        found="",
    )
    if found.status is Status.ACCEPTED:
        check_merge(store, found)
    return found


def _is_name(text: str) -> bool:
    return text.replace("-", "").isalnum() and text.isascii()
