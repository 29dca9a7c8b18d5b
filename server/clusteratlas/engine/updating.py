"""SPARQL 1.1 Update on a pyoxigraph store, that says exactly what it changed.

pyoxigraph's own `update` tells nothing of what it did, loads from anywhere and knows no
using-graph-uri. So operations are carried out here, one after the other; pyoxigraph parses the
data, matches the patterns, and keeps the quads. Work follows the size of the change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from clusteratlas.engine.asking import Asked, Dataset, ask, translated
from clusteratlas.engine.changes import Changes, changed
from clusteratlas.engine.federation import may_call, routed
from clusteratlas.engine.graph_management import create, remove, transfer
from clusteratlas.engine.guard import Limits, refuse_harmful
from clusteratlas.engine.loading import load
from clusteratlas.engine.network import Network
from clusteratlas.engine.operations import (
    Create,
    Load,
    Modify,
    Operation,
    QuadData,
    Remove,
    Transfer,
    operations,
)
from clusteratlas.engine.protocol import Row
from clusteratlas.engine.templates import Setting, Template, canonical, quads_of, variables_of
from clusteratlas.errors import ProtocolError, QueryError
from clusteratlas.rdf.protocol import UpdateRequest

# Is selected where a template has no variable, so that there is a row for each solution.
_NO_VARIABLE = "(1 AS ?clusteratlas_solution)"


def carry_out(store: Store, request: UpdateRequest, limits: Limits, network: Network) -> Changes:
    """Carry out a SPARQL Update request, and say which quads it added and removed in the end.

    First the whole request is parsed and looked through for what is not allowed; then its
    operations are carried out in their order, each on what the one before it left. When one fails
    (a graph that does not exist, an address that does not answer), those before it are done: the
    caller drops the store then.

    Raises QuerySyntaxError, ForbiddenQuery, QueryEvaluationError, UnknownGraph, RdfSyntaxError for
    what LOAD read, and ProtocolError when both request and text name a dataset (SPARQL 1.1 Protocol
    §2.2.3).
    """
    refuse_harmful(request.update, limits)
    wanted = _with_dataset(operations(request.update, request.base), request)
    update = _Update(store, request.base, network)
    for operation in wanted:
        update.refuse_forbidden(operation)
    return Changes.net(update.carry_out(operation) for operation in wanted)


def _with_dataset(wanted: list[Operation], request: UpdateRequest) -> list[Operation]:
    """The operations with the dataset that the request names as their USING (§2.2.3)."""
    if not (request.using_graphs or request.using_named_graphs):
        return wanted
    modifying = [operation for operation in wanted if isinstance(operation, Modify)]
    if any(operation.names_dataset for operation in modifying):
        raise ProtocolError(
            "The dataset is named twice, in the request and by USING or WITH in the update.",
            hint="Leave out using-graph-uri and using-named-graph-uri, or USING and WITH.",
        )
    for iri in (*request.using_graphs, *request.using_named_graphs):
        _require_iri(iri)
    return [
        replace(operation, using=request.using_graphs, using_named=request.using_named_graphs)
        if isinstance(operation, Modify)
        else operation
        for operation in wanted
    ]


def _require_iri(text: str) -> None:
    try:
        NamedNode(text)
    except ValueError as error:
        raise QueryError(
            f"A graph of the dataset is not named by an IRI: {error}.",
            hint="using-graph-uri and using-named-graph-uri take absolute IRIs.",
        ) from error


@dataclass(frozen=True)
class _Update:
    """What the operations of one request share."""

    store: Store
    base: str
    network: Network

    def refuse_forbidden(self, operation: Operation) -> None:
        """Raise ForbiddenQuery when the operation would call what it may not."""
        match operation:
            case Load() if not operation.is_silent:
                self.network.check(operation.source)
            case Modify() if may_call(operation.where):
                routed(_selecting(operation, ()), self.network, self.base)

    def carry_out(self, operation: Operation) -> Changes:
        """Do what the operation says, and tell what changed by it."""
        match operation:
            case QuadData():
                quads = quads_of(operation.prologue, operation.block, self.base)
                if operation.is_added:
                    return changed(self.store, frozenset(), quads)
                return changed(self.store, quads, frozenset())
            case Modify():
                return self._modify(operation)
            case Load():
                return load(self.store, operation, self.network)
            case Remove():
                return remove(self.store, operation)
            case Create():
                return create(self.store, operation)
            case Transfer():
                return transfer(self.store, operation)

    def _modify(self, operation: Modify) -> Changes:
        """Match the pattern once, then delete, then insert (§3.1.3)."""
        named = variables_of(operation.delete) | variables_of(operation.insert)
        graph = NamedNode(operation.with_graph) if operation.with_graph else DefaultGraph()
        setting = Setting(operation.prologue, self.base, graph, tuple(sorted(named)))
        delete = Template(operation.delete or "{}", setting)
        insert = Template(operation.insert or "{}", setting)
        removed: set[Quad] = set()
        added: set[Quad] = set()
        for row in self._solutions(operation, setting.variables):
            removed.update(delete.filled(row))
            added.update(insert.filled(row))
        return changed(self.store, canonical(removed), canonical(added))

    def _solutions(self, operation: Modify, variables: tuple[str, ...]) -> Iterator[Row]:
        asked = Asked(_selecting(operation, variables), self.base, _dataset(operation))
        solutions = ask(self.store, asked, self.network)
        assert isinstance(solutions, QuerySolutions)
        for solution in translated(solutions, self.network):
            yield tuple(solution)


def _selecting(operation: Modify, variables: tuple[str, ...]) -> str:
    """The query for the solutions of an operation's pattern."""
    names = " ".join(f"?{name}" for name in variables) or _NO_VARIABLE
    return f"{operation.prologue}\nSELECT {names} WHERE {operation.where}"


def _dataset(operation: Modify) -> Dataset | None:
    """What the pattern is matched in: USING outweighs WITH, which leaves the named graphs."""
    if operation.using is not None:
        return Dataset(operation.using, operation.using_named)
    return Dataset((operation.with_graph,), None) if operation.with_graph else None
