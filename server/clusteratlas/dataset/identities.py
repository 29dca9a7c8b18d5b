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
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set

STATUS = NamedNode(f"{CA}identityStatus")
CANONICAL = NamedNode(f"{CA}canonical")
RECORD = NamedNode(f"{CA}record")
STATEMENT = (STATUS, CANONICAL, RECORD)
"""The properties that an identity statement is read by."""

PREFERRED = NamedNode(PREFIXES["skos"] + "prefLabel")
ALTERNATIVE = NamedNode(PREFIXES["skos"] + "altLabel")
ACCEPTED = NamedNode(f"{SCHEME}identity-status/accepted")


@dataclass(frozen=True)
class Identities:
    """From each merged record to the thing that it is, with chains followed to their end.

    `labelled` are the things that have a preferred label, with its language.
    """

    canonical: Mapping[NamedNode, NamedNode]
    labelled: frozenset[tuple[NamedNode, str | None]]

    def merge(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        """The triples as the default graph says them: records replaced by what they are."""

        def canonical(node: NamedNode) -> NamedNode:
            return self.canonical.get(node, node)

        def is_labelled(thing: NamedNode, language: str | None) -> bool:
            return (thing, language) in self.labelled

        for triple in triples:
            yield merged(triple, canonical, is_labelled)


def merged(
    triple: Triple,
    canonical: Callable[[NamedNode], NamedNode],
    is_labelled: Callable[[NamedNode, str | None], bool],
) -> Triple:
    """A triple as the default graph says it: records replaced by what they are.

    Identity statements still name the record. A record's preferred label becomes an alternative
    one where the canonical thing has a preferred label in that language: there is one per language
    (SKOS S14).
    """
    subject, predicate, object_ = triple.subject, triple.predicate, triple.object
    if predicate == RECORD:
        return triple
    if isinstance(subject, NamedNode) and (thing := canonical(subject)) != subject:
        subject = thing
        if predicate == PREFERRED and is_labelled(thing, language_of(object_)):
            predicate = ALTERNATIVE
    if isinstance(object_, NamedNode):
        object_ = canonical(object_)
    return Triple(subject, predicate, object_)


def find_identities(triples: Collection[Triple]) -> Identities:
    """What the accepted identity statements among `triples` say.

    Raises DataError when a statement has no single canonical thing, when one record is merged into
    two things, or when merges run in a circle.
    """
    direct: dict[NamedNode, NamedNode] = {}
    for record, canonical in _accepted(triples):
        if direct.setdefault(record, canonical) != canonical:
            raise two_things(record, (direct[record], canonical))
    labelled = frozenset(
        (triple.subject, language_of(triple.object))
        for triple in triples
        if triple.predicate == PREFERRED and isinstance(triple.subject, NamedNode)
    )
    return Identities({record: follow(record, direct.get) for record in direct}, labelled)


def merges_of(
    statement: NamedNode, values: Mapping[NamedNode, Set[NamedNode]]
) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Each record of an identity statement with its canonical thing, in a fixed order.

    `values` has the values of the STATEMENT properties. Raises DataError when an accepted statement
    has no single canonical thing.
    """
    if ACCEPTED not in values[STATUS] or not values[RECORD]:
        return
    if len(values[CANONICAL]) != 1:
        raise DataError(
            f"The identity statement {shorten(statement.value)} has "
            f"{len(values[CANONICAL])} canonical things.",
            hint="Give it exactly one ca:canonical.",
        )
    (canonical,) = values[CANONICAL]
    for record in sorted(values[RECORD], key=iri):
        yield record, canonical


def follow(record: NamedNode, direct: Callable[[NamedNode], NamedNode | None]) -> NamedNode:
    """The end of the chain of merges that begins at `record`. Raises DataError for a circle."""
    path = [record]
    while (following := direct(path[-1])) is not None:
        if following in path:
            circle = " → ".join(shorten(node.value) for node in [*path, following])
            raise DataError(
                f"Identity statements run in a circle: {circle}.", hint="Reject one of them."
            )
        path.append(following)
    return path[-1]


def two_things(record: NamedNode, things: tuple[NamedNode, NamedNode]) -> DataError:
    """The error of a record that is merged into two things."""
    first, second = (shorten(thing.value) for thing in things)
    return DataError(
        f"{shorten(record.value)} is merged into two things: {first} and {second}.",
        hint="Reject one of the two identity statements.",
    )


def language_of(term: object) -> str | None:
    """The language of a literal; None for all else."""
    return term.language if isinstance(term, Literal) else None


def iri(node: NamedNode) -> str:
    """What named nodes are sorted by."""
    return node.value


def _accepted(triples: Iterable[Triple]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Each record of an accepted statement with its canonical thing, in a fixed order."""
    said: dict[NamedNode, dict[NamedNode, set[NamedNode]]] = defaultdict(lambda: defaultdict(set))
    for triple in triples:
        subject, object_ = triple.subject, triple.object
        if (
            triple.predicate in STATEMENT
            and isinstance(subject, NamedNode)
            and isinstance(object_, NamedNode)
        ):
            said[subject][triple.predicate].add(object_)
    for statement in sorted(said, key=iri):
        yield from merges_of(statement, said[statement])
