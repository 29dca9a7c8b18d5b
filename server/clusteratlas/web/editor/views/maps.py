"""Maps: of geometries in the result, else of things that have a place in the atlas."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pyoxigraph import NamedNode

from clusteratlas.engine.protocol import Engine, Row
from clusteratlas.entities.asking import plain
from clusteratlas.entities.geography import borders_of_countries, outline, shapes, whereabouts
from clusteratlas.pictures.maps import Area, MapPicture, Point
from clusteratlas.web.editor.columns import Column, Holds
from clusteratlas.web.editor.views.sheet import NAME, Sheet, value

_POINT = re.compile(r"\s*(?:<[^>]*>\s*)?POINT\s*\(\s*(-?[0-9.]+)\s+(-?[0-9.]+)\s*\)\s*")


def map_(sheet: Sheet, engine: Engine) -> MapPicture | None:
    """The map of a result; None without geometries and without things that have a place.

    The first column of numbers shades areas and sizes points.
    """
    measured = sheet.first(Holds.NUMBERS)
    geometry = sheet.first(Holds.GEOMETRIES)
    if geometry is not None:
        naming = sheet.naming() or geometry
        found = [_of_geometry(sheet, row, geometry, naming, measured) for row in sheet.rows.rows]
        return _drawn(sheet, engine, found, naming, measured)
    for things in sheet.holding(Holds.THINGS):
        marks = _of_things(sheet, engine, things, measured)
        if marks:
            return _drawn(sheet, engine, marks, things, measured)
    return None


def _drawn(
    sheet: Sheet,
    engine: Engine,
    marks: Sequence[Area | Point],
    naming: Column,
    measured: Column | None,
) -> MapPicture:
    shown = [naming] if measured is None else [naming, measured]
    return MapPicture(
        NAME,
        sheet.words(*shown),
        areas=[mark for mark in marks if isinstance(mark, Area)],
        points=[mark for mark in marks if isinstance(mark, Point)],
        outline=outline(engine),
        ground=[shape.border for shape in borders_of_countries(engine).values() if shape.border],
        measured=measured.name if measured is not None else "",
    )


def _of_geometry(
    sheet: Sheet, row: Row, geometry: Column, naming: Column, measured: Column | None
) -> Area | Point:
    label = sheet.cell(row, naming).text if naming is not geometry else "–"
    wkt = plain(row[geometry.place])
    point = _POINT.fullmatch(wkt)
    number = value(row, measured)
    if point is None:
        return Area(label, wkt, number, sheet.href(row))
    weight = _weight(number)
    return Point(label, float(point[1]), float(point[2]), weight, href=sheet.href(row))


def _of_things(
    sheet: Sheet, engine: Engine, things: Column, measured: Column | None
) -> Sequence[Area | Point]:
    """Territories by their borders, all else where it is."""
    values = {
        term.value: value(row, measured)
        for row in sheet.rows.rows
        if isinstance(term := row[things.place], NamedNode)
    }
    borders = {iri: shape.border for iri, shape in shapes(engine, values).items() if shape.border}
    elsewhere = [iri for iri in values if iri not in borders]
    return [
        *(
            Area(_label(sheet, iri), border, values[iri], _href(sheet, iri))
            for iri, border in borders.items()
        ),
        *(
            Point(
                _label(sheet, placed.thing),
                placed.longitude,
                placed.latitude,
                _weight(values[placed.thing]),
                href=_href(sheet, placed.thing),
            )
            for placed in whereabouts(engine, elsewhere).placed
        ),
    ]


def _weight(number: float | None) -> float:
    """The size of a point: a number below nought has none."""
    return 1 if number is None else max(number, 0)


def _label(sheet: Sheet, iri: str) -> str:
    return sheet.cells.cell(NamedNode(iri)).text


def _href(sheet: Sheet, iri: str) -> str:
    return sheet.cells.cell(NamedNode(iri)).href
