"""Records: all that is said of some things, by property, read in one query; and what links to one.

Claims are small nodes, so reading them whole is one look-up each. What can be long (participations
of a project, passages that mention a country) is left out here and asked for in pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from pyoxigraph import NamedNode

from clusteratlas.engine.protocol import Engine, Term
from clusteratlas.entities import asking
from clusteratlas.entities.asking import plain, select
from clusteratlas.terms import PREFIXES

_MOST_TRIPLES = 50_000

_RECORDS = f"""
SELECT ?thing ?property ?value {{
  VALUES ?thing {{ $things }}
  ?thing ?property ?value
  FILTER(?property NOT IN (ca:hasParticipation, ca:statedIn))
}}
LIMIT {_MOST_TRIPLES}
"""
_LINKED = """
SELECT ?link ?subject {
  VALUES ?link { $links }
  LATERAL { SELECT ?link ?subject { ?subject ?link $thing } LIMIT $most }
}
"""
_LINKED_TO_EACH = """
SELECT ?thing ?subject {
  VALUES ?thing { $things }
  VALUES ?link { $links }
  LATERAL { SELECT ?thing ?link ?subject { ?subject ?link ?thing } LIMIT $most }
}
"""


class Text(NamedTuple):
    """A text and its language, '' where none is given."""

    value: str
    language: str = ""


class Record:
    """What is said of one thing. Properties are given as prefixed names: `ca:about`."""

    def __init__(self, iri: str, values: Mapping[str, Sequence[Term]]) -> None:
        self.iri = iri
        self._values = values

    def __bool__(self) -> bool:
        return bool(self._values)

    def all(self, *properties: str) -> tuple[str, ...]:
        """The values of the properties, IRIs or texts, sorted, each once."""
        return tuple(sorted({plain(value) for value in self._of(properties)}))

    def one(self, *properties: str) -> str:
        """The first of all values, '' for none."""
        return next(iter(self.all(*properties)), "")

    def texts(self, property_: str) -> dict[str, str]:
        """A text by language; where several are in one language, the first."""
        return {text.language: text.value for text in reversed(self.literals(property_))}

    def literals(self, *properties: str) -> tuple[Text, ...]:
        """All texts with their languages, sorted."""
        found = {Text(plain(value), asking.language(value)) for value in self._of(properties)}
        return tuple(sorted(found))

    def things(self) -> set[str]:
        """The IRIs of everything that it is linked to."""
        return {
            value.value
            for values in self._values.values()
            for value in values
            if isinstance(value, NamedNode)
        }

    def number(self, property_: str) -> Decimal | None:
        """The value of a numeric property, None for none."""
        return next((asking.number(value) for value in self._of((property_,))), None)

    def _of(self, properties: Iterable[str]) -> Iterator[Term]:
        for property_ in properties:
            yield from self._values.get(expanded(property_), ())


def records(engine: Engine, iris: Iterable[str]) -> dict[str, Record]:
    """Each of `iris` with what is said of it, without passages and participations; one query."""
    asked = sorted({iri for iri in iris if iri})
    found: dict[str, defaultdict[str, list[Term]]] = {iri: defaultdict(list) for iri in asked}
    for thing, property_, value in select(engine, _RECORDS, things=asked):
        if value is not None:
            found[plain(thing)][plain(property_)].append(value)
    return {iri: Record(iri, values) for iri, values in found.items()}


def record(engine: Engine, iri: str) -> Record:
    """The one thing with what is said of it."""
    return records(engine, (iri,))[iri]


def linked(
    engine: Engine, thing: str, links: Sequence[str], most: int = 200
) -> dict[str, tuple[str, ...]]:
    """What links to `thing` by each of the properties (prefixed names), at most `most` by each."""
    by_iri = {expanded(link): link for link in links}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for link, subject in select(engine, _LINKED, links=list(by_iri), thing=thing, most=most):
        found[by_iri[plain(link)]].append(plain(subject))
    return {link: tuple(sorted(found[link])) for link in links}


def linked_to_each(
    engine: Engine, things: Sequence[str], links: Sequence[str], most: int = 100
) -> dict[str, tuple[str, ...]]:
    """What links to each of `things` by any of the properties, at most `most` by each; one query.

    Things that nothing links to are left out.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    properties = [expanded(link) for link in links]
    for thing, subject in select(
        engine, _LINKED_TO_EACH, things=things, links=properties, most=most
    ):
        found[plain(thing)].add(plain(subject))
    return {thing: tuple(sorted(subjects)) for thing, subjects in found.items()}


def expanded(name: str) -> str:
    """The IRI of a prefixed name of PREFIXES."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local
