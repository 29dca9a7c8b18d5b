"""What every query engine can do. The contract suite in `tests/engine` says it in tests.

The neutral terms are pyoxigraph's term classes: immutable values that belong to no store. Results
are streams: rows or triples are worked out as they are read, and only as long as the engine is
open. A result is read in the thread that asked the query.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import IO, Final, Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from clusteratlas.rdf.formats import GraphFormat, ResultFormat
from clusteratlas.rdf.protocol import QueryRequest

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Row: TypeAlias = tuple[Term | None, ...]


class _DefaultGraph:
    """The type of DEFAULT_GRAPH."""

    def __repr__(self) -> str:
        return "DEFAULT_GRAPH"


DEFAULT_GRAPH: Final = _DefaultGraph()
"""Names the default graph where an IRI names a named graph."""

GraphName: TypeAlias = str | _DefaultGraph


class Solutions(ABC):
    """The result of a SELECT: rows with a term, or None, for each variable."""

    variables: tuple[str, ...]
    """The names of the columns, without the question mark."""

    @abstractmethod
    def __iter__(self) -> Iterator[Row]: ...

    @abstractmethod
    def write(self, output: IO[bytes], format_: ResultFormat) -> None:
        """Write all rows that were not yet read.

        Raises in mid-stream: QueryEvaluationError, and NotAcceptable at what the format cannot say.
        """


class Boolean(ABC):
    """The result of an ASK."""

    value: bool
    """The answer."""

    @abstractmethod
    def write(self, output: IO[bytes], format_: ResultFormat) -> None:
        """Write the answer; as CSV and TSV, which have no form for it, the word alone."""


class Triples(ABC):
    """The result of a CONSTRUCT or DESCRIBE."""

    @abstractmethod
    def __iter__(self) -> Iterator[Triple]: ...

    @abstractmethod
    def write(self, output: IO[bytes], format_: GraphFormat) -> None:
        """Write all triples that were not yet read.

        Raises in mid-stream: QueryEvaluationError, and NotAcceptable at what the format cannot say.
        """


QueryResult: TypeAlias = Solutions | Boolean | Triples


class Engine(Protocol):
    """A dataset that can be asked.

    The default graph is the dataset's own, never a union made by the engine. A named graph exists
    once it was made, also while it holds no triple. Writing in all its forms is `dataset.writing`.
    """

    @property
    def version(self) -> str:
        """The id of the version that answers; it changes with every change of the data."""

    def query(self, request: QueryRequest) -> QueryResult:
        """Evaluate a query (SPARQL 1.1 Query), over the dataset that the request names if any.

        Raises QuerySyntaxError, ForbiddenQuery, QueryEvaluationError.
        """

    def update(self, update: str) -> None:
        """Carry out a SPARQL 1.1 Update request, one operation after the other.

        Raises QuerySyntaxError, ForbiddenQuery, QueryEvaluationError, StoreReadOnly.
        """

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs, also of those that hold no triple."""

    def has_graph(self, name: GraphName) -> bool:
        """Whether there is a graph of that name; the default graph is always there."""

    def get_graph(self, name: GraphName) -> Iterator[Triple]:
        """The triples of a graph; none when there is no such graph (Graph Store Protocol §5.2)."""

    def close(self) -> None:
        """Let go of the store. Nothing is asked afterwards."""
