"""How much is in the atlas: things by class, triples by source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Literal, NamedNode

from clusteratlas.engine.protocol import Engine, Solutions
from clusteratlas.languages import pick
from clusteratlas.rdf.display import Term
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.terms import PREFIXES, shorten

_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

_TRIPLES = "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }"

_CLASSES = """
SELECT ?thing (COUNT(DISTINCT ?instance) AS ?count) WHERE {
  ?instance a ?thing
}
GROUP BY ?thing
"""

_CLASS_LABELS = """
SELECT ?thing ?label WHERE { ?thing a owl:Class ; rdfs:label ?label }
"""

_CLAIMS = """
SELECT ?thing WHERE { ?thing rdfs:subClassOf+ ca:Claim }
"""

_GRAPHS = """
SELECT ?thing (COUNT(*) AS ?count) WHERE {
  GRAPH ?thing { ?s ?p ?o }
}
GROUP BY ?thing
"""

_GRAPH_LABELS = """
SELECT ?thing ?label WHERE {
  { ?thing a ca:SourceGraph } UNION { ?thing a ca:ReferenceGraph }
  ?thing dcterms:title ?label
}
"""

# Classes of other vocabularies that are worth counting; the ontology labels only its own.
_OTHER_LABELS: Mapping[str, Mapping[str, str]] = {
    PREFIXES["foaf"] + "Person": {"en": "Person", "pl": "Osoba"},
    PREFIXES["org"] + "Post": {"en": "Post", "pl": "Stanowisko"},
    PREFIXES["skos"] + "Concept": {"en": "Concept of a code list", "pl": "Pojęcie listy kodów"},
}


@dataclass(frozen=True)
class Counted:
    """A class or a graph, its labels by language, and how many there are of or in it."""

    iri: str
    labels: Mapping[str, str]
    count: int


@dataclass(frozen=True)
class Row:
    """A line of a table of counts."""

    label: str
    count: int


@dataclass(frozen=True)
class LocalContents:
    """The counts with labels in one language, the greatest first."""

    things: Sequence[Row]
    claims: Sequence[Row]
    sources: Sequence[Row]
    triples: int


@dataclass(frozen=True)
class Contents:
    """The counts of one version: things by class, claims about them by class, graphs."""

    things: Sequence[Counted]
    claims: Sequence[Counted]
    sources: Sequence[Counted]
    triples: int

    def in_language(self, language: str) -> LocalContents:
        """The counts as a reader of `language` sees them."""
        return LocalContents(
            things=_rows(self.things, language),
            claims=_rows(self.claims, language),
            sources=_rows(self.sources, language),
            triples=self.triples,
        )


def count_contents(engine: Engine) -> Contents:
    """Count what the engine's version holds."""
    class_labels = {**_labels(engine, _CLASS_LABELS), **_OTHER_LABELS}
    classes = [
        Counted(iri, class_labels[iri], count)
        for iri, count in _counts(engine, _CLASSES)
        if iri in class_labels
    ]
    graph_labels = _labels(engine, _GRAPH_LABELS)
    claims = {thing.value for (thing,) in _select(engine, _CLAIMS) if isinstance(thing, NamedNode)}
    sources = [
        Counted(iri, graph_labels.get(iri, {}), count) for iri, count in _counts(engine, _GRAPHS)
    ]
    return Contents(
        things=[counted for counted in classes if counted.iri not in claims],
        claims=[counted for counted in classes if counted.iri in claims],
        sources=sources,
        triples=_count_triples(engine),
    )


class ContentsOfVersions:
    """Remembers what the version last asked for holds: a version does not change."""

    def __init__(self) -> None:
        self._last: tuple[str, Contents] | None = None

    def of(self, engine: Engine) -> Contents:
        """What the engine's version holds."""
        remembered = self._last
        if remembered is not None and remembered[0] == engine.version:
            return remembered[1]
        counted = count_contents(engine)
        self._last = (engine.version, counted)
        return counted


def _rows(things: Sequence[Counted], language: str) -> Sequence[Row]:
    rows = [
        Row(pick(thing.labels, language) or shorten(thing.iri), thing.count) for thing in things
    ]
    return sorted(rows, key=lambda row: (-row.count, row.label))


def _select(engine: Engine, query: str) -> Iterator[tuple[Term | None, ...]]:
    return iter(cast("Solutions", engine.query(QueryRequest(_PROLOGUE + query))))


def _counts(engine: Engine, query: str) -> Iterator[tuple[str, int]]:
    for thing, count in _select(engine, query):
        if isinstance(thing, NamedNode) and isinstance(count, Literal):
            yield thing.value, int(count.value)


def _count_triples(engine: Engine) -> int:
    ((count,),) = _select(engine, _TRIPLES)
    return int(cast("Literal", count).value)


def _labels(engine: Engine, query: str) -> dict[str, dict[str, str]]:
    """Labels by language, by the IRI of what they label."""
    labels: dict[str, dict[str, str]] = {}
    for thing, label in _select(engine, query):
        if isinstance(thing, NamedNode) and isinstance(label, Literal):
            labels.setdefault(thing.value, {})[label.language or ""] = label.value
    return labels
