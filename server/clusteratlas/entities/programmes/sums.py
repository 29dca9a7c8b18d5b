"""How much money the projects under a programme have, by kind and currency as stated.

Kinds are never added to each other, nor currencies. Where several lists state an amount of one
project, the list that says most counts, as in the saved queries.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import number, plain, select

MOST_SUMMED = 800
"""Of so many projects the amounts are added when the page is asked for."""

_AMOUNTS = """
SELECT ?project ?kind ?currency ?document (SUM(?amount) AS ?sum) {
  { SELECT DISTINCT ?thing { PATTERN } LIMIT $most }
  BIND(?thing AS ?project)
  LATERAL {
    ?funding ca:funded ?project .
    ?funding ca:fundingKind ?kind ; ca:amount ?amount ; ca:currency ?currency .
    ?funding ca:statedIn ?passage .
    ?passage dcterms:isPartOf ?document
  }
}
GROUP BY ?project ?kind ?currency ?document
"""


@dataclass(frozen=True)
class Sum:
    """The amounts of one kind in one currency, of so many projects."""

    kind: str
    currency: str
    amount: Decimal
    projects: int


def sums(engine: Engine, pattern: str, programme: str) -> tuple[Sum, ...]:
    """The sums over what `pattern` has as `?thing`, at most MOST_SUMMED projects; one query."""
    best: defaultdict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    query = _AMOUNTS.replace("PATTERN", pattern)
    rows = select(engine, query, programme=programme, most=MOST_SUMMED)
    for project, kind, currency, _, amount in rows:
        of_projects, iri = best[plain(kind), plain(currency)], plain(project)
        of_projects[iri] = max(of_projects.get(iri, Decimal(0)), number(amount) or Decimal(0))
    return tuple(
        Sum(*key, sum(amounts.values(), Decimal(0)), len(amounts))
        for key, amounts in sorted(best.items())
    )
