"""What claims and passages are called, which have no names: by the things that they bring together.

A participation is “BioIB – partner – ECRI”, a passage “Case study, 12”.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import plain, select
from clusteratlas.entities.naming import labels
from clusteratlas.languages import LANGUAGES, pick

_MOST_PARTS = 4
_BETWEEN = " – "

_PARTS = """
SELECT ?thing ?rank ?part {
  VALUES ?thing { $things }
  LATERAL {
    SELECT ?thing ?rank ?part {
      {
        VALUES (?property ?rank) {
          (ca:participant 1) (ca:attendee 1) (ca:member 1) (ca:holder 1) (ca:designated 1)
          (ca:about 1) (ca:subject 1) (ca:funder 1) (ca:concerns 1) (ca:canonical 1)
          (dcterms:isPartOf 1) (ca:earliestStart 1) (ca:latestEnd 2)
          (ca:measure 2) (ca:fundingKind 2) (ca:role 2) (ca:post 2)
          (ca:designation 2) (ca:inferredProperty 2) (ca:status 2) (ca:nameKind 2)
          (ca:statementKind 2) (ca:value 3) (ca:amount 3) (ca:funded 3) (ca:memberOf 3)
          (ca:event 3) (ca:paragraph 3) (ca:participationIn 3) (ca:nameAsGiven 4)
        }
        ?thing ?property ?part
      } UNION {
        VALUES ?rank { 3 }
        ?part ca:hasParticipation ?thing
      }
    }
    LIMIT 10
  }
}
"""


def circumscribed(engine: Engine, things: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """What each of `things` can be called by, in each language; two queries for all.

    Things that bring nothing together are left out.
    """
    parts: defaultdict[str, set[tuple[int, bool, str]]] = defaultdict(set)
    for thing, rank, part in select(engine, _PARTS, things=sorted(set(things))):
        is_thing = isinstance(part, NamedNode)
        parts[plain(thing)].add((int(plain(rank)), is_thing, plain(part)))
    linked = {part for some in parts.values() for _, is_thing, part in some if is_thing}
    names = labels(engine, linked)

    def told(some: set[tuple[int, bool, str]], language: str) -> str:
        chosen = sorted(some)[:_MOST_PARTS]
        words = (pick(names[part], language) if is_thing else part for _, is_thing, part in chosen)
        return _BETWEEN.join(dict.fromkeys(words))

    return {
        thing: {language: told(some, language) for language in LANGUAGES}
        for thing, some in parts.items()
    }
