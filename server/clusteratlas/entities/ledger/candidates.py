"""Which things may be told of differently: found along the indexes, a part of the atlas at a time.

A ledger over everything would read every claim of the atlas. So it is read in parts: the index
from things to the claims about them has, in a store on disk, the claims of one thing side by side,
and a part is a stretch of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import holds, plain, select
from clusteratlas.entities.ledger.durations import DURATION
from clusteratlas.terms import SCHEME

CLAIMS_A_PART = 12_000
MERGED_A_PART = 5_000
MOST_THINGS = 1_000

# Where a part ends, the claims of one thing would be parted: so the next one begins before.
_OVERLAP = 1_000
_MOST_CURATED = 5_000
_ACCEPTED = f"{SCHEME}identity-status/accepted"

_PART = "SELECT ?claim ?thing { ?claim ca:about ?thing } OFFSET $offset LIMIT $size"
_OBSERVED = f"""
SELECT DISTINCT ?thing {{
  {{ SELECT ?thing {{ {{ {_PART} }} }} GROUP BY ?thing HAVING(COUNT(*) > 1) }}
  LATERAL {{ ?claim ca:about ?thing . ?claim ca:measure ?measure }}
}}
GROUP BY ?thing ?measure
HAVING(COUNT(*) > 1)
LIMIT $most
"""
# Amounts of one list are parts of a whole; of several lists they can disagree. What stands in
# several lists was merged.
_MERGED_THINGS = """
SELECT DISTINCT ?thing {
  ?statement ca:canonical ?thing ; ca:identityStatus $accepted ; ca:record ?record
}
OFFSET $offset
LIMIT $size
"""
_MERGED = f"""
SELECT DISTINCT ?thing {{
  {{ {_MERGED_THINGS} }}
  LATERAL {{ ?claim ca:funded ?thing . ?claim ca:fundingKind ?kind }}
}}
GROUP BY ?thing ?kind
HAVING(COUNT(*) > 1)
LIMIT $most
"""
# What people typed goes by the atlas's own IRIs, without being merged.
_CURATED = """
SELECT DISTINCT ?thing {
  { SELECT ?claim {
      ?graph a ca:SourceGraph FILTER NOT EXISTS { ?graph a ca:ImportedGraph }
      GRAPH ?graph { ?claim a ca:Funding }
    } LIMIT $size }
  ?claim ca:funded ?thing .
}
LIMIT $most
"""
_LASTED = """
SELECT DISTINCT ?thing { ?claim ca:measure $duration ; ca:about ?thing } LIMIT $most
"""


@dataclass(frozen=True)
class Part:
    """The things of part `number` (from 1) of which something may be said differently.

    `is_last` where no claim stands behind the part; `is_cut` where it has more such things than
    MOST_THINGS.
    """

    number: int
    things: tuple[str, ...]
    is_last: bool
    is_cut: bool


def part_of(engine: Engine, number: int) -> Part:
    """Part `number` of the atlas; six queries at most."""
    offset = (number - 1) * CLAIMS_A_PART
    size, most = CLAIMS_A_PART + _OVERLAP, MOST_THINGS + 1
    found = [
        select(engine, _OBSERVED, offset=offset, size=size, most=most),
        select(
            engine,
            _MERGED,
            accepted=_ACCEPTED,
            offset=(number - 1) * MERGED_A_PART,
            size=MERGED_A_PART,
            most=most,
        ),
    ]
    if number == 1:
        found.append(select(engine, _CURATED, size=_MOST_CURATED, most=most))
        found.append(select(engine, _LASTED, duration=DURATION, most=most))
    things = sorted({plain(thing) for rows in found for (thing,) in rows})
    is_cut = len(things) > MOST_THINGS
    return Part(number, tuple(things[:MOST_THINGS]), _is_last(engine, number), is_cut)


def _is_last(engine: Engine, number: int) -> bool:
    """Whether neither claims nor merged things stand behind part `number`."""
    return not (
        holds(engine, f"{{ {_PART} }}", offset=number * CLAIMS_A_PART, size=1)
        or holds(
            engine,
            f"{{ {_MERGED_THINGS} }}",
            accepted=_ACCEPTED,
            offset=number * MERGED_A_PART,
            size=1,
        )
    )
