"""The dataset in VoID (https://www.w3.org/TR/void/): what is in it, and where it leads to.

All counts are the manifest's. A version of before properties and links were counted says nothing
of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, Triple

from clusteratlas.rdf.formats import GRAPH_FORMATS
from clusteratlas.terms import BASE, PREFIXES
from clusteratlas.web.discovery.addresses import Addresses
from clusteratlas.web.discovery.facts import ATLAS, Facts
from clusteratlas.web.discovery.statements import about, typed

DOCUMENT = f"{BASE}void"
TITLE = {"en": "What is in Cluster Atlas", "pl": "Co zawiera Cluster Atlas"}


@dataclass(frozen=True)
class Linkset:
    """How many triples lead from the atlas by one property to what begins with `target`."""

    property: str
    target: str
    count: int


def linksets(links: Mapping[str, int] | None) -> list[Linkset]:
    """The links as `dataset.counts.Counts` has them, the most first."""
    found = []
    for key, count in (links or {}).items():
        name, _, target = key.partition(" ")
        found.append(Linkset(name, target, count))
    return sorted(found, key=lambda linkset: (-linkset.count, linkset.target, linkset.property))


def describe(facts: Facts, addresses: Addresses) -> Iterator[Triple]:
    """The document."""
    yield from typed(DOCUMENT, "void:DatasetDescription")
    yield from about(
        DOCUMENT,
        ("dcterms:title", TITLE),
        ("dcterms:modified", facts.modified),
        ("foaf:primaryTopic", ATLAS),
    )
    yield from _dataset(facts, addresses)
    yield from _partitions(facts)
    yield from _linksets(facts)
    for source in facts.sources:
        yield from about(ATLAS, ("void:subset", source.iri))
        yield from typed(source.iri, "void:Dataset")
        yield from about(
            source.iri,
            ("dcterms:title", source.titles),
            ("dcterms:license", source.licence),
            ("void:triples", source.triples),
            ("void:dataDump", addresses.dump(source.iri)),
        )


def _dataset(facts: Facts, addresses: Addresses) -> Iterator[Triple]:
    contents = facts.contents
    yield from typed(ATLAS, "void:Dataset")
    yield from about(
        ATLAS,
        ("dcterms:title", {"en": "Cluster Atlas"}),
        ("dcterms:publisher", facts.publisher.iri),
        ("dcterms:license", facts.licence),
        ("dcterms:modified", facts.modified),
        ("foaf:homepage", addresses.at("/")),
        ("void:sparqlEndpoint", addresses.at("/sparql")),
        ("void:dataDump", addresses.dump()),
        ("void:openSearchDescription", addresses.at("/opensearch.xml")),
        ("void:uriSpace", Literal(BASE)),
        ("void:triples", contents.triples),
        ("void:classes", len(contents.classes)),
        ("void:properties", None if contents.properties is None else len(contents.properties)),
    )
    yield from about(ATLAS, *(("void:exampleResource", example) for example in facts.examples))
    yield from about(ATLAS, *(("void:feature", format_.iri) for format_ in GRAPH_FORMATS))
    used = [*contents.classes, *(contents.properties or ())]
    for namespace in sorted({space for term in used if (space := _namespace(term))}):
        yield from about(ATLAS, ("void:vocabulary", namespace))


def _partitions(facts: Facts) -> Iterator[Triple]:
    for number, (class_, count) in enumerate(sorted(facts.contents.classes.items()), 1):
        part = f"{DOCUMENT}#class-{number}"
        yield from about(ATLAS, ("void:classPartition", part))
        yield from about(part, ("void:class", class_), ("void:entities", count))
    for number, (name, count) in enumerate(sorted((facts.contents.properties or {}).items()), 1):
        part = f"{DOCUMENT}#property-{number}"
        yield from about(ATLAS, ("void:propertyPartition", part))
        yield from about(part, ("void:property", name), ("void:triples", count))


def _linksets(facts: Facts) -> Iterator[Triple]:
    targets: dict[str, str] = {}
    for number, linkset in enumerate(linksets(facts.contents.links), 1):
        part = f"{DOCUMENT}#linkset-{number}"
        target = targets.setdefault(linkset.target, f"{DOCUMENT}#target-{len(targets) + 1}")
        yield from typed(part, "void:Linkset")
        yield from about(ATLAS, ("void:subset", part))
        yield from about(
            part,
            ("void:linkPredicate", linkset.property),
            ("void:subjectsTarget", ATLAS),
            ("void:objectsTarget", target),
            ("void:triples", linkset.count),
        )
    for space, target in targets.items():
        yield from typed(target, "void:Dataset")
        yield from about(target, ("void:uriSpace", Literal(space)))


def _namespace(term: str) -> str:
    """The namespace of a term, where it is one that the atlas has a prefix for."""
    found = [space for space in PREFIXES.values() if term.startswith(space)]
    return max(found, key=len, default="")
