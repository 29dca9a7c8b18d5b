"""What a document of definitions says, looked up by subject and property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from clusteratlas.engine.protocol import Term
from clusteratlas.terms import PREFIXES

_RDF = PREFIXES["rdf"]


class Definitions:
    """The statements of a document, by subject and property."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._values: defaultdict[object, defaultdict[str, list[Term]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for triple in triples:
            self._values[triple.subject][triple.predicate.value].append(triple.object)

    def subjects(self, class_: str) -> list[str]:
        """The IRIs of the instances of a class, sorted."""
        return sorted(
            subject.value
            for subject, values in self._values.items()
            if isinstance(subject, NamedNode) and NamedNode(class_) in values.get(f"{_RDF}type", ())
        )

    def named(self) -> list[str]:
        """The IRIs of all subjects, sorted."""
        return sorted(node.value for node in self._values if isinstance(node, NamedNode))

    def values(self, subject: NamedNode | BlankNode, property_: str) -> list[Term]:
        """The values of a property."""
        found = self._values.get(subject)
        return list(found.get(property_, ())) if found else []

    def texts(self, iri: str, property_: str) -> Mapping[str, str]:
        """The texts of a property by language."""
        return {
            value.language or "": value.value
            for value in self.values(NamedNode(iri), property_)
            if isinstance(value, Literal)
        }

    def things(self, iri: str, property_: str) -> list[str]:
        """The IRIs that a property leads to, also through a union or list of them, in order."""
        return [
            thing
            for value in self.values(NamedNode(iri), property_)
            for thing in self._things(value)
        ]

    def _things(self, value: Term) -> Iterator[str]:
        if isinstance(value, NamedNode):
            yield value.value
        elif isinstance(value, BlankNode):
            for leading in ("unionOf", "onDatatype"):
                for inner in self.values(value, PREFIXES["owl"] + leading):
                    yield from self._things(inner)
            for first in self.values(value, f"{_RDF}first"):
                yield from self._things(first)
            for rest in self.values(value, f"{_RDF}rest"):
                if rest != NamedNode(f"{_RDF}nil"):
                    yield from self._things(rest)
