"""Where a finding in a store is said: the passage of its source, else the graph."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode
from rdflib import URIRef
from rdflib.term import Node

from clusteratlas.terms import CA, PREFIXES, shorten
from clusteratlas.validation.compiled.graph import StoredGraph
from clusteratlas.validation.facts import Term
from clusteratlas.validation.view import from_term

_STATED_IN = NamedNode(f"{CA}statedIn")
_PARAGRAPH = NamedNode(f"{CA}paragraph")
_PART_OF = NamedNode(PREFIXES["dcterms"] + "isPartOf")


class StoredPlaces:
    """Places of a store, for `results.ResultReader`.

    A list that was imported has a passage for each row, whose paragraph is the row's line.
    """

    def __init__(self, graph: StoredGraph) -> None:
        self._graph = graph

    def of(self, focus: Node | None, _path: Node | None, _value: Node | None, /) -> tuple[str, int]:
        """The document and the line that state the focus node; the graph that has it, and 0."""
        if not isinstance(focus, URIRef):
            return "", 0
        node = from_term(focus)
        passages = [*self._graph.objects(node, _STATED_IN), node]
        for passage in sorted(passages, key=str):
            line = self._line(passage)
            for document in self._graph.objects(passage, _PART_OF) if line else ():
                return shorten(document.value), line
        return self._graph_of(node), 0

    def _line(self, passage: Term) -> int:
        for number in self._graph.objects(passage, _PARAGRAPH):
            if isinstance(number, Literal) and number.value.isdecimal():
                return int(number.value)
        return 0

    def _graph_of(self, node: Term) -> str:
        """The first named graph that says something of the node; '' when none does."""
        if isinstance(node, Literal):
            return ""
        quads = self._graph.store.quads_for_pattern(node, None, None, None)
        names = {quad.graph_name for quad in quads}
        found = sorted(shorten(name.value) for name in names if isinstance(name, NamedNode))
        return found[0] if found else ""
