"""A SPARQL service as the tests talk to it: where it is, and what it is asked in passing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import httpx
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, parse

from .results import Solutions, read_json
from .suite import RDF_FORMATS, DatasetFiles, Resource

JSON: Final = "application/sparql-results+json"

GraphName = NamedNode | DefaultGraph

_QUADS: Final = """SELECT ?g ?s ?p ?o WHERE {
  { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } UNION { GRAPH ?g {} }
}"""
"""All quads, and all graphs, those without a triple as well."""


@dataclass(frozen=True)
class Endpoint:
    """Where a service takes what, and the bearer token with which it takes writes."""

    query: str
    update: str
    graph_store: str
    token: str = ""


class Mismatch(AssertionError):
    """The service does not do what the test says."""


@dataclass(frozen=True)
class Content:
    """What a service holds: its quads, and the names of its graphs, empty ones too if it tells."""

    quads: frozenset[Quad]
    graphs: frozenset[str]


class Client:
    """One connection to a service."""

    def __init__(self, endpoint: Endpoint, http: httpx.Client) -> None:
        self.endpoint = endpoint
        self._http = http
        self._held: DatasetFiles | None = None

    @contextmanager
    def connection_of_its_own(self) -> Iterator[Client]:
        """A second connection, for requests that may change the content or break a connection."""
        self._held = None
        with httpx.Client(timeout=self._http.timeout, trust_env=False) as http:
            yield Client(self.endpoint, http)

    def send(
        self,
        method: str,
        url: str,
        *,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Send a request as it is, with the token where it may be a write."""
        sent = dict(headers or {})
        if self.endpoint.token and url.partition("?")[0] != self.endpoint.query:
            sent["Authorization"] = f"Bearer {self.endpoint.token}"
        return self._http.request(method, url, content=content, headers=sent)

    def query(self, text: str, accept: str = JSON) -> httpx.Response:
        """Ask by GET."""
        url = f"{self.endpoint.query}?{urlencode({'query': text})}"
        return self.send("GET", url, headers={"Accept": accept})

    def update(self, text: str) -> httpx.Response:
        """Update by POST; what the service held until now is not known any more."""
        self._held = None
        return self.send(
            "POST",
            self.endpoint.update,
            content=text.encode(),
            headers={"Content-Type": "application/sparql-update"},
        )

    def hold(self, files: DatasetFiles, quads: frozenset[Quad]) -> None:
        """Let the service hold a dataset and nothing else, by one update unless it does already."""
        if self._held == files:
            return
        response = self.update(_replacement(files, quads))
        if not response.is_success:
            raise Mismatch(f"the data was not taken: {told(response)}")
        self._held = files

    def content(self) -> Content:
        """All that the service holds."""
        response = self.query(_QUADS)
        if not response.is_success:
            raise Mismatch(f"the content cannot be read: {told(response)}")
        solutions = read_json(response.text)
        assert isinstance(solutions, Solutions)
        quads = set()
        for row in solutions.rows:
            if "s" in row:
                subject, predicate, graph = row["s"], row["p"], row.get("g", DefaultGraph())
                assert isinstance(subject, NamedNode | BlankNode)
                assert isinstance(predicate, NamedNode)
                assert isinstance(graph, NamedNode | DefaultGraph)
                quads.add(Quad(subject, predicate, row["o"], graph))
        graphs = {row["g"] for row in solutions.rows if "g" in row}
        names = frozenset(graph.value for graph in graphs if isinstance(graph, NamedNode))
        return Content(frozenset(quads), names)


def read_files(files: DatasetFiles, rewritten: Callable[[str], str] = str) -> frozenset[Quad]:
    """The quads of a dataset's files; the blank nodes of different files are different ones."""
    graphs: list[tuple[GraphName, Resource]] = [(DefaultGraph(), file) for file in files.default]
    graphs += [(NamedNode(name), file) for name, file in files.named]
    return frozenset(
        Quad(triple.subject, triple.predicate, triple.object, graph)
        for graph, file in graphs
        for triple in parse(
            rewritten(file.text()),
            format=RDF_FORMATS[file.suffix],
            base_iri=file.iri,
            rename_blank_nodes=True,
        )
    )


def media_type(response: httpx.Response) -> str:
    """The media type of a response, without its parameters."""
    header: str = response.headers.get("Content-Type", "")
    return header.partition(";")[0].strip()


def told(response: httpx.Response) -> str:
    """A response as a sentence of an error tells it."""
    return f"{response.status_code} {response.text[:500]}"


def _replacement(files: DatasetFiles, quads: frozenset[Quad]) -> str:
    """One update after which a service holds these quads and graphs and nothing else."""
    by_graph: dict[GraphName, list[str]] = {}
    for quad in quads:
        assert isinstance(quad.graph_name, NamedNode | DefaultGraph)
        by_graph.setdefault(quad.graph_name, []).append(f"{quad.triple} .")
    operations = ["DROP ALL"]
    operations += [f"CREATE SILENT GRAPH <{name}>" for name, _ in files.named]
    blocks = [_block(graph, "\n".join(triples)) for graph, triples in by_graph.items()]
    if blocks:
        operations.append(f"INSERT DATA {{ {' '.join(blocks)} }}")
    return " ;\n".join(operations)


def _block(graph: GraphName, triples: str) -> str:
    return f"GRAPH {graph} {{ {triples} }}" if isinstance(graph, NamedNode) else triples
