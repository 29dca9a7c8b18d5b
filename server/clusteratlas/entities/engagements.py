"""What an agent takes part in: its participations, newest first, by programme and role.

An organisation may take part in thousands of projects. The rows that order, count and group them
are read once, at most MOST_COUNTED; the rest only for the page that is shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.above import outermost
from clusteratlas.entities.asking import MOST_COUNTED, Count, plain, select

# LATERAL: the engine goes from the agent, not through all projects of the atlas.
_ENGAGEMENTS = f"""
SELECT ?participation ?project ?role ?programme ?start {{
  {{ SELECT ?participation {{ ?participation ca:participant $agent }} LIMIT {MOST_COUNTED + 1} }}
  LATERAL {{
    ?project ca:hasParticipation ?participation .
    OPTIONAL {{ ?participation ca:role ?role }}
    OPTIONAL {{ ?project ca:underProgramme ?programme }}
    OPTIONAL {{ ?project ca:during ?period . ?period ca:earliestStart ?start }}
  }}
}}
"""


@dataclass(frozen=True)
class Engagement:
    """A project that an agent takes part in, by which participations and in which roles.

    `programme` is the outermost that it is under, '' for none; the first of several, so that no
    project counts twice. `start` is the earliest day, '' where not known.
    """

    project: str
    participations: tuple[str, ...]
    roles: tuple[str, ...]
    programme: str
    start: str


@dataclass(frozen=True)
class ByProgramme:
    """How many projects under a programme ('' for none), and how many in each role."""

    programme: str
    projects: int
    by_role: Mapping[str, int]


@dataclass(frozen=True)
class Engagements:
    """All engagements, those with the latest start first; `total` counts the projects.

    `by_programme` has outermost programmes, the one with the most projects first.
    """

    all: tuple[Engagement, ...]
    total: Count
    by_programme: tuple[ByProgramme, ...]

    def under(self, programme: str) -> tuple[Engagement, ...]:
        """Those under a programme; all for ''."""
        return tuple(one for one in self.all if programme in ("", one.programme))


def engagements(engine: Engine, agent: str) -> Engagements:
    """What `agent` takes part in; a query, and one for each level of programmes."""
    rows = [tuple(plain(term) for term in row) for row in select(engine, _ENGAGEMENTS, agent=agent)]
    tops = outermost(engine, {programme for *_, programme, _ in rows if programme})
    is_more = len({row[0] for row in rows}) > MOST_COUNTED
    found = sorted(_by_project(rows, tops), key=lambda one: (one.start, one.project), reverse=True)
    return Engagements(tuple(found), Count(len(found), is_more), _grouped(found))


def _by_project(rows: Sequence[tuple[str, ...]], tops: Mapping[str, str]) -> list[Engagement]:
    of_project: defaultdict[str, tuple[set[str], set[str], set[str], set[str]]] = defaultdict(
        lambda: (set(), set(), set(), set())
    )
    for participation, project, role, programme, start in rows:
        participations, roles, programmes, starts = of_project[project]
        participations.add(participation)
        roles.update({role} - {""})
        programmes.update({tops.get(programme, programme)} - {""})
        starts.add(start)
    return [
        Engagement(
            project,
            tuple(sorted(participations)),
            tuple(sorted(roles)),
            min(programmes, default=""),
            max(starts),
        )
        for project, (participations, roles, programmes, starts) in of_project.items()
    ]


def _grouped(found: Sequence[Engagement]) -> tuple[ByProgramme, ...]:
    projects: Counter[str] = Counter()
    roles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        projects[one.programme] += 1
        roles[one.programme].update(one.roles)
    return tuple(
        ByProgramme(programme, number, dict(roles[programme].most_common()))
        for programme, number in sorted(projects.items(), key=lambda item: (-item[1], item[0]))
    )
