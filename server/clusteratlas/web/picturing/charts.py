"""`/chart/series`: a quantity of a thing over time, as its sources state it."""

from __future__ import annotations

from collections.abc import Sequence

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.measures import Observed, measures, observations
from clusteratlas.entities.naming import Names
from clusteratlas.entities.provenance import Said
from clusteratlas.pictures.series import SeriesChart, Value
from clusteratlas.pictures.words import Bound
from clusteratlas.terms import SCHEME
from clusteratlas.web.address import href
from clusteratlas.web.picturing.figure import Picture
from clusteratlas.web.picturing.queries import SERIES_QUERY, written
from clusteratlas.web.picturing.wording import label, number, picked, text, words

MEMBERS = f"{SCHEME}measure/member-count"


def series(engine: Engine, about: str, measure: str, page: int = 1) -> Picture:
    """The values of a measure of `about`, each by the document that states it."""
    observed = observations(engine, about, measure)
    names = Names()
    names.want(about, measure, *(one.unit for one in observed), *(one.currency for one in observed))
    names.look_up(engine)
    documents = sorted(
        {said.document.iri for one in observed for said in one.said if said.document}
    )
    titles = {said.document.iri: picked(said.document.title)
              for one in observed for said in one.said if said.document}  # fmt: skip
    sources = [titles[document] for document in documents]
    unsourced = any(not _documents(one.said) for one in observed)
    values = [value for one in observed for value in _values(one, documents)]
    units = {label(names, iri) for one in observed for iri in (one.unit, one.currency) if iri}
    measured = label(names, measure)
    described = words(
        text(
            "pic_series_title",
            measure=measured[:1].upper() + measured[1:],
            name=label(names, about),
        ),
        text("pic_series_counts", values=number(len(observed)), sources=number(len(sources))),
        text("pic_series_how"),
    )
    chart = SeriesChart(
        f"series-{measure.rpartition('/')[2]}",
        described,
        values,
        [*sources, text("pic_no_source")] if unsourced else sources,
        ", ".join([measured, *sorted(units)]),
    )
    return Picture(
        chart,
        "/chart/series",
        {"about": about, "measure": measure.removeprefix(SCHEME)},
        written(SERIES_QUERY, about=about, measure=measure),
        page=page,
    )


def most_observed(engine: Engine, about: str) -> str:
    """The measure that most is known of; the number of members where that is among them."""
    known = measures(engine, about)
    return MEMBERS if MEMBERS in known or not known else next(iter(known))


def _values(one: Observed, documents: Sequence[str]) -> Sequence[Value]:
    """One mark for each document that states the value, so that all of them are seen."""
    places = [documents.index(document) for document in _documents(one.said)] or [len(documents)]
    return [
        Value(
            float(one.value),
            one.earliest,
            one.latest,
            place,
            Bound.of(one.bound),
            href(one.observation),
            picked(one.reason),
        )
        for place in places
    ]


def _documents(said: Sequence[Said]) -> Sequence[str]:
    return sorted({one.document.iri for one in said if one.document})
