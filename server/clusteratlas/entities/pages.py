"""Long lists, a page at a time: counted and read within bounds, however long they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import MOST_COUNTED, Bound, Count, count, plain, select

PAGE_SIZE = 50

# Without ORDER BY: to sort, the engine would read the whole list for each page. A version's order
# by its index never changes, so no page repeats what another one shows.
_THINGS = "SELECT DISTINCT ?thing {{ {pattern} }} OFFSET {offset} LIMIT {size}"


@dataclass(frozen=True)
class Page:
    """The things on page `number` (from 1) of a list of `total`."""

    things: tuple[str, ...]
    total: Count
    number: int = 1
    size: int = PAGE_SIZE

    @property
    def last(self) -> int:
        """The number of the last page that is shown: as far as the list was counted."""
        return last_page(self.total, self.size)


def page_of(engine: Engine, pattern: str, number: int, **terms: Bound | Sequence[Bound]) -> Page:
    """Page `number` of what `?thing` is in the graph pattern `pattern`; two queries.

    A number beyond the list stands for its last page, one below 1 for the first.
    """
    total = count(engine, f"{{ SELECT DISTINCT ?thing {{ {pattern} }} }}", **terms)
    shown = min(max(number, 1), last_page(total, PAGE_SIZE))
    query = _THINGS.format(pattern=pattern, offset=(shown - 1) * PAGE_SIZE, size=PAGE_SIZE)
    things = tuple(plain(thing) for (thing,) in select(engine, query, **terms))
    return Page(things, total, shown)


def last_page(total: Count, size: int) -> int:
    """The number of the last page of a list; 1 where it is empty."""
    return max(1, -(-min(total.number, MOST_COUNTED) // size))
