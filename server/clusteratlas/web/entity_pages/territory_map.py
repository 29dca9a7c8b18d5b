"""The map on the page of a territory: its border, and where those are that the page lists."""

from __future__ import annotations

from collections.abc import Mapping

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.dossier import Dossier
from clusteratlas.entities.geography import outline, shapes, whereabouts
from clusteratlas.languages import pick
from clusteratlas.pictures.maps import Area, MapPicture, Point
from clusteratlas.terms import CA, PREFIXES
from clusteratlas.web.address import href
from clusteratlas.web.pages import page_language
from clusteratlas.web.picturing.figure import Picture
from clusteratlas.web.picturing.queries import ORGANISATIONS_IN_QUERY, written
from clusteratlas.web.picturing.wording import number, text, words


def territory_map(
    engine: Engine, territory: str, things: Mapping[str, int], dossier: Dossier
) -> Picture | None:
    """The map of `territory` with `things` by their weight; None where nothing has a place.

    A thing that only has the territory's own point is not drawn: it says nothing of where it is.
    """
    own = shapes(engine, (territory,)).get(territory)
    placed = [one for one in whereabouts(engine, list(things)).placed if one.by != territory]
    if not placed and not (own and own.border):
        return None
    dossier.names.want(*(one.by for one in placed))
    dossier.names.look_up(engine)
    name = _label(dossier, territory)
    chart = MapPicture(
        "map",
        words(
            text("territory_map_title", name=name),
            text("territory_map_how", placed=number(len(placed)), listed=number(len(things))),
        ),
        areas=[Area(name, own.border)] if own and own.border else [],
        points=[
            Point(
                _label(dossier, one.thing),
                one.longitude,
                one.latitude,
                things[one.thing],
                href=href(one.thing),
                note=_label(dossier, one.by) if one.by else "",
            )
            for one in placed
        ],
        outline=outline(engine),
        measured=text("territory_participations"),
    )
    query = written(
        ORGANISATIONS_IN_QUERY,
        territory=territory,
        property=f"{PREFIXES['rdf']}type",
        value=f"{CA}Organisation",
    )
    return Picture(chart, "/map", {"show": "organisations", "country": territory}, query)


def _label(dossier: Dossier, iri: str) -> str:
    return pick(dossier[iri].labels, page_language())
