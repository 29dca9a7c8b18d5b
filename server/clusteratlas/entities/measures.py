"""Quantities of a thing as its sources state them: values with their bounds, units and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import plain, select
from clusteratlas.entities.periods import Period, on, parsed, periods
from clusteratlas.entities.provenance import Said, sources
from clusteratlas.entities.records import Record, records

MOST_OBSERVATIONS = 300

_OBSERVATIONS = f"""
SELECT ?observation {{ ?observation ca:about $thing ; ca:measure $measure }}
LIMIT {MOST_OBSERVATIONS}
"""
_MEASURES = f"""
SELECT ?measure {{ ?observation ca:about $thing ; ca:measure ?measure }}
LIMIT {MOST_OBSERVATIONS}
"""


@dataclass(frozen=True)
class Observed:
    """A value that a source states: its bound, unit and currency as IRIs ('' for none).

    `earliest` and `latest` are the days between which it holds, None where not known; `reason`
    says, by language, why they were worked out.
    """

    observation: str
    value: Decimal
    bound: str
    unit: str
    currency: str
    earliest: date | None
    latest: date | None
    reason: Mapping[str, str]
    said: Sequence[Said]


def measures(engine: Engine, thing: str) -> dict[str, int]:
    """The measures that something is observed in, with how many observations; one query."""
    counted = Counter(plain(measure) for (measure,) in select(engine, _MEASURES, thing=thing))
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def observations(engine: Engine, thing: str, measure: str) -> Sequence[Observed]:
    """The values of a measure, the earliest first, undated ones last; six queries."""
    found = [plain(row[0]) for row in select(engine, _OBSERVATIONS, thing=thing, measure=measure)]
    described = records(engine, found)
    known = periods(engine, {record.one("ca:during") for record in described.values()} - {""})
    said = sources(engine, found)
    observed = [
        _observed(record, known.get(record.one("ca:during")), said.get(iri, ()))
        for iri, record in described.items()
    ]
    return sorted((one for one in observed if one is not None), key=_order)


def _observed(record: Record, period: Period | None, said: Sequence[Said]) -> Observed | None:
    value = record.number("ca:value")
    if value is None:
        return None
    day = parsed(record.one("ca:asOf"))
    holds = period or (on(day) if day else Period())
    return Observed(
        record.iri,
        value,
        record.one("ca:bound"),
        record.one("ca:unit"),
        record.one("ca:currency"),
        earliest=holds.earliest_start or holds.latest_start,
        latest=holds.latest_end or holds.earliest_end,
        reason=holds.reason or record.texts("ca:inferenceReason"),
        said=said,
    )


def _order(one: Observed) -> tuple[object, ...]:
    return (one.earliest or one.latest or date.max, one.latest or date.max, one.observation)
