"""Which pages are measured: of each kind of thing, the one with the most links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import Store

_BASE = "https://w3id.org/clusteratlas/"
_PREFIXES = {
    "ca": f"{_BASE}ontology#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
# What makes a thing of the kind large: it is ?thing as often as that is true.
_MOST: Mapping[str, str] = {
    "cluster": "?thing a ca:Cluster . ?link ?property ?thing",
    "organisation": "?link ca:participant ?thing . ?thing a ca:Organisation",
    "project": "?thing ca:hasParticipation ?link",
    "programme": "?link ca:underProgramme/dcterms:isPartOf* ?thing . ?thing a ca:Programme",
    "funder": "?link ca:funder ?thing",
    "country": "?link ca:locatedIn ?thing . ?thing a ca:Country",
    "region": "?link ca:locatedIn ?thing . ?thing a ca:Region",
    "event": "?thing a ca:Event . ?link ?property ?thing",
    "person": "?thing a foaf:Person . ?link ?property ?thing",
    "document": "?link dcterms:isPartOf ?thing . ?thing a ca:SourceDocument",
    "passage": "?thing a ca:Passage . ?link ca:statedIn ?thing",
    "claim": "?thing a ca:Funding . ?thing ?property ?link",
}


def addresses(version: Path) -> Iterator[tuple[str, str]]:
    """A kind of page, and the path of an example, for the version in this directory."""
    store = Store.read_only(str(version / "data"))
    found = {kind: iri for kind, pattern in _MOST.items() if (iri := _largest(store, pattern))}
    graphs = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY DESC(?n)"
    found["graph"] = next(iter(store.query(graphs)))[0].value
    for kind, iri in found.items():
        yield kind, "/" + iri.removeprefix(_BASE)
    about = quote(found["organisation"], safe="")
    yield "home", "/"
    yield "search", "/search?q=universty+of+tecnology"
    yield "browse", "/search?kind=organisation"
    yield "suggest", "/suggest?q=univ"
    yield "map", "/map"
    yield "network", f"/network?about={about}"
    yield "timeline", f"/timeline?about={about}"
    yield "sources", "/sources"
    yield "conflicts", "/conflicts"
    yield "editor", "/sparql"
    yield "queries", "/queries"
    yield "ontology", "/ontology"
    yield "void", "/void"
    yield "catalog", "/catalog"


def _largest(store: Store, pattern: str) -> str:
    """The thing for which the pattern is true most often; '' where it never is."""
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in _PREFIXES.items())
    query = (
        f"{head}SELECT ?thing (COUNT(*) AS ?n) WHERE {{ {pattern} }} "
        "GROUP BY ?thing ORDER BY DESC(?n) LIMIT 1"
    )
    rows = list(store.query(query))
    return rows[0][0].value if rows else ""
