"""`/`: what this is, what is in it and how fresh it is, and where to begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response

from clusteratlas.catalogue import SavedQuery
from clusteratlas.languages import pick
from clusteratlas.search.kinds import KINDS
from clusteratlas.web.context import atlas
from clusteratlas.web.pages import page_language, render_page
from clusteratlas.web.picturing.atlases import home_map
from clusteratlas.web.versions import lend_engine

blueprint = Blueprint("home", __name__)

_KINDS = (
    "cluster", "organisation", "project", "region", "programme", "funder", "event",
)  # fmt: skip
_QUESTIONS = {
    "cluster-member-counts": "members",
    "partner-countries": "partners",
    "conflicting-values": "conflicts",
}
_MOST_SOURCES = 8


@dataclass(frozen=True)
class Entrance:
    """Where a kind of thing is looked through, its name in the many, how many there are."""

    path: str
    label: str
    count: int


@dataclass(frozen=True)
class Question:
    """A saved query to begin with; `topic` is its part of the keys of the page's texts."""

    query: SavedQuery
    topic: str


@blueprint.get("/")
def page() -> Response:
    """The first page."""
    with lend_engine() as engine:
        contents = atlas().contents.of(engine)
        map_ = home_map(engine)
    language = page_language()
    described = {graph.iri for graph in contents.sources if graph.labels} - contents.references
    graphs = contents.in_language(language).sources
    sources = [graph for graph in graphs if graph.iri in described]
    return render_page(
        "home.html",
        map=map_,
        entrances=[
            *_entrances(contents.classes, language),
            Entrance("/sources", pick(KINDS["source"].plural, language), len(sources)),
        ],
        questions=_questions(),
        sources=sources[:_MOST_SOURCES],
        more_sources=max(0, len(sources) - _MOST_SOURCES),
    )


def _entrances(classes: Mapping[str, int], language: str) -> Sequence[Entrance]:
    """The kinds; a thing of two classes of one kind counts twice, as the counts do not tell."""
    return [
        Entrance(
            f"/search?kind={name}",
            pick(KINDS[name].plural, language),
            sum(classes.get(iri, 0) for iri in KINDS[name].classes),
        )
        for name in _KINDS
    ]


def _questions() -> Sequence[Question]:
    queries = atlas().catalogue.queries
    return [Question(queries[name], topic) for name, topic in _QUESTIONS.items() if name in queries]
