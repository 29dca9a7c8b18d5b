"""What a document says of itself: what it is about, whose it is, and which parts it leaves out.

Lists that a document holds only a part of are told in Hydra's terms: the collection, by what its
members are found (`hydra:memberAssertion`), how many they are where they were all counted, and the
pages. All IRIs are canonical, whatever host serves them.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from clusteratlas.entities.description import Description
from clusteratlas.entities.listing import Direction, Listing
from clusteratlas.terms import PREFIXES
from clusteratlas.web.discovery.facts import ATLAS
from clusteratlas.web.linked.asked import AskedLinks
from clusteratlas.web.linked.edition import Edition

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of the descriptions; the graphs that they are made from name their own."""


def document_iri(thing: str) -> str:
    """The IRI of the document about `thing`, the same for all its forms."""
    return f"{thing}#document"


def describe_document(
    description: Description, edition: Edition, asked_version: str = ""
) -> Iterator[Triple]:
    """The statements about the document that holds `description`.

    `asked_version` is the version that the client named, if any: then the other pages are of it.
    """
    document = NamedNode(document_iri(description.thing))
    yield Triple(document, _term("rdf", "type"), _term("foaf", "Document"))
    yield Triple(document, _term("foaf", "primaryTopic"), NamedNode(description.thing))
    yield Triple(document, _term("dcterms", "isPartOf"), NamedNode(ATLAS))
    yield Triple(document, _term("dcterms", "license"), NamedNode(LICENCE))
    yield Triple(document, _term("owl", "versionInfo"), Literal(edition.version))
    if edition.moment:
        modified = Literal(edition.moment.isoformat(), datatype=_term("xsd", "dateTime"))
        yield Triple(document, _term("dcterms", "modified"), modified)
    for graph in description.graphs:
        yield Triple(document, _term("prov", "wasDerivedFrom"), NamedNode(graph))
    for listing in description.listings:
        if listing.is_partial or listing.page > 1:
            yield from _describe_part(document, description.thing, listing, asked_version)


def _describe_part(
    document: NamedNode, thing: str, listing: Listing, asked_version: str
) -> Iterator[Triple]:
    links = AskedLinks(listing.predicate, listing.direction)
    of_version = f"&version={asked_version}" if asked_version else ""
    collection = NamedNode(f"{thing}?{links.query()}{of_version}")
    assertion = NamedNode(f"{collection.value}#members")
    view = NamedNode(f"{thing}?{links.query(listing.page)}{of_version}")
    is_inverse = listing.direction is Direction.INVERSE
    yield Triple(document, _term("hydra", "collection"), collection)
    yield Triple(collection, _term("rdf", "type"), _term("hydra", "Collection"))
    yield Triple(collection, _term("hydra", "memberAssertion"), assertion)
    yield Triple(assertion, _term("hydra", "property"), NamedNode(listing.predicate))
    yield Triple(assertion, _term("hydra", "object" if is_inverse else "subject"), NamedNode(thing))
    if not listing.count.is_more:
        yield Triple(collection, _term("hydra", "totalItems"), Literal(listing.count.number))
    yield Triple(collection, _term("hydra", "view"), view)
    yield Triple(view, _term("rdf", "type"), _term("hydra", "PartialCollectionView"))
    for relation, page in pages(listing).items():
        other = NamedNode(f"{thing}?{links.query(page)}{of_version}")
        yield Triple(view, _term("hydra", relation), other)


def pages(listing: Listing) -> dict[str, int]:
    """The numbers of the other pages by what they are: first, previous, next, last."""
    found = {
        "first": 1,
        "previous": listing.page - 1 or None,
        "next": listing.next_page,
        "last": listing.last_page,
    }
    return {relation: page for relation, page in found.items() if page}


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)
