"""The site map (https://www.sitemaps.org/protocol.html): an index, and parts of it by class.

How many parts there are follows from the manifest's counts, so the index asks nothing. A part is
read along the store's index of a class, whose order is that of hashes: the same in each version as
far as it holds the same things. Asked in the order of the IRIs instead, each part would sort all
things of the class.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import plain, select
from clusteratlas.terms import BASE, CA, PREFIXES
from clusteratlas.web.contents import Contents
from clusteratlas.web.discovery.addresses import Addresses

MOST = 50_000
"""Addresses in one part (the protocol's bound)."""
PAGES = "pages"
"""The part of the pages that are about no one thing."""
_OWN_PAGES = (
    "/", "/map", "/network", "/timeline", "/conflicts", "/sources", "/queries", "/sparql",
    "/ontology", "/catalog", "/void",
)  # fmt: skip
_CLASSES = {
    "clusters": f"{CA}Cluster",
    "organisations": f"{CA}Organisation",
    "projects": f"{CA}Project",
    "programmes": f"{CA}Programme",
    "funders": f"{CA}Funder",
    "networks": f"{CA}Network",
    "events": f"{CA}Event",
    "countries": f"{CA}Country",
    "regions": f"{CA}Region",
    "bio-regions": f"{CA}BioRegion",
    "people": f"{PREFIXES['foaf']}Person",
    "sources": f"{CA}SourceGraph",
    "documents": f"{CA}SourceDocument",
}
"""The classes whose things have pages that are worth finding; claims are read on those pages."""
_THINGS = "SELECT ?thing { ?thing a $class } LIMIT $limit OFFSET $offset"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True)
class Part:
    """The `number`th part (from 1) of the pages of a group."""

    group: str
    number: int

    @property
    def path(self) -> str:
        """Where it is."""
        return f"/sitemap-{self.group}-{self.number}.xml"


def parts(contents: Contents) -> Iterator[Part]:
    """All parts of the map of a version that holds `contents`."""
    yield Part(PAGES, 1)
    for group, class_ in _CLASSES.items():
        for number in range(-(-contents.classes.get(class_, 0) // MOST)):
            yield Part(group, number + 1)


def index(contents: Contents, addresses: Addresses, modified: datetime | None) -> Iterator[str]:
    """The map's index, in pieces."""
    yield f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n'
    when = f"<lastmod>{modified.isoformat(timespec='seconds')}</lastmod>" if modified else ""
    for part in parts(contents):
        yield f"<sitemap><loc>{escape(addresses.at(part.path))}</loc>{when}</sitemap>\n"
    yield "</sitemapindex>\n"


def addresses_of(
    part: Part, engine: Engine, query_names: list[str], addresses: Addresses
) -> Iterator[str]:
    """The addresses of a part, each once."""
    if part.group == PAGES:
        paths = [*_OWN_PAGES, *(f"/queries/{name}" for name in query_names)]
        yield from (addresses.at(path) for path in paths)
        return
    offset = (part.number - 1) * MOST
    rows = select(engine, _THINGS, **{"class": _CLASSES[part.group]}, limit=MOST, offset=offset)
    for (thing,) in rows:
        iri = plain(thing)
        if iri.startswith(BASE):
            yield addresses.of(iri)


def written(found: Iterator[str]) -> Iterator[str]:
    """A part, in pieces."""
    yield f'{_HEAD}<urlset xmlns="{_NAMESPACE}">\n'
    for address in found:
        yield f"<url><loc>{escape(address)}</loc></url>\n"
    yield "</urlset>\n"
