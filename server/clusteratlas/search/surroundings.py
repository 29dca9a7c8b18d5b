"""What is around things: territories and what they lie in, programmes and what they are part of,
the years of periods, and what projects and their participants lend each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from clusteratlas.engine.protocol import Engine
from clusteratlas.search.facts import values_of

_DEEPEST: Final = 12
"""Levels that are looked up at most, should territories lie in each other in a circle."""
_YEAR: Final = slice(0, 4)
_LONGEST: Final = 60
"""Years of a period that count: what lasts longer is everywhere."""

_TERRITORIES: Final = """\
?thing a ?class . VALUES ?class { ca:Country ca:Region ca:BioRegion ca:MacroArea ca:Locality }
BIND(?class = ca:Country AS ?value) OPTIONAL { ?thing skos:broader ?other }"""
_PROGRAMMES: Final = """\
?thing a ?class . VALUES ?class { ca:Programme ca:ProgrammeActivity }
BIND(?class = ca:Programme AS ?value) OPTIONAL { ?thing dcterms:isPartOf ?other }"""
_PERIODS: Final = """\
?thing a ca:Period
OPTIONAL { ?thing ca:earliestStart ?value } OPTIONAL { ?thing ca:latestEnd ?other }"""

Years = tuple[int, int]


@dataclass(frozen=True)
class Hierarchy:
    """Things of which some lie in others. `tops` are those that a facet of their own is for."""

    parents: Mapping[str, frozenset[str]]
    tops: frozenset[str]
    _lines: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)

    def above(self, things: frozenset[str]) -> frozenset[str]:
        """`things` and all that they lie in, of those that are known here."""
        return frozenset().union(*(self._line(thing) for thing in things & self.parents.keys()))

    def _line(self, thing: str) -> frozenset[str]:
        known = self._lines.get(thing)
        if known is None:
            found: set[str] = set()
            fresh = {thing}
            for _ in range(_DEEPEST):
                found |= fresh
                fresh = {up for each in fresh for up in self.parents.get(each, ())} - found
            known = self._lines[thing] = frozenset(found & self.parents.keys())
        return known


def read_hierarchy(engine: Engine, pattern: str) -> Hierarchy:
    """The hierarchy that `pattern` tells: `?thing`, whether it is on top, and `?other` above it."""
    parents: dict[str, set[str]] = {}
    tops: set[str] = set()
    for thing, is_top, above in values_of(engine, pattern, ()):
        known = parents.setdefault(thing, set())
        if above:
            known.add(above)
        if is_top == "true":
            tops.add(thing)
    return Hierarchy({thing: frozenset(above) for thing, above in parents.items()}, frozenset(tops))


@dataclass
class Neighbours:
    """What a thing lends those that it is in a project with, by the hash of its IRI.

    A few numbers for each thing: at a million things some hundred megabytes.
    """

    _of: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _same: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def put(self, thing: str, value: str) -> None:
        """Add one value of a thing."""
        key = hash(thing)
        values = tuple(sorted({*self._of.get(key, ()), value}))
        self._of[key] = self._same.setdefault(values, values)

    def of(self, thing: str) -> tuple[str, ...]:
        """The values of a thing."""
        return self._of.get(hash(thing), ())


@dataclass(frozen=True)
class Surroundings:
    """All that is looked up while documents are made."""

    territories: Hierarchy
    programmes: Hierarchy
    periods: Mapping[str, Years]
    places: Neighbours
    settings: Neighbours

    def years(self, periods: Iterable[str]) -> set[int]:
        """The years that periods touch."""
        found: set[int] = set()
        for period in periods:
            if period in self.periods:
                first, last = self.periods[period]
                found.update(range(first, min(last, first + _LONGEST) + 1))
        return found


def read_surroundings(
    engine: Engine, organisations: Sequence[str] | None, projects: Sequence[str] | None
) -> Surroundings:
    """What surrounds the things of a version; of participants and projects those given, or all."""
    places, settings = Neighbours(), Neighbours()
    if organisations is None or organisations:
        for thing, place, _ in values_of(engine, "?thing ca:locatedIn ?value", organisations or ()):
            places.put(thing, place)
    if projects is None or projects:
        for setting in ("ca:underProgramme", "ca:during"):
            for thing, value, _ in values_of(engine, f"?thing {setting} ?value", projects or ()):
                settings.put(thing, value)
    return Surroundings(
        territories=read_hierarchy(engine, _TERRITORIES),
        programmes=read_hierarchy(engine, _PROGRAMMES),
        periods=_read_periods(engine),
        places=places,
        settings=settings,
    )


def _read_periods(engine: Engine) -> dict[str, Years]:
    found: dict[str, Years] = {}
    for period, start, end in values_of(engine, _PERIODS, ()):
        years = [int(text[_YEAR]) for text in (start, end) if text[_YEAR].isdigit()]
        if years:
            found[period] = (min(years), max(years))
    return found
