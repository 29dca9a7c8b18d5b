"""What the servers are asked."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import NamedNode, Store

from clusteratlas.catalogue import load_catalogue

JSON = "application/sparql-results+json"
CSV = "text/csv"
REPEATED = 100

CLASSES = "SELECT ?thing ?class WHERE { ?thing a ?class }"
EVERYTHING = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
ONE_VALUE_EACH = "SELECT ?s ?o WHERE { ?s <http://example.org/acronym> ?o }"

_SAVED = ("preferred-values", "things-by-name", "uncertain-facts", "conflicting-values")
_AGGREGATES = {
    "texts per language": """
        SELECT ?language (COUNT(*) AS ?texts) (SUM(STRLEN(STR(?text))) AS ?characters)
        WHERE { ?thing ?property ?text FILTER(ISLITERAL(?text)) BIND(LANG(?text) AS ?language) }
        GROUP BY ?language""",
    "statements of two graphs": """
        SELECT ?property (COUNT(DISTINCT ?thing) AS ?things)
        WHERE {
          GRAPH ?one { ?thing ?property ?value } GRAPH ?other { ?thing ?property ?value }
          FILTER(STR(?one) < STR(?other))
        }
        GROUP BY ?property""",
}


def lookups(engine: Path) -> list[str]:
    """What is said of one thing, for each thing that has an IRI."""
    subjects = {quad.subject for quad in Store.read_only(str(engine))}
    return [
        f"SELECT ?p ?o WHERE {{ {subject} ?p ?o }}"
        for subject in sorted(subjects, key=str)
        if isinstance(subject, NamedNode)
    ]


def numbered(query: str) -> str:
    """The query without its end: a number behind it makes it one that was never asked before."""
    return f"{query} LIMIT "


def costly() -> dict[str, str]:
    """Questions, by name, that were seen to cost the engine more than ten milliseconds or near."""
    saved = {query.name: query.bound({}) for query in load_catalogue() if query.name in _SAVED}
    return saved | {name: " ".join(text.split()) for name, text in _AGGREGATES.items()}


def target(endpoint: str, query: str) -> str:
    """The request target of a query by GET."""
    return endpoint + quote(query, safe="")


def rows_of(answer: bytes) -> Counter[frozenset[tuple[str, str, str, str]]]:
    """The rows of a JSON result, whatever their order, names of blank nodes left out."""
    return Counter(
        frozenset(
            (
                variable,
                term["type"].removeprefix("typed-"),
                term.get("xml:lang", "").lower(),
                "" if term["type"] == "bnode" else term["value"],
            )
            for variable, term in row.items()
        )
        for row in json.loads(answer)["results"]["bindings"]
    )
