"""How much is in the atlas: things by class, triples by source.

The numbers are those of the version's manifest, which were counted once when it was written;
labels and kinds of classes are asked for. Only of a store without a manifest all is counted here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pyoxigraph import Literal, NamedNode

from clusteratlas.dataset.counts import Counts
from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.manifest import read_manifest
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

_PROPERTIES = """
SELECT ?thing (COUNT(*) AS ?count) WHERE {
  ?s ?thing ?o
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

_REFERENCES = """
SELECT ?thing WHERE { ?thing a ca:ReferenceGraph }
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
    """A line of a table of counts: of the class or graph `iri`."""

    iri: str
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
    """The counts of one version: things by class, claims about them by class, graphs.

    `classes` has the instances of every class, also of those without a label. `properties` and
    `links` are as `dataset.counts.Counts` has them, None where they were not counted. `references`
    are the graphs that describe the atlas itself, and nothing in the world.
    """

    things: Sequence[Counted]
    claims: Sequence[Counted]
    sources: Sequence[Counted]
    triples: int
    classes: Mapping[str, int]
    properties: Mapping[str, int] | None = None
    links: Mapping[str, int] | None = None
    references: frozenset[str] = frozenset()

    def in_language(self, language: str) -> LocalContents:
        """The counts as a reader of `language` sees them."""
        return LocalContents(
            things=_rows(self.things, language),
            claims=_rows(self.claims, language),
            sources=_rows(self.sources, language),
            triples=self.triples,
        )


def counts_in_manifests(store: Path) -> Callable[[Engine], Counts]:
    """What looks the numbers of an engine's version up in the store that the version is in."""

    def count(engine: Engine) -> Counts:
        manifest = find_store(store).version(engine.version) / "manifest.json"
        return Counts.of_manifest(read_manifest(manifest))

    return count


def count_by_queries(engine: Engine) -> Counts:
    """The numbers of the engine's version, counted now: it reads every triple of it."""
    ((triples,),) = _select(engine, _TRIPLES)
    return Counts(
        triples=int(cast("Literal", triples).value),
        graphs=dict(_counts(engine, _GRAPHS)),
        classes=dict(_counts(engine, _CLASSES)),
        properties=dict(_counts(engine, _PROPERTIES)),
    )


def label_counts(engine: Engine, counts: Counts) -> Contents:
    """`counts` with the labels, and the kinds of classes, that the engine's version has."""
    class_labels = {**_labels(engine, _CLASS_LABELS), **_OTHER_LABELS}
    classes = [
        Counted(iri, class_labels[iri], count)
        for iri, count in counts.classes.items()
        if iri in class_labels
    ]
    graph_labels = _labels(engine, _GRAPH_LABELS)
    claims = _named(engine, _CLAIMS)
    return Contents(
        things=[counted for counted in classes if counted.iri not in claims],
        claims=[counted for counted in classes if counted.iri in claims],
        sources=[
            Counted(iri, graph_labels.get(iri, {}), count) for iri, count in counts.graphs.items()
        ],
        triples=counts.triples,
        classes=counts.classes,
        properties=counts.properties,
        links=counts.links,
        references=_named(engine, _REFERENCES),
    )


class ContentsOfVersions:
    """Remembers what the version last asked for holds: a version does not change."""

    def __init__(self, count: Callable[[Engine], Counts] = count_by_queries) -> None:
        self._count = count
        self._last: tuple[str, Contents] | None = None

    def of(self, engine: Engine) -> Contents:
        """What the engine's version holds."""
        remembered = self._last
        if remembered is not None and remembered[0] == engine.version:
            return remembered[1]
        contents = label_counts(engine, self._count(engine))
        self._last = (engine.version, contents)
        return contents


def _rows(things: Sequence[Counted], language: str) -> Sequence[Row]:
    rows = [
        Row(thing.iri, pick(thing.labels, language) or shorten(thing.iri), thing.count)
        for thing in things
    ]
    return sorted(rows, key=lambda row: (-row.count, row.label))


def _select(engine: Engine, query: str) -> Iterator[tuple[Term | None, ...]]:
    return iter(cast("Solutions", engine.query(QueryRequest(_PROLOGUE + query))))


def _named(engine: Engine, query: str) -> frozenset[str]:
    things = (thing for (thing,) in _select(engine, query))
    return frozenset(thing.value for thing in things if isinstance(thing, NamedNode))


def _counts(engine: Engine, query: str) -> Iterator[tuple[str, int]]:
    for thing, count in _select(engine, query):
        if isinstance(thing, NamedNode) and isinstance(count, Literal):
            yield thing.value, int(count.value)


def _labels(engine: Engine, query: str) -> dict[str, dict[str, str]]:
    """Labels by language, by the IRI of what they label."""
    labels: dict[str, dict[str, str]] = {}
    for thing, label in _select(engine, query):
        if isinstance(thing, NamedNode) and isinstance(label, Literal):
            labels.setdefault(thing.value, {})[label.language or ""] = label.value
    return labels
