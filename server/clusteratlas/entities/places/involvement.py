"""What those who are in a territory take part in: programmes, money, and regions of the partners.

A country's organisations have a million participations. As many as MOST_INVOLVED are looked at;
sums of money are given only where those are all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.above import ancestors, is_country, outermost
from clusteratlas.entities.asking import Count, number, plain, select
from clusteratlas.entities.places.residents import HERE

MOST_INVOLVED = 500
MOST_PARTNERSHIPS = 1_000

_INVOLVED = f"""
SELECT ?participation ?project {{
  {{ SELECT DISTINCT ?thing {{ {HERE} }} }}
  LATERAL {{ ?participation ca:participant ?thing . ?project ca:hasParticipation ?participation }}
}}
LIMIT {MOST_INVOLVED + 1}
"""
_PROGRAMMES = """
SELECT ?project ?programme {
  VALUES ?project { $projects }
  LATERAL { ?project ca:underProgramme ?programme }
}
"""
_MONEY = """
SELECT ?participation ?kind ?currency ?document (SUM(?amount) AS ?sum) {
  VALUES ?participation { $participations }
  LATERAL {
    ?funding ca:funded ?participation .
    ?funding ca:fundingKind ?kind ; ca:amount ?amount ; ca:currency ?currency .
    ?funding ca:statedIn ?passage .
    ?passage dcterms:isPartOf ?document
  }
}
GROUP BY ?participation ?kind ?currency ?document
"""
_PARTNERS = f"""
SELECT ?project ?partner ?place {{
  {{ SELECT ?project ?partner {{
      VALUES ?project {{ $projects }}
      LATERAL {{
        ?project ca:hasParticipation ?participation . ?participation ca:participant ?partner
      }}
    }} LIMIT {MOST_PARTNERSHIPS + 1} }}
  LATERAL {{ OPTIONAL {{ ?partner ca:locatedIn ?place }} }}
}}
"""


_NUTS_2 = "SELECT ?place { VALUES ?place { $places } LATERAL { ?place ca:nutsLevel 2 } }"


@dataclass(frozen=True)
class UnderProgramme:
    """How many projects with someone from here a programme has ('' for none), and the money.

    `money` has sums by kind and currency of what is stated for participations from here.
    """

    programme: str
    projects: int
    money: Mapping[tuple[str, str], Decimal]


@dataclass(frozen=True)
class PartnerTerritory:
    """A territory elsewhere: how many partners are there, in how many common projects."""

    territory: str
    partners: int
    projects: int


@dataclass(frozen=True)
class Involvement:
    """What those who are here take part in.

    `participations` and `partnerships` count what was looked at; `is_more` where there is more.
    """

    participations: Count
    partnerships: Count
    programmes: tuple[UnderProgramme, ...]
    partners: tuple[PartnerTerritory, ...]


def involvement(engine: Engine, territory: str, *, of_countries: bool) -> Involvement:
    """What those in `territory` take part in; partners by country, else by NUTS region or country.

    Four queries, and one for each level of programmes and of territories.
    """
    rows = [
        (plain(participation), plain(project))
        for participation, project in select(engine, _INVOLVED, territory=territory)
    ]
    is_more = len(rows) > MOST_INVOLVED
    project_of = dict(rows[:MOST_INVOLVED])
    projects = sorted(set(project_of.values()))
    money = {} if is_more else _money(engine, sorted(project_of))
    partnerships, partners = _partners(engine, territory, projects, of_countries=of_countries)
    return Involvement(
        Count(len(project_of), is_more),
        partnerships,
        _by_programme(engine, project_of, money),
        partners,
    )


def _money(
    engine: Engine, participations: Sequence[str]
) -> dict[str, dict[tuple[str, str], Decimal]]:
    """What each participation gets, by kind and currency: of several lists that which says most."""
    found: defaultdict[str, dict[tuple[str, str], Decimal]] = defaultdict(dict)
    rows = select(engine, _MONEY, participations=participations)
    for participation, kind, currency, _, amount in rows:
        of_one, key = found[plain(participation)], (plain(kind), plain(currency))
        of_one[key] = max(of_one.get(key, Decimal(0)), number(amount) or Decimal(0))
    return found


def _by_programme(
    engine: Engine,
    project_of: Mapping[str, str],
    money: Mapping[str, Mapping[tuple[str, str], Decimal]],
) -> tuple[UnderProgramme, ...]:
    projects = sorted(set(project_of.values()))
    rows = [
        (plain(project), plain(programme))
        for project, programme in select(engine, _PROGRAMMES, projects=projects)
    ]
    tops = outermost(engine, {programme for _, programme in rows})
    programmes: defaultdict[str, set[str]] = defaultdict(set)
    for project, programme in rows:
        programmes[project].add(tops[programme])
    # A project under two programmes goes with the first of them, so that nothing counts twice.
    programme_of = {project: min(programmes[project], default="") for project in projects}
    counted: defaultdict[str, set[str]] = defaultdict(set)
    sums: defaultdict[str, defaultdict[tuple[str, str], Decimal]] = defaultdict(
        lambda: defaultdict(Decimal)
    )
    for participation, project in project_of.items():
        counted[programme_of[project]].add(project)
        for key, amount in money.get(participation, {}).items():
            sums[programme_of[project]][key] += amount
    found = (
        UnderProgramme(programme, len(of_programme), dict(sorted(sums[programme].items())))
        for programme, of_programme in counted.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.projects, one.programme)))


def _partners(
    engine: Engine, territory: str, projects: Sequence[str], *, of_countries: bool
) -> tuple[Count, tuple[PartnerTerritory, ...]]:
    places: defaultdict[str, set[str]] = defaultdict(set)
    joint: defaultdict[str, set[str]] = defaultdict(set)
    for project, partner, place in select(engine, _PARTNERS, projects=projects):
        places[plain(partner)].update({plain(place)} - {""})
        joint[plain(partner)].add(plain(project))
    stated = {place for found in places.values() for place in found}
    above = ancestors(engine, stated, "skos:broader")
    regions = set() if of_countries else _nuts_2(engine, stated.union(*above.values()))
    partners: defaultdict[str, set[str]] = defaultdict(set)
    common: defaultdict[str, set[str]] = defaultdict(set)
    for who, found in places.items():
        if any(territory in (place, *above[place]) for place in found):
            continue
        for elsewhere in _areas(found, above, regions):
            partners[elsewhere].add(who)
            common[elsewhere] |= joint[who]
    by_number = sorted(common, key=lambda one: (-len(common[one]), -len(partners[one]), one))
    looked_at = sum(map(len, joint.values()))
    return (
        Count(min(looked_at, MOST_PARTNERSHIPS), looked_at > MOST_PARTNERSHIPS),
        tuple(PartnerTerritory(one, len(partners[one]), len(common[one])) for one in by_number),
    )


def _areas(
    places: Iterable[str], above: Mapping[str, tuple[str, ...]], regions: Collection[str]
) -> set[str]:
    """The areas by which someone at `places` counts: one of `regions`, else a country.

    A place that lies in neither counts as itself. Who is known by a region does not count by its
    country as well.
    """
    found = {_area((place, *above[place]), regions) for place in places}
    return found & set(regions) or found


def _area(chain: tuple[str, ...], regions: Collection[str]) -> str:
    """What of `chain` (a place and what it lies in) a place counts by."""
    region = next((one for one in chain if one in regions), None)
    return region or next(filter(is_country, chain), chain[0])


def _nuts_2(engine: Engine, places: Iterable[str]) -> set[str]:
    return {plain(place) for (place,) in select(engine, _NUTS_2, places=sorted(places))}
