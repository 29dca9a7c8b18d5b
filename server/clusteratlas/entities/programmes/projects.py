"""The projects under a programme or any part of it, or that answer a topic of a call."""

from __future__ import annotations

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import count

_FEW = 500

# What is under a programme: projects, but claims about money as well.
_UNDER = """
{ SELECT ?part { ?part dcterms:isPartOf* $programme } LIMIT 2000 }
LATERAL { ?thing ca:underProgramme|ca:underTopic ?part }
"""
_OF_FEW = f"{_UNDER} LATERAL {{ ?thing a ca:Project }}"
# A class is looked up for one thing after the other, or read at once: for 10,000 things on 4
# million triples 0.9 s, or 0.04 s.
_OF_MANY = f"{{ SELECT ?thing {{ ?thing a ca:Project }} }} {{ {_UNDER} }}"


def pattern_for(engine: Engine, programme: str) -> str:
    """The pattern that has the projects under `$programme` as `?thing`, each perhaps twice."""
    is_short = not count(engine, _UNDER, _FEW, programme=programme).is_more
    return _OF_FEW if is_short else _OF_MANY
