"""`/map`: where clusters are, who takes part around a thing, where organisations of a kind are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.collaboration import actor_countries, actors_around
from clusteratlas.entities.geography import (
    MOST_COUNTED,
    MOST_ORGANISATIONS,
    Shape,
    Whereabouts,
    borders_of_countries,
    clusters,
    organisations_by_country,
    organisations_in,
    outline,
    whereabouts,
)
from clusteratlas.entities.naming import Names
from clusteratlas.pictures.maps import Area, Landmark, MapPicture, Point
from clusteratlas.terms import CA, PREFIXES
from clusteratlas.web.address import href
from clusteratlas.web.picturing.figure import Picture, address_of
from clusteratlas.web.picturing.queries import (
    CLUSTERS_IN_QUERY,
    CLUSTERS_QUERY,
    ORGANISATIONS_IN_QUERY,
    ORGANISATIONS_QUERY,
    actors_query,
    written,
)
from clusteratlas.web.picturing.wording import label, number, text, words

SHOWN = ("clusters", "organisations")
_HALF_WIDTH = 560


@dataclass(frozen=True)
class AskedMap:
    """What the address asks for: a thing whose partners are shown, or what is to be shown."""

    about: str = ""
    show: str = "clusters"
    country: str = ""
    kind: str = ""

    @property
    def arguments(self) -> dict[str, str]:
        """The arguments of the address that reproduces the map."""
        given = {"about": self.about, "country": self.country, "kind": self.kind}
        if not self.about:
            given["show"] = self.show
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True)
class Map:
    """The picture, and the things that have no place on it, with their names."""

    picture: Picture
    without: Sequence[tuple[str, str]]


def map_of(engine: Engine, asked: AskedMap, page: int) -> Map:
    """The map that is asked for."""
    if asked.about:
        return _of_actors(engine, asked, page)
    if asked.show == "clusters":
        return _of_clusters(engine, asked, page)
    if asked.country:
        return _of_organisations(engine, asked, page)
    return _by_country(engine, asked, page)


def home_map(engine: Engine) -> Picture:
    """The clusters on the first page, where the map has half the width: letters keep their size."""
    picture = _of_clusters(engine, AskedMap(), 1).picture
    assert isinstance(picture.chart, MapPicture)
    return replace(picture, chart=replace(picture.chart, width=_HALF_WIDTH))


def _of_clusters(engine: Engine, asked: AskedMap, page: int) -> Map:
    everyone = clusters(engine)
    query = written(CLUSTERS_QUERY)
    if asked.country:
        country_of = actor_countries(engine, everyone)
        everyone = [cluster for cluster in everyone if country_of[cluster] == asked.country]
        query = written(CLUSTERS_IN_QUERY, country=asked.country)
    return _of_things(
        engine, asked, page,
        weights=dict.fromkeys(everyone, 1),
        title=text("pic_map_clusters"),
        query=query,
    )  # fmt: skip


def _of_actors(engine: Engine, asked: AskedMap, page: int) -> Map:
    around, weights = actors_around(engine, asked.about)
    strongest = dict(
        sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_ORGANISATIONS]
    )
    notes = []
    if len(strongest) < len(weights):
        shown, total = number(len(strongest)), number(len(weights))
        notes.append(text("pic_map_most_only", shown=shown, total=total))
    if around.is_more:
        notes.append(text("pic_projects_bound", projects=number(len(around.iris))))
    names = Names()
    names.want(asked.about)
    names.look_up(engine)
    return _of_things(
        engine, asked, page,
        weights=strongest,
        title=text("pic_map_around", name=label(names, asked.about)),
        query=actors_query(asked.about, around.kind),
        notes=notes,
        measured=text("pic_shared_projects"),
    )  # fmt: skip


def _of_organisations(engine: Engine, asked: AskedMap, page: int) -> Map:
    found = organisations_in(engine, asked.country, asked.kind)
    names = Names()
    names.want(asked.country)
    names.look_up(engine)
    notes = []
    if len(found) > MOST_ORGANISATIONS:
        notes.append(text("pic_map_first_only", shown=number(MOST_ORGANISATIONS)))
    property_, value = _of_kind(asked.kind)
    return _of_things(
        engine, asked, page,
        weights=dict.fromkeys(found[:MOST_ORGANISATIONS], 1),
        title=text("pic_map_organisations_in", name=label(names, asked.country)),
        query=written(
            ORGANISATIONS_IN_QUERY, territory=asked.country, property=property_, value=value
        ),
        notes=notes,
    )  # fmt: skip


def _of_things(
    engine: Engine,
    asked: AskedMap,
    page: int,
    *,
    weights: Mapping[str, int],
    title: str,
    query: str,
    notes: Sequence[str] = (),
    measured: str = "",
) -> Map:
    found = whereabouts(engine, list(weights))
    land = borders_of_countries(engine)
    names = Names()
    names.want(*weights, *land, *(placed.by for placed in found.placed))
    names.look_up(engine)
    kinds = [text("pic_in_place"), text("pic_in_country")]
    points = [
        Point(
            label(names, placed.thing),
            placed.longitude,
            placed.latitude,
            weights[placed.thing],
            int(placed.only_country),
            href(placed.thing),
            label(names, placed.by) if placed.by else "",
        )
        for placed in found.placed
    ]
    used = {point.kind for point in points}
    if used == {0}:
        kinds = []
    chart = MapPicture(
        "map",
        words(title, _counted(found)),
        points=points,
        outline=outline(engine),
        ground=[shape.border for shape in land.values() if shape.border],
        landmarks=_landmarks(land, names),
        kinds=kinds,
        measured=measured,
    )
    picture = Picture(chart, "/map", asked.arguments, query, notes, page)
    return Map(picture, [(thing, label(names, thing)) for thing in found.without])


def _by_country(engine: Engine, asked: AskedMap, page: int) -> Map:
    counted, is_more = organisations_by_country(engine, asked.kind)
    land = borders_of_countries(engine)
    names = Names()
    names.want(*counted, asked.kind)
    names.look_up(engine)
    bordered = {iri: shape for iri, shape in land.items() if shape.border and iri in counted}
    areas = [
        Area(label(names, iri), shape.border, counted[iri], _zoomed(asked, iri))
        for iri, shape in sorted(bordered.items())
    ]
    points = [
        Point(label(names, iri), *point, counted[iri], href=_zoomed(asked, iri))
        for iri, shape in sorted(land.items())
        if iri in counted and not shape.border and (point := shape.point)
    ]
    property_, value = _of_kind(asked.kind)
    title = text("pic_map_organisations")
    if asked.kind:
        title = f"{title}: {label(names, asked.kind)}"
    shown = number(sum(counted.values()))
    chart = MapPicture(
        "map",
        words(title, text("pic_map_by_country", count=shown, countries=number(len(counted)))),
        areas,
        points,
        outline=outline(engine),
        ground=[shape.border for iri, shape in land.items() if iri not in counted and shape.border],
        measured=text("pic_organisations"),
    )
    notes = [text("pic_map_counted_only", count=number(MOST_COUNTED))] if is_more else []
    query = written(ORGANISATIONS_QUERY, property=property_, value=value)
    undrawn = sorted(counted.keys() - land.keys())
    picture = Picture(chart, "/map", asked.arguments, query, notes, page)
    return Map(picture, [(iri, f"{label(names, iri)} ({number(counted[iri])})") for iri in undrawn])


def _zoomed(asked: AskedMap, country: str) -> str:
    """A country on the map leads to the map of its organisations."""
    within = AskedMap(show="organisations", country=country, kind=asked.kind)
    return address_of("/map", within.arguments)


def _counted(found: Whereabouts) -> str:
    """How many things are on the map, how many of them only in their country, how many are not."""
    return text(
        "pic_map_counts",
        placed=number(len(found.placed)),
        country=number(sum(placed.only_country for placed in found.placed)),
        without=number(len(found.without)),
    )


def _landmarks(land: Mapping[str, Shape], names: Names) -> Sequence[Landmark]:
    return [
        Landmark(label(names, iri), *point)
        for iri, shape in sorted(land.items())
        if (point := shape.point)
    ]


def _of_kind(kind: str) -> tuple[str, str]:
    if kind:
        return f"{CA}organisationKind", kind
    return f"{PREFIXES['rdf']}type", f"{CA}Organisation"
