"""What matching changes in the graph of matches when a graph is new in a store, or gone from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad

from clusteratlas.dataset.matching import vocabulary as v
from clusteratlas.dataset.matching.cluster_bodies import quads_of_body
from clusteratlas.dataset.matching.description import description
from clusteratlas.dataset.matching.records import RecordReader, stated_of
from clusteratlas.dataset.matching.sources import SourcesTogether, StoreSource
from clusteratlas.dataset.matching.statements import (
    Statement,
    of_match,
    read_statements,
    statement_of,
)
from clusteratlas.engine.changes import Changes
from clusteratlas.identity.clusters import find_cluster_bodies
from clusteratlas.identity.grouping import Match, Status
from clusteratlas.identity.matching import find_matches
from clusteratlas.identity.reasons import closest_names, reason
from clusteratlas.identity.scoring import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from pyoxigraph import Store

    from clusteratlas.dataset.matching.sources import Source
    from clusteratlas.identity.record import Record


def match_store(store: Store, graph: str, text: Source | None = None) -> Changes:
    """What changes in the graph of matches, as of today; see `match`."""
    return match(store, graph, datetime.now(UTC).date(), text)


def match(store: Store, graph: str, today: date, text: Source | None = None) -> Changes:
    """What changes in the graph of matches, given a store whose other graphs are complete.

    `graph` is the graph that is new, whose records are merged into those that were there before; ''
    where none is. It may be in the store, or be given as `text`. What is stated already keeps its
    day; what a curator decided stays decided.
    """
    of_store = StoreSource(store)
    source = of_store if text is None else SourcesTogether((of_store, text))
    reader = RecordReader(source, stated_of(store), NamedNode(graph) if graph else None)
    readings = [Reading.of(record) for record in reader.read()]
    records = {each.record.iri: each.record for each in readings}
    before = read_statements(store)
    elsewhere = _stated_elsewhere(store)
    decided = {**elsewhere, **_decisions(before)}
    merged = {each.pair for each in before.values() if each.status is Status.ACCEPTED}
    found = find_matches(readings, decided, merged)
    after = dict(
        _statements(
            (each for each in found if frozenset((each.canonical, each.record)) not in elsewhere),
            records,
            before,
            today.isoformat(),
        )
    )
    after.update((node, kept) for node, kept in _kept(before) if node not in after)
    quads = {quad for statement in after.values() for quad in statement.quads()}
    for body in find_cluster_bodies(readings, decided):
        names = closest_names(records[body.organisation], records[body.cluster])
        quads.update(quads_of_body(body, names, source))
    if quads:
        quads.update(description())
    return Changes.between(store.quads_for_pattern(None, None, None, v.MATCHES), quads)


def _decisions(statements: Mapping[NamedNode, Statement]) -> dict[frozenset[str], bool]:
    """The pairs that people decided on: whether they are one thing."""
    return {
        each.pair: each.status is not Status.REJECTED
        for each in statements.values()
        if each.is_decided
    }


def _stated_elsewhere(store: Store) -> dict[frozenset[str], bool]:
    """What the sources state of identity: which things are one, which are distinct."""
    decided: dict[frozenset[str], bool] = {}
    for status in store.quads_for_pattern(None, v.STATUS, v.ACCEPTED, None):
        if status.graph_name in (DefaultGraph(), v.MATCHES):
            continue
        about = list(store.quads_for_pattern(status.subject, None, None, status.graph_name))
        for one in _values(about, v.CANONICAL):
            for predicate, are_one in ((v.RECORD, True), (v.DISTINCT_FROM, False)):
                for other in _values(about, predicate):
                    decided[frozenset((one, other))] = are_one
    return decided


def _values(quads: list[Quad], predicate: NamedNode) -> Iterator[str]:
    for quad in quads:
        if quad.predicate == predicate and isinstance(quad.object, NamedNode):
            yield quad.object.value


def _statements(
    found: Iterator[Match],
    records: Mapping[str, Record],
    before: Mapping[NamedNode, Statement],
    today: str,
) -> Iterator[tuple[NamedNode, Statement]]:
    for each in found:
        node = statement_of(each.canonical, each.record)
        known = before.get(node)
        if known is not None and known.is_decided:
            yield (
                node,
                replace(
                    known, canonical=each.canonical, record=each.record, status=Status.ACCEPTED
                ),
            )
            continue
        one, other = each.scored
        names = closest_names(records[one], records[other])
        created = known.created if known is not None else today
        yield node, of_match(each, reason(each.score, names), created)


def _kept(before: Mapping[NamedNode, Statement]) -> Iterator[tuple[NamedNode, Statement]]:
    """The decisions that were not applied: rejections, and those about things that are gone."""
    for node, statement in before.items():
        if statement.is_decided:
            is_rejected = statement.status is Status.REJECTED
            yield node, statement if is_rejected else replace(statement, status=Status.PROPOSED)
