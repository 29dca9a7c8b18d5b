"""The SPARQL 1.1 Service Description of the endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pyoxigraph import Literal, NamedNode, Triple, serialize

from clusteratlas.rdf.formats import GraphFormat
from clusteratlas.terms import PREFIXES
from clusteratlas.web.contents import Contents

_W3C_FORMATS = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


_A = _term("rdf", "type")


def describe_service(endpoint: str, contents: Contents) -> Iterator[Triple]:
    """The description of the service at the IRI `endpoint`, whose dataset holds `contents`.

    Everything in it has an IRI: the parts are fragments of the endpoint's.
    """
    service = NamedNode(endpoint)
    dataset, default = NamedNode(f"{endpoint}#dataset"), NamedNode(f"{endpoint}#default-graph")
    yield Triple(service, _A, _term("sd", "Service"))
    yield Triple(service, _term("sd", "endpoint"), service)
    yield Triple(service, _term("sd", "supportedLanguage"), _term("sd", "SPARQL11Query"))
    for name in _FORMAT_NAMES:
        yield Triple(service, _term("sd", "resultFormat"), NamedNode(_W3C_FORMATS + name))
    yield Triple(service, _term("sd", "defaultDataset"), dataset)
    yield Triple(dataset, _A, _term("sd", "Dataset"))
    yield Triple(dataset, _term("sd", "defaultGraph"), default)
    yield Triple(default, _A, _term("sd", "Graph"))
    yield Triple(default, _term("void", "triples"), Literal(contents.triples))
    for number, source in enumerate(sorted(contents.sources, key=lambda source: source.iri), 1):
        named = NamedNode(f"{endpoint}#named-{number}")
        graph = NamedNode(f"{endpoint}#graph-{number}")
        yield Triple(dataset, _term("sd", "namedGraph"), named)
        yield Triple(named, _A, _term("sd", "NamedGraph"))
        yield Triple(named, _term("sd", "name"), NamedNode(source.iri))
        yield Triple(named, _term("sd", "graph"), graph)
        yield Triple(graph, _A, _term("sd", "Graph"))
        yield Triple(graph, _term("void", "triples"), Literal(source.count))
        for language, title in sorted(source.labels.items()):
            yield Triple(graph, _term("dcterms", "title"), Literal(title, language=language))


def write_description(endpoint: str, contents: Contents, format_: GraphFormat) -> bytes:
    """The description in one of the graph formats."""
    triples = describe_service(endpoint, contents)
    return cast("bytes", serialize(triples, format=format_.pyoxigraph, prefixes=dict(PREFIXES)))
