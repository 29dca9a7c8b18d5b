"""The pictures on the pages of things: quantities over time, and where those around a thing are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.claims import Quantity
from clusteratlas.pictures.maps import MapPicture
from clusteratlas.web.picturing.atlases import AskedMap, map_of
from clusteratlas.web.picturing.charts import series
from clusteratlas.web.picturing.figure import Picture

_MOST_CHARTS = 3
_SMALL = 360


def figures(
    engine: Engine, about: str, found: Sequence[tuple[str, tuple[Quantity, ...]]]
) -> dict[str, Picture]:
    """For each measure with several values of the whole a chart over time; the first few."""
    several = [
        measure
        for measure, quantities in found
        if len(quantities) > 1 and not any(one.category for one in quantities)
    ]
    return {measure: series(engine, about, measure) for measure in several[:_MOST_CHARTS]}


def small_map(engine: Engine, about: str) -> Picture | None:
    """Where a thing and its partners are, as wide as the side of a page; None if nobody knows."""
    picture = map_of(engine, AskedMap(about=about), 1).picture
    if not isinstance(picture.chart, MapPicture) or not picture.chart.points:
        return None
    return replace(picture, chart=replace(picture.chart, width=_SMALL))
