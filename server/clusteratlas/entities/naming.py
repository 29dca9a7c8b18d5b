"""What things are called: labels by language, looked up late and for many things at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import language, plain, select
from clusteratlas.terms import shorten

_LABELS = """
SELECT ?thing ?rank ?label {
  VALUES ?thing { $things }
  # LATERAL keeps the engine from reading all labels of the atlas: 300 things in 30 ms, not 2 s.
  LATERAL {
    VALUES (?property ?rank) {
      (skos:prefLabel 1) (dcterms:title 2) (foaf:name 3) (rdfs:label 4)
      (skos:notation 5) (dcterms:identifier 6)
    }
    ?thing ?property ?label
  }
}
"""


@dataclass(frozen=True, order=True)
class Named:
    """A thing and what it is called in each language ('' where none is given)."""

    iri: str
    labels: Mapping[str, str] = field(compare=False)


def labels(engine: Engine, iris: Iterable[str]) -> dict[str, dict[str, str]]:
    """What each of `iris` is called, by language; one query, however many they are.

    A thing goes by its preferred label, else its title, its name, its label, its notation, its
    identifier, at last by its shortened IRI: always by one of these kinds, in all its languages.
    """
    things = sorted(set(iris))
    ranked: defaultdict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    for thing, rank, label in select(engine, _LABELS, things=things):
        candidate = (int(plain(rank)), plain(label))
        known = ranked[plain(thing)]
        known[language(label)] = min(known.get(language(label), candidate), candidate)
    return {thing: _best(ranked[thing]) or {"": shorten(thing)} for thing in things}


def name(engine: Engine, iri: str) -> Named:
    """The one thing with its labels."""
    return Named(iri, labels(engine, (iri,))[iri])


class Names:
    """Gathers the things that a page mentions, and names them all in one query at the end.

    `names[iri]` is right once `look_up` was called; things that were not gathered are called by
    their shortened IRIs.
    """

    def __init__(self) -> None:
        self._wanted: set[str] = set()
        self._labels: dict[str, dict[str, str]] = {}

    def want(self, *iris: str | None) -> None:
        """Remember things to be named; '' and None are none."""
        self._wanted.update(iri for iri in iris if iri)

    def look_up(self, engine: Engine) -> None:
        """Ask for what was wanted and is not known yet."""
        self._labels |= labels(engine, self._wanted - self._labels.keys())

    def __getitem__(self, iri: str) -> Named:
        return Named(iri, self._labels.get(iri) or {"": shorten(iri)})


def _best(by_language: Mapping[str, tuple[int, str]]) -> dict[str, str]:
    best = min((rank for rank, _ in by_language.values()), default=0)
    return {tag: label for tag, (rank, label) in sorted(by_language.items()) if rank == best}
