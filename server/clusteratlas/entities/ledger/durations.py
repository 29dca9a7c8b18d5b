"""How long a period can have been, to compare with how long a source says that a project took.

As the saved query `duration-against-period` has it: days are turned into months at 30.4375 days a
month, and half a month either way is allowed, because durations are stated in whole months.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clusteratlas.entities.ledger.quantities import Quantity, Verdict
from clusteratlas.entities.periods import Period
from clusteratlas.terms import SCHEME

DURATION = f"{SCHEME}measure/duration"
MONTH = f"{SCHEME}unit/month"

_DAYS_A_MONTH = Decimal("30.4375")
_LEEWAY = Decimal("0.5")
_MAY_BE_LONGER = (f"{SCHEME}bound/at-least", f"{SCHEME}bound/more-than")
_MAY_BE_SHORTER = (f"{SCHEME}bound/at-most", f"{SCHEME}bound/less-than")


@dataclass(frozen=True)
class Months:
    """The shortest and the longest reading of a period, in months to one decimal place."""

    shortest: Decimal
    longest: Decimal
    period: Period


def months(period: Period) -> Months | None:
    """How long `period` can have been; None where one of its ends is open."""
    if not (
        period.earliest_start and period.latest_start and period.earliest_end and period.latest_end
    ):
        return None
    shortest = _between(period.latest_start, period.earliest_end)
    return Months(
        max(Decimal(0), shortest), _between(period.earliest_start, period.latest_end), period
    )


def verdict_on(stated: Quantity, allowed: Months) -> Verdict:
    """What a stated duration in months is to what the period allows.

    Agreement only where the period leaves no more than the leeway open.
    """
    if stated.value < allowed.shortest - _LEEWAY and stated.bound not in _MAY_BE_LONGER:
        return Verdict.CONFLICT
    if stated.value > allowed.longest + _LEEWAY and stated.bound not in _MAY_BE_SHORTER:
        return Verdict.CONFLICT
    is_exact = allowed.longest - allowed.shortest <= _LEEWAY
    return Verdict.AGREEMENT if is_exact else Verdict.IMPRECISION


def _between(first: date, last: date) -> Decimal:
    whole = 12 * (last.year - first.year) + last.month - first.month
    return round(whole + (last.day + 1 - first.day) / _DAYS_A_MONTH, 1)
