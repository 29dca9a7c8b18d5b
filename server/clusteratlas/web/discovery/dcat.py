"""The catalogue in DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/).

The catalogue and the atlas have IRIs of their own under the base; a source graph's dataset is the
graph itself, which the atlas describes under that IRI; distributions and services are where this
host has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, Triple

from clusteratlas.entities.naming import Named
from clusteratlas.rdf.formats import GRAPH_FORMATS, GraphFormat
from clusteratlas.terms import BASE
from clusteratlas.web.discovery import words
from clusteratlas.web.discovery.addresses import Addresses
from clusteratlas.web.discovery.authorities import (
    EUROPE,
    FILE_TYPES,
    IRREGULAR,
    LANGUAGES,
    MEDIA_TYPES,
    PUBLIC,
    RESTRICTED,
    THEME_TAXONOMY,
    THEMES,
    described,
)
from clusteratlas.web.discovery.facts import ATLAS, Facts, Source
from clusteratlas.web.discovery.statements import about, typed

CATALOG = f"{BASE}catalog"
_CONTACT = f"{CATALOG}#contact"
_SPARQL_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"
_GRAPH_STORE_PROTOCOL = "https://www.w3.org/TR/sparql11-http-rdf-update/"
_OPENAPI = "https://spec.openapis.org/oas/v3.1.0"


@dataclass(frozen=True)
class Offer:
    """On what terms the data is had: whom one asks ('' for nobody), whether reading is open."""

    contact: str = ""
    is_open: bool = True

    @property
    def rights(self) -> str:
        """Who may read (EU code list of access rights)."""
        return PUBLIC if self.is_open else RESTRICTED


@dataclass(frozen=True)
class _Service:
    path: str
    conforms_to: str
    description: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]


_SERVICES = (
    _Service("/sparql", _SPARQL_PROTOCOL, "/sparql", words.SPARQL, words.SPARQL_DESCRIPTION),
    _Service("/queries", _OPENAPI, "/openapi.json", words.REST, words.REST_DESCRIPTION),
    _Service(
        "/data", _GRAPH_STORE_PROTOCOL, "/sparql", words.GRAPH_STORE, words.GRAPH_STORE_DESCRIPTION
    ),
)


def describe(facts: Facts, offer: Offer, addresses: Addresses) -> Iterator[Triple]:
    """The document."""
    yield from _catalog(facts, addresses)
    yield from _atlas(facts, offer, addresses)
    for source in facts.sources:
        yield from about(CATALOG, ("dcat:dataset", source.iri))
        yield from about(ATLAS, ("dcterms:hasPart", source.iri))
        yield from _source(source, offer, addresses)
    for service in _SERVICES:
        yield from _service(service, facts, offer, addresses)
    yield from _contact(offer)
    yield from described()
    yield from _described(
        "foaf:Agent", [facts.publisher, *(source.publisher for source in facts.sources)]
    )
    languages = {*LANGUAGES, *(each for source in facts.sources for each in source.languages)}
    for iri in sorted(languages):
        yield from typed(iri, "dcterms:LinguisticSystem")
    for iri in sorted({facts.licence, *(source.licence for source in facts.sources)}):
        yield from typed(iri, "dcterms:LicenseDocument")


def _catalog(facts: Facts, addresses: Addresses) -> Iterator[Triple]:
    yield from typed(CATALOG, "dcat:Catalog")
    yield from about(
        CATALOG,
        ("dcterms:title", words.CATALOG),
        ("dcterms:description", words.CATALOG_DESCRIPTION),
        ("dcterms:publisher", facts.publisher.iri),
        ("dcterms:license", facts.licence),
        ("dcterms:modified", facts.modified),
        ("dcterms:spatial", EUROPE),
        ("dcat:themeTaxonomy", THEME_TAXONOMY),
        ("foaf:homepage", addresses.at("/")),
        ("dcat:dataset", ATLAS),
        *(("dcterms:language", iri) for iri in LANGUAGES),
    )
    yield from typed(addresses.at("/"), "foaf:Document")


def _atlas(facts: Facts, offer: Offer, addresses: Addresses) -> Iterator[Triple]:
    span = f"{CATALOG}#span"
    yield from typed(ATLAS, "dcat:Dataset")
    yield from about(
        ATLAS,
        ("dcterms:title", words.ATLAS_TITLE),
        ("dcterms:description", words.ATLAS_DESCRIPTION),
        ("dcterms:identifier", Literal(ATLAS)),
        ("dcterms:publisher", facts.publisher.iri),
        ("dcterms:modified", facts.modified),
        ("dcterms:accrualPeriodicity", IRREGULAR),
        ("dcterms:spatial", EUROPE),
        ("dcterms:temporal", span if facts.first_day else None),
        ("dcat:landingPage", addresses.at("/")),
        *(("dcterms:language", iri) for iri in LANGUAGES),
        *_of_any_dataset(offer),
    )
    yield from about(
        ATLAS,
        *(
            ("dcat:keyword", Literal(word, language=language))
            for language, keywords in words.KEYWORDS.items()
            for word in keywords
        ),
    )
    if facts.first_day:
        yield from typed(span, "dcterms:PeriodOfTime")
        yield from about(
            span, ("dcat:startDate", facts.first_day), ("dcat:endDate", facts.last_day)
        )
    yield from _distributions(ATLAS, "", words.ATLAS_TITLE, facts.licence, addresses)


def _source(source: Source, offer: Offer, addresses: Addresses) -> Iterator[Triple]:
    yield from typed(source.iri, "dcat:Dataset")
    yield from about(
        source.iri,
        ("dcterms:title", source.titles),
        ("dcterms:description", source.descriptions),
        ("dcterms:identifier", Literal(source.iri)),
        ("dcterms:publisher", source.publisher.iri),
        ("dcterms:issued", source.issued),
        ("dcterms:isPartOf", ATLAS),
        ("dcat:landingPage", addresses.of(source.iri)),
        *(("dcterms:language", iri) for iri in source.languages),
        *_of_any_dataset(offer),
    )
    if source.origin:
        yield from about(source.iri, ("foaf:page", source.origin))
        yield from typed(source.origin, "foaf:Document")
    yield from typed(addresses.of(source.iri), "foaf:Document")
    yield from _distributions(source.iri, source.iri, source.titles, source.licence, addresses)


def _of_any_dataset(offer: Offer) -> Iterator[tuple[str, str]]:
    yield "dcterms:accessRights", offer.rights
    for theme in THEMES:
        yield "dcat:theme", theme
    if offer.contact:
        yield "dcat:contactPoint", _CONTACT


def _distributions(
    dataset: str, graph: str, titles: Mapping[str, str], licence: str, addresses: Addresses
) -> Iterator[Triple]:
    """A graph as a file in each format; `graph` is '' for the default graph."""
    for format_ in GRAPH_FORMATS:
        file = addresses.dump(graph, format_)
        yield from about(dataset, ("dcat:distribution", file))
        yield from typed(file, "dcat:Distribution")
        yield from about(
            file,
            ("dcterms:title", _in_format(titles, format_)),
            ("dcterms:license", licence),
            ("dcat:accessURL", addresses.dump(graph)),
            ("dcat:downloadURL", file),
            ("dcat:accessService", addresses.at("/data")),
            ("dcterms:format", FILE_TYPES[format_.name]),
            ("dcat:mediaType", f"{MEDIA_TYPES}{format_.media_type}"),
        )
        yield from typed(f"{MEDIA_TYPES}{format_.media_type}", "dcterms:MediaType")


def _service(
    service: _Service, facts: Facts, offer: Offer, addresses: Addresses
) -> Iterator[Triple]:
    address = addresses.at(service.path)
    yield from about(CATALOG, ("dcat:service", address))
    yield from typed(address, "dcat:DataService")
    yield from about(
        address,
        ("dcterms:title", service.titles),
        ("dcterms:description", service.descriptions),
        ("dcterms:publisher", facts.publisher.iri),
        ("dcterms:license", facts.licence),
        ("dcterms:accessRights", offer.rights),
        ("dcterms:conformsTo", service.conforms_to),
        ("dcat:contactPoint", _CONTACT if offer.contact else None),
        ("dcat:endpointURL", address),
        ("dcat:endpointDescription", addresses.at(service.description)),
        ("dcat:servesDataset", ATLAS),
    )
    yield from typed(service.conforms_to, "dcterms:Standard")


def _contact(offer: Offer) -> Iterator[Triple]:
    if not offer.contact:
        return
    means = "vcard:hasEmail" if offer.contact.startswith("mailto:") else "vcard:hasURL"
    yield from typed(_CONTACT, "vcard:Kind", "vcard:Organization")
    yield from about(_CONTACT, ("vcard:fn", words.CONTACT), (means, offer.contact))


def _described(class_: str, named: Iterable[Named]) -> Iterator[Triple]:
    for thing in sorted(set(named)):
        yield from typed(thing.iri, class_)
        yield from about(thing.iri, ("foaf:name", thing.labels))


def _in_format(titles: Mapping[str, str], format_: GraphFormat) -> dict[str, str]:
    return {tag: f"{title} ({format_.title})" for tag, title in titles.items()}
