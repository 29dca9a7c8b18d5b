"""Who says so: the passages that state a claim, and why it was inferred where nobody states it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import language, plain, select
from clusteratlas.entities.naming import Named, labels
from clusteratlas.terms import CA, PREFIXES

_DC = PREFIXES["dcterms"]
_MOST_PASSAGES = 20_000

_PASSAGES = f"""
SELECT ?claim ?passage ?document ?paragraph {{
  VALUES ?claim {{ $claims }}
  ?claim ca:statedIn ?passage .
  OPTIONAL {{ ?passage dcterms:isPartOf ?document }}
  OPTIONAL {{ ?passage ca:paragraph ?paragraph }}
}}
LIMIT {_MOST_PASSAGES}
"""
_DOCUMENTS = """
SELECT ?document ?graph ?property ?value {
  VALUES ?document { $documents }
  LATERAL {
    VALUES ?property {
      dcterms:title dcterms:issued dcterms:license dcterms:rights dcterms:source dcterms:publisher
      ca:importer
    }
    { ?document ?property ?value }
    UNION { ?graph ca:describes ?document ; ?property ?value }
  }
}
"""
_QUALITIES = """
SELECT ?claim ?property ?value {
  VALUES ?claim { $claims }
  LATERAL { VALUES ?property { ca:inferenceReason ca:bound } ?claim ?property ?value }
}
"""
_INFERENCES = """
SELECT ?inference ?property ?value ?reason {
  ?inference ca:concerns $thing ; ca:inferredProperty ?property .
  ?inference ca:inferredValue|ca:inferredLiteral ?value .
  OPTIONAL { ?inference ca:inferenceReason ?reason }
}
LIMIT 500
"""


@dataclass(frozen=True)
class Document:
    """A source document: its title, who published it when, under which licence.

    `issued` is a day, a month or a year as ISO 8601 writes it, `licence` and `address` are IRIs,
    `graph` is the source graph that holds what the document says; each '' where not known.
    `source` is the title of the source as the atlas lists it. The passages of an imported list
    (`is_list`) are its rows.
    """

    iri: str
    title: Mapping[str, str]
    source: Mapping[str, str] = field(default_factory=dict)
    publisher: Named | None = None
    issued: str = ""
    licence: str = ""
    rights: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    graph: str = ""
    is_list: bool = False


@dataclass(frozen=True)
class Said:
    """One passage that states a claim; `paragraph` is its number, or the row's number of a list."""

    passage: str
    document: Document | None
    paragraph: int | None


@dataclass(frozen=True)
class Grounds:
    """What a fact rests on.

    `reason` (by language) says why it was inferred, and is empty for what is stated; `bound` is the
    concept that says how exact a quantity is, '' for none. `graphs` hold a plain triple without
    passages (reference data, curated names). `is_mention` where the passages mention the thing that
    the triple is about, and any of them may state it.
    """

    said: tuple[Said, ...] = ()
    reason: Mapping[str, str] = field(default_factory=dict)
    bound: str = ""
    graphs: tuple[Named, ...] = ()
    is_mention: bool = False

    @property
    def is_inferred(self) -> bool:
        """Whether no source states it, or not in this form."""
        return bool(self.reason)


@dataclass(frozen=True)
class Inferred:
    """A plain triple that no source states: its property, its value, the reason by language."""

    inference: str
    property: str
    value: str
    reason: Mapping[str, str]


def sources(engine: Engine, claims: Iterable[str]) -> dict[str, tuple[Said, ...]]:
    """The passages that state each of `claims` (or mention a thing); three queries for all.

    In the order of documents and paragraphs; claims that no passage states are left out.
    """
    found = [
        (plain(claim), plain(passage), plain(document), _number(plain(paragraph)))
        for claim, passage, document, paragraph in select(
            engine, _PASSAGES, claims=sorted(set(claims))
        )
    ]
    described = documents(engine, {document for _, _, document, _ in found if document})
    said: defaultdict[str, set[tuple[str, int, str]]] = defaultdict(set)
    for claim, passage, document, paragraph in found:
        said[claim].add((document, paragraph or 0, passage))
    return {
        claim: tuple(
            Said(passage, described.get(document), paragraph or None)
            for document, paragraph, passage in sorted(passages)
        )
        for claim, passages in said.items()
    }


