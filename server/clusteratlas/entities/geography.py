"""Where things are: their own point, else that of the nearest place above them that has one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import shapely

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.above import ancestors, countries, is_country
from clusteratlas.entities.asking import plain, select
from clusteratlas.entities.surroundings import parts
from clusteratlas.terms import CA, ID, PREFIXES

MOST_CLUSTERS = 500
MOST_ORGANISATIONS = 500
MOST_COUNTED = 20_000

_POINT = re.compile(r"^\s*(?:<[^>]*>\s*)?POINT\s*\(\s*(-?[0-9.]+)\s+(-?[0-9.]+)\s*\)\s*$")

_SYSTEM = re.compile(r"^\s*<[^>]*>\s*")

_CLUSTERS = f"SELECT ?thing {{ ?thing a ca:Cluster }} LIMIT {MOST_CLUSTERS + 1}"
_PLACES = """
SELECT ?thing ?place {
  VALUES ?thing { $things }
  LATERAL { ?thing ca:locatedIn ?place }
}
"""
_GEOMETRIES = """
SELECT ?thing ?geometry ?wkt {
  VALUES ?thing { $things }
  LATERAL { ?thing geo:hasGeometry ?geometry . ?geometry geo:asWKT ?wkt }
}
"""
_OUTLINE = f"{ID}geometry/land-of-europe"
_LAND = "SELECT ?wkt { $outline geo:asWKT ?wkt } LIMIT 1"
_COUNTRIES = "SELECT ?country { ?country a ca:Country ; geo:hasGeometry ?geometry } LIMIT 600"
_ORGANISATIONS = f"""
SELECT DISTINCT ?organisation {{
  VALUES ?place {{ $places }}
  LATERAL {{
    SELECT ?place ?organisation {{
      ?organisation ca:locatedIn ?place .
      ?organisation $property $value
    }}
    LIMIT {MOST_ORGANISATIONS + 1}
  }}
}}
LIMIT {MOST_ORGANISATIONS + 1}
"""
_BY_PLACE = f"""
SELECT ?place (COUNT(*) AS ?number) {{
  {{
    SELECT ?place {{ ?organisation $property $value ; ca:locatedIn ?place }}
    LIMIT {MOST_COUNTED + 1}
  }}
}}
GROUP BY ?place
"""


@dataclass(frozen=True)
class Shape:
    """A geometry as well-known text in degrees: a border, or a point, or both."""

    border: str = ""
    own_point: tuple[float, float] | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude: its own point, else one inside the border."""
        return self.own_point or _inside(self.border)


@dataclass(frozen=True)
class Placed:
    """A thing with its place: `by` is the territory whose point it has, '' for its own."""

    thing: str
    longitude: float
    latitude: float
    by: str = ""

    @property
    def only_country(self) -> bool:
        """Whether no more than its country is known."""
        return is_country(self.by)


@dataclass(frozen=True)
class Whereabouts:
    """Things that have a place, and those that have none that could be drawn."""

    placed: Sequence[Placed]
    without: Sequence[str]


def clusters(engine: Engine) -> Sequence[str]:
    """The clusters of the atlas, at most MOST_CLUSTERS and one more."""
    return sorted(plain(thing) for (thing,) in select(engine, _CLUSTERS))


def shapes(engine: Engine, things: Iterable[str]) -> dict[str, Shape]:
    """The geometries of things; of several borders, that of the newest edition. One query.

    The outline of the land is none of them: it is no border, and says of nothing where it is.
    """
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for thing, geometry, wkt in select(engine, _GEOMETRIES, things=sorted(set(things))):
        if plain(geometry) != _OUTLINE:
            found[plain(thing)][plain(geometry)] = plain(wkt)
    return {thing: _shape(by_iri) for thing, by_iri in found.items()}


def borders_of_countries(engine: Engine) -> dict[str, Shape]:
    """All countries that have a geometry; two queries."""
    countries = {plain(country) for (country,) in select(engine, _COUNTRIES)}
    return shapes(engine, countries)


