"""The formats in which results and graphs are written and read, and how they are looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pyoxigraph import QueryResultsFormat, RdfFormat

Syntax = TypeVar("Syntax", QueryResultsFormat, RdfFormat, covariant=True)


@dataclass(frozen=True)
class Format(Generic[Syntax]):
    """A format: our name for it, its registered media type, the suffix of its files.

    `aliases` are other media types under which clients ask for it. A client that accepts one of
    them gets the answer under the registered one.
    """

    name: str
    media_type: str
    suffix: str
    pyoxigraph: Syntax
    aliases: tuple[str, ...] = ()


ResultFormat = Format[QueryResultsFormat]
GraphFormat = Format[RdfFormat]

RESULT_FORMATS: Sequence[ResultFormat] = (
    Format(
        "json",
        "application/sparql-results+json",
        ".srj",
        QueryResultsFormat.JSON,
        ("application/json", "text/json"),
    ),
    Format(
        "xml",
        "application/sparql-results+xml",
        ".srx",
        QueryResultsFormat.XML,
        ("application/xml", "text/xml"),
    ),
    Format("csv", "text/csv", ".csv", QueryResultsFormat.CSV, ("application/csv",)),
    Format(
        "tsv",
        "text/tab-separated-values",
        ".tsv",
        QueryResultsFormat.TSV,
        ("text/tsv",),
    ),
)
"""The formats of SELECT and ASK results, the preferred first."""

GRAPH_FORMATS: Sequence[GraphFormat] = (
    Format("turtle", "text/turtle", ".ttl", RdfFormat.TURTLE, ("application/x-turtle",)),
    Format("ntriples", "application/n-triples", ".nt", RdfFormat.N_TRIPLES, ("text/plain",)),
    Format("jsonld", "application/ld+json", ".jsonld", RdfFormat.JSON_LD, ("application/json",)),
    Format(
        "rdfxml",
        "application/rdf+xml",
        ".rdf",
        RdfFormat.RDF_XML,
        ("application/xml", "text/xml"),
    ),
)
"""The formats of graphs, and of CONSTRUCT and DESCRIBE results, the preferred first."""


def format_by_suffix(suffix: str, offered: Sequence[Format[Syntax]]) -> Format[Syntax] | None:
    """The offered format whose files end in `suffix` (with its dot, in any case), or None."""
    return next((format_ for format_ in offered if format_.suffix == suffix.lower()), None)
