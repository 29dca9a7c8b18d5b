"""Who is in a territory, or in a place inside it: those with the most projects first.

To sort, all have to be counted. Where there are too many for that, they come as the index has them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import MOST_COUNTED, Count, count, plain, select
from clusteratlas.entities.pages import PAGE_SIZE, Page, last_page

MOST_RANKED = 4_000

HERE = """
{ SELECT ?place { ?place skos:broader* $territory } LIMIT 5000 }
LATERAL { ?thing ca:locatedIn ?place }
"""
"""Whoever `?thing` is at a `?place` in the territory; the same thing may be at several."""

_DISTINCT = f"{{ SELECT DISTINCT ?thing {{ {HERE} }} }}"
# UNION with nothing keeps those without a participation, three times faster than OPTIONAL. Sorted
# in Python: to order by IRI, the engine looks texts up for each comparison.
_RANKED = f"""
SELECT ?thing (COUNT(?participation) AS ?number) {{
  {_DISTINCT}
  LATERAL {{ {{ ?participation ca:participant ?thing }} UNION {{ }} }}
}}
GROUP BY ?thing
"""
_UNRANKED = f"SELECT DISTINCT ?thing {{ {HERE} }} OFFSET $offset LIMIT $size"
_PARTICIPATIONS = """
SELECT ?thing ?number {
  VALUES ?thing { $things }
  LATERAL {
    SELECT ?thing (COUNT(*) AS ?number) {
      SELECT ?thing ?participation { ?participation ca:participant ?thing } LIMIT $most
    }
    GROUP BY ?thing
  }
}
"""
_DETAILS = """
SELECT ?thing ?property ?value {
  VALUES ?thing { $things }
  VALUES ?property { rdf:type ca:locatedIn }
  LATERAL { ?thing ?property ?value }
}
"""
_CLUSTERS = """
SELECT DISTINCT ?thing {
  { SELECT ?thing { ?thing a ca:Cluster } LIMIT 2000 }
  LATERAL { ?thing ca:locatedIn ?place . ?place skos:broader* $territory }
}
LIMIT 500
"""


@dataclass(frozen=True)
class Resident:
    """Who is in a territory, where exactly, of which classes, and in how many projects it is."""

    thing: str
    places: tuple[str, ...]
    classes: tuple[str, ...]
    participations: Count


@dataclass(frozen=True)
class Residents:
    """One page of those who are in a territory; `is_ranked` where the busiest come first."""

    page: Page
    shown: tuple[Resident, ...]
    is_ranked: bool


def residents(engine: Engine, territory: str, number: int) -> Residents:
    """Page `number` of who is in `territory`; four queries."""
    total = count(engine, _DISTINCT, territory=territory)
    number = min(max(number, 1), last_page(total, PAGE_SIZE))
    offset, is_ranked = (number - 1) * PAGE_SIZE, total.number <= MOST_RANKED
    if is_ranked:
        things = tuple(_ranked(engine, territory)[offset : offset + PAGE_SIZE])
    else:
        rows = select(engine, _UNRANKED, territory=territory, offset=offset, size=PAGE_SIZE)
        things = tuple(plain(thing) for (thing,) in rows)
    counts = select(engine, _PARTICIPATIONS, things=things, most=MOST_COUNTED + 1)
    participations = {plain(thing): _counted(int(plain(found))) for thing, found in counts}
    details = _details(engine, things)
    shown = tuple(
        Resident(
            thing,
            tuple(sorted(details[thing, "locatedIn"])),
            tuple(sorted(details[thing, "type"])),
            participations.get(thing, Count(0)),
        )
        for thing in things
    )
    return Residents(Page(things, total, number), shown, is_ranked)


def _ranked(engine: Engine, territory: str) -> list[str]:
    """All who are in `territory`, the busiest first."""
    found = [
        (plain(thing), int(plain(number)))
        for thing, number in select(engine, _RANKED, territory=territory)
    ]
    return [thing for thing, _ in sorted(found, key=lambda one: (-one[1], one[0]))]


def clusters_in(engine: Engine, territory: str) -> tuple[str, ...]:
    """The clusters in `territory`, at most 500."""
    return tuple(
        sorted(plain(thing) for (thing,) in select(engine, _CLUSTERS, territory=territory))
    )


def _details(engine: Engine, things: Sequence[str]) -> Mapping[tuple[str, str], set[str]]:
    """The places and classes of `things`, by thing and the property's local name."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for thing, property_, value in select(engine, _DETAILS, things=things):
        name = plain(property_).rpartition("#")[2]
        found[plain(thing), name].add(plain(value))
    return found


def _counted(found: int) -> Count:
    return Count(min(found, MOST_COUNTED), found > MOST_COUNTED)
