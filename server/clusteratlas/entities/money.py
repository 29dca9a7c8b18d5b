"""What an agent gets for its part in projects.

Amounts are never added over currencies or kinds. Where two lists tell of the same project, its
amounts count once: those of the list that says most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import MOST_COUNTED, number, plain, select
from clusteratlas.entities.engagements import Engagement
from clusteratlas.terms import SCHEME

RECEIVED = tuple(
    f"{SCHEME}funding-kind/{kind}"
    for kind in ("net-eu-contribution", "eu-contribution", "national-contribution", "public-grant")
)
"""The kinds of funding that are money for the one who takes part; a cost or a value is none."""

# What an agent gets in a project by what one list says. A filter on the kind: what is named in a
# pattern is read first, here for all projects of the atlas.
_RECEIVED = f"""
SELECT ?project ?kind ?currency ?document (SUM(?amount) AS ?sum) {{
  {{ SELECT ?participation {{ ?participation ca:participant $agent }} LIMIT {MOST_COUNTED} }}
  LATERAL {{
    ?project ca:hasParticipation ?participation .
    ?funding ca:funded ?participation ; ca:fundingKind ?kind ; ca:amount ?amount .
    ?funding ca:statedIn ?passage .
    ?passage dcterms:isPartOf ?document .
    # Last: what stood behind it would be read for all fundings of the atlas, and then joined.
    OPTIONAL {{ ?funding ca:currency ?currency }}
  }}
  FILTER(?kind IN ({", ".join(f"<{kind}>" for kind in RECEIVED)}))
}}
GROUP BY ?project ?kind ?currency ?document
"""


@dataclass(frozen=True)
class Received:
    """What an agent gets under a programme ('' for none), of one kind, in one currency.

    `projects` is the number of projects of which an amount is known.
    """

    programme: str
    kind: str
    currency: str
    amount: Decimal
    projects: int


def received(engine: Engine, agent: str, engagements: Sequence[Engagement]) -> tuple[Received, ...]:
    """What `agent` gets by programme, kind and currency; one query. The largest sums first."""
    best: dict[tuple[str, str, str], Decimal] = {}
    for project, kind, currency, _, amount in select(engine, _RECEIVED, agent=agent):
        key = (plain(project), plain(kind), plain(currency))
        best[key] = max(best.get(key, Decimal(0)), number(amount) or Decimal(0))
    return _by_programme(best, {one.project: one.programme for one in engagements})


def _by_programme(
    amounts: Mapping[tuple[str, str, str], Decimal], programme_of: Mapping[str, str]
) -> tuple[Received, ...]:
    sums: defaultdict[tuple[str, str, str], list[Decimal]] = defaultdict(list)
    for (project, kind, currency), amount in amounts.items():
        sums[programme_of.get(project, ""), kind, currency].append(amount)
    found = [Received(*key, sum(parts, Decimal(0)), len(parts)) for key, parts in sums.items()]
    return tuple(sorted(found, key=_largest_first))


def _largest_first(one: Received) -> tuple[int, Decimal, str, str]:
    return RECEIVED.index(one.kind), -one.amount, one.programme, one.currency