def outline(engine: Engine) -> str:
    """The land of Europe and around it, as well-known text; '' where there is none. One query."""
    return next((plain(wkt) for (wkt,) in select(engine, _LAND, outline=_OUTLINE)), "")


def whereabouts(engine: Engine, things: Sequence[str]) -> Whereabouts:
    """Where `things` are: three queries, and one a level of territories.

    A thing in several places goes by the one that says most: a region rather than its country.
    """
    places = _places(engine, things)
    above = ancestors(engine, {place for near in places.values() for place in near}, "skos:broader")
    territories = {*above, *(place for chain in above.values() for place in chain)}
    known = shapes(engine, {*things, *territories})
    found = {thing: _placed(thing, places.get(thing, ()), above, known) for thing in things}
    return Whereabouts(
        [placed for placed in found.values() if placed],
        [thing for thing, placed in found.items() if placed is None],
    )


def organisations_in(engine: Engine, territory: str, kind: str = "") -> Sequence[str]:
    """Organisations of a kind ('' for any) in a territory or its parts, at most one over MOST."""
    property_, value = _of_kind(kind)
    places = parts(engine, territory, PREFIXES["skos"] + "broader")
    rows = select(engine, _ORGANISATIONS, places=places, property=property_, value=value)
    return sorted(plain(organisation) for (organisation,) in rows)


def organisations_by_country(engine: Engine, kind: str = "") -> tuple[dict[str, int], bool]:
    """How many organisations of a kind are in each country; whether there are more than counted.

    An organisation with a country and a region counts for both statements' country once each, as
    lists give either; at most MOST_COUNTED statements are read.
    """
    property_, value = _of_kind(kind)
    by_place = {
        plain(place): int(plain(number))
        for place, number in select(engine, _BY_PLACE, property=property_, value=value)
    }
    country_of = countries(engine, by_place)
    counted: Counter[str] = Counter()
    for place, number in by_place.items():
        counted[country_of[place]] += number
    counted.pop("", None)
    return dict(counted), sum(by_place.values()) > MOST_COUNTED


def _of_kind(kind: str) -> tuple[str, str]:
    """Property and value that organisations of a kind have; of any kind, their class."""
    if kind:
        return f"{CA}organisationKind", kind
    return f"{PREFIXES['rdf']}type", f"{CA}Organisation"


def _places(engine: Engine, things: Sequence[str]) -> dict[str, Sequence[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for thing, place in select(engine, _PLACES, things=things):
        found[plain(thing)].add(plain(place))
    # Countries last: what lies within one says more.
    return {
        thing: sorted(near, key=lambda place: (is_country(place), place))
        for thing, near in found.items()
    }


def _placed(
    thing: str,
    places: Sequence[str],
    above: Mapping[str, Sequence[str]],
    known: Mapping[str, Shape],
) -> Placed | None:
    own = known.get(thing)
    if own and own.point:
        return Placed(thing, *own.point)
    chains = [(place, *above[place]) for place in places]
    # The nearest of all, so that a region above one place goes before a country given beside it.
    candidates = sorted(
        ((is_country(one), depth, one) for chain in chains for depth, one in enumerate(chain)),
    )
    for _, _, territory in candidates:
        shape = known.get(territory)
        if shape and shape.point:
            return Placed(thing, *shape.point, by=territory)
    return None


def _shape(by_iri: Mapping[str, str]) -> Shape:
    """IRIs of borders end in the edition, so that the greatest of them is the newest."""
    border, point = "", None
    for _, wkt in sorted(by_iri.items()):
        if match := _POINT.match(wkt):
            point = float(match[1]), float(match[2])
        else:
            border = wkt
    return Shape(border, point)


@lru_cache(maxsize=4_096)
def _inside(border: str) -> tuple[float, float] | None:
    """A point inside the largest part of a border."""
    try:
        area = shapely.from_wkt(_SYSTEM.sub("", border)) if border else None
    except shapely.errors.ShapelyError:
        return None
    if area is None or area.is_empty:
        return None
    largest = max(shapely.get_parts(area), key=lambda part: part.area)
    middle = largest.centroid
    point = middle if largest.contains(middle) else largest.representative_point()
    return float(point.x), float(point.y)
