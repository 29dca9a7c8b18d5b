"""Quantities that can be compared: a value with its bound, its scale and the days it holds for.

What is compared with what, and how, is that of the saved query `conflicting-values`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from clusteratlas.entities.periods import Period
from clusteratlas.terms import SCHEME

TOLERANCE = Decimal("0.1")
"""By which share of an "about" value the true one may differ from it."""

UNDATED = Period()
"""When something is said of no time: it may hold ever."""

_BOUND = f"{SCHEME}bound/"


class Verdict(Enum):
    """What two quantities of one measure are to each other."""

    CONFLICT = "conflict"
    """Both are said of a time that they can share, and no value satisfies both bounds."""

    IMPRECISION = "imprecision"
    """They differ, but their bounds leave room for a value that satisfies both."""

    SERIES = "series"
    """They are said of times that cannot overlap."""

    AGREEMENT = "agreement"
    """They say the same."""

    INCOMPARABLE = "incomparable"
    """They are in different units, or of different parts of the whole."""


class _Open(NamedTuple):
    """What a bound leaves open: the side below its value, the side above, the value itself."""

    below: bool = False
    above: bool = False
    excluded: bool = False


_OPEN: Mapping[str, _Open] = MappingProxyType(
    {
        f"{_BOUND}at-least": _Open(above=True),
        f"{_BOUND}more-than": _Open(above=True, excluded=True),
        f"{_BOUND}at-most": _Open(below=True),
        f"{_BOUND}less-than": _Open(below=True, excluded=True),
    }
)
_EXACT = _Open()
_ABOUT = f"{_BOUND}about"


@dataclass(frozen=True)
class Quantity:
    """A value as one claim states it.

    `bound` is the IRI of the concept ('' for exact), `scale` that of the unit or currency, '' where
    none is given. `categories` are the parts of the whole that it counts.
    """

    claim: str
    value: Decimal
    bound: str = ""
    scale: str = ""
    categories: frozenset[str] = frozenset()
    period: Period = UNDATED

    @property
    def _open(self) -> _Open:
        return _OPEN.get(self.bound, _EXACT)

    @property
    def _slack(self) -> Decimal:
        return abs(self.value) * TOLERANCE if self.bound == _ABOUT else Decimal(0)

    def is_in_scale_of(self, other: Quantity) -> bool:
        """Whether both are in the same unit or currency, as far as both say one."""
        return self.scale == other.scale or not self.scale or not other.scale

    def lies_below(self, other: Quantity) -> bool:
        """Whether all that this one allows lies below all that `other` allows."""
        if self._open.above or other._open.below:
            return False
        reach = (self.value + self._slack) - (other.value - other._slack)
        return reach < 0 or (reach == 0 and (self._open.excluded or other._open.excluded))


def verdict(one: Quantity, other: Quantity) -> Verdict:
    """What the two, of one thing and one measure, are to each other."""
    if one.categories != other.categories or not one.is_in_scale_of(other):
        return Verdict.INCOMPARABLE
    if not one.period.can_overlap(other.period):
        return Verdict.SERIES
    if one.lies_below(other) or other.lies_below(one):
        return Verdict.CONFLICT
    if (one.value, one.bound) == (other.value, other.bound):
        return Verdict.AGREEMENT
    return Verdict.IMPRECISION


def preferred(quantities: Collection[Quantity], ranks: Mapping[str, int]) -> frozenset[str]:
    """The claims whose source ranks better than that of each value they conflict with.

    `ranks` has the best rank (1 is the most trusted) among the sources of each claim; claims
    without one are not compared. Where contradicting values share the best rank, none is preferred.
    """
    ranked = [quantity for quantity in quantities if quantity.claim in ranks]
    chosen = set()
    for quantity in ranked:
        others = [one for one in ranked if verdict(quantity, one) is Verdict.CONFLICT]
        if others and all(ranks[quantity.claim] < ranks[one.claim] for one in others):
            chosen.add(quantity.claim)
    return frozenset(chosen)
