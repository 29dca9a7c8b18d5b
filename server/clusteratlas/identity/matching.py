"""Which of many records mean one thing: all of the above, from records to matches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from clusteratlas.identity.blocking import candidates
from clusteratlas.identity.grouping import CURATED_SCORE, Grouping, Match, Pair
from clusteratlas.identity.identifiers import VAT
from clusteratlas.identity.rarity import Rarity
from clusteratlas.identity.record import Kind, Record
from clusteratlas.identity.scoring import (
    PROPOSE,
    Ground,
    Method,
    Reading,
    Score,
    has_telling_name,
    score,
)

_TWICE: Final = 0.85
"""The score of what one list has twice."""
_MOST_WITH_ONE_VAT: Final = 12
"""Records: a number that more have is that of a group, or of whoever typed it."""


def find_matches(
    readings: Sequence[Reading],
    decided: Mapping[frozenset[str], bool],
    stated: Collection[frozenset[str]] = (),
) -> Iterator[Match]:
    """What is merged, and what a curator is to decide. The order of `readings` does not matter.

    `decided` are the pairs of IRIs that a person accepted (True) or rejected (False), `stated`
    those that are merged already.
    """
    for kind in Kind:
        of_kind = sorted(
            (each for each in readings if each.record.kind is kind),
            key=lambda each: each.record.iri,
        )
        by_iri = {reading.record.iri: reading.record for reading in of_kind}
        pairs = [*_decided_pairs(by_iri, decided), *scored_pairs(of_kind, decided)]
        yield from Grouping(by_iri, decided, stated).matches(pairs)


def scored_pairs(
    readings: Sequence[Reading], decided: Mapping[frozenset[str], bool]
) -> Iterator[Pair]:
    """The pairs of records of one kind that are merged or asked about, unless decided already."""
    rarity = Rarity()
    for reading in readings:
        rarity.learn(reading.names)
    compared: set[frozenset[str]] = set()
    for one, other in _sharing_identifiers(readings):
        pair = Pair(one.record.iri, other.record.iri, _judged(one, other, rarity))
        compared.add(pair.key)
        if pair.key not in decided and pair.score.value >= PROPOSE:
            yield pair
    if not readings or not has_telling_name(readings[0].record.kind):
        return
    for first, second in candidates(readings, rarity):
        one, other = readings[first], readings[second]
        result = score(one, other, rarity.weigh)
        if result.value >= PROPOSE:
            pair = Pair(one.record.iri, other.record.iri, result)
            if pair.key not in decided and pair.key not in compared:
                yield pair


def _judged(one: Reading, other: Reading, rarity: Rarity) -> Score:
    if has_telling_name(one.record.kind):
        return score(one, other, rarity.weigh)
    shared = min(set(one.record.identifiers) & set(other.record.identifiers))
    grounds: tuple[Ground, ...] = (Ground.SAME_IDENTIFIER,)
    numbers = dict(one.record.identifiers), dict(other.record.identifiers)
    if set(one.record.graphs) & set(other.record.graphs) and _differ(*numbers):
        # One list has it twice, each with a number of its own.
        return Score(_TWICE, Method.IDENTIFIER, (*grounds, Ground.OTHER_IDENTIFIER), shared)
    return Score(1.0, Method.IDENTIFIER, grounds, shared)


def _differ(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two records have different numbers of one scheme."""
    return any(other.get(scheme, value) != value for scheme, value in one.items())


def _decided_pairs(
    records: Mapping[str, Record], decided: Mapping[frozenset[str], bool]
) -> Iterator[Pair]:
    for pair, is_accepted in decided.items():
        if is_accepted and len(pair) == 2 and all(iri in records for iri in pair):
            one, other = sorted(pair)
            yield Pair(one, other, CURATED_SCORE)


def _sharing_identifiers(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Reading]]:
    """Pairs with an identifier in common: each record with the one that stays, in order of rank."""
    holders: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        for identifier in reading.record.identifiers:
            holders[identifier].append(reading)
    seen: Counter[frozenset[str]] = Counter()
    for (scheme, _), sharing in sorted(holders.items()):
        if len(sharing) < 2 or (scheme == VAT and len(sharing) > _MOST_WITH_ONE_VAT):
            continue
        first, *others = sorted(sharing, key=lambda each: (each.record.rank, each.record.iri))
        for other in others:
            pair = frozenset((first.record.iri, other.record.iri))
            seen[pair] += 1
            if seen[pair] == 1:
                yield first, other
