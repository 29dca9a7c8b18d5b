"""Identity: two records that are one thing, as accepted identity statements say.

A statement names a `ca:record` and the `ca:canonical` thing that it is merged into. The default
graph then speaks of the canonical thing only; the named graphs keep what their sources say, so
that a merge is undone by rejecting its statement.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from clusteratlas.errors import DataError
from clusteratlas.terms import CA, PREFIXES, SCHEME, shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

_STATUS = NamedNode(f"{CA}identityStatus")
_ACCEPTED = NamedNode(f"{SCHEME}identity-status/accepted")
_CANONICAL = NamedNode(f"{CA}canonical")
_RECORD = NamedNode(f"{CA}record")
_PREFERRED = NamedNode(PREFIXES["skos"] + "prefLabel")
_ALTERNATIVE = NamedNode(PREFIXES["skos"] + "altLabel")


@dataclass(frozen=True)
class Identities:
    """From each merged record to the thing that it is, with chains followed to their end.

    `labelled` are the things that have a preferred label, with its language.
    """

    canonical: Mapping[NamedNode, NamedNode]
    labelled: frozenset[tuple[NamedNode, str | None]]

    def merge(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        """The triples as the default graph says them: records replaced by what they are.

        Identity statements still name the record. A record's preferred label becomes an
        alternative one where the canonical thing has a preferred label in that language: there is
        one per language (SKOS S14).
        """
        for triple in triples:
            subject, predicate, object_ = triple.subject, triple.predicate, triple.object
            if predicate == _RECORD:
                yield triple
                continue
            if isinstance(subject, NamedNode) and subject in self.canonical:
                subject = self.canonical[subject]
                if predicate == _PREFERRED and (subject, _language(object_)) in self.labelled:
                    predicate = _ALTERNATIVE
            if isinstance(object_, NamedNode):
                object_ = self.canonical.get(object_, object_)
            yield Triple(subject, predicate, object_)


def find_identities(triples: Collection[Triple]) -> Identities:
    """What the accepted identity statements among `triples` say.

    Raises DataError when a statement has no single canonical thing, when one record is merged into
    two things, or when merges run in a circle.
    """
    direct: dict[NamedNode, NamedNode] = {}
    for record, canonical in _accepted(triples):
        if direct.setdefault(record, canonical) != canonical:
            raise DataError(
                f"{shorten(record.value)} is merged into two things: "
                f"{shorten(direct[record].value)} and {shorten(canonical.value)}.",
                hint="Reject one of the two identity statements.",
            )
    labelled = frozenset(
        (triple.subject, _language(triple.object))
        for triple in triples
        if triple.predicate == _PREFERRED and isinstance(triple.subject, NamedNode)
    )
    return Identities({record: _follow(record, direct) for record in direct}, labelled)


def _accepted(triples: Iterable[Triple]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Each record of an accepted statement with its canonical thing, in a fixed order."""
    said: dict[NamedNode, dict[NamedNode, set[NamedNode]]] = defaultdict(lambda: defaultdict(set))
    for triple in triples:
        subject, object_ = triple.subject, triple.object
        if (
            triple.predicate in (_STATUS, _CANONICAL, _RECORD)
            and isinstance(subject, NamedNode)
            and isinstance(object_, NamedNode)
        ):
            said[subject][triple.predicate].add(object_)
    for statement in sorted(said, key=_iri):
        values = said[statement]
        if _ACCEPTED not in values[_STATUS] or not values[_RECORD]:
            continue
        if len(values[_CANONICAL]) != 1:
            raise DataError(
                f"The identity statement {shorten(statement.value)} has "
                f"{len(values[_CANONICAL])} canonical things.",
                hint="Give it exactly one ca:canonical.",
            )
        (canonical,) = values[_CANONICAL]
        for record in sorted(values[_RECORD], key=_iri):
            yield record, canonical


def _follow(record: NamedNode, direct: Mapping[NamedNode, NamedNode]) -> NamedNode:
    path = [record]
    while (following := direct.get(path[-1])) is not None:
        if following in path:
            circle = " → ".join(shorten(node.value) for node in [*path, following])
            raise DataError(
                f"Identity statements run in a circle: {circle}.", hint="Reject one of them."
            )
        path.append(following)
    return path[-1]


def _iri(node: NamedNode) -> str:
    return node.value


def _language(term: object) -> str | None:
    return term.language if isinstance(term, Literal) else None
