"""Who takes part in a project: a page at a time, those who lead it first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import MOST_COUNTED, Count, plain, select
from clusteratlas.entities.pages import PAGE_SIZE, Page, last_page
from clusteratlas.terms import SCHEME

_LEADING = tuple(f"{SCHEME}role/{role}" for role in ("coordinator", "leader", "implementer"))

_PARTICIPATIONS = f"""
SELECT ?participation ?participant ?role {{
  {{
    SELECT ?participation {{ $project ca:hasParticipation ?participation }}
    LIMIT {MOST_COUNTED + 1}
  }}
  LATERAL {{
    ?participation ca:participant ?participant
    OPTIONAL {{ ?participation ca:role ?role }}
  }}
}}
"""


@dataclass(frozen=True)
class Participant:
    """Who takes part, by which participations (one in each list that says so), in which roles."""

    agent: str
    participations: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Consortium:
    """A page of the participants, and how many there are in each role, most first."""

    page: Page
    shown: tuple[Participant, ...]
    by_role: Mapping[str, int]


def consortium(engine: Engine, project: str, number: int) -> Consortium:
    """Page `number` of who takes part in `project`; one query."""
    participations: defaultdict[str, set[str]] = defaultdict(set)
    roles: defaultdict[str, set[str]] = defaultdict(set)
    in_role: defaultdict[str, set[str]] = defaultdict(set)
    for participation, participant, role in select(engine, _PARTICIPATIONS, project=project):
        participations[plain(participant)].add(plain(participation))
        roles[plain(participant)].update({plain(role)} - {""})
        in_role[plain(role)].add(plain(participant))
    total = Count(len(participations), sum(map(len, participations.values())) > MOST_COUNTED)
    shown_page = min(number, last_page(total, PAGE_SIZE))
    ordered = sorted(participations, key=lambda agent: (_rank(roles[agent]), agent))
    agents = tuple(ordered[(shown_page - 1) * PAGE_SIZE : shown_page * PAGE_SIZE])
    shown = tuple(
        Participant(agent, tuple(sorted(participations[agent])), tuple(sorted(roles[agent])))
        for agent in agents
    )
    most_first = sorted(in_role.items(), key=lambda item: (-len(item[1]), item[0]))
    by_role = {role: len(in_this) for role, in_this in most_first if role}
    return Consortium(Page(agents, total, shown_page), shown, by_role)


def _rank(roles: set[str]) -> int:
    return min((_LEADING.index(role) for role in roles if role in _LEADING), default=len(_LEADING))
