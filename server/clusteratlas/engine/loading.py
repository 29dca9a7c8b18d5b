"""LOAD (SPARQL 1.1 Update §3.1.4): fetched through Network, read by its media type."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from clusteratlas.engine.changes import Changes, changed
from clusteratlas.engine.network import Fetched, Network
from clusteratlas.engine.operations import Load
from clusteratlas.engine.templates import canonical
from clusteratlas.errors import DataError, QueryError, QueryEvaluationError
from clusteratlas.rdf.formats import (
    GRAPH_FORMATS,
    GraphFormat,
    format_by_media_type,
    format_by_suffix,
)
from clusteratlas.rdf.media_type import parse_media_type
from clusteratlas.rdf.reading import parse_triples

_ACCEPT = ", ".join(
    f"{format_.media_type};q={1 - place / 10}" for place, format_ in enumerate(GRAPH_FORMATS)
)
# Of these, file servers give everything that they do not know.
_ANYTHING = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream"})


def load(store: Store, operation: Load, network: Network) -> Changes:
    """Merge what the address holds into the graph, which is made where there is none.

    Raises what Network.fetch raises, QueryEvaluationError for a document in no format of graphs,
    RdfSyntaxError for one that is not in its format; with SILENT, nothing, and nothing is done.
    """
    graph = NamedNode(operation.graph) if operation.graph else DefaultGraph()
    try:
        added = _quads(network.fetch(operation.source, _ACCEPT), graph)
    except (QueryError, DataError):
        if operation.is_silent:
            return Changes()
        raise
    if isinstance(graph, NamedNode):
        store.add_graph(graph)
    return changed(store, frozenset(), added)


def _quads(fetched: Fetched, graph: NamedNode | DefaultGraph) -> frozenset[Quad]:
    """What was fetched, with blank nodes of its own."""
    triples = parse_triples(
        fetched.body,
        _format(fetched),
        f"<{fetched.url}>",
        base=fetched.url,
        rename_blank_nodes=True,
    )
    return canonical(
        Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples
    )


def _format(fetched: Fetched) -> GraphFormat:
    name = parse_media_type(fetched.content_type).name
    found = format_by_media_type(name, GRAPH_FORMATS)
    if found is None and name in _ANYTHING:
        found = format_by_suffix(PurePosixPath(urlsplit(fetched.url).path).suffix, GRAPH_FORMATS)
    if found is None:
        raise QueryEvaluationError(
            f"<{fetched.url}> is of type “{name or 'none'}”, which is no format of graphs.",
            hint="LOAD reads Turtle, N-Triples, JSON-LD and RDF/XML.",
        )
    return found
