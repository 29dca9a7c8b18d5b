"""What a write changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Quad, Store

_MANY = 50_000
"""Quads from which on they are written as a table of their own, around the engine's log."""


@dataclass(frozen=True)
class Changes:
    """The quads that are there now and were not before, and those that were and are not any more.

    Net: what was added and removed again is in neither, so the two share no quad. Making or
    dropping a graph that holds no triple is no change.
    """

    added: frozenset[Quad] = frozenset()
    removed: frozenset[Quad] = frozenset()

    @classmethod
    def between(cls, before: Iterable[Quad], after: Iterable[Quad]) -> Changes:
        """The changes that lead from the quads `before` to the quads `after`."""
        old, new = frozenset(before), frozenset(after)
        return cls(new - old, old - new)

    @classmethod
    def net(cls, steps: Iterable[Changes]) -> Changes:
        """What changes that follow one another come to."""
        added: set[Quad] = set()
        removed: set[Quad] = set()
        for step in steps:
            removed |= step.removed - added
            added -= step.removed
            added |= step.added - removed
            removed -= step.added
        return cls(frozenset(added), frozenset(removed))

    def then(self, other: Changes) -> Changes:
        """These changes and afterwards the `other` ones, which began where these ended."""
        return Changes.net((self, other))

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def changed(store: Store, removed: frozenset[Quad], added: frozenset[Quad]) -> Changes:
    """Remove and then add quads in `store`, and say what that changed.

    The quads have their literals as a store keeps them, by value. Not atomic.
    """
    changes = Changes(
        frozenset(quad for quad in added if quad not in store),
        frozenset(quad for quad in removed if quad not in added and quad in store),
    )
    carry_over(store, changes)
    return changes


def carry_over(store: Store, changes: Changes) -> None:
    """Make the changes in `store`. Not atomic."""
    for quad in changes.removed:
        store.remove(quad)
    if len(changes.added) < _MANY:
        store.extend(changes.added)
    else:
        store.bulk_extend(changes.added)
