"""What is shared while the lists of one import are read."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Final

from clusteratlas.importers.gazetteer import Gazetteer
from clusteratlas.importers.mapping.funds import programme
from clusteratlas.importers.mapping.model import Mapping
from clusteratlas.importers.mapping.said import Named
from clusteratlas.importers.ntriples import slug, thing
from clusteratlas.importers.reasons import Reason
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.statements import concept, concept_scheme, labelled, part_of
from clusteratlas.terms import SCHEME

_WORDS: Final = re.compile(r"[\W_]+")
_READABLE: Final = 48
_REMEMBERED: Final = 1 << 13


@dataclass
class Context:
    """`graph` is the slug of the graph; `said` are the triples that wait to be handed on."""

    graph: str
    report: ImportReport
    gazetteer: Gazetteer
    said: list[str] = field(default_factory=list)
    _told: set[str] = field(default_factory=set)
    _said: set[int] = field(default_factory=set)

    def say(self, triples: str) -> None:
        """Hand triples on."""
        self.said.append(triples)

    def say_once(self, triples: str) -> None:
        """Hand triples on, unless the same were before: rows repeat what they say of one thing."""
        known = hash(triples)
        if known not in self._said:
            self._said.add(known)
            self.said.append(triples)

    def is_new(self, node: str, kind: str) -> bool:
        """Whether a thing is met for the first time; it is then counted."""
        if node in self._told:
            return False
        self._told.add(node)
        self.report.made[kind] += 1
        return True

    def is_first_mention(self, node: str) -> bool:
        """Whether something that is not made here is mentioned for the first time."""
        if node in self._told:
            return False
        self._told.add(node)
        return True

    def fund_programme(self, fund: str, period: str) -> str:
        """The programme that a fund is in a period."""
        node, labels = programme(fund, period)
        if self.is_new(node, "programme"):
            self.say(labelled(node, "Programme", labels))
        return node

    def programme(self, named: Named) -> str:
        """A programme that is given by name."""
        node = thing("programme", label_key(named))
        if self.is_new(node, "programme"):
            self.say(labelled(node, "Programme", named.labels))
        return node

    def part_of(self, part: str, whole: str) -> None:
        """That one programme is a part of another."""
        if part != whole and self.is_first_mention(f"{part} {whole}"):
            self.say(part_of(part, whole))

    def subject(self, named: Named, mapping: Mapping) -> str:
        """A concept of a classification; the column's `scheme` names it, else the list does."""
        name = named.field.scheme or f"{mapping.name} {named.field.names[0]}"
        node = thing("concept", key(name, named.printed))
        if self.is_new(node, "concept"):
            scheme = scheme_of(name)
            if self.is_first_mention(scheme):
                self.say(concept_scheme(scheme, {mapping.language: named.field.names[0]}))
            self.say(concept(node, scheme, named.labels, named.printed))
        return node


@dataclass
class List:
    """One list while it is read: its mapping, and the file that it is."""

    mapping: Mapping
    file: str
    context: Context

    def reject(self, line: int, column: str, value: str, reason: Reason) -> None:
        """Set a row, or a value of it, aside."""
        self.context.report.reject(self.file, line, column, value, reason)

    def note(self, line: int, column: str, value: str, reason: Reason) -> None:
        """Tell that something was odd."""
        self.context.report.note(self.file, line, column, value, reason)

    def column(self, means: str) -> str:
        """The title of the column that has a meaning, '' where a constant has it."""
        for given in self.mapping.fields:
            if given.means == means:
                return given.names[0]
        return ""


def folded(name: str) -> str:
    """What spellings of one name share: letters and digits, whatever the case and punctuation."""
    return _WORDS.sub(" ", name.casefold()).strip()


@lru_cache(_REMEMBERED)
def key(*parts: str) -> str:
    """A name for an IRI out of texts: readable, and another one for other texts.

    Case and punctuation make no other texts, diacritics do.
    """
    whole = " ".join(folded(part) for part in parts if part)
    plain = slug(whole)
    if plain == whole.replace(" ", "-") and len(plain) <= _READABLE:
        return plain
    return f"{plain[:_READABLE].strip('-')}-{digest(*map(folded, parts))}"


def digest(*parts: str) -> str:
    """Twelve hexadecimal digits that stand for texts: among a million, hardly two are the same."""
    return sha256("\0".join(parts).encode()).hexdigest()[:12]


def label_key(named: Named) -> str:
    """A name for an IRI out of a label: the English one where there is one."""
    labels: Dictionary[str, str] = named.labels
    return key(labels.get("en") or next(iter(labels.values()), named.printed))


def scheme_of(name: str) -> str:
    """The term of a classification that the ontology does not know."""
    return f"<{SCHEME}{slug(name)}>"
