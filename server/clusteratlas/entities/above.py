"""What a thing is part of, step by step: the programme of an activity, the country of a place."""

from __future__ import annotations

from collections.abc import Iterable

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import plain, select
from clusteratlas.entities.records import expanded
from clusteratlas.terms import ID

# One step up at a time, for all at once: a path with * makes the engine walk from everywhere.
_PARENTS = "SELECT ?part ?whole { VALUES ?part { $parts } LATERAL { ?part $property ?whole } }"
_COUNTRY = f"{ID}country/"
_MOST_STEPS = 8


def ancestors(engine: Engine, things: Iterable[str], property_: str) -> dict[str, tuple[str, ...]]:
    """For each of `things` what it is part of by the property (a prefixed name), the nearest first.

    A query for each level. Of several wholes the first by its IRI counts.
    """
    asked = sorted(set(things))
    parents: dict[str, str] = {}
    level = asked
    for _ in range(_MOST_STEPS):
        rows = select(engine, _PARENTS, parts=level, property=expanded(property_))
        found = [(plain(part), plain(whole)) for part, whole in rows]
        for part, whole in sorted(found):
            parents.setdefault(part, whole)
        level = sorted({whole for _, whole in found} - parents.keys())
        if not level:
            break
    return {thing: _chain(thing, parents) for thing in asked}


def outermost(engine: Engine, programmes: Iterable[str]) -> dict[str, str]:
    """For each of `programmes` the programme that it belongs to in the end; itself where none."""
    above = ancestors(engine, programmes, "dcterms:isPartOf")
    return {programme: (programme, *wholes)[-1] for programme, wholes in above.items()}


def countries(engine: Engine, places: Iterable[str]) -> dict[str, str]:
    """For each of `places` the country that it is in, or is; '' where that is not known."""
    asked = set(places)
    found = {place: place for place in asked if is_country(place)}
    above = ancestors(engine, asked - found.keys(), "skos:broader")
    return found | {place: next(filter(is_country, wholes), "") for place, wholes in above.items()}


def is_country(place: str) -> bool:
    """Whether `place` is a country: all countries of the atlas have IRIs of this kind."""
    return place.startswith(_COUNTRY)


def _chain(thing: str, parents: dict[str, str]) -> tuple[str, ...]:
    chain: list[str] = []
    while (thing := parents.get(thing, "")) and thing not in chain:
        chain.append(thing)
    return tuple(chain)
