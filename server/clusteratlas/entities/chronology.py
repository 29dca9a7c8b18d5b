"""What happened around a thing, and when: projects, events, designations, memberships, posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import plain, select
from clusteratlas.entities.periods import Period, periods
from clusteratlas.entities.surroundings import Kind, projects_around

MOST_EPISODES = 400
"""So many things are put on a timeline, of each kind."""

_PERIODS_OF = """
SELECT ?thing ?period {
  VALUES ?thing { $things }
  LATERAL { SELECT ?thing ?period { ?thing ca:during ?period } LIMIT 3 }
}
"""
_EVENTS = f"""
SELECT DISTINCT ?event {{
  VALUES ?thing {{ $things }}
  LATERAL {{
    SELECT ?thing ?event {{
      {{ ?event ca:host|ca:visited|ca:locatedIn|dcterms:isPartOf|ca:topic ?thing }}
      UNION {{ ?attendance ca:attendee ?thing ; ca:event ?event }}
      UNION {{ ?part ca:participant ?thing ; ca:participationIn ?event }}
      ?event ca:eventKind ?kind
    }}
    LIMIT {MOST_EPISODES}
  }}
}}
LIMIT {MOST_EPISODES}
"""
_CLAIMS = f"""
SELECT ?claim ?what ?kind ?period {{
  {{ ?claim ca:designated $thing ; ca:designation ?what . BIND("designation" AS ?kind) }}
  UNION {{ ?claim ca:member $thing ; ca:memberOf ?what . BIND("membership" AS ?kind) }}
  UNION {{ ?claim ca:holder $thing ; ca:post ?what . BIND("post" AS ?kind) }}
  ?claim ca:during ?period
}}
LIMIT {MOST_EPISODES}
"""


class EpisodeKind(StrEnum):
    """What something on a timeline is."""

    PROJECT = "project"
    EVENT = "event"
    DESIGNATION = "designation"
    MEMBERSHIP = "membership"
    POST = "post"


@dataclass(frozen=True)
class Episode:
    """Something that lasts for a while: `thing` names it, `claim` states it where one does."""

    thing: str
    kind: EpisodeKind
    period: Period
    claim: str = ""


@dataclass(frozen=True)
class Chronology:
    """Episodes with a period, the earliest first.

    `undated` are those without any; `is_more` says that there are more than were looked at.
    """

    episodes: Sequence[Episode]
    undated: Sequence[Episode]
    is_more: bool


def chronology(engine: Engine, thing: str) -> Chronology:
    """What happened around `thing`; six to ten queries."""
    around = projects_around(engine, thing)
    own = () if around.kind is Kind.PROJECT else around.iris
    projects = around.iris[:MOST_EPISODES]
    nearest = (thing,) if around.kind is Kind.PROGRAMME else (thing, *projects[:40])
    events = [plain(event) for (event,) in select(engine, _EVENTS, things=nearest)]
    kinds = dict.fromkeys(projects, EpisodeKind.PROJECT) | dict.fromkeys(
        sorted(events), EpisodeKind.EVENT
    )
    dated: dict[str, str] = {}
    for one, period in select(engine, _PERIODS_OF, things=list(kinds)):
        dated[plain(one)] = max(dated.get(plain(one), ""), plain(period))
    claims = list(select(engine, _CLAIMS, thing=thing))
    known = periods(engine, {*dated.values(), *(plain(row[3]) for row in claims)})
    episodes = [
        Episode(one, kind, known.get(dated.get(one, ""), Period())) for one, kind in kinds.items()
    ]
    for claim, what, kind, period in claims:
        episodes.append(
            Episode(plain(what), EpisodeKind(plain(kind)), known[plain(period)], plain(claim))
        )
    return Chronology(
        episodes=sorted((one for one in episodes if _is_dated(one)), key=_order),
        undated=[one for one in episodes if not _is_dated(one)],
        is_more=around.is_more or len(own) > MOST_EPISODES,
    )


def by_kind(episodes: Sequence[Episode]) -> Mapping[EpisodeKind, int]:
    """How many there are of each kind."""
    return {
        kind: number
        for kind in EpisodeKind
        if (number := sum(one.kind is kind for one in episodes))
    }


def _is_dated(episode: Episode) -> bool:
    period = episode.period
    return any((period.earliest_start, period.latest_start, period.earliest_end, period.latest_end))


def _order(episode: Episode) -> tuple[object, ...]:
    return episode.period.first, episode.period.last, episode.thing
