"""What is validated of a store: its default graph, before a background that is always there."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

Term = NamedNode | BlankNode | Literal
"""A term of RDF 1.1. Quoted triples are none: the shapes do not see them."""

Terms = tuple[NamedNode | BlankNode, NamedNode, Term]
"""Subject, predicate and object."""

_DEFAULT = DefaultGraph()


class Facts:
    """The triples of RDF 1.1 in the default graph of a store and in a background; read only.

    A triple about a quoted one (RDF 1.2) is left out: rdflib, and so SHACL, has no word for it.
    """

    def __init__(self, store: Store, background: Store) -> None:
        self._store = store
        self._background = background

    def matching(
        self, subject: Term | None, predicate: Term | None, value: Term | None
    ) -> Iterator[Terms]:
        """The triples with these terms, None for any; each once."""
        if isinstance(subject, Literal) or not isinstance(predicate, NamedNode | None):
            return
        for quad in self._store.quads_for_pattern(subject, predicate, value, _DEFAULT):
            yield from seen(quad)
        for quad in self._background.quads_for_pattern(subject, predicate, value, _DEFAULT):
            if quad not in self._store:
                yield from seen(quad)


def seen(quad: Quad) -> Iterator[Terms]:
    """What the shapes see of the quad: its triple, or nothing."""
    if isinstance(quad.subject, Triple) or isinstance(quad.object, Triple):
        return
    yield quad.subject, quad.predicate, quad.object
