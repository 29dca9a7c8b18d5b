"""The default graph of a store, as the compiled shapes look things up in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store, Triple

from clusteratlas.terms import PREFIXES
from clusteratlas.validation.facts import Facts, Term

TYPE = NamedNode(PREFIXES["rdf"] + "type")
_SUB_CLASS = NamedNode(PREFIXES["rdfs"] + "subClassOf")
_DEFAULT = DefaultGraph()


class StoredGraph:
    """What the default graph says. A triple about a quoted one is not seen (see `Facts`)."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._classes: dict[NamedNode, frozenset[NamedNode]] = {}
        self._property_sizes: dict[NamedNode, int] = {}

    @cached_property
    def facts(self) -> Facts:
        """The same graph, as pySHACL is given it."""
        return Facts(self.store, Store())

    @cached_property
    def has_quoted_triples(self) -> bool:
        """Whether any triple is about a quoted one (RDF 1.2), which shapes do not see.

        Patterns of queries do see it, so none is asked then.
        """
        return bool(self.store.query("ASK { ?any ?property <<( ?s ?p ?o )>> }"))

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
        query = f"SELECT ?class (COUNT(*) AS ?size) WHERE {{ ?any {TYPE} ?class }} GROUP BY ?class"
        rows = self.store.query(query)
        assert isinstance(rows, QuerySolutions)
        return {row[0]: int(row[1].value) for row in rows if isinstance(row[0], NamedNode)}

    def property_size(self, predicate: NamedNode) -> int:
        """How many triples have the property."""
        known = self._property_sizes.get(predicate)
        if known is None:
            query = f"SELECT (COUNT(*) AS ?size) WHERE {{ ?this {predicate} ?value }}"
            (size,) = self.select(query)
            assert isinstance(size, Literal)
            known = self._property_sizes[predicate] = int(size.value)
        return known
