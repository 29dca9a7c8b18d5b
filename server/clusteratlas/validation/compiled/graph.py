"""The default graph of a store, as the compiled shapes look things up in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store, Triple

from clusteratlas.terms import PREFIXES
from clusteratlas.validation.facts import Facts, Term

TYPE = NamedNode(PREFIXES["rdf"] + "type")
_SUB_CLASS = NamedNode(PREFIXES["rdfs"] + "subClassOf")
_DEFAULT = DefaultGraph()

USED_PROPERTIES = "SELECT DISTINCT ?property WHERE { ?any ?property ?thing . }"
"""A query that `StoredGraph.rows` answers without going over all triples once more."""

Row = tuple[Term | Triple | None, ...]
"""A row of a SELECT query, with None for what is unbound."""


class StoredGraph:
    """What the default graph says. A triple about a quoted one is not seen (see `Facts`)."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._classes: dict[NamedNode, frozenset[NamedNode]] = {}

    @cached_property
    def facts(self) -> Facts:
        """The same graph, as pySHACL is given it."""
        return Facts(self.store, Store())

    def measure(self) -> None:
        """Ask the store once for what has to be known of all of it."""
        _ = self.property_sizes, self.has_quoted_triples

    @cached_property
    def has_quoted_triples(self) -> bool:
        """Whether any triple is about a quoted one (RDF 1.2), which shapes do not see.

        Patterns of queries do see it, so none is asked then. Each value of a property is looked at
        only once: to look at it, the engine has to fetch its text.
        """
        return any(self._quotes(predicate) for predicate in self.property_sizes)

    def _quotes(self, predicate: NamedNode) -> bool:
        values = f"SELECT ?value WHERE {{ ?any {predicate} ?value }} GROUP BY ?value"
        return bool(self.store.query(f"ASK {{ {{ {values} HAVING (isTRIPLE(?value)) }} }}"))

    def objects(self, subject: Term, predicate: NamedNode) -> Iterator[Term]:
        """The values of the property."""
        if isinstance(subject, Literal):
            return
        for quad in self.store.quads_for_pattern(subject, predicate, None, _DEFAULT):
            if not isinstance(quad.object, Triple):
                yield quad.object

    def subjects(self, predicate: NamedNode, value: Term) -> Iterator[Term]:
        """What has this value of the property."""
        for quad in self.store.quads_for_pattern(None, predicate, value, _DEFAULT):
            if not isinstance(quad.subject, Triple):
                yield quad.subject

    def about(self, subject: Term) -> Iterator[tuple[NamedNode, Term]]:
        """Every property of the thing, with its value."""
        if isinstance(subject, Literal):
            return
        for quad in self.store.quads_for_pattern(subject, None, None, _DEFAULT):
            if not isinstance(quad.object, Triple):
                yield quad.predicate, quad.object

    def select(self, query: str) -> Iterator[Term]:
        """The terms of the only column of a SELECT query."""
        rows = self.store.query(query)
        assert isinstance(rows, QuerySolutions)
        for row in rows:
            if not isinstance(row[0], Triple):
                yield row[0]

    def rows(self, query: str, most: int) -> Sequence[Row] | None:
        """The rows of a SELECT query; None when there are more than `most`."""
        if query == USED_PROPERTIES:
            known: list[Row] = [(name,) for name in self.property_sizes]
        else:
            rows = self.store.query(query)
            assert isinstance(rows, QuerySolutions)
            known = [tuple(row) for row in islice(rows, most + 1)]
        return known if len(known) <= most else None

    def is_instance(self, node: Term, of: NamedNode) -> bool:
        """Whether the node is a SHACL instance of the class (SHACL §1.1)."""
        classes = self.classes(of)
        return any(kind in classes for kind in self.objects(node, TYPE))

    def classes(self, of: NamedNode) -> frozenset[NamedNode]:
        """The class and all below it."""
        known = self._classes.get(of)
        if known is None:
            found, todo = {of}, [of]
            while todo:
                below = set(self.subjects(_SUB_CLASS, todo.pop())) - found
                fresh = {one for one in below if isinstance(one, NamedNode)}
                found |= fresh
                todo.extend(fresh)
            known = self._classes[of] = frozenset(found)
        return known

    @cached_property
    def class_sizes(self) -> Mapping[NamedNode, int]:
        """How many instances each class has that has any, those below it not counted."""
        return self._sizes(f"?any {TYPE} ?name")

    @cached_property
    def property_sizes(self) -> Mapping[NamedNode, int]:
        """How many triples have each property that is used."""
        return self._sizes("?any ?name ?value")

    def _sizes(self, pattern: str) -> Mapping[NamedNode, int]:
        query = f"SELECT ?name (COUNT(*) AS ?size) WHERE {{ {pattern} }} GROUP BY ?name"
        rows = self.store.query(query)
        assert isinstance(rows, QuerySolutions)
        return {row[0]: int(row[1].value) for row in rows if isinstance(row[0], NamedNode)}

    def property_size(self, predicate: NamedNode) -> int:
        """How many triples have the property."""
        return self.property_sizes.get(predicate, 0)
