"""Who says a plain triple: the graphs that hold it, and where they mention the thing.

A claim is a node and names its passages. A plain triple (a place, a name, a year) has none of its
own: it is stated by the graphs that hold it, in passages that mention the thing. In its graph a
record keeps the IRI that it had before it was merged with others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import plain, select
from clusteratlas.entities.naming import Names
from clusteratlas.entities.provenance import Grounds, Said, documents, inferences
from clusteratlas.entities.records import expanded

_MOST_PASSAGES = 12

_RECORDS = """
SELECT ?record {
  ?statement ca:canonical $thing ; ca:record ?record .
  ?statement ca:identityStatus <https://w3id.org/clusteratlas/scheme/identity-status/accepted> .
}
LIMIT 100
"""
_STATING = """
SELECT ?property ?value ?graph ?passage ?document ?paragraph {
  VALUES ?record { $records }
  VALUES ?property { $properties }
  LATERAL {
    GRAPH ?graph { ?record ?property ?value }
    OPTIONAL {
      GRAPH ?graph { ?record ca:statedIn ?passage . ?passage dcterms:isPartOf ?document }
      OPTIONAL { ?passage ca:paragraph ?paragraph }
    }
  }
}
LIMIT 5000
"""


@dataclass
class PlainGrounds:
    """What one plain triple rests on."""

    said: list[Said] = field(default_factory=list)
    graphs: set[str] = field(default_factory=set)
    reason: Mapping[str, str] = field(default_factory=dict)

    def grounds(self, names: Names) -> Grounds:
        """As for a claim; graphs that are no source of passages are called by their names."""
        return Grounds(
            tuple(self.said),
            self.reason,
            graphs=tuple(names[graph] for graph in sorted(self.graphs)),
            is_mention=True,
        )


def merged_records(engine: Engine, thing: str) -> tuple[str, ...]:
    """The IRIs that records of `thing` had before they were merged, without its own."""
    return tuple(sorted(plain(record) for (record,) in select(engine, _RECORDS, thing=thing)))


def plain_grounds(
    engine: Engine, thing: str, properties: Sequence[str]
) -> dict[tuple[str, str], PlainGrounds]:
    """Who says each value of the properties (prefixed names) of `thing`, by property and value."""
    found: defaultdict[tuple[str, str], PlainGrounds] = defaultdict(PlainGrounds)
    if not properties:
        return found
    rows = list(
        select(
            engine,
            _STATING,
            records=[thing, *merged_records(engine, thing)],
            properties=[expanded(name) for name in properties],
        )
    )
    described = documents(engine, {plain(row[4]) for row in rows if row[4]})
    passages: defaultdict[tuple[str, str], set[tuple[str, int, str]]] = defaultdict(set)
    for property_, value, graph, passage, document, paragraph in rows:
        triple = (plain(property_), plain(value))
        if passage is None:
            found[triple].graphs.add(plain(graph))
        else:
            passages[triple].add((plain(document), int(plain(paragraph) or 0), plain(passage)))
    for triple, of_triple in passages.items():
        found[triple].said = [
            Said(passage, described.get(document), paragraph or None)
            for document, paragraph, passage in sorted(of_triple)[:_MOST_PASSAGES]
        ]
    for inferred in inferences(engine, thing):
        found[(inferred.property, inferred.value)].reason = inferred.reason
    return found
