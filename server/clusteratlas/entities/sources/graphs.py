"""Source graphs: where each comes from, how far it is trusted, and what documents it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import MOST_COUNTED, Count, plain, select
from clusteratlas.entities.naming import Named, Names
from clusteratlas.entities.records import Record, record, records
from clusteratlas.terms import CA

_MOST_GRAPHS = 1_000
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"

_GRAPHS = """
SELECT DISTINCT ?graph {
  VALUES ?class { ca:SourceGraph ca:ReferenceGraph }
  ?graph a ?class
}
LIMIT $most
"""
_PASSAGES = """
SELECT ?document ?number {
  VALUES ?document { $documents }
  LATERAL {
    SELECT ?document (COUNT(*) AS ?number) {
      SELECT ?document ?passage { ?passage dcterms:isPartOf ?document } LIMIT $most
    }
    GROUP BY ?document
  }
}
"""


@dataclass(frozen=True)
class Held:
    """A document that a graph holds, and how many passages it has."""

    document: Named
    passages: Count


@dataclass(frozen=True)
class SourceGraph:
    """A named graph and what the atlas knows of its source; '' for what is not known.

    `address` and `licence` are IRIs, `languages` codes of the EU's Publications Office. `rank` is
    the place in the order of trust, 1 the most trusted.
    """

    graph: Named
    publisher: Named | None
    is_reference: bool
    is_imported: bool
    description: Mapping[str, str]
    address: str
    licence: str
    rights: Mapping[str, str]
    languages: tuple[str, ...]
    issued: str
    retrieved: str
    checksum: str
    importer: str
    files: tuple[str, ...]
    rank: int | None
    rank_reason: Mapping[str, str]
    documents: tuple[str, ...]


def source_graphs(engine: Engine) -> tuple[SourceGraph, ...]:
    """All graphs that the atlas describes: sources first, by rank, then reference graphs.

    Three queries.
    """
    found = records(engine, (plain(iri) for (iri,) in select(engine, _GRAPHS, most=_MOST_GRAPHS)))
    names = Names()
    for one in found.values():
        names.want(one.iri, one.one("dcterms:publisher"))
    names.look_up(engine)
    return tuple(
        sorted(
            (_of_record(one, names) for one in found.values()),
            key=lambda one: (one.is_reference, one.rank or _MOST_GRAPHS, one.graph.iri),
        )
    )


def source_graph(engine: Engine, iri: str) -> SourceGraph:
    """The one graph; two queries."""
    found = record(engine, iri)
    names = Names()
    names.want(iri, found.one("dcterms:publisher"))
    names.look_up(engine)
    return _of_record(found, names)


def held(engine: Engine, graph: SourceGraph) -> tuple[Held, ...]:
    """The documents that `graph` holds, with the number of their passages; two queries."""
    names = Names()
    names.want(*graph.documents)
    names.look_up(engine)
    rows = select(engine, _PASSAGES, documents=graph.documents, most=MOST_COUNTED + 1)
    numbers = {plain(document): int(plain(number)) for document, number in rows}
    return tuple(
        Held(
            names[iri],
            Count(min(numbers.get(iri, 0), MOST_COUNTED), numbers.get(iri, 0) > MOST_COUNTED),
        )
        for iri in graph.documents
    )


def _of_record(found: Record, names: Names) -> SourceGraph:
    classes = found.all("rdf:type")
    publisher = found.one("dcterms:publisher")
    rank = found.number("ca:sourceRank")
    return SourceGraph(
        graph=names[found.iri],
        publisher=names[publisher] if publisher else None,
        is_reference=f"{CA}ReferenceGraph" in classes,
        is_imported=f"{CA}ImportedGraph" in classes,
        description=found.texts("dcterms:description"),
        address=found.one("dcterms:source"),
        licence=found.one("dcterms:license"),
        rights=found.texts("dcterms:rights"),
        languages=tuple(
            iri.removeprefix(_LANGUAGES).lower() for iri in found.all("dcterms:language")
        ),
        issued=found.one("dcterms:issued"),
        retrieved=found.one("ca:retrieved"),
        checksum=found.one("ca:checksum"),
        importer=found.one("ca:importer"),
        files=found.all("ca:file"),
        rank=int(rank) if rank is not None else None,
        rank_reason=found.texts("ca:rankReason"),
        documents=found.all("ca:describes"),
    )
