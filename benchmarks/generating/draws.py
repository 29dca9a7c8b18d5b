"""Drawing from measured tables, the same for the same seed."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from random import Random
from typing import Generic, TypeVar

from .measured import QUANTILES

T = TypeVar("T")


class Shares(Generic[T]):
    """Values, each as often as its weight says."""

    def __init__(self, table: Iterable[tuple[T, float]]) -> None:
        values, weights = zip(*table, strict=True)
        self._values: tuple[T, ...] = values
        self._upto = list(accumulate(weights))

    def draw(self, random: Random) -> T:
        return self._values[bisect(self._upto, random.random() * self._upto[-1])]


class Counts:
    """Whole numbers, from a table of (least, most, how many)."""

    def __init__(self, table: Iterable[tuple[int, int, float]]) -> None:
        self._ranges = Shares(((least, most), weight) for least, most, weight in table)

    def draw(self, random: Random) -> int:
        least, most = self._ranges.draw(random)
        # The more the rarer, also within a range.
        return least + int((most - least + 1) * random.random() ** 1.5)


class Amounts:
    """Amounts in cents, between measured quantiles."""

    def __init__(self, quantiles: Sequence[float]) -> None:
        self._steps = list(pairwise(zip(QUANTILES, quantiles, strict=True)))

    def draw(self, random: Random) -> int:
        at = random.random()
        (low, least), (high, most) = self._steps[bisect(QUANTILES, at) - 1]
        return round(100 * (least + (most - least) * (at - low) / (high - low)))


def ranked(values: Sequence[T], slope: float) -> Shares[T]:
    """The first value is the most frequent, the n-th n**slope times rarer."""
    return Shares((value, (rank + 1) ** -slope) for rank, value in enumerate(values))
