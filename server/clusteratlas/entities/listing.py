"""The links of a thing by one property, from either side, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from pyoxigraph import NamedNode, Triple

from clusteratlas.engine.protocol import Term
from clusteratlas.entities.asking import Count

MOST_PAGES = 1_000
"""How far lists are paged: a later page costs the engine a walk over all earlier ones."""


class Direction(Enum):
    """On which side of its links a thing stands."""

    FORWARD = "property"
    INVERSE = "inverse"

    @property
    def page_size(self) -> int:
        """How many links of one property a description lists."""
        return 1_000 if self is Direction.FORWARD else 100


@dataclass(frozen=True)
class Listing:
    """The links of a thing by one property: how many, and those on one `page` (from 1)."""

    predicate: str
    direction: Direction
    count: Count
    others: tuple[Term, ...]
    page: int = 1

    @property
    def is_partial(self) -> bool:
        """Whether there are links that are not on this page."""
        return self.count.is_more or self.count.number > len(self.others)

    @property
    def last_page(self) -> int | None:
        """The number of the last page; None where the links were not all counted."""
        return None if self.count.is_more else -(-self.count.number // self.direction.page_size)

    @property
    def next_page(self) -> int | None:
        """The number of the page behind this one, None where there is none."""
        is_full = len(self.others) == self.direction.page_size
        is_last = self.page == self.last_page or self.page >= MOST_PAGES
        return self.page + 1 if is_full and not is_last else None

    def triples(self, thing: str) -> Iterator[Triple]:
        """The links as they are stated."""
        node, predicate = NamedNode(thing), NamedNode(self.predicate)
        for other in self.others:
            if self.direction is Direction.FORWARD:
                yield Triple(node, predicate, other)
            elif isinstance(other, NamedNode):
                yield Triple(other, predicate, node)
