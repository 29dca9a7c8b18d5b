"""Quantities over time as charts, drawn in the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clusteratlas.entities.claims import Quantity
from clusteratlas.entities.dossier import Dossier
from clusteratlas.entities.periods import Period, on, parsed
from clusteratlas.languages import pick
from clusteratlas.pictures import series
from clusteratlas.pictures.series import SeriesChart, Value
from clusteratlas.pictures.words import Bound, Words
from clusteratlas.web.address import href
from clusteratlas.web.entity_pages.filters import code, sentence
from clusteratlas.web.pages import page_language
from clusteratlas.web.texts import TEXTS

_WORTH_A_CHART = 2


def charts(dossier: Dossier, found: Sequence[tuple[str, tuple[Quantity, ...]]]) -> dict[str, str]:
    """For each measure with several values of the whole, over time, a chart as SVG."""
    return {
        measure: _chart(dossier, measure, quantities)
        for measure, quantities in found
        if len(quantities) >= _WORTH_A_CHART and not any(one.category for one in quantities)
    }


def _chart(dossier: Dossier, measure: str, quantities: Sequence[Quantity]) -> str:
    language = page_language()
    sources: list[str] = []
    values = []
    for one in quantities:
        period = one.period or _known_on(one.as_of)
        grounds = dossier.grounds(one.iri, period.iri)
        said = "; ".join(
            dict.fromkeys(
                pick(passage.document.title, language)
                for passage in grounds.said
                if passage.document
            )
        )
        if said not in sources:
            sources.append(said)
        values.append(
            Value(
                float(one.value),
                _unless(period.first, date.min),
                _unless(period.last, date.max),
                sources.index(said),
                Bound.of(one.bound),
                href(one.iri),
                pick(grounds.reason, language),
            )
        )
    measured = sentence(pick(dossier[measure].labels, language))
    words = Words(
        measured, TEXTS[language]["entity_chart_how"].format(len(values), measured), language
    )
    return series.draw(SeriesChart(f"chart-{code(measure)}", words, values, sources, measured))


def _known_on(day: str) -> Period:
    known = parsed(day)
    return on(known) if known else Period()


def _unless(day: date, open_end: date) -> date | None:
    return None if day == open_end else day
