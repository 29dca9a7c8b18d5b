"""The default graph of an atlas to which a graph was added that is too large to be objects.

The triples of the new graph are rewritten and loaded as text. What changes beside them comes from
new identity statements and new preferred labels, and is found as after any other write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from clusteratlas.dataset.derivation import derived_changes
from clusteratlas.dataset.identities import PREFERRED, RECORD, STATEMENT, find_identities
from clusteratlas.dataset.imports.canonical import CanonicalText
from clusteratlas.dataset.imports.loading import load_text
from clusteratlas.dataset.statements import SourceStatements
from clusteratlas.engine.changes import Changes, carry_over

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_DEFAULT = DefaultGraph()


def derive_added(
    before: Store, store: Store, graph: NamedNode, text: Iterable[bytes], matches: Changes
) -> Changes:
    """Have the default graph of `store` follow a new `graph`, whose `text` is in it already.

    `matches` are changes of identity statements that are in it already, too. Gives what was changed
    in the default graph beside the new graph's own triples. Raises DataError for identity
    statements in conflict.
    """
    statements = SourceStatements(store)
    canonical = merges(store)
    telling = _telling(before, store, graph, canonical, matches)
    beside = derived_changes(before, store, telling)
    carry_over(store, beside)
    plain = (statements.merged(quad.triple) for quad in matches.added - telling.added)
    own = (Quad(each.subject, each.predicate, each.object, _DEFAULT) for each in plain)
    new = Changes(frozenset(quad for quad in own if quad not in store))
    carry_over(store, new)
    rewriting = CanonicalText(canonical, statements.is_labelled)
    load_text(store, _DEFAULT, rewriting.rewritten(text))
    return beside.then(new)


def merges(store: Store) -> Mapping[NamedNode, NamedNode]:
    """From each merged record to the thing that it is. Raises DataError.

    All statements are read at once: asking for each record takes many times longer.
    """
    said = [
        quad.triple
        for predicate in STATEMENT
        for quad in store.quads_for_pattern(None, predicate, None, None)
        if quad.graph_name != _DEFAULT
    ]
    return find_identities(said).canonical


def _telling(
    before: Store,
    store: Store,
    graph: NamedNode,
    canonical: Mapping[NamedNode, NamedNode],
    matches: Changes,
) -> Changes:
    """Of all that was added, what may change how the default graph says the rest.

    That is identity statements about records that were spoken of before, and preferred labels of
    things that others are merged into.
    """
    spoken_of = [quad for quad in matches.added if _is_about(before, quad)]
    statements = {quad.subject for quad in spoken_of}
    added = {quad for quad in matches.added if quad.subject in statements}
    for thing in set(canonical.values()):
        added.update(_labels(store, graph, thing))
    return Changes(frozenset(added), matches.removed)


def _is_about(before: Store, quad: Quad) -> bool:
    """Whether the statement names a record that was spoken of before."""
    if quad.predicate != RECORD or not isinstance(quad.object, NamedNode):
        return False
    record = quad.object
    return any(
        next(found, None) is not None
        for found in (
            before.quads_for_pattern(record, None, None, None),
            before.quads_for_pattern(None, None, record, None),
        )
    )


def _labels(store: Store, graph: NamedNode, thing: NamedNode) -> Iterator[Quad]:
    return store.quads_for_pattern(thing, PREFERRED, None, graph)
