"""What the index holds of each thing: made of what a version says, for all things or for a few."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Final, NamedTuple

from clusteratlas.engine.protocol import Engine
from clusteratlas.languages import LANGUAGES, pick
from clusteratlas.search import facts
from clusteratlas.search.facts import NAME_FIELDS, PASSES, gather
from clusteratlas.search.kinds import KINDS
from clusteratlas.search.partitions import Facts, Partitions, together
from clusteratlas.search.surroundings import Surroundings, read_surroundings
from clusteratlas.terms import shorten

Progress = Callable[[int, int], None]
"""Told how many steps are done, and of how many."""

_MOST_NAMES: Final = 40
_LONGEST_NOTE: Final = 200
_MANY_PLACES: Final = 400


class Name(NamedTuple):
    """One name of a thing; `field` tells what kind of name it is, see `facts`."""

    text: str
    language: str
    field: str


@dataclass(frozen=True)
class Document:
    """A thing as it is found and listed.

    `kinds` are those that it is of, the one that it is shown as first; `countries` and `regions`
    what it lies in, its own or its participants'; `programmes` those it is under; `years` those
    that its periods, or its projects', touch; `links` how many point to it.
    """

    iri: str
    kinds: Sequence[str]
    names: Sequence[Name]
    identifiers: Sequence[str]
    notes: Mapping[str, str]
    places: Sequence[str]
    countries: Sequence[str]
    regions: Sequence[str]
    programmes: Sequence[str]
    years: Sequence[int]
    links: int

    @property
    def weight(self) -> float:
        """How much rather this is meant than another of the same name: from 0.6 to about 10."""
        return KINDS[self.kinds[0]].favour * (1 + log2(1 + self.links) / 8)

    @property
    def kind(self) -> str:
        """The kind that it is shown as."""
        return self.kinds[0]

    def label(self, language: str) -> str:
        """The name that a reader of `language` knows it by."""
        for each in NAME_FIELDS:
            texts = {
                name.language: name.text for name in reversed(self.names) if name.field == each
            }
            if texts and each not in (facts.HIDDEN, facts.GIVEN):
                return pick(texts, language)
        return next(iter(self.identifiers), "") or shorten(self.iri)

    def to_json(self) -> bytes:
        """What is kept to list it."""
        members = (
            self.kinds, self.names, self.identifiers, self.notes, self.places, self.countries,
            [*self.years[:1], *self.years[-1:]], self.links,
        )  # fmt: skip
        return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()


def listed(iri: str, kept: bytes) -> Document:
    """A thing as `Document.to_json` kept it: without what only serves to find it."""
    kinds, names, identifiers, notes, places, countries, years, links = json.loads(kept)
    return Document(
        iri=iri,
        kinds=kinds,
        names=[Name(*name) for name in names],
        identifiers=identifiers,
        notes=notes,
        places=places,
        countries=countries,
        regions=(),
        programmes=(),
        years=years,
        links=links,
    )


def all_documents(engine: Engine, folder: Path, progress: Progress) -> Iterator[Document]:
    """The documents of all things of a version. `folder`, not there yet, is room on the disk."""
    with Partitions(folder) as partitions:
        for number, fact in gather(engine):
            partitions.add(fact)
            progress(number, PASSES)
        surroundings = read_surroundings(engine, None, None)
        yield from _documents(partitions.things(), surroundings)


def documents_of(engine: Engine, things: Sequence[str]) -> Iterator[Document]:
    """The documents of some things, those of them that are there."""
    if not things:
        return
    found = dict(together(fact for _, fact in gather(engine, things)))
    surroundings = read_surroundings(
        engine,
        _mentioned(found.values(), facts.PARTICIPANT),
        _mentioned(found.values(), facts.PROJECT),
    )
    yield from _documents(found.items(), surroundings)


def _mentioned(found: Iterable[Facts], field: str) -> list[str]:
    return list({value for each in found for name, value, _ in each if name == field})


def _documents(
    things: Iterable[tuple[str, Facts]], surroundings: Surroundings
) -> Iterator[Document]:
    for iri, found in things:
        document = _document(iri, found, surroundings)
        if document is not None:
            yield document


def _document(iri: str, found: Facts, around: Surroundings) -> Document | None:
    texts: dict[str, list[tuple[str, str]]] = {}
    for name, value, language in found:
        texts.setdefault(name, []).append((value, language))
    if facts.KIND not in texts:
        return None
    of = {name: [value for value, _ in values] for name, values in texts.items()}
    kinds = [name for name in KINDS if name in of[facts.KIND]]
    names = list(_names(texts))
    identifiers = list(dict.fromkeys(of.get(facts.IDENTIFIER, ())))
    if not (names or identifiers):
        return None
    participants, projects = of.get(facts.PARTICIPANT, ()), of.get(facts.PROJECT, ())
    own = of.get(facts.PLACE, ())
    lent_places = {place for each in participants for place in around.places.of(each)}
    lent = {value for project in projects for value in around.settings.of(project)}
    wide = around.territories.above(frozenset([*own, *lent_places]))
    programmes = around.programmes.above(frozenset([*of.get(facts.PROGRAMME, ()), *lent]))
    return Document(
        iri=iri,
        kinds=kinds,
        names=names,
        identifiers=identifiers,
        notes=_notes({language: text for text, language in sorted(texts.get(facts.NOTE, ()))}),
        places=sorted(place for place in own if place in around.territories.parents),
        countries=sorted(wide & around.territories.tops),
        regions=sorted(wide - around.territories.tops)[:_MANY_PLACES],
        programmes=sorted(programmes & around.programmes.tops),
        years=sorted(around.years([*of.get(facts.PERIOD, ()), *lent])),
        links=sum(int(count) for count in of.get(facts.LINKS, ()))
        + len(participants)
        + len(projects),
    )


def _names(texts: Mapping[str, Sequence[tuple[str, str]]]) -> Iterator[Name]:
    """The names, the preferred first, each once in each of its languages."""
    seen: set[tuple[str, str]] = set()
    spelled: set[str] = set()
    for field in NAME_FIELDS:
        for whole, language in sorted(texts.get(field, ())):
            text = whole.strip()
            repeats = field == facts.GIVEN and text.casefold() in spelled
            if text and not repeats and (text, language) not in seen and len(seen) < _MOST_NAMES:
                seen.add((text, language))
                spelled.add(text.casefold())
                yield Name(text, language, field)


def _notes(texts: Mapping[str, str]) -> dict[str, str]:
    """The description in the languages of the pages, or in whatever there is, its beginning."""
    wanted = {language: texts[language] for language in LANGUAGES if language in texts}
    if texts and not wanted:
        wanted = {"": pick(texts, "")}
    return {language: _beginning(text) for language, text in wanted.items()}


def _beginning(text: str) -> str:
    plain = " ".join(text.split())
    if len(plain) <= _LONGEST_NOTE:
        return plain
    return plain[:_LONGEST_NOTE].rpartition(" ")[0] + " …"
