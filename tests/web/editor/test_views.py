"""Results become the pictures that their columns fit, and no others."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode

from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.engine.protocol import Row
from clusteratlas.pictures.bars import BarChart
from clusteratlas.pictures.maps import MapPicture
from clusteratlas.pictures.network import NetworkPicture
from clusteratlas.pictures.series import SeriesChart
from clusteratlas.pictures.timeline import TimelinePicture
from clusteratlas.terms import PREFIXES
from clusteratlas.web.editor.asked import View
from clusteratlas.web.editor.cells import Cells
from clusteratlas.web.editor.result import Rows
from clusteratlas.web.editor.views import drawn
from clusteratlas.web.editor.views.sheet import Sheet
from clusteratlas.web.picturing.drawn import Chart
from clusteratlas.web.picturing.files import FORMS, file_of

BASE = "https://w3id.org/clusteratlas/id/"
A, B, C = (NamedNode(f"{BASE}cluster/{name}") for name in "abc")
POLAND = NamedNode(f"{BASE}country/pl")
DAY = NamedNode(PREFIXES["xsd"] + "date")
WKT = NamedNode(PREFIXES["geo"] + "wktLiteral")
FIRST, LAST = Literal("2014-01-01", datatype=DAY), Literal("2016-12-31", datatype=DAY)
POINT = Literal("POINT (19.94 50.06)", datatype=WKT)
SQUARE = Literal("POLYGON ((19 50, 20 50, 20 51, 19 51, 19 50))", datatype=WKT)

PLACES = f"""
PREFIX ca: <https://w3id.org/clusteratlas/ontology#>
PREFIX geo: <http://www.opengis.net/ont/geosparql#>
INSERT DATA {{
  {A} ca:locatedIn {POLAND} .
  {POLAND} a ca:Country ; geo:hasGeometry <{BASE}geometry/pl> .
  <{BASE}geometry/pl> geo:asWKT {SQUARE} .
}}
"""


@pytest.fixture
def engine() -> EmbeddedEngine:
    engine = EmbeddedEngine.in_memory()
    engine.update(PLACES)
    return engine


def sheet(columns: str, *rows: Row) -> Sheet:
    labels = {A.value: {"en": "Alpha", "pl": "Alfa"}}
    cells = Cells("pl", lambda iri: iri.replace(BASE, "/id/"), labels)
    return Sheet(Rows(columns.split(), rows), cells)


ONE, TWO = Literal(1), Literal(2)
DRAWN: dict[str, tuple[View, Sheet, type[Chart]]] = {
    "bars-of-texts": (View.CHART, sheet("name n", (Literal("x"), ONE)), BarChart),
    "bars-of-things": (View.CHART, sheet("n thing", (ONE, A), (TWO, B)), BarChart),
    "bars-with-a-gap": (View.CHART, sheet("a n", (A, ONE), (B, None)), BarChart),
    "series": (View.CHART, sheet("day n", (FIRST, ONE), (LAST, TWO)), SeriesChart),
    "series-by-year": (View.CHART, sheet("year n", (Literal(2014), ONE)), SeriesChart),
    "series-of-two": (
        View.CHART,
        sheet("a day n", (A, FIRST, ONE), (B, LAST, TWO)),
        SeriesChart,
    ),
    "points": (View.MAP, sheet("a where", (A, POINT)), MapPicture),
    "areas": (View.MAP, sheet("where n", (SQUARE, ONE)), MapPicture),
    "things-in-a-place": (View.MAP, sheet("a n", (A, ONE), (B, ONE)), MapPicture),
    "territories": (View.MAP, sheet("c n", (POLAND, ONE)), MapPicture),
    "network": (View.NETWORK, sheet("a b", (A, B), (B, C)), NetworkPicture),
    "weighted": (View.NETWORK, sheet("a n b", (A, TWO, B)), NetworkPicture),
    "events": (View.TIMELINE, sheet("a day", (A, FIRST)), TimelinePicture),
    "periods": (View.TIMELINE, sheet("a s e", (A, FIRST, LAST), (B, FIRST, None)), TimelinePicture),
}


@pytest.mark.parametrize(("view", "seen", "kind"), DRAWN.values(), ids=DRAWN)
def test_drawn(engine: EmbeddedEngine, view: View, seen: Sheet, kind: type[Chart]) -> None:
    found = drawn(view, seen, engine)
    assert found is not None
    assert isinstance(found.chart, kind)
    assert found.drawn.startswith("<svg")
    assert found.rows.rows
    for form in FORMS:
        assert file_of(found, form).data


UNFIT = {
    "chart-without-numbers": (View.CHART, sheet("a b", (A, B))),
    "chart-of-numbers-alone": (View.CHART, sheet("n", (ONE,))),
    "chart-of-debts": (View.CHART, sheet("a n", (A, Literal(-1)))),
    "map-of-what-is-nowhere": (View.MAP, sheet("a", (B,))),
    "network-of-one-column": (View.NETWORK, sheet("a n", (A, ONE))),
    "timeline-without-dates": (View.TIMELINE, sheet("a n", (A, ONE))),
    "timeline-without-names": (View.TIMELINE, sheet("day", (FIRST,))),
    "table": (View.TABLE, sheet("a n", (A, ONE))),
}


@pytest.mark.parametrize(("view", "seen"), UNFIT.values(), ids=UNFIT)
def test_unfit(engine: EmbeddedEngine, view: View, seen: Sheet) -> None:
    assert drawn(view, seen, engine) is None


def test_things_are_called_by_their_labels_and_linked(engine: EmbeddedEngine) -> None:
    found = drawn(View.CHART, sheet("a n", (A, ONE)), engine)
    assert found is not None
    assert isinstance(found.chart, BarChart)
    (bar,) = found.chart.bars
    assert (bar.label, bar.value, bar.href) == ("Alfa", 1, "/id/cluster/a")


def test_weights_of_one_pair_are_added_and_ends_may_be_two_kinds(engine: EmbeddedEngine) -> None:
    found = drawn(View.NETWORK, sheet("a b n", (A, B, TWO), (A, B, ONE), (A, A, ONE)), engine)
    assert found is not None
    assert isinstance(found.chart, NetworkPicture)
    assert [(link.source, link.target, link.weight) for link in found.chart.links] == [
        (A.value, B.value, 3)
    ]
    assert found.chart.kinds == ["a", "b"]


def test_what_has_one_date_takes_place_then(engine: EmbeddedEngine) -> None:
    found = drawn(View.TIMELINE, sheet("a year", (A, Literal(2014))), engine)
    assert found is not None
    assert isinstance(found.chart, TimelinePicture)
    (span,) = found.chart.spans
    assert (span.earliest_start, span.latest_end) == (date(2014, 1, 1), date(2014, 12, 31))
