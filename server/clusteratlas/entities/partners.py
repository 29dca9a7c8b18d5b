"""Whom an agent works with: those who take part in the same projects, and their countries."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.above import countries, is_country
from clusteratlas.entities.asking import Count, plain, select

MOST_LINKS = 1_000
"""How many partnerships are looked at; beyond it the list speaks of the first ones."""

_SHOWN = 25

_PARTNERS = f"""
SELECT ?project ?partner ?place {{
  {{
    SELECT DISTINCT ?project ?partner {{
      {{
        SELECT ?project {{ ?own ca:participant $agent . ?project ca:hasParticipation ?own }}
        LIMIT {MOST_LINKS}
      }}
      LATERAL {{ ?project ca:hasParticipation ?other . ?other ca:participant ?partner }}
    }}
    LIMIT {MOST_LINKS + 1}
  }}
  OPTIONAL {{ ?partner ca:locatedIn ?place }}
}}
"""


@dataclass(frozen=True)
class Partner:
    """Who takes part in how many of the same projects."""

    agent: str
    projects: int
    places: tuple[str, ...]


@dataclass(frozen=True)
class PartnerCountry:
    """How many partners are in a country, in how many of the projects."""

    country: str
    partners: int
    projects: int


@dataclass(frozen=True)
class Partners:
    """The partners with the most common projects, and all their countries.

    `total.is_more` where there are more partnerships than were looked at.
    """

    top: tuple[Partner, ...]
    countries: tuple[PartnerCountry, ...]
    total: Count


def partners(engine: Engine, agent: str) -> Partners:
    """Whom `agent` works with; a query, and one for each level of territories above them."""
    projects: defaultdict[str, set[str]] = defaultdict(set)
    places: defaultdict[str, set[str]] = defaultdict(set)
    links = set()
    for project, partner, place in select(engine, _PARTNERS, agent=agent):
        links.add((plain(project), plain(partner)))
        projects[plain(partner)].add(plain(project))
        places[plain(partner)].update({plain(place)} - {""})
    projects.pop(agent, None)
    by_number = sorted(projects, key=lambda partner: (-len(projects[partner]), partner))
    top = tuple(
        Partner(partner, len(projects[partner]), tuple(sorted(places[partner])))
        for partner in by_number[:_SHOWN]
    )
    total = Count(len(projects), len(links) > MOST_LINKS)
    return Partners(top, _by_country(engine, projects, places), total)


def _by_country(
    engine: Engine, projects: dict[str, set[str]], places: dict[str, set[str]]
) -> tuple[PartnerCountry, ...]:
    # Whose country is stated needs no look at the regions above its place.
    nearest = {
        partner: set(filter(is_country, places[partner])) or places[partner] for partner in projects
    }
    country_of = countries(engine, {place for near in nearest.values() for place in near})
    of_country: Counter[str] = Counter()
    joint: defaultdict[str, set[str]] = defaultdict(set)
    for partner, common in projects.items():
        for country in {country_of[place] for place in nearest[partner]} - {""}:
            of_country[country] += 1
            joint[country] |= common
    return tuple(
        PartnerCountry(country, number, len(joint[country]))
        for country, number in sorted(of_country.items(), key=lambda item: (-item[1], item[0]))
    )
