"""What of the shapes is not compiled: pySHACL judges it, on the nodes that a weaker query finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from pyoxigraph import BlankNode
from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper
from rdflib.namespace import SH
from rdflib.term import Node

from clusteratlas.validation.compiled.errors import NotCompiled
from clusteratlas.validation.compiled.graph import StoredGraph
from clusteratlas.validation.compiled.targets import Target, all_nodes
from clusteratlas.validation.compiled.weaker import weaker
from clusteratlas.validation.evaluation import Result
from clusteratlas.validation.facts import Term
from clusteratlas.validation.judge import Judge
from clusteratlas.validation.reads.shapes import TargetShape
from clusteratlas.validation.view import from_term, graph_of

_AT_ONCE = 2_000
"""How many nodes are judged together."""

_FEW_ROWS = 1_000
"""How many rows of a subquery are written into the query around it."""

_QueryHelper: Any = SPARQLQueryHelper
"""It has no types."""


@dataclass(frozen=True)
class Residue:
    """What is left of a shape with targets.

    `is_whole` tells that nothing of it is compiled; else only its queries are left, those of
    `queries`, shapes that have sh:sparql. `targets` are those that are not queries themselves.
    """

    shape: TargetShape
    targets: Sequence[Target]
    is_whole: bool
    queries: Sequence[Node] = ()

    def results(self, judge: Judge, graph: StoredGraph) -> Iterator[Result]:
        """What pySHACL finds. Raises DataError when it cannot evaluate a shape."""
        nodes = iter(dict.fromkeys(self._candidates(judge, graph)))
        while batch := list(islice(nodes, _AT_ONCE)):
            for result in judge.judged(dict.fromkeys(batch, (self.shape,)), graph.facts):
                if self.is_whole or _is_of_a_query(result):
                    yield result

    def _candidates(self, judge: Judge, graph: StoredGraph) -> Iterator[Term]:
        shapes = judge.shapes
        if not self.is_whole:
            asked = [
                (one, query) for one in self.queries for query in shapes.objects(one, SH.sparql)
            ]
        else:
            asked = [(self.shape.node, one) for one in shapes.objects(self.shape.node, SH.target)]
        try:
            found = [_asked(judge, shape, query, graph) for shape, query in asked]
        except NotCompiled:
            yield from self._all(judge, graph)
            return
        if self.is_whole:
            yield from (node for node, _ in all_nodes(self.targets, graph))
        for query in found:
            yield from graph.select(query)

    def _all(self, judge: Judge, graph: StoredGraph) -> Iterable[Term]:
        if (self.shape.node, SH.target, None) in judge.shapes:
            return map(from_term, judge.targets(self.shape, graph_of(graph.facts)))
        return (node for node, _ in all_nodes(self.targets, graph))


def _asked(judge: Judge, shape: Node, query: Node, graph: StoredGraph) -> str:
    """The weaker form of a query of the shape. Raises NotCompiled."""
    select = judge.shapes.value(query, SH.select)
    if select is None or graph.has_quoted_triples:
        raise NotCompiled(f"{query}")
    helper = _QueryHelper(judge.shapes_graph.lookup_shape_from_node(shape), query, str(select))
    helper.collect_prefixes()

    return weaker(helper.apply_prefixes(str(select)), partial(_few_rows, graph))


def _few_rows(graph: StoredGraph, query: str) -> Sequence[str] | None:
    """The rows as VALUES has them, which knows no blank nodes; None when there are more."""
    rows = graph.rows(query, _FEW_ROWS)
    if rows is None or any(isinstance(term, BlankNode) for row in rows for term in row):
        return None
    return ["(" + " ".join(str(term) for term in row) + ")" for row in rows]


def _is_of_a_query(result: Result) -> bool:
    return SH.SPARQLConstraintComponent in result.key
