"""What the catalogue tells of the dataset and its source graphs, read once for both documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pyoxigraph import Literal, NamedNode

from clusteratlas.engine.protocol import Engine, Term
from clusteratlas.entities.asking import language, plain, select
from clusteratlas.entities.naming import Named, labels
from clusteratlas.terms import BASE, PREFIXES
from clusteratlas.web.contents import Contents

ATLAS = f"{BASE}catalog#atlas"
"""The dataset as a whole; its source graphs are datasets under their own IRIs."""
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_MAINTAINERS = f"{BASE}id/agent/cluster-atlas-maintainers"
_NAMES = {"en": "Cluster Atlas maintainers", "pl": "Opiekunowie Cluster Atlas"}

_GRAPHS = """
SELECT ?graph ?property ?value {
  VALUES ?class { ca:SourceGraph ca:ReferenceGraph }
  ?graph a ?class ; ?property ?value
}
"""
_SPAN = """
SELECT (MIN(?start) AS ?first) (MAX(?end) AS ?last) {
  SELECT ?start ?end { ?period ca:earliestStart ?start ; ca:latestEnd ?end } LIMIT 100000
}
"""
_EXAMPLES = """
SELECT ?thing {
  { SELECT ?thing { ?thing a ca:Cluster FILTER(STRSTARTS(STR(?thing), $base)) } LIMIT 1 }
  UNION
  { SELECT ?thing { ?thing a ca:Project FILTER(STRSTARTS(STR(?thing), $base)) } LIMIT 1 }
  UNION
  { SELECT ?thing { ?thing a ca:Programme FILTER(STRSTARTS(STR(?thing), $base)) } LIMIT 1 }
}
"""


@dataclass(frozen=True)
class Source:
    """A named graph and what the atlas says of it."""

    iri: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    publisher: Named
    licence: str = _LICENCE
    rights: Mapping[str, str] = field(default_factory=dict)
    issued: Literal | None = None
    origin: str = ""
    languages: Sequence[str] = ()
    triples: int = 0


@dataclass(frozen=True)
class Facts:
    """The dataset: what it holds, when its version was made, from when to when it tells."""

    contents: Contents
    modified: datetime | None
    sources: Sequence[Source]
    examples: Sequence[str]
    first_day: Literal | None
    last_day: Literal | None
    publisher: Named = field(default_factory=lambda: Named(_MAINTAINERS, _NAMES))
    licence: str = _LICENCE

    @classmethod
    def read(cls, engine: Engine, contents: Contents, modified: datetime | None) -> Facts:
        """What the engine's version says."""
        ((first, last),) = select(engine, _SPAN)
        return cls(
            contents,
            modified,
            sorted(_sources(engine, contents), key=lambda source: source.iri),
            [plain(thing) for (thing,) in select(engine, _EXAMPLES, base=Literal(BASE))],
            first if isinstance(first, Literal) else None,
            last if isinstance(last, Literal) else None,
        )


def _sources(engine: Engine, contents: Contents) -> Iterator[Source]:
    """The graphs that are described, with a title: of others nothing could be told."""
    counts = {counted.iri: counted.count for counted in contents.sources}
    said: dict[str, defaultdict[str, list[Term]]] = {}
    for graph, name, value in select(engine, _GRAPHS):
        if value is not None:
            properties = said.setdefault(plain(graph), defaultdict(list))
            properties[plain(name).removeprefix(PREFIXES["dcterms"])].append(value)
    publishers = {
        iri: plain(found["publisher"][0]) for iri, found in said.items() if found["publisher"]
    }
    names = labels(engine, publishers.values())
    for iri, found in said.items():
        if not found["title"]:
            continue
        publisher = publishers.get(iri, _MAINTAINERS)
        yield Source(
            iri,
            titles=_texts(found["title"]),
            descriptions=_texts(found["description"]) or _texts(found["title"]),
            publisher=Named(publisher, names.get(publisher, _NAMES)),
            triples=counts.get(iri, 0),
            rights=_texts(found["rights"]),
            issued=next((each for each in found["issued"] if isinstance(each, Literal)), None),
            origin=_first_iri(found["source"]),
            languages=[each.value for each in found["language"] if isinstance(each, NamedNode)],
            **_licence(found["license"]),
        )


def _licence(values: Sequence[Term]) -> dict[str, Any]:
    iri = _first_iri(values)
    return {"licence": iri} if iri else {}


def _first_iri(values: Sequence[Term]) -> str:
    return min((each.value for each in values if isinstance(each, NamedNode)), default="")


def _texts(values: Sequence[Term]) -> dict[str, str]:
    return {language(value): plain(value) for value in values}
