"""Scales: from values, days and names to places on the picture, and where the ticks stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

_STEPS = (1, 2, 2.5, 5, 10)
_DAYS_IN_YEAR = 365.25


@dataclass(frozen=True)
class Linear:
    """Values from `low` to `high` laid evenly from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where `value` stands."""
        if self.high == self.low:
            return self.start
        part = (value - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)


@dataclass(frozen=True)
class Days:
    """Days from `first` to `last` laid evenly from `start` to `end`."""

    first: date
    last: date
    start: float
    end: float

    def __call__(self, day: date) -> float:
        """Where the day stands; one outside of the scale, at its edge."""
        inside = min(max(day, self.first), self.last)
        scale = Linear(self.first.toordinal(), self.last.toordinal(), self.start, self.end)
        return scale(inside.toordinal())

    def ticks(self, count: int) -> Sequence[date]:
        """Some `count` first days of years, evenly apart; of months where it is a short time."""
        years = (self.last - self.first).days / _DAYS_IN_YEAR
        if years * 2 < count:
            return self._months(max(1, ceil(years * 12 / count)))
        step = next_nice(max(1, years / count))
        first = ceil(self.first.year / step) * step
        days = (date(year, 1, 1) for year in range(first, self.last.year + 1, step))
        return [day for day in days if self.first <= day <= self.last]

    def _months(self, step: int) -> Sequence[date]:
        first = self.first.year * 12 + self.first.month - 1
        last = self.last.year * 12 + self.last.month
        aligned = ceil(first / step) * step
        days = (date(month // 12, month % 12 + 1, 1) for month in range(aligned, last, step))
        return [day for day in days if self.first <= day <= self.last]


@dataclass(frozen=True)
class Band:
    """`count` bands of equal size one after the other, from `start` on."""

    count: int
    start: float
    size: float

    @property
    def end(self) -> float:
        """Where the last one ends."""
        return self.start + self.count * self.size

    def __call__(self, index: int) -> float:
        """Where the band begins."""
        return self.start + index * self.size


def ticks(low: float, high: float, count: int) -> Sequence[float]:
    """Round numbers from `low` or below to `high` or above, some `count` of them."""
    if high <= low:
        high = low + 1
    step = _nice((high - low) / max(1, count))
    first, last = floor(low / step), ceil(high / step - 1e-9)
    return [index * step for index in range(first, last + 1)]


def next_nice(value: float) -> int:
    """The least of 1, 2, 5, 10, 20, 50 … that is no less than `value`."""
    power = 10 ** floor(log10(value))
    return int(next(step * power for step in (1, 2, 5, 10) if step * power >= value - 1e-9))


def _nice(value: float) -> float:
    power: float = 10.0 ** floor(log10(value))
    return next(step * power for step in _STEPS if step * power >= value - power * 1e-9)
