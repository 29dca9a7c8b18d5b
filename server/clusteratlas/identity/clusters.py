"""Which organisations are the legal bodies of clusters: those that bear a cluster's name.

A cluster is no organisation, so the two are not merged: the body manages the cluster. Generic names
(“Innovation Cluster”) tell nothing, unless the place is the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from clusteratlas.identity.names import Name
from clusteratlas.identity.rarity import Rarity
from clusteratlas.identity.record import Kind
from clusteratlas.identity.scoring import ACCEPT, Reading, Score, score
from clusteratlas.identity.spelling import skeleton
from clusteratlas.identity.words import meanings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_LEGAL_BODIES: Final = frozenset({"=foundation", "=association", "=company", "=management"})
"""What the name of a body has besides that of its cluster: `Fundacja Klaster …`."""


@dataclass(frozen=True, slots=True)
class ClusterBody:
    """An organisation that manages a cluster, by IRI, and why it is thought so."""

    organisation: str
    cluster: str
    score: Score


def find_cluster_bodies(
    readings: Sequence[Reading], decided: Mapping[frozenset[str], bool]
) -> Iterator[ClusterBody]:
    """The legal bodies of clusters among the organisations, each with its cluster.

    `decided` are pairs of IRIs of which a person said whether they belong together.
    """
    clusters = [_as_body(each) for each in readings if each.record.kind is Kind.CLUSTER]
    if not clusters:
        return
    by_key: dict[str, list[Reading]] = defaultdict(list)
    for cluster in clusters:
        for key in _keys(cluster):
            by_key[key].append(cluster)
    rarity = Rarity()
    for reading in readings:
        rarity.learn(reading.names)
    for reading in readings:
        if reading.record.kind is not Kind.ORGANISATION:
            continue
        body = _as_body(reading)
        near = {each.record.iri: each for key in _keys(body) for each in by_key.get(key, ())}
        if near:
            yield from _bodies(body, near.values(), rarity, decided)


def _bodies(
    organisation: Reading,
    clusters: Iterable[Reading],
    rarity: Rarity,
    decided: Mapping[frozenset[str], bool],
) -> Iterator[ClusterBody]:
    iri = organisation.record.iri
    for cluster in sorted(clusters, key=lambda each: each.record.iri):
        if decided.get(frozenset((iri, cluster.record.iri)), True):
            found = score(organisation, cluster, rarity.weigh)
            if found.value >= ACCEPT:
                yield ClusterBody(iri, cluster.record.iri, found)


def _keys(reading: Reading) -> set[str]:
    keys: set[str] = set()
    for name in reading.names:
        keys.add(skeleton(name.compact))
        keys.update(map(skeleton, name.proper))
    return keys


def _as_body(reading: Reading) -> Reading:
    """The reading without the words that name a body, which its cluster has not."""
    return replace(reading, names=tuple(dict.fromkeys(map(_without_body, reading.names))))


def _without_body(name: Name) -> Name:
    tokens = tuple(token for token in name.tokens if token not in _LEGAL_BODIES)
    words = tuple(word for word in name.words if not _LEGAL_BODIES.intersection(meanings(word)))
    return replace(name, tokens=tokens, words=words) if tokens and words else name
