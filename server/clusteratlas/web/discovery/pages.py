"""`/catalog` and `/void` as people read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.naming import labels
from clusteratlas.languages import pick
from clusteratlas.rdf.formats import GRAPH_FORMATS, GraphFormat
from clusteratlas.terms import shorten
from clusteratlas.web.address import address
from clusteratlas.web.context import settings
from clusteratlas.web.discovery.addresses import Addresses
from clusteratlas.web.discovery.facts import Facts, Source
from clusteratlas.web.discovery.void import Linkset, linksets
from clusteratlas.web.pages import page_language, render_page


@dataclass(frozen=True)
class Term:
    """A class or a property: what it is called, its short name, how many there are of it."""

    iri: str
    label: str
    short: str
    count: int


@dataclass(frozen=True)
class Download:
    """A file of a graph in a format."""

    format: GraphFormat
    href: str


def catalog_page(facts: Facts, _engine: Engine) -> Response:
    """The atlas and its sources, with their files."""
    return render_page(
        "catalog.html",
        facts=facts,
        downloads=_downloads(""),
        sources=[(source, _downloads(source.iri)) for source in _by_title(facts.sources)],
        contact=settings().contact,
        formats=GRAPH_FORMATS,
    )


def void_page(facts: Facts, engine: Engine) -> Response:
    """What is in the atlas, by class, by property and by target of links."""
    contents = facts.contents
    counted = {**contents.classes, **(contents.properties or {})}
    named = labels(engine, [*counted, *(linkset.property for linkset in linksets(contents.links))])
    return render_page(
        "void.html",
        facts=facts,
        classes=_terms(contents.classes, named),
        properties=None if contents.properties is None else _terms(contents.properties, named),
        linksets=None if contents.links is None else _labelled(contents.links, named),
        formats=GRAPH_FORMATS,
    )


def _labelled(
    links: Mapping[str, int], named: Mapping[str, Mapping[str, str]]
) -> list[tuple[Linkset, str]]:
    language = page_language()
    return [
        (linkset, pick(named[linkset.property], language) or shorten(linkset.property))
        for linkset in linksets(links)
    ]


def _terms(counts: Mapping[str, int], named: Mapping[str, Mapping[str, str]]) -> list[Term]:
    language = page_language()
    found = [Term(iri, pick(named[iri], language), shorten(iri), n) for iri, n in counts.items()]
    return sorted(found, key=lambda term: (-term.count, term.label))


def _downloads(graph: str) -> list[Download]:
    addresses = Addresses(address(""))
    return [Download(format_, addresses.dump(graph, format_)) for format_ in GRAPH_FORMATS]


def _by_title(sources: Sequence[Source]) -> list[Source]:
    return sorted(sources, key=lambda source: pick(source.titles, page_language()))
