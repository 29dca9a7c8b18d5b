"""Which quantities on a page are at odds, and which of the values is preferred."""

from __future__ import annotations

from collections.abc import Mapping

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.ledger.ledger import Asked, ledger
from clusteratlas.entities.ledger.quantities import Verdict


def at_odds(engine: Engine, thing: str) -> dict[str, dict[str, Mapping[str, str]]]:
    """By measure (or kind of funding) of which sources give conflicting values of `thing`.

    For each the preferred claims, with the reason by language; none where no rule prefers one.
    """
    found = ledger(engine, Asked(about=thing, kind=Verdict.CONFLICT))
    return {
        shown.entry.measure: {
            stated.quantity.claim: stated.ranked.reason
            for stated in shown.stated
            if stated.is_preferred and stated.ranked
        }
        for shown in found.shown
    }
