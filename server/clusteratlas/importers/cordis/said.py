"""What is said once for many rows: programmes and their parts, topics, fields of science."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from clusteratlas.importers import statements
from clusteratlas.importers.ntriples import TYPE, slug, term, text, thing
from clusteratlas.terms import SCHEME

Say = Callable[[str], None]
"""Takes lines of N-Triples."""

_PROGRAMMES: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = MappingProxyType(
    {
        "h2020": ("horizon-2020", {"en": "Horizon 2020", "pl": "Horyzont 2020"}),
        "horizon": ("horizon-europe", {"en": "Horizon Europe", "pl": "Horyzont Europa"}),
        "fp7": ("fp7", {"en": "Seventh Framework Programme", "pl": "Siódmy program ramowy"}),
        "fp6": ("fp6", {"en": "Sixth Framework Programme", "pl": "Szósty program ramowy"}),
        "fp5": ("fp5", {"en": "Fifth Framework Programme", "pl": "Piąty program ramowy"}),
        "fp4": ("fp4", {"en": "Fourth Framework Programme", "pl": "Czwarty program ramowy"}),
        "fp3": ("fp3", {"en": "Third Framework Programme", "pl": "Trzeci program ramowy"}),
        "fp2": ("fp2", {"en": "Second Framework Programme", "pl": "Drugi program ramowy"}),
        "fp1": ("fp1", {"en": "First Framework Programme", "pl": "Pierwszy program ramowy"}),
        "euratom": (
            "euratom",
            {
                "en": "Euratom Research and Training Programme",
                "pl": "Program badawczo-szkoleniowy Euratom",
            },
        ),
    }
)
_WHOLE: Final = re.compile(r"[A-Za-z0-9]+")
_EUROSCIVOC: Final = f"<{SCHEME}euroscivoc>"
_EU: Final = thing("organisation", "european-union")
_IDENTIFIER: Final = term("dcterms", "identifier")
_NAME: Final = term("foaf", "name")
_PROGRAMME: Final = term("ca", "Programme")
_ACTIVITY: Final = term("ca", "ProgrammeActivity")
_TOPIC: Final = term("ca", "CallTopic")
_TITLE: Final = term("dcterms", "title")
_BROADER: Final = term("skos", "broader")
_PROGRAMME_FUNDER: Final = term("ca", "programmeFunder")


def programme_slug(framework: str) -> str:
    """The slug of a framework programme by its code, or by that of a part of it; '' of none."""
    folded = framework.lower()
    found = (name for code, (name, _) in _PROGRAMMES.items() if folded.startswith(code))
    return next(found, "")


def programme_labels(programme: str) -> Mapping[str, str]:
    """The names of a framework programme by its slug, in each language."""
    return next(labels for name, labels in _PROGRAMMES.values() if name == programme)


class Titles:
    """English titles of things that several lists may speak of, each with a title of its own.

    So none is the preferred label, of which there can be one only.
    """

    def __init__(self, say: Say) -> None:
        self._say = say
        self._told: set[tuple[str, str]] = set()

    def give(self, node: str, title: str) -> None:
        """Give a thing a title; it may have it already."""
        if (node, title) not in self._told:
            self._told.add((node, title))
            self._say(f"{node} {_TITLE} {text(title, 'en')} .\n")


class Programmes:
    """Framework programmes, and their parts as CORDIS numbers them (`H2020-EU.2.1.6.`)."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._parts: dict[str, str] = {}
        self._told: set[str] = set()
        self._titles = Titles(say)

    def programme(self, framework: str) -> str:
        """The programme of a code such as `H2020`, or of a part of one."""
        name = programme_slug(framework)
        node = thing("programme", name or slug(framework))
        if node not in self._told:
            self._told.add(node)
            if name:
                self._say(statements.labelled(node, "Programme", programme_labels(name)))
                self._say(f"{node} {_PROGRAMME_FUNDER} {_EU} .\n{_THE_EU}")
            else:
                self._say(f"{node} {TYPE} {_PROGRAMME} .\n{node} {_NAME} {text(framework)} .\n")
        return node

    def part(self, number: str, title: str = "") -> str:
        """The part of a programme, with all parts that it lies in."""
        node = self._parts.get(number)
        if not node:
            node = self._parts[number] = self._new_part(number)
        if title and node not in self._told:
            self._titles.give(node, title)
        return node

    def _new_part(self, number: str) -> str:
        if _WHOLE.fullmatch(number) and programme_slug(number):
            return self.programme(number)
        node = thing("activity", slug(number))
        self._say(f"{node} {TYPE} {_ACTIVITY} .\n{node} {_IDENTIFIER} {text(number)} .\n")
        *above, _ = number.rstrip(".").split(".")
        ending = "." if number.endswith(".") else ""
        inside = len(above) > 1
        whole = self.part(".".join(above) + ending) if inside else self.programme(number)
        self._say(statements.part_of(node, whole))
        return node


class Topics:
    """Topics of calls, by code."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._told: set[str] = set()
        self._titles = Titles(say)

    def __len__(self) -> int:
        return len(self._told)

    def topic(self, number: str, title: str = "") -> str:
        """The topic of that code."""
        node = thing("call-topic", slug(number))
        if node not in self._told:
            self._told.add(node)
            self._say(f"{node} {TYPE} {_TOPIC} .\n{node} {_IDENTIFIER} {text(number)} .\n")
        if title:
            self._titles.give(node, title)
        return node


class Subjects:
    """Fields of science of EuroSciVoc, by the path of codes (`/23/43/251`)."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._told: set[str] = set()

    def __len__(self) -> int:
        return len(self._told)

    def subject(self, path: str, titles: str, title: str) -> str | None:
        """The field at the end of a path, with those that it lies in; None where it is no path."""
        codes = path.strip("/ ").split("/")
        if not all(number.isascii() and number.isdigit() for number in codes):
            return None
        names = titles.strip("/").split("/")
        if len(names) != len(codes):
            names = [""] * (len(codes) - 1) + [title]
        names[-1] = title or names[-1]
        if codes[-1] not in self._told:
            for line in self._lines(codes, names):
                self._say(line)
        return self._node(codes[-1])

    def _lines(self, codes: list[str], names: list[str]) -> Iterator[str]:
        if not self._told:
            yield statements.concept_scheme(
                _EUROSCIVOC,
                {"en": "European Science Vocabulary", "pl": "Europejski Słownik Naukowy"},
            )
        for depth, (number, name) in enumerate(zip(codes, names, strict=True), 1):
            if number in self._told or not name:
                continue
            self._told.add(number)
            node = self._node(number)
            notation = "/" + "/".join(codes[:depth])
            yield statements.concept(node, _EUROSCIVOC, {"en": name.strip()}, notation)
            if depth > 1 and codes[depth - 2] in self._told:
                yield f"{node} {_BROADER} {self._node(codes[depth - 2])} .\n"

    @staticmethod
    def _node(number: str) -> str:
        return thing("concept", f"euroscivoc-{number}")


# A funder only: the lists of organisations do not hold it, and it is not to be counted with them.
_THE_EU: Final = (
    f"{_EU} {TYPE} {term('ca', 'Funder')} .\n{_EU} {_NAME} {text('European Union')} .\n"
)
