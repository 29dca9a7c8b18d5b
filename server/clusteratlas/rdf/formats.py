"""The formats in which results and graphs are written and read, and how they are looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pyoxigraph import QueryResultsFormat, RdfFormat

_TITLES = {
    "json": "JSON",
    "xml": "XML",
    "csv": "CSV",
    "tsv": "TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF/XML",
}

Syntax = TypeVar("Syntax", QueryResultsFormat, RdfFormat, covariant=True)


@dataclass(frozen=True)
class Format(Generic[Syntax]):
    """A format: our name for it, its registered media type, the suffix of its files.

    `iri` names it in the W3C's list (http://www.w3.org/ns/formats/). `aliases` are other media
    types under which clients ask for it; a client that accepts one of them gets the answer under
    the registered one. `nicknames` are other names for it in `?format=`.
    """

    name: str
    media_type: str
    suffix: str
    pyoxigraph: Syntax
    iri: str
    aliases: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What people call it."""
        return _TITLES[self.name]

    @property
    def content_type(self) -> str:
        """The media type with its charset, where it has one; all is written in UTF-8."""
        is_text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if is_text else self.media_type


ResultFormat = Format[QueryResultsFormat]
GraphFormat = Format[RdfFormat]

_W3C = "http://www.w3.org/ns/formats/"

RESULT_FORMATS: Sequence[ResultFormat] = (
    Format(
        "json",
        "application/sparql-results+json",
        ".srj",
        QueryResultsFormat.JSON,
        _W3C + "SPARQL_Results_JSON",
        ("application/json", "text/json"),
    ),
    Format(
        "xml",
        "application/sparql-results+xml",
        ".srx",
        QueryResultsFormat.XML,
        _W3C + "SPARQL_Results_XML",
        ("application/xml", "text/xml"),
    ),
    Format(
        "csv",
        "text/csv",
        ".csv",
        QueryResultsFormat.CSV,
        _W3C + "SPARQL_Results_CSV",
        ("application/csv",),
    ),
    Format(
        "tsv",
        "text/tab-separated-values",
        ".tsv",
        QueryResultsFormat.TSV,
        _W3C + "SPARQL_Results_TSV",
        ("text/tsv",),
    ),
)
"""The formats of SELECT and ASK results, the preferred first."""

# The nicknames are those that SPARQLWrapper sends, and those of the result formats: a client that
# asks for "json" before it knows the kind of its query gets JSON-LD for a graph.
GRAPH_FORMATS: Sequence[GraphFormat] = (
    Format(
        "turtle",
        "text/turtle",
        ".ttl",
        RdfFormat.TURTLE,
        _W3C + "Turtle",
        ("application/x-turtle",),
        ("ttl", "n3"),
    ),
    Format(
        "ntriples",
        "application/n-triples",
        ".nt",
        RdfFormat.N_TRIPLES,
        _W3C + "N-Triples",
        ("text/plain",),
        ("nt",),
    ),
    Format(
        "jsonld",
        "application/ld+json",
        ".jsonld",
        RdfFormat.JSON_LD,
        _W3C + "JSON-LD",
        ("application/json",),
        ("json", "json-ld"),
    ),
    Format(
        "rdfxml",
        "application/rdf+xml",
        ".rdf",
        RdfFormat.RDF_XML,
        _W3C + "RDF_XML",
        ("application/xml", "text/xml"),
        ("xml", "rdf", "rdf+xml"),
    ),
)
"""The formats of graphs, and of CONSTRUCT and DESCRIBE results, the preferred first."""


def format_by_suffix(suffix: str, offered: Sequence[Format[Syntax]]) -> Format[Syntax] | None:
    """The offered format whose files end in `suffix` (with its dot, in any case), or None."""
    return next((format_ for format_ in offered if format_.suffix == suffix.lower()), None)


def format_by_media_type(name: str, offered: Sequence[Format[Syntax]]) -> Format[Syntax] | None:
    """The offered format that is registered under the media type `name` (in lower case), or None.

    Aliases do not count: they say too little of what a body holds.
    """
    return next((format_ for format_ in offered if format_.media_type == name), None)
