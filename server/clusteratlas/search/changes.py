"""Which things an index has to make anew after a change, so that it need not make all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode

from clusteratlas.dataset.directory import StoreDirectory
from clusteratlas.dataset.history import Change, read_steps, walk
from clusteratlas.dataset.patch import Step
from clusteratlas.engine.protocol import Engine
from clusteratlas.search.facts import values_of
from clusteratlas.terms import CA, PREFIXES

MOST_CHANGES: Final = 20_000
"""Triples; with more, all is made anew."""
_MOST_THINGS: Final = 20_000

_ABOVE: Final = frozenset({PREFIXES["skos"] + "broader", PREFIXES["dcterms"] + "isPartOf"})
_LENDS: Final = frozenset(CA + name for name in ("underProgramme", "during", "locatedIn"))

# What a claim or a period is said of, and what projects and their participants lend each other.
_SAID_OF: Final = (
    "?thing ca:participant ?value",
    "?thing ca:member ?value",
    "?thing a ca:NameUse ; ca:about ?value",
    "?value ca:hasParticipation ?thing",
    "?value ca:during ?thing",
)
_LENT_TO: Final = (
    "?thing ca:hasParticipation/ca:participant ?value",
    "?value ca:hasParticipation/ca:participant ?thing",
)
_BELOW: Final = (
    "?value skos:broader|ca:locatedIn ?thing",
    "?value dcterms:isPartOf|ca:underProgramme ?thing",
)
_WIDE: Final = """\
?thing a ?value . VALUES ?value {
  ca:Country ca:Region ca:BioRegion ca:MacroArea ca:Locality ca:Programme ca:ProgrammeActivity }"""


def changes_since(found: StoreDirectory, version: str, current: str) -> list[Change] | None:
    """What led from `version` to `current`; None where that is not told, or too much to follow."""
    changes: list[Change] = []
    count = 0
    for change in walk(found):
        if change.version == version:
            return changes
        count += change.added + change.removed
        if change.version > current or not change.has_patch or count > MOST_CHANGES:
            return None
        changes.append(change)
    return None


def things_changed(
    found: StoreDirectory, changes: Iterable[Change], engine: Engine
) -> set[str] | None:
    """The things whose documents may differ after `changes`; `engine` answers after them.

    None where so much else depends on them that all is to be made anew.
    """
    steps = (step for change in changes for step in read_steps(found, change.version))
    touched: set[str] = set()
    lending: set[str] = set()
    moved: set[str] = set()
    for subject, predicate, value in _of_the_atlas(steps):
        touched.update((subject, value) if value else (subject,))
        if predicate in _LENDS:
            lending.add(subject)
        if predicate in _ABOVE:
            moved.add(subject)
        if len(touched) > _MOST_THINGS:
            return None
    if _carries_others(engine, moved):
        return None
    said = set(_reached(engine, _SAID_OF, list(touched)))
    lending |= said
    lent = set(_reached(engine, _LENT_TO, list(lending)))
    things = touched | said | lent
    return things if len(things) <= _MOST_THINGS else None


def _of_the_atlas(steps: Iterable[Step]) -> Iterator[tuple[str, str, str]]:
    """Subject, predicate, and object where it is a thing, of what changed in the default graph."""
    for _, quad in steps:
        if isinstance(quad.graph_name, DefaultGraph) and isinstance(quad.subject, NamedNode):
            value = quad.object.value if isinstance(quad.object, NamedNode) else ""
            yield quad.subject.value, quad.predicate.value, value


def _carries_others(engine: Engine, moved: set[str]) -> bool:
    """Whether a territory or programme that went elsewhere has things in it, which go with it."""
    wide = [thing for thing, *_ in values_of(engine, _WIDE, list(moved))] if moved else []
    return bool(wide) and any(True for _ in _reached(engine, _BELOW, wide))


def _reached(engine: Engine, patterns: Sequence[str], things: Sequence[str]) -> Iterator[str]:
    if things:
        for pattern in patterns:
            for _, value, _ in values_of(engine, pattern, things):
                yield value
