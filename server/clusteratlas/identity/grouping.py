"""From scored pairs to things: which records are merged into which, and what a curator is asked.

Pairs are taken by falling score, and two groups become one unless something forbids it: a decision,
two identifiers that differ, or two things that people described by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from clusteratlas.identity.identifiers import LEI, PIC, ROR, VAT
from clusteratlas.identity.scoring import ACCEPT, PROPOSE, Method, Score

if TYPE_CHECKING:
    from clusteratlas.identity.record import Record

_OWN: Final = (PIC, VAT, ROR, LEI)
_MOST_PROPOSALS: Final = 5
"""For one thing."""


class Status(Enum):
    """Whether an identity statement is in force, as in the scheme identity-status."""

    ACCEPTED = "accepted"
    PROPOSED = "proposed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records by IRI, and how likely they are one thing."""

    one: str
    other: str
    score: Score

    @property
    def key(self) -> frozenset[str]:
        """The two IRIs."""
        return frozenset((self.one, self.other))


@dataclass(frozen=True, slots=True)
class Match:
    """`record` is merged into `canonical`, or may be; `scored` are the two that were compared."""

    canonical: str
    record: str
    status: Status
    score: Score
    scored: tuple[str, str]


@dataclass
class _Group:
    members: list[str]
    curated: int = 0
    own: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class Grouping:
    """Groups of records that are one thing.

    `decided` are the pairs that a person accepted (True) or rejected (False); `stated` those that
    are merged already, which are preferred where others are as likely.
    """

    def __init__(
        self,
        records: Mapping[str, Record],
        decided: Mapping[frozenset[str], bool],
        stated: Collection[frozenset[str]] = (),
    ) -> None:
        self._records = records
        self._stated = stated
        self._group: dict[str, _Group] = {}
        self._edges: dict[str, list[tuple[str, Pair]]] = defaultdict(list)
        self._apart: dict[str, set[str]] = defaultdict(set)
        for pair, is_accepted in decided.items():
            if not is_accepted and len(pair) == 2:
                one, other = pair
                self._apart[one].add(other)
                self._apart[other].add(one)

    def matches(self, pairs: Iterable[Pair]) -> Iterator[Match]:
        """Every merge and every proposal. `pairs` hold those that people decided on as well."""
        asked: list[Pair] = []
        for pair in sorted(pairs, key=self._order):
            if pair.score.value >= ACCEPT and self._join(pair):
                continue
            if pair.score.value >= PROPOSE:
                asked.append(pair)
        yield from self._merges()
        yield from self._proposals(asked)

    def _order(self, pair: Pair) -> tuple[object, ...]:
        """Decisions first; then the likeliest, what is stated already, and what stays."""
        return (
            pair.score.method is not Method.CURATED,
            -pair.score.value,
            pair.key not in self._stated,
            *sorted(map(self._rank, (pair.one, pair.other))),
        )

    def _of(self, iri: str) -> _Group:
        if iri not in self._group:
            record = self._records[iri]
            group = _Group([iri], int(record.is_curated))
            for scheme, value in record.identifiers:
                group.own[scheme].add(value)
            self._group[iri] = group
        return self._group[iri]

    def _join(self, pair: Pair) -> bool:
        """Make the groups of two records one. False where that is forbidden."""
        one, other = self._of(pair.one), self._of(pair.other)
        if one is other:
            return True
        if pair.score.method is not Method.CURATED and not _may_join(one, other, pair.score):
            return False
        if self._are_apart(one, other):
            return False
        large, small = sorted((one, other), key=lambda group: -len(group.members))
        large.members += small.members
        large.curated += small.curated
        for scheme, values in small.own.items():
            large.own[scheme] |= values
        for member in small.members:
            self._group[member] = large
        self._edges[pair.one].append((pair.other, pair))
        self._edges[pair.other].append((pair.one, pair))
        return True

    def _are_apart(self, one: _Group, other: _Group) -> bool:
        members = set(other.members)
        return any(self._apart[each] & members for each in one.members if each in self._apart)

    def _merges(self) -> Iterator[Match]:
        """The merges of each group: every record into the one that it was joined to, from the
        canonical one on.
        """
        for group in self._groups():
            root = self._root(group)
            waiting, seen = [root], {root}
            while waiting:
                canonical = waiting.pop()
                for record, pair in sorted(self._edges[canonical], key=lambda edge: edge[0]):
                    if record not in seen:
                        seen.add(record)
                        waiting.append(record)
                        yield Match(
                            canonical, record, Status.ACCEPTED, pair.score, (canonical, record)
                        )

    def _proposals(self, asked: Iterable[Pair]) -> Iterator[Match]:
        """One question for each two things that may be one, best first."""
        known: set[frozenset[str]] = set()
        count: dict[str, int] = defaultdict(int)
        for pair in asked:
            one, other = self._of(pair.one), self._of(pair.other)
            if one is other or self._are_apart(one, other):
                continue
            roots = sorted((self._root(one), self._root(other)), key=self._rank)
            if frozenset(roots) in known or max(count[root] for root in roots) >= _MOST_PROPOSALS:
                continue
            known.add(frozenset(roots))
            for root in roots:
                count[root] += 1
            scored = (
                (pair.one, pair.other) if self._root(one) == roots[0] else (pair.other, pair.one)
            )
            yield Match(roots[0], roots[1], Status.PROPOSED, pair.score, scored)

    def _groups(self) -> Iterator[_Group]:
        done: set[int] = set()
        for group in self._group.values():
            if id(group) not in done and len(group.members) > 1:
                done.add(id(group))
                yield group

    def _root(self, group: _Group) -> str:
        return min(group.members, key=self._rank)

    def _rank(self, iri: str) -> tuple[tuple[int | str, ...], str]:
        return self._records[iri].rank, iri


def _may_join(one: _Group, other: _Group, score: Score) -> bool:
    if one.curated and other.curated:
        return False
    if score.method is Method.IDENTIFIER:
        return True
    return not any(
        one.own[scheme] and other.own[scheme] and not one.own[scheme] & other.own[scheme]
        for scheme in _OWN
        if scheme in one.own and scheme in other.own
    )


CURATED_SCORE: Final = Score(1.0, Method.CURATED, ())
"""Of what a person decided; the grounds stand on the statement."""
