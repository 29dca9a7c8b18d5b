"""The page of a concept scheme: its concepts and what they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import language, plain, select
from clusteratlas.entities.description import Description
from clusteratlas.entities.naming import name
from clusteratlas.languages import pick
from clusteratlas.terms import PREFIXES
from clusteratlas.web.linked.words import property_names
from clusteratlas.web.pages import page_language, render_page

_MOST = 500
_SKOS = PREFIXES["skos"]
_DESCRIPTION = PREFIXES["dcterms"] + "description"

_CONCEPTS = """
SELECT ?concept ?property ?value {
  { SELECT ?concept { ?concept skos:inScheme $scheme } LIMIT $most }
  LATERAL {
    VALUES ?property { skos:prefLabel skos:definition skos:notation skos:broader skos:exactMatch }
    ?concept ?property ?value
  }
}
"""


@dataclass(frozen=True)
class Concept:
    """A concept: texts by language, its code, the concepts above it and those like it elsewhere."""

    iri: str
    labels: Mapping[str, str]
    definition: Mapping[str, str]
    notation: str
    broader: tuple[str, ...]
    same: tuple[str, ...]


def page(engine: Engine, description: Description) -> Response:
    """The page of the scheme that is described, with up to 500 concepts."""
    scheme = description.thing
    texts = {
        language(other): plain(other)
        for listing in description.listings
        if listing.predicate == _DESCRIPTION
        for other in listing.others
    }
    concepts = concepts_of(engine, scheme)
    return render_page(
        "scheme.html",
        thing=name(engine, scheme),
        definition=texts,
        concepts=sorted(
            concepts, key=lambda concept: pick(concept.labels, page_language()).casefold()
        ),
        is_cut=len(concepts) == _MOST,
        names={concept.iri: concept.labels for concept in concepts},
        properties=property_names(engine, (f"{_SKOS}broader", f"{_SKOS}exactMatch")),
    )


def concepts_of(engine: Engine, scheme: str) -> list[Concept]:
    """The concepts of a scheme, 500 at most; one query."""
    found: defaultdict[str, defaultdict[str, dict[str, str]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    links: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for concept, property_, value in select(engine, _CONCEPTS, scheme=scheme, most=_MOST):
        found[plain(concept)][plain(property_)][language(value)] = plain(value)
        links[plain(concept)][plain(property_)].append(plain(value))
    return [
        Concept(
            iri,
            labels=texts[f"{_SKOS}prefLabel"],
            definition=texts[f"{_SKOS}definition"],
            notation=texts[f"{_SKOS}notation"].get("", ""),
            broader=tuple(sorted(links[iri][f"{_SKOS}broader"])),
            same=tuple(sorted(links[iri][f"{_SKOS}exactMatch"])),
        )
        for iri, texts in found.items()
    ]
