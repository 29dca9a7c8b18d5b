"""The entries of the ledger: what is said of one thing by one measure, compared pair by pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import plain, select
from clusteratlas.entities.ledger.durations import DURATION, MONTH, Months, months, verdict_on
from clusteratlas.entities.ledger.quantities import UNDATED, Quantity, Verdict, verdict
from clusteratlas.entities.periods import Period, of_record, on, parsed
from clusteratlas.entities.records import Record, records

LISTED = (Verdict.CONFLICT, Verdict.IMPRECISION, Verdict.SERIES)
"""What the ledger lists, the gravest first; agreement is no matter of it."""

_MOST_CLAIMS = 200

_CLAIMS = """
SELECT ?thing ?claim {
  VALUES ?thing { $things }
  LATERAL {
    SELECT ?thing ?claim {
      { ?claim ca:about ?thing . ?claim ca:measure ?measure }
      UNION
      { ?claim ca:funded ?thing . ?claim ca:fundingKind ?measure }
    } LIMIT $most
  }
}
"""
_DOCUMENTS = """
SELECT ?claim ?document {
  VALUES ?claim { $claims }
  ?claim ca:statedIn ?passage .
  ?passage dcterms:isPartOf ?document
}
"""
_PERIODS = """
SELECT ?thing ?period { VALUES ?thing { $things } ?thing ca:during ?period }
"""


@dataclass(frozen=True)
class Pair:
    """Two claims, and what their quantities are to each other."""

    one: str
    other: str
    verdict: Verdict


@dataclass(frozen=True)
class Entry:
    """What is said of `thing` by `measure` (a measure, or a kind of funding).

    `quantities` are in the order of their periods, then of their values. `allowed` is how long the
    thing's period lets it have taken, where the measure is a duration.
    """

    thing: str
    measure: str
    quantities: tuple[Quantity, ...]
    pairs: tuple[Pair, ...]
    allowed: Months | None = None
    against_period: tuple[tuple[str, Verdict], ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Which of LISTED occur in it, the gravest first."""
        found = {pair.verdict for pair in self.pairs} | {one for _, one in self.against_period}
        return tuple(listed for listed in LISTED if listed in found)


def entries(engine: Engine, things: Iterable[str]) -> tuple[Entry, ...]:
    """What is told differently of `things`: conflicts first, then by thing; five queries."""
    asked = sorted(set(things))
    by_thing: defaultdict[str, list[str]] = defaultdict(list)
    for thing, claim in select(engine, _CLAIMS, things=asked, most=_MOST_CLAIMS):
        by_thing[plain(thing)].append(plain(claim))
    described = records(engine, (claim for claims in by_thing.values() for claim in claims))
    documents = _documents(engine, described.values())
    lasted = _lasted(engine, described.values())
    periods = _periods(engine, described.values(), lasted)
    found = (
        entry
        for thing, claims in by_thing.items()
        for entry in _of_thing(thing, [described[claim] for claim in claims], periods, documents)
    )
    with_durations = (
        _against_period(entry, [periods[period] for period in lasted.get(entry.thing, ())])
        for entry in found
    )
    listed = [entry for entry in with_durations if entry.verdicts]
    return tuple(sorted(listed, key=_gravest_first))


def compared(
    quantities: Sequence[Quantity], documents: Mapping[str, frozenset[str]]
) -> Iterator[Pair]:
    """What any two of `quantities` are to each other.

    Amounts that one document states are parts of a whole: claims of which `documents` tells are
    compared only where they stand in different ones.
    """
    for one, other in combinations(quantities, 2):
        shared = documents.get(one.claim, frozenset()) & documents.get(other.claim, frozenset())
        if not shared:
            yield Pair(one.claim, other.claim, verdict(one, other))


def _of_thing(
    thing: str,
    claims: Sequence[Record],
    periods: Mapping[str, Period],
    documents: Mapping[str, frozenset[str]],
) -> Iterator[Entry]:
    groups: defaultdict[tuple[str, ...], list[Quantity]] = defaultdict(list)
    for claim in claims:
        quantity = _quantity(claim, periods)
        if quantity is not None:
            groups[_aspect(claim)].append(quantity)
    for (measure, *_), quantities in sorted(groups.items()):
        ordered = sorted(quantities, key=lambda one: (one.period.first, one.value, one.claim))
        yield Entry(thing, measure, tuple(ordered), tuple(compared(ordered, documents)))


def _aspect(claim: Record) -> tuple[str, ...]:
    """What has to be the same of two claims for them to be compared: first of all the measure.

    Money of two funders, or under two agreements, adds up and does not disagree.
    """
    return (
        claim.one("ca:measure", "ca:fundingKind"),
        *claim.all("ca:category"),
        claim.one("ca:funder"),
        claim.one("ca:underAgreement"),
    )


def _quantity(claim: Record, periods: Mapping[str, Period]) -> Quantity | None:
    value = claim.number("ca:value")
    if value is None:
        value = claim.number("ca:amount")
    if value is None:
        return None
    return Quantity(
        claim.iri,
        value,
        claim.one("ca:bound"),
        claim.one("ca:unit", "ca:currency"),
        frozenset(claim.all("ca:category")),
        _period(claim, periods),
    )


def _period(claim: Record, periods: Mapping[str, Period]) -> Period:
    """When the claim holds: in its period, else on the day it is known to hold, else ever."""
    during = claim.one("ca:during")
    if during in periods:
        return periods[during]
    day = parsed(claim.one("ca:asOf"))
    return on(day) if day else UNDATED


def _against_period(entry: Entry, periods: Sequence[Period]) -> Entry:
    """`entry` with what the thing's own period says of the durations in it."""
    allowed = next((span for period in periods if (span := months(period))), None)
    if entry.measure != DURATION or allowed is None:
        return entry
    verdicts = tuple(
        (quantity.claim, verdict_on(quantity, allowed))
        for quantity in entry.quantities
        if quantity.scale == MONTH
    )
    return Entry(
        entry.thing, entry.measure, entry.quantities, entry.pairs, allowed, against_period=verdicts
    )


def _documents(engine: Engine, claims: Iterable[Record]) -> dict[str, frozenset[str]]:
    """The documents that state each amount of money."""
    amounts = [claim.iri for claim in claims if claim.one("ca:fundingKind")]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim, document in select(engine, _DOCUMENTS, claims=amounts):
        found[plain(claim)].add(plain(document))
    return {claim: frozenset(documents) for claim, documents in found.items()}


def _lasted(engine: Engine, claims: Iterable[Record]) -> dict[str, list[str]]:
    """The periods of the things of which a duration is stated."""
    things = [claim.one("ca:about") for claim in claims if claim.one("ca:measure") == DURATION]
    found: defaultdict[str, list[str]] = defaultdict(list)
    for thing, period in select(engine, _PERIODS, things=sorted(set(things))):
        found[plain(thing)].append(plain(period))
    return found


def _periods(
    engine: Engine, claims: Iterable[Record], lasted: Mapping[str, Sequence[str]]
) -> dict[str, Period]:
    wanted = {claim.one("ca:during") for claim in claims}
    wanted |= {period for periods in lasted.values() for period in periods}
    return {iri: of_record(record) for iri, record in records(engine, wanted).items()}


def _gravest_first(entry: Entry) -> tuple[int, str, str]:
    return LISTED.index(entry.verdicts[0]), entry.thing, entry.measure
