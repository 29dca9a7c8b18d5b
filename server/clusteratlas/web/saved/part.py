"""Which part of a query's rows a request asks for, and the addresses of the others (RFC 8288)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from clusteratlas.errors import ParameterError

MOST = 10_000
"""Rows of a page at most, and where no number is asked for."""
_FURTHEST = 10**12
"""No query has so many rows; beyond it the engine's numbers end."""

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Part:
    """`limit` rows from the row `offset` on; `by_page` when the client counts in pages."""

    limit: int
    offset: int = 0
    by_page: bool = True

    @property
    def page(self) -> int:
        """The number of the page, from 1."""
        return self.offset // self.limit + 1

    @property
    def previous(self) -> Part | None:
        """The part before, None for the first."""
        if not self.offset:
            return None
        return replace(self, offset=max(0, self.offset - self.limit))

    @property
    def next(self) -> Part:
        """The part behind, whether there is anything in it or not."""
        return replace(self, offset=self.offset + self.limit)

    def arguments(self) -> Pairs:
        """What an address says of it."""
        place = ("page", self.page) if self.by_page else ("offset", self.offset)
        return [("limit", str(self.limit)), (place[0], str(place[1]))]


def read_part(arguments: Mapping[str, str], default: int, texts: Mapping[str, str]) -> Part:
    """The part that an address names by `limit`, and by `page` or `offset`.

    Raises ParameterError, in the words of `texts`, for what is no number in range, and for a page
    beside an offset.
    """
    limit = _number(arguments, "limit", (1, MOST), default, texts)
    if "page" in arguments and "offset" in arguments:
        raise ParameterError(texts["saved_page_or_offset"], hint=texts["saved_paging_hint"])
    if "offset" in arguments:
        return Part(limit, _number(arguments, "offset", (0, _FURTHEST), 0, texts), by_page=False)
    page = _number(arguments, "page", (1, _FURTHEST // MOST), 1, texts)
    return Part(limit, (page - 1) * limit)


def links(address: str, others: Pairs, part: Part, count: int, *, has_more: bool) -> str:
    """The Link header of `part`, which has `count` rows; `others` are the parameters beside it.

    `last` is told on the last page alone: before it nobody knows how many there are, and behind it
    nobody does any more.
    """
    is_last = not has_more and bool(count or not part.offset)
    relations: list[tuple[str, Part | None]] = [
        ("first", replace(part, offset=0)),
        ("prev", part.previous),
        ("next", part.next if has_more else None),
        ("last", part if is_last else None),
    ]
    return ", ".join(
        f'<{address}?{urlencode([*others, *other.arguments()])}>; rel="{relation}"'
        for relation, other in relations
        if other
    )


def _number(
    arguments: Mapping[str, str],
    name: str,
    bounds: tuple[int, int],
    default: int,
    texts: Mapping[str, str],
) -> int:
    text = arguments.get(name, "")
    if not text:
        return default
    lowest, highest = bounds
    if text.isascii() and text.isdigit() and len(text) <= len(str(highest)):
        number = int(text)
        if lowest <= number <= highest:
            return number
    sentence = texts["saved_not_in_range"].format(
        name=name, value=text[:100], lowest=lowest, highest=highest
    )
    raise ParameterError(sentence, hint=texts["saved_paging_hint"])
