"""The embedded engine: pyoxigraph, on disk or in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from clusteratlas.engine.asking import Asked, Dataset, ask, evaluation_error, translated
from clusteratlas.engine.guard import Limits, refuse_harmful
from clusteratlas.engine.network import Network
from clusteratlas.engine.protocol import (
    Boolean,
    GraphName,
    QueryResult,
    Row,
    Solutions,
    Triples,
)
from clusteratlas.engine.updating import carry_out
from clusteratlas.engine.xml_results import only_xml
from clusteratlas.errors import StoreError, StoreReadOnly
from clusteratlas.rdf.formats import GraphFormat, ResultFormat
from clusteratlas.rdf.protocol import QueryRequest, UpdateRequest
from clusteratlas.rdf.sparql_tokens import declared_prefixes
from clusteratlas.rdf.writing import write_triples


class EmbeddedEngine:
    """An engine on a pyoxigraph store.

    Several threads may ask at once. A store that is opened read-only may be open in any number of
    processes.
    """

    def __init__(
        self,
        store: Store,
        version: str,
        *,
        limits: Limits | None = None,
        network: Network | None = None,
        is_writable: bool = False,
    ) -> None:
        self._store: Store | None = store
        self._version = version
        self._changes = 0
        self._is_writable = is_writable
        self._limits = limits or Limits()
        self._network = network or Network()

    @classmethod
    def open_read_only(
        cls,
        path: Path,
        version: str,
        *,
        limits: Limits | None = None,
        network: Network | None = None,
    ) -> EmbeddedEngine:
        """The dataset in the directory `path`, never changed by us. Raises StoreError.

        `network` says what SERVICE may call: nothing, unless it is given.
        """
        try:
            store = Store.read_only(str(path))
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(
                f"The store in {path} cannot be opened: {error}.",
                hint="A damaged one is made anew by `build`, or restored from a backup.",
            ) from error
        return cls(store, version, limits=limits, network=network)

    @classmethod
    def in_memory(cls, *, limits: Limits | None = None) -> EmbeddedEngine:
        """An empty dataset in memory, which can be changed."""
        return cls(Store(), "memory", limits=limits, is_writable=True)

    @property
    def version(self) -> str:
        """The version that was opened, with the number of changes made since."""
        return f"{self._version}+{self._changes}" if self._changes else self._version

    def query(self, request: QueryRequest) -> QueryResult:
        """See Engine.query."""
        refuse_harmful(request.query, self._limits)
        has_dataset = bool(request.default_graphs or request.named_graphs)
        dataset = Dataset(request.default_graphs, request.named_graphs) if has_dataset else None
        asked = Asked(request.query, request.base, dataset)
        result = ask(self._opened(), asked, self._network)
        match result:
            case QuerySolutions():
                return _EmbeddedSolutions(result, self._network)
            case QueryBoolean():
                return _EmbeddedBoolean(result)
        return _EmbeddedTriples(result, request.query, self._network)

    def update(self, update: str) -> None:
        """See Engine.update."""
        if not self._is_writable:
            raise StoreReadOnly("This version of the dataset is not written to.")
        carry_out(self._opened(), UpdateRequest(update), self._limits, self._network)
        self._changes += 1

    def graphs(self) -> Iterator[str]:
        """See Engine.graphs."""
        for graph in self._opened().named_graphs():
            if isinstance(graph, NamedNode):
                yield graph.value

    def has_graph(self, name: GraphName) -> bool:
        """See Engine.has_graph."""
        return not isinstance(name, str) or self._opened().contains_named_graph(NamedNode(name))

    def get_graph(self, name: GraphName) -> Iterator[Triple]:
        """See Engine.get_graph."""
        graph = NamedNode(name) if isinstance(name, str) else DefaultGraph()
        for quad in self._opened().quads_for_pattern(None, None, None, graph):
            yield quad.triple

    def close(self) -> None:
        """See Engine.close."""
        self._store = None

    def _opened(self) -> Store:
        if self._store is None:
            raise StoreError("The store was closed.")
        return self._store


class _EmbeddedSolutions(Solutions):
    """See protocol.Solutions."""

    def __init__(self, solutions: QuerySolutions, network: Network) -> None:
        self._solutions = solutions
        self._network = network
        self.variables = tuple(variable.value for variable in solutions.variables)

    def __iter__(self) -> Iterator[Row]:
        for solution in translated(self._solutions, self._network):
            yield tuple(solution)

    def write(self, output: IO[bytes], format_: ResultFormat) -> None:
        """See protocol.Solutions.write."""
        is_xml = format_.pyoxigraph == QueryResultsFormat.XML
        with _engine_errors(self._network):
            self._solutions.serialize(
                only_xml(output) if is_xml else output, format=format_.pyoxigraph
            )


class _EmbeddedBoolean(Boolean):
    """See protocol.Boolean."""

    def __init__(self, answer: QueryBoolean) -> None:
        self._answer = answer
        self.value = bool(answer)

    def write(self, output: IO[bytes], format_: ResultFormat) -> None:
        """See protocol.Boolean.write."""
        self._answer.serialize(output, format=format_.pyoxigraph)


class _EmbeddedTriples(Triples):
    """See protocol.Triples."""

    def __init__(self, triples: QueryTriples, query: str, network: Network) -> None:
        self._triples = triples
        self._query = query
        self._network = network

    def __iter__(self) -> Iterator[Triple]:
        return translated(self._triples, self._network)

    def write(self, output: IO[bytes], format_: GraphFormat) -> None:
        """See protocol.Triples.write."""
        prefixes = declared_prefixes(self._query)
        with _engine_errors(self._network):
            write_triples(self._triples, output, format_, prefixes)


@contextmanager
def _engine_errors(network: Network) -> Iterator[None]:
    """What the engine raises is translated; what the output raises has a number, and passes."""
    try:
        yield
    except RuntimeError as error:
        raise evaluation_error(error, network) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise evaluation_error(error, network) from error
