"""Every name and spelling of a thing, and who used it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from clusteratlas.entities.claims import name_use
from clusteratlas.entities.records import Record, Text

LABELS = (
    "skos:prefLabel",
    "skos:altLabel",
    "skos:hiddenLabel",
    "foaf:name",
    "schema:alternateName",
    "dcterms:title",
    "skos:notation",
)
"""The properties that hold names, the preferred ones first."""


@dataclass(frozen=True)
class Spelling:
    """A name: its text, of which kinds sources use it as, the properties that hold it as a label.

    `uses` are the claims that say so.
    """

    name: Text
    kinds: tuple[str, ...]
    labels: tuple[str, ...]
    uses: tuple[str, ...]

    @property
    def is_preferred(self) -> bool:
        """Whether the atlas goes by this name in its language."""
        return LABELS[0] in self.labels


def spellings(own: Record, uses: Iterable[Record]) -> tuple[Spelling, ...]:
    """The names of the thing `own` and those that the name uses give, each once.

    Preferred names first, then in the order of LABELS, then those that only claims know.
    """
    labels: defaultdict[Text, list[str]] = defaultdict(list)
    for property_ in LABELS:
        for text in own.literals(property_):
            labels[text].append(property_)
    kinds: defaultdict[Text, set[str]] = defaultdict(set)
    claims: defaultdict[Text, set[str]] = defaultdict(set)
    for use in map(name_use, uses):
        kinds[use.name].add(use.kind)
        claims[use.name].add(use.iri)
    found = [
        Spelling(
            name,
            tuple(sorted(filter(None, kinds[name]))),
            tuple(labels[name]),
            tuple(sorted(claims[name])),
        )
        for name in {*labels, *claims}
    ]
    return tuple(sorted(found, key=_preferred_first))


def _preferred_first(spelling: Spelling) -> tuple[int, str, str]:
    best = min(map(LABELS.index, spelling.labels), default=len(LABELS))
    return best, spelling.name.value.casefold(), spelling.name.language
