"""What a write changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Quad


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

    def then(self, other: Changes) -> Changes:
        """These changes and afterwards the `other` ones, which began where these ended."""
        return Changes(
            (self.added - other.removed) | (other.added - self.removed),
            (self.removed - other.added) | (other.removed - self.added),
        )

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)