def grounds(engine: Engine, claims: Iterable[str]) -> dict[str, Grounds]:
    """What each of `claims` rests on: its sources, its inference, its bound; four queries.

    A reason may stand on a claim or on the period that it holds in: give the period too.
    """
    asked = sorted(set(claims))
    said = sources(engine, asked)
    reasons: defaultdict[str, dict[str, str]] = defaultdict(dict)
    bounds: dict[str, str] = {}
    for claim, property_, value in select(engine, _QUALITIES, claims=asked):
        if plain(property_) == f"{CA}bound":
            bounds[plain(claim)] = plain(value)
        else:
            reasons[plain(claim)][language(value)] = plain(value)
    return {
        claim: Grounds(said.get(claim, ()), reasons.get(claim, {}), bounds.get(claim, ""))
        for claim in asked
    }


def documents(engine: Engine, iris: Iterable[str]) -> dict[str, Document]:
    """The documents, with what the source graphs that hold them say of them; two queries."""
    own: defaultdict[str, defaultdict[str, dict[str, str]]] = defaultdict(_texts_by_property)
    of_graph: defaultdict[str, defaultdict[str, dict[str, str]]] = defaultdict(_texts_by_property)
    graphs: dict[str, str] = {}
    asked = sorted(set(iris))
    for document, graph, property_, value in select(engine, _DOCUMENTS, documents=asked):
        iri = plain(document)
        if graph is not None:
            # A document that two graphs hold goes by the first of them.
            graphs[iri] = min(graphs.get(iri, plain(graph)), plain(graph))
        side = own if graph is None else of_graph
        side[iri][plain(property_)][language(value)] = plain(value)
    publishers = {
        iri: of_graph[iri][f"{_DC}publisher"].get("") or own[iri][f"{_DC}publisher"].get("", "")
        for iri in asked
    }
    names = labels(engine, filter(None, publishers.values()))
    return {
        iri: _document(iri, own[iri], of_graph[iri], graphs.get(iri, ""), publishers[iri], names)
        for iri in asked
    }


def inferences(engine: Engine, thing: str) -> tuple[Inferred, ...]:
    """What was worked out about `thing` in plain triples, such as its country or its code."""
    found: dict[str, tuple[str, str]] = {}
    reasons: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for inference, property_, value, reason in select(engine, _INFERENCES, thing=thing):
        found[plain(inference)] = (plain(property_), plain(value))
        reasons[plain(inference)][language(reason)] = plain(reason)
    return tuple(
        Inferred(inference, property_, value, reasons[inference])
        for inference, (property_, value) in sorted(found.items())
    )


def _document(
    iri: str,
    own: Mapping[str, dict[str, str]],
    of_graph: Mapping[str, dict[str, str]],
    graph: str,
    publisher: str,
    names: Mapping[str, dict[str, str]],
) -> Document:
    def said(name: str) -> dict[str, str]:
        return own.get(f"{_DC}{name}") or of_graph.get(f"{_DC}{name}") or {}

    source = dict(of_graph.get(f"{_DC}title", {}))
    return Document(
        iri,
        title=dict(own.get(f"{_DC}title", {})) or source or {"": iri.rpartition("/")[2]},
        source=source,
        publisher=Named(publisher, names[publisher]) if publisher else None,
        issued=said("issued").get("", ""),
        licence=said("license").get("", ""),
        rights=said("rights"),
        address=said("source").get("", ""),
        graph=graph,
        is_list=bool(of_graph.get(f"{CA}importer")),
    )


def _texts_by_property() -> defaultdict[str, dict[str, str]]:
    return defaultdict(dict)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
