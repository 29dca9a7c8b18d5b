"""The embedded engine: pyoxigraph, on disk or in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Lock
from typing import IO, TypeVar

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    serialize,
)

from clusteratlas.engine.guard import Limits, refuse_harmful_query, refuse_harmful_update
from clusteratlas.engine.protocol import (
    DEFAULT_GRAPH,
    Boolean,
    GraphName,
    QueryResult,
    Row,
    Solutions,
    Triples,
)
from clusteratlas.engine.syntax import query_syntax_error, syntax_error
from clusteratlas.errors import (
    QueryError,
    QueryEvaluationError,
    StoreError,
    StoreReadOnly,
)
from clusteratlas.rdf.formats import GraphFormat, ResultFormat
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.rdf.sparql_tokens import declared_prefixes

_Result = TypeVar("_Result")


class EmbeddedEngine:
    """An engine on a pyoxigraph store.

    Several threads may ask at once. Updates take turns: pyoxigraph loses updates that run side by
    side. A store that is opened read-only may be open in any number of processes.
    """

    def __init__(
        self,
        store: Store,
        *,
        version: str = "",
        writable: bool = True,
        limits: Limits | None = None,
    ) -> None:
        self._store: Store | None = store
        self._version = version
        self._changes = 0
        self._writable = writable
        self._limits = limits or Limits()
        self._writing = Lock()

    @classmethod
    def in_memory(cls, *, limits: Limits | None = None) -> EmbeddedEngine:
        """An empty dataset in memory."""
        return cls(Store(), version="memory", limits=limits)

    @classmethod
    def open(cls, path: Path, version: str = "", *, limits: Limits | None = None) -> EmbeddedEngine:
        """The dataset in the directory `path`, made where there is none. Raises StoreError."""
        return cls(_open(Store, path), version=version, limits=limits)

    @classmethod
    def open_read_only(
        cls, path: Path, version: str, *, limits: Limits | None = None
    ) -> EmbeddedEngine:
        """The dataset in the directory `path`, never changed by us. Raises StoreError."""
        store = _open(Store.read_only, path)
        return cls(store, version=version, writable=False, limits=limits)

    @property
    def version(self) -> str:
        """The version that was opened, with the number of changes made since."""
        return f"{self._version}+{self._changes}" if self._changes else self._version

    def query(self, request: QueryRequest) -> QueryResult:
        """See Engine.query."""
        refuse_harmful_query(request.query, self._limits)
        store = self._opened()
        has_dataset = bool(request.default_graphs or request.named_graphs)
        try:
            if not has_dataset:
                result = store.query(request.query)
            else:
                result = store.query(
                    request.query,
                    default_graph=[NamedNode(iri) for iri in request.default_graphs],
                    named_graphs=[NamedNode(iri) for iri in request.named_graphs],
                )
        except SyntaxError as error:
            raise query_syntax_error(request.query, error) from error
        except ValueError as error:
            raise QueryError(
                f"A graph of the dataset is not named by an IRI: {error}.",
                hint="default-graph-uri and named-graph-uri take absolute IRIs.",
            ) from error
        except (OSError, RuntimeError) as error:
            raise _evaluation_error(error) from error
        match result:
            case QuerySolutions():
                return _EmbeddedSolutions(result)
            case QueryBoolean():
                return _EmbeddedBoolean(result)
        return _EmbeddedTriples(result, declared_prefixes(request.query))

    def update(self, update: str) -> None:
        """See Engine.update."""
        refuse_harmful_update(update, self._limits)

        def change(store: Store) -> None:
            try:
                store.update(update)
            except SyntaxError as error:
                raise syntax_error(update, error) from error
            except RuntimeError as error:
                raise _evaluation_error(error) from error

        self._change(change)

    def graphs(self) -> Iterator[str]:
        """See Engine.graphs."""
        store = self._opened()
        for graph in store.named_graphs():
            has_triples = next(store.quads_for_pattern(None, None, None, graph), None) is not None
            if has_triples and isinstance(graph, NamedNode):
                yield graph.value

    def get_graph(self, name: GraphName) -> Iterator[Triple]:
        """See Engine.get_graph."""
        for quad in self._opened().quads_for_pattern(None, None, None, _node(name)):
            yield quad.triple

    def put_graph(self, name: GraphName, triples: Iterable[Triple]) -> None:
        """See Engine.put_graph."""
        clear = f"CLEAR SILENT GRAPH {_node(name)}" if isinstance(name, str) else "CLEAR DEFAULT"
        # One update request is one transaction, so the graph is never seen empty or half there.
        replacement = f"{clear} ; INSERT DATA {{ {_quad_data(name, triples)} }}"
        self._change(lambda store: store.update(replacement))

    def post_graph(self, name: GraphName, triples: Iterable[Triple]) -> None:
        """See Engine.post_graph."""
        added = _quads(name, triples)
        self._change(lambda store: store.extend(added))

    def delete_graph(self, name: GraphName) -> None:
        """See Engine.delete_graph."""

        def change(store: Store) -> None:
            if name is DEFAULT_GRAPH:
                store.clear_graph(DefaultGraph())
            else:
                store.remove_graph(_node(name))

        self._change(change)

    def close(self) -> None:
        """See Engine.close."""
        self._store = None

    def _opened(self) -> Store:
        if self._store is None:
            raise StoreError("The store was closed.")
        return self._store

    def _change(self, change: Callable[[Store], _Result]) -> None:
        if not self._writable:
            raise StoreReadOnly("This version of the dataset is not written to.")
        with self._writing:
            change(self._opened())
            self._changes += 1


class _EmbeddedSolutions(Solutions):
    """See protocol.Solutions."""

    def __init__(self, solutions: QuerySolutions) -> None:
        self._solutions = solutions
        self.variables = tuple(variable.value for variable in solutions.variables)

    def __iter__(self) -> Iterator[Row]:
        for solution in _translated(self._solutions):
            yield tuple(solution)

    def write(self, output: IO[bytes], format_: ResultFormat) -> None:
        """See protocol.Solutions.write."""
        _write(lambda: self._solutions.serialize(output, format=format_.pyoxigraph))


class _EmbeddedBoolean(Boolean):
    """See protocol.Boolean."""

    def __init__(self, answer: QueryBoolean) -> None:
        self._answer = answer
        self.value = bool(answer)

    def write(self, output: IO[bytes], format_: ResultFormat) -> None:
        """See protocol.Boolean.write."""
        _write(lambda: self._answer.serialize(output, format=format_.pyoxigraph))


class _EmbeddedTriples(Triples):
    """See protocol.Triples."""

    def __init__(self, triples: QueryTriples, prefixes: dict[str, str]) -> None:
        self._triples = triples
        self._prefixes = prefixes

    def __iter__(self) -> Iterator[Triple]:
        return _translated(self._triples)

    def write(self, output: IO[bytes], format_: GraphFormat) -> None:
        """See protocol.Triples.write."""
        _write(
            lambda: serialize(
                self._triples, output, format=format_.pyoxigraph, prefixes=self._prefixes
            )
        )


def _open(opener: Callable[[str], Store], path: Path) -> Store:
    try:
        return opener(str(path))
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(
            f"The store in {path} cannot be opened: {error}.",
            hint="Is another process writing to it? A damaged one is made anew by `build`.",
        ) from error


def _node(name: GraphName) -> NamedNode | DefaultGraph:
    return NamedNode(name) if isinstance(name, str) else DefaultGraph()


def _quads(name: GraphName, triples: Iterable[Triple]) -> list[Quad]:
    graph = _node(name)
    return [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples]


def _quad_data(name: GraphName, triples: Iterable[Triple]) -> str:
    data = " . ".join(str(triple) for triple in triples)
    return f"GRAPH {_node(name)} {{ {data} }}" if isinstance(name, str) else data


def _translated(results: Iterable[_Result]) -> Iterator[_Result]:
    try:
        yield from results
    except (OSError, RuntimeError) as error:
        raise _evaluation_error(error) from error


def _write(write: Callable[[], object]) -> None:
    """Run `write`; what the output raises passes as it is, what the engine raises is translated."""
    try:
        write()
    except RuntimeError as error:
        raise _evaluation_error(error) from error


def _evaluation_error(error: Exception) -> QueryEvaluationError:
    return QueryEvaluationError(f"The query could not be answered: {error}.")
