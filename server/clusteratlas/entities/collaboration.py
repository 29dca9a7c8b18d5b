"""Who works with whom around a thing: the network of its projects, or of their programmes.

By project, two actors are linked that take part in the same projects, and the weight is how many.
By programme, an actor is linked with each programme, or activity of one, that its projects are
under. Whoever only pays (a co-financer) does not take part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from heapq import nsmallest
from itertools import combinations

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.above import countries, is_country
from clusteratlas.entities.asking import plain, select
from clusteratlas.entities.periods import Period, parsed
from clusteratlas.entities.surroundings import Kind, Projects, projects_around

_MOST_PARTICIPATIONS = 8_000
_LARGE = 60
"""In a larger consortium actors are linked with those at its middle, not each with each."""

_ACTORS = f"""
SELECT ?project ?actor ?role {{
  VALUES ?project {{ $projects }}
  LATERAL {{
    ?project ca:hasParticipation ?participation .
    ?participation ca:participant ?actor .
    OPTIONAL {{ ?participation ca:role ?role }}
  }}
}}
LIMIT {_MOST_PARTICIPATIONS}
"""
_PERIODS = """
SELECT ?project ?earliestStart ?latestEnd {
  VALUES ?project { $projects }
  LATERAL {
    ?project ca:during ?period .
    OPTIONAL { ?period ca:earliestStart ?earliestStart }
    OPTIONAL { ?period ca:latestEnd ?latestEnd }
  }
}
"""
_PROGRAMMES = """
SELECT ?project ?programme {
  VALUES ?project { $projects }
  LATERAL { ?project ca:underProgramme ?programme }
}
"""
_PLACES = """
SELECT ?actor ?place {
  VALUES ?actor { $actors }
  LATERAL { ?actor ca:locatedIn ?place }
}
"""
_PAYS = "/role/co-financer"
_LEADS = ("/role/coordinator", "/role/leader", "/role/network-leader")


class By(StrEnum):
    """What links actors."""

    PROJECT = "project"
    PROGRAMME = "programme"


@dataclass(frozen=True)
class Asked:
    """Which network: around what, linked by what, in which days (None: open), in which country."""

    about: str
    by: By = By.PROJECT
    first: date | None = None
    last: date | None = None
    country: str = ""


@dataclass(frozen=True)
class Tie:
    """Two things by their IRIs, and how many projects they have in common."""

    source: str
    target: str
    projects: int


@dataclass(frozen=True)
class Collaboration:
    """The strongest ties, the strongest first.

    `found` is how many ties there are, `projects` and `actors` of how many; `is_more` says that the
    thing has more projects than were looked at. `country_of` has the country of each actor in the
    ties ('' where unknown); `programmes` are the ends that are no actors.
    """

    ties: Sequence[Tie]
    found: int
    projects: int
    actors: int
    is_more: bool
    country_of: Mapping[str, str] = field(default_factory=dict)
    programmes: frozenset[str] = frozenset()

    @property
    def ends(self) -> Sequence[str]:
        """The things that are tied, each once."""
        return sorted({end for tie in self.ties for end in (tie.source, tie.target)})


def collaboration(engine: Engine, asked: Asked, most: int) -> Collaboration:
    """The `most` strongest ties of the network; five to ten queries, whatever its size."""
    around = projects_around(engine, asked.about)
    projects = _in_period(engine, around.iris, asked)
    actors, leaders = _actors(engine, projects)
    if asked.country:
        actors = _of_country(engine, actors, asked)
    weights = (
        _with_programmes(engine, actors)
        if asked.by is By.PROGRAMME
        else _with_each_other(actors, leaders, asked.about)
    )
    strongest = nsmallest(most, weights.items(), key=lambda item: (-item[1], item[0]))
    ties = [Tie(source, target, weight) for (source, target), weight in strongest]
    programmes = frozenset(tie.target for tie in ties) if asked.by is By.PROGRAMME else frozenset()
    ends = {end for tie in ties for end in (tie.source, tie.target)} - programmes
    return Collaboration(
        ties,
        found=len(weights),
        projects=len(projects),
        actors=len({actor for together in actors.values() for actor in together}),
        is_more=around.is_more,
        country_of=actor_countries(engine, ends),
        programmes=programmes,
    )


def actors_around(engine: Engine, thing: str) -> tuple[Projects, Counter[str]]:
    """Who takes part in the projects around `thing`, and in how many of them."""
    around = projects_around(engine, thing)
    actors, _ = _actors(engine, around.iris)
    counted = Counter(actor for of_project in actors.values() for actor in of_project)
    if around.kind in (Kind.AGENT, Kind.PROJECT):
        counted.pop(thing, None)
    return around, counted


def actor_countries(engine: Engine, actors: Iterable[str]) -> dict[str, str]:
    """The country of each actor, '' where it is not known; a query, and one a level above."""
    places: dict[str, set[str]] = {actor: set() for actor in actors}
    for actor, place in select(engine, _PLACES, actors=sorted(places)):
        places[plain(actor)].add(plain(place))
    nearest = {
        actor: min(filter(is_country, of_actor), default="") or min(of_actor, default="")
        for actor, of_actor in places.items()
    }
    country_of = countries(engine, filter(None, nearest.values()))
    return {actor: country_of.get(place, "") for actor, place in nearest.items()}


def _in_period(engine: Engine, projects: Sequence[str], asked: Asked) -> Sequence[str]:
    """The projects that can have run in the days asked for; an unknown end is open."""
    if asked.first is None and asked.last is None:
        return projects
    wanted = Period(earliest_start=asked.first, latest_end=asked.last)
    return [
        plain(project)
        for project, start, end in select(engine, _PERIODS, projects=projects)
        if Period(earliest_start=parsed(plain(start)), latest_end=parsed(plain(end))).can_overlap(
            wanted
        )
    ]


def _of_country(
    engine: Engine, actors: Mapping[str, set[str]], asked: Asked
) -> dict[str, set[str]]:
    """Those in the country; what the network is about stays in it, wherever it is."""
    everyone = {actor for together in actors.values() for actor in together}
    country_of = actor_countries(engine, everyone)
    kept = {actor for actor in everyone if country_of[actor] == asked.country} | {asked.about}
    return {project: together & kept for project, together in actors.items()}


def _actors(
    engine: Engine, projects: Sequence[str]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Who takes part in each project, and who leads it."""
    actors: defaultdict[str, set[str]] = defaultdict(set)
    leaders: defaultdict[str, set[str]] = defaultdict(set)
    for project, actor, role in select(engine, _ACTORS, projects=projects):
        if plain(role).endswith(_PAYS):
            continue
        actors[plain(project)].add(plain(actor))
        if plain(role).endswith(_LEADS):
            leaders[plain(project)].add(plain(actor))
    return actors, leaders


def _with_each_other(
    actors: Mapping[str, set[str]], leaders: Mapping[str, set[str]], about: str
) -> Counter[tuple[str, str]]:
    weights: Counter[tuple[str, str]] = Counter()
    for project, together in actors.items():
        if len(together) <= _LARGE:
            weights.update(combinations(sorted(together), 2))
            continue
        middle = together & {about, *leaders.get(project, ())} or {min(together)}
        pairs = {
            (min(one, other), max(one, other))
            for one in middle
            for other in together
            if one != other
        }
        weights.update(pairs)
    return weights


def _with_programmes(engine: Engine, actors: Mapping[str, set[str]]) -> Counter[tuple[str, str]]:
    under: defaultdict[str, set[str]] = defaultdict(set)
    for row in select(engine, _PROGRAMMES, projects=sorted(actors)):
        under[plain(row[0])].add(plain(row[1]))
    weights: Counter[tuple[str, str]] = Counter()
    for project, together in actors.items():
        weights.update((actor, one) for actor in together for one in under[project])
    return weights
