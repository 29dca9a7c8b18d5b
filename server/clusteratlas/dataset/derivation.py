"""The default graph of an atlas follows the source graphs, change by change.

It holds what the named graphs say, each triple once, of canonical things (`identities`). What a
write changes in it is found from what the write changed: the triples themselves and, where identity
statements or preferred labels changed, those that they are about. So the work follows the size of
the change, not that of the store; the outcome is what a derivation of everything gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad

from clusteratlas.dataset.identities import PREFERRED, STATEMENT, language_of
from clusteratlas.dataset.statements import SourceStatements
from clusteratlas.engine.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store, Triple

_DEFAULT = DefaultGraph()


def derived_changes(before: Store, after: Store, changes: Changes) -> Changes:
    """What the default graph of `before` has to change so that it says what `after` says.

    `changes` lead from the named graphs of `before` to those of `after`. Raises DataError where the
    identity statements are in conflict afterwards.
    """
    old, new = SourceStatements(before), SourceStatements(after)
    added = {quad.triple for quad in changes.added}
    removed = {quad.triple for quad in changes.removed}
    changed = added | removed
    unchanged = set(_spoken_of_otherwise(old, new, changed)) - changed
    said = unchanged | removed | {triple for triple in added if old.say(triple)}
    says = unchanged | added | {triple for triple in removed if new.say(triple)}
    gone = {old.merged(triple) for triple in said}
    come = {new.merged(triple) for triple in says}
    lost = (_quad(triple) for triple in gone - come if not new.imply(triple))
    won = (_quad(triple) for triple in come - gone)
    return Changes(
        frozenset(quad for quad in won if quad not in before),
        frozenset(quad for quad in lost if quad in before),
    )


def _spoken_of_otherwise(
    old: SourceStatements, new: SourceStatements, changed: Iterable[Triple]
) -> Iterator[Triple]:
    """The triples that did not change themselves, but that the default graph says otherwise."""
    for record in _merged_otherwise(old, new, changed):
        yield from new.matching(record)
        yield from new.matching(None, None, record)
    for thing, language in _labelled_otherwise(old, new, changed):
        for record in new.records_of(thing):
            for triple in new.matching(record, PREFERRED):
                if language_of(triple.object) == language:
                    yield triple


def _merged_otherwise(
    old: SourceStatements, new: SourceStatements, changed: Iterable[Triple]
) -> Iterator[NamedNode]:
    """The records that are now another thing than before."""
    records: set[NamedNode] = set()
    for triple in changed:
        statement = triple.subject
        if triple.predicate not in STATEMENT or not isinstance(statement, NamedNode):
            continue
        records |= old.records_named_by(statement) | new.records_named_by(statement)
    for record in list(records):
        records |= old.records_of(record) | new.records_of(record)
    return (record for record in records if old.canonical(record) != new.canonical(record))


def _labelled_otherwise(
    old: SourceStatements, new: SourceStatements, changed: Iterable[Triple]
) -> Iterator[tuple[NamedNode, str | None]]:
    """The things that got their first preferred label in a language, or lost the last one."""
    labels = {
        (triple.subject, language_of(triple.object))
        for triple in changed
        if triple.predicate == PREFERRED and isinstance(triple.subject, NamedNode)
    }
    return (label for label in labels if old.is_labelled(*label) != new.is_labelled(*label))


def _quad(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, _DEFAULT)
