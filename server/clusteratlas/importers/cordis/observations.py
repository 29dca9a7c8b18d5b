"""Totals that the tables give beside the single amounts."""

from __future__ import annotations

from typing import Final

from clusteratlas.importers.ntriples import TYPE, code, term, thing, typed

_PARTS: Final = (
    (TYPE, term("ca", "Observation")),
    (term("ca", "measure"), code("measure", "eu-contribution-total")),
    (term("ca", "bound"), code("bound", "exact")),
    (term("ca", "currency"), code("currency", "EUR")),
)
_ABOUT: Final = term("ca", "about")
_VALUE: Final = term("ca", "value")
_STATED_IN: Final = term("ca", "statedIn")


def contribution_total(about: str, name: str, amount: str, passage: str) -> str:
    """What the EU pays a project or an organisation altogether (ca:Observation)."""
    node = thing("observation", f"{name}-eu-contribution-total")
    own = ((_ABOUT, about), (_VALUE, typed(amount, "decimal")), (_STATED_IN, passage))
    return "".join(f"{node} {predicate} {value} .\n" for predicate, value in (*_PARTS, *own))
