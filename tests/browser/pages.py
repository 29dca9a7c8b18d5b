"""The kinds of pages that there are, each with an example out of the five sources."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

DESKTOP, PHONE = 1280, 390


@dataclass(frozen=True)
class Look:
    """How a browser shows a page."""

    width: int = DESKTOP
    is_dark: bool = False
    language: str = "en"

    @property
    def height(self) -> int:
        """Of the window, in CSS pixels."""
        return 844 if self.width == PHONE else 900

    @property
    def name(self) -> str:
        """For a file: `phone-dark-pl`."""
        size = "phone" if self.width == PHONE else "desktop"
        return f"{size}-{'dark' if self.is_dark else 'light'}-{self.language}"


LOOKS = (Look(), Look(PHONE, is_dark=True, language="pl"))
"""Between them both widths, both themes, both languages."""

_CLUSTER = quote("https://w3id.org/clusteratlas/id/cluster/klaster-lifescience-krakow", safe="")
_PROJECT = quote("https://w3id.org/clusteratlas/id/project/mrpo-8-2-bio-region-networks", safe="")
_ASK = quote("ASK { ?s ?p ?o }", safe="")
_TABLE = quote("SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 20", safe="")
_WRONG = quote("SELECT ?s WHERE { ?s ?p }", safe="")

PAGES = {
    "home": "/",
    "search": "/search?q=life",
    "search-nothing": "/search?q=qqqqqqzzzz",
    "browse": "/search?kind=cluster",
    "cluster": "/id/cluster/klaster-lifescience-krakow",
    "organisation": "/id/organisation/jagiellonian-centre-of-innovation",
    "funder": "/id/organisation/european-union",
    "project": "/id/project/mrpo-8-2-bio-region-networks",
    "programme": "/id/programme/malopolska-rop-2007-2013",
    "activity": "/id/activity/mrpo-8-2",
    "region": "/id/region/malopolskie",
    "bio-region": "/id/bio-region/malopolska",
    "country": "/id/country/pl",
    "locality": "/id/locality/krakow",
    "event": "/id/event/european-cluster-days-2015",
    "person": "/id/person/samo-pavlin",
    "claim": "/id/membership/north-rhine-westphalia-vanguard-initiative",
    "concept": "/scheme/role/host",
    "scheme": "/scheme/role",
    "graph": "/graph/mrpo-project-en",
    "document": "/id/document/mrpo-project-en",
    "passage": "/id/passage/mrpo-project-en-p10",
    "ontology": "/ontology",
    "shapes": "/shapes",
    "sources": "/sources",
    "conflicts": "/conflicts",
    "map": "/map",
    "network": f"/network?about={_CLUSTER}",
    "timeline": f"/timeline?about={_PROJECT}",
    "sparql": "/sparql",
    "sparql-table": f"/sparql?query={_TABLE}",
    "sparql-truth": f"/sparql?query={_ASK}",
    "sparql-wrong": f"/sparql?query={_WRONG}",
    "queries": "/queries",
    "query": "/queries/project-partners",
    "query-result": "/queries/conflicting-values?measure=member-count&limit=100",
    "query-wrong": "/queries/cluster-member-counts?cluster=lifescienc&limit=100",
    "query-several": "/queries/partner-countries?page=1",
    "void": "/void",
    "catalog": "/catalog",
    "licences": "/licences",
    "nowhere": "/id/cluster/there-is-no-such-cluster",
}
"""Paths by the name of their kind."""
