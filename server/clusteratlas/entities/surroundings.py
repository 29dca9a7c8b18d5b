"""The projects around a thing: those of an agent, under a programme, of the agents in a territory.

Networks, timelines and maps of a thing all begin with these. What is looked at is bounded, so that
a country with a hundred thousand projects costs what its first ones cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from clusteratlas.engine.protocol import Engine, Row
from clusteratlas.entities.asking import plain, select
from clusteratlas.terms import CA, PREFIXES

_DC, _SKOS = PREFIXES["dcterms"], PREFIXES["skos"]

MOST_PROJECTS = 800
"""Of an agent, so many projects are looked at."""

MOST_OF_MANY = 300
"""Of a programme or a territory, which has very many with very many agents, so many."""

_MOST_AGENTS = 300
_MOST_PARTS = 2_500
_MOST_STEPS = 6

_CLASSES = "SELECT ?class { $thing a ?class }"
_PARTS = """
SELECT ?part {
  VALUES ?whole { $wholes }
  LATERAL { SELECT ?whole ?part { ?part $property ?whole } LIMIT $most }
}
LIMIT $most
"""
_OF_AGENT = """
SELECT DISTINCT ?project {
  { BIND($thing AS ?agent) } UNION { ?agent ca:manages $thing }
  LATERAL { ?own ca:participant ?agent . ?project ca:hasParticipation ?own }
}
LIMIT $most
"""
_UNDER = """
SELECT DISTINCT ?project {
  VALUES ?whole { $wholes }
  LATERAL {
    SELECT ?whole ?project { ?project ca:underProgramme|ca:underTopic ?whole } LIMIT $most
  }
}
LIMIT $most
"""
_AGENTS_IN = f"""
SELECT DISTINCT ?agent {{
  VALUES ?place {{ $wholes }}
  LATERAL {{ SELECT ?place ?agent {{ ?agent ca:locatedIn ?place }} LIMIT {_MOST_AGENTS + 1} }}
}}
LIMIT {_MOST_AGENTS + 1}
"""
_OF_AGENTS = """
SELECT DISTINCT ?project {
  VALUES ?agent { $agents }
  LATERAL { ?own ca:participant ?agent . ?project ca:hasParticipation ?own }
}
LIMIT $most
"""


class Kind(Enum):
    """What a thing is, as far as its surroundings go."""

    AGENT = "agent"
    PROJECT = "project"
    PROGRAMME = "programme"
    TERRITORY = "territory"


_KINDS = {
    **dict.fromkeys(("Territory", "Country", "Region", "BioRegion", "MacroArea", "Locality"),
                    Kind.TERRITORY),
    **dict.fromkeys(("Programme", "ProgrammeActivity", "CallTopic"), Kind.PROGRAMME),
    "Project": Kind.PROJECT,
}  # fmt: skip


@dataclass(frozen=True)
class Projects:
    """Projects around a thing; `is_more` where there are more than were looked at."""

    kind: Kind
    iris: tuple[str, ...]
    is_more: bool


def projects_around(engine: Engine, thing: str) -> Projects:
    """The projects around `thing`; two or three queries, and one a level of parts."""
    kind = kind_of(engine, thing)
    if kind is Kind.PROJECT:
        return Projects(kind, (thing,), is_more=False)
    if kind is Kind.AGENT:
        rows = select(engine, _OF_AGENT, thing=thing, most=MOST_PROJECTS + 1)
        return _first(kind, rows, MOST_PROJECTS)
    if kind is Kind.PROGRAMME:
        wholes = parts(engine, thing, f"{_DC}isPartOf")
        rows = select(engine, _UNDER, wholes=wholes, most=MOST_OF_MANY + 1)
        return _first(kind, rows, MOST_OF_MANY)
    wholes = parts(engine, thing, f"{_SKOS}broader")
    agents = sorted(plain(agent) for (agent,) in select(engine, _AGENTS_IN, wholes=wholes))
    rows = select(engine, _OF_AGENTS, agents=agents[:_MOST_AGENTS], most=MOST_OF_MANY + 1)
    found = _first(kind, rows, MOST_OF_MANY)
    return replace(found, is_more=found.is_more or len(agents) > _MOST_AGENTS)


def _first(kind: Kind, rows: Iterable[Row], most: int) -> Projects:
    found = sorted(plain(project) for (project,) in rows)
    return Projects(kind, tuple(found[:most]), len(found) > most)


def kind_of(engine: Engine, thing: str) -> Kind:
    """What `thing` is; whatever is no project, programme or territory goes as an agent."""
    classes = {
        plain(class_).removeprefix(CA) for (class_,) in select(engine, _CLASSES, thing=thing)
    }
    return next((kind for name, kind in _KINDS.items() if name in classes), Kind.AGENT)


def parts(engine: Engine, whole: str, property_: str) -> tuple[str, ...]:
    """`whole` and what is part of it by the property's IRI, the nearest first; bounded."""
    found = {whole: None}
    level: Iterable[str] = (whole,)
    for _ in range(_MOST_STEPS):
        rows = select(engine, _PARTS, wholes=tuple(level), property=property_, most=_MOST_PARTS)
        level = sorted({plain(part) for (part,) in rows} - found.keys())
        found |= dict.fromkeys(level)
        if not level or len(found) > _MOST_PARTS:
            break
    return tuple(found)[:_MOST_PARTS]
