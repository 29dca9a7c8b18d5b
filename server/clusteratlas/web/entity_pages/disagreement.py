"""What on a page is at odds, which of the values is preferred, and what a period allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.ledger.durations import Months
from clusteratlas.entities.ledger.ledger import Asked, ledger
from clusteratlas.entities.ledger.quantities import Verdict


@dataclass(frozen=True)
class Disagreement:
    """Where the sources of a thing disagree.

    `at_odds` has each measure (or kind of funding) with conflicting values: for each the preferred
    claims, with the reason by language; none where no rule prefers one. `allowed` is how long the
    thing's period lets it have taken, where a duration is stated that it does not settle.
    """

    at_odds: Mapping[str, Mapping[str, Mapping[str, str]]]
    allowed: Months | None = None


def disagreement(engine: Engine, thing: str) -> Disagreement:
    """What the conflict ledger says of `thing`."""
    shown = ledger(engine, Asked(about=thing)).shown
    conflicting = [one for one in shown if Verdict.CONFLICT in one.entry.verdicts]
    return Disagreement(
        {
            one.entry.measure: {
                stated.quantity.claim: stated.ranked.reason
                for stated in one.stated
                if stated.is_preferred and stated.ranked
            }
            for one in conflicting
        },
        next((one.entry.allowed for one in shown if one.entry.allowed), None),
    )


def at_odds(engine: Engine, thing: str) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """What sources give conflicting values of, for pages that show no durations."""
    return disagreement(engine, thing).at_odds
