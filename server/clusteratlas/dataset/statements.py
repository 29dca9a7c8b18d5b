"""What the named graphs of an atlas say, looked up triple by triple.

Each answer is a few look-ups in an index, however large the store is, and is remembered: a view is
made for one state of the store.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Triple

from clusteratlas.dataset.identities import (
    ALTERNATIVE,
    CANONICAL,
    PREFERRED,
    RECORD,
    STATEMENT,
    follow,
    iri,
    language_of,
    merged,
    merges_of,
    two_things,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from clusteratlas.engine.protocol import Term

_DEFAULT = DefaultGraph()


class SourceStatements:
    """The triples of a store's named graphs, and the identities that they state."""

    def __init__(self, store: Store) -> None:
        self._store = store
        # Not functools.cache: a method in a cache of its own object keeps the store open.
        self._said: dict[Triple, bool] = {}
        self._canonical: dict[NamedNode, NamedNode] = {}
        self._direct: dict[NamedNode, NamedNode | None] = {}
        self._labelled: dict[tuple[NamedNode, str | None], bool] = {}
        self._records: dict[NamedNode, frozenset[NamedNode]] = {}

    def say(self, triple: Triple) -> bool:
        """Whether a named graph holds the triple."""
        if triple not in self._said:
            found = self.matching(triple.subject, triple.predicate, triple.object)
            self._said[triple] = next(found, None) is not None
        return self._said[triple]

    def matching(
        self,
        subject: Term | None = None,
        predicate: NamedNode | None = None,
        object_: Term | None = None,
    ) -> Iterator[Triple]:
        """The triples of a pattern, one that stands in several graphs several times."""
        for quad in self._store.quads_for_pattern(subject, predicate, object_, None):  # type: ignore[arg-type]
            if quad.graph_name != _DEFAULT:
                yield quad.triple

    def merged(self, triple: Triple) -> Triple:
        """The triple as the default graph says it. Raises DataError for identities in conflict."""
        return merged(triple, self.canonical, self.is_labelled)

    def canonical(self, node: NamedNode) -> NamedNode:
        """What `node` is merged into at last; itself where it is not. Raises DataError."""
        if node not in self._canonical:
            self._canonical[node] = follow(node, self._merged_directly)
        return self._canonical[node]

    def is_labelled(self, thing: NamedNode, language: str | None) -> bool:
        """Whether `thing` has a preferred label in the language."""
        key = (thing, language)
        if key not in self._labelled:
            labels = self.matching(thing, PREFERRED)
            self._labelled[key] = any(language_of(each.object) == language for each in labels)
        return self._labelled[key]

    def imply(self, derived: Triple) -> bool:
        """Whether a named graph holds a triple that the default graph says as `derived`."""
        subject, predicate, object_ = derived.subject, derived.predicate, derived.object
        predicates = (ALTERNATIVE, PREFERRED) if predicate == ALTERNATIVE else (predicate,)
        return any(
            self.merged(triple) == derived and self.say(triple)
            for subject_ in self._spoken_of_as(subject)
            for object__ in self._spoken_of_as(object_)
            for triple in (Triple(subject_, each, object__) for each in predicates)  # type: ignore[arg-type]
        )

    def records_of(self, thing: NamedNode) -> frozenset[NamedNode]:
        """Every record that is merged into `thing`, directly or over others. Raises DataError."""
        if thing not in self._records:
            self._records[thing] = frozenset(self._look_up_records(thing))
        return self._records[thing]

    def records_named_by(self, statement: NamedNode) -> set[NamedNode]:
        """The records that an identity statement names, accepted or not."""
        named = (triple.object for triple in self.matching(statement, RECORD))
        return {record for record in named if isinstance(record, NamedNode)}

    def merges_of(self, statement: NamedNode) -> list[tuple[NamedNode, NamedNode]]:
        """See identities.merges_of."""
        values: dict[NamedNode, set[NamedNode]] = {each: set() for each in STATEMENT}
        for triple in chain.from_iterable(self.matching(statement, each) for each in STATEMENT):
            if isinstance(triple.object, NamedNode):
                values[triple.predicate].add(triple.object)
        return list(merges_of(statement, values))

    def _spoken_of_as(self, term: Term) -> list[Term]:
        """The term and, where it is a thing, its records."""
        if not isinstance(term, NamedNode):
            return [term]
        return [term, *sorted(self.records_of(term), key=iri)]

    def _look_up_records(self, thing: NamedNode) -> set[NamedNode]:
        records: set[NamedNode] = set()
        waiting = [thing]
        while waiting:
            for triple in self.matching(None, CANONICAL, waiting.pop()):
                if isinstance(triple.subject, NamedNode):
                    found = {record for record, _ in self.merges_of(triple.subject)} - records
                    records |= found
                    waiting.extend(sorted(found, key=iri))
        return records

    def _merged_directly(self, record: NamedNode) -> NamedNode | None:
        """What accepted statements merge `record` into, without following the chain."""
        if record not in self._direct:
            self._direct[record] = self._look_up_direct(record)
        return self._direct[record]

    def _look_up_direct(self, record: NamedNode) -> NamedNode | None:
        direct: NamedNode | None = None
        for triple in self.matching(None, RECORD, record):
            if not isinstance(triple.subject, NamedNode):
                continue
            for named, canonical in self.merges_of(triple.subject):
                if named != record:
                    continue
                if direct is not None and direct != canonical:
                    raise two_things(record, (direct, canonical))
                direct = canonical
        return direct
