"""What is validated: the triples of a file, under the name that the report gives the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode, Triple

_PREFIX = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([^\s:]*):\s*<([^>]*)>", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:<([^>]*)>|([^\s:<#@]*):([^\s;,]+))(?:\s|$)")


@dataclass(frozen=True)
class Source:
    """The triples of one file. `lines` tells where the block of a subject begins."""

    name: str
    triples: tuple[Triple, ...]
    lines: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of_file(cls, name: str, path: Path, triples: Iterable[Triple]) -> Source:
        """The triples read from the file `path`, reported under `name`."""
        return cls(name, tuple(triples), dict(_subject_lines(path)))

    def subjects(self) -> set[str]:
        """The IRIs of everything that the file says something about."""
        return {
            triple.subject.value for triple in self.triples if isinstance(triple.subject, NamedNode)
        }


def _subject_lines(path: Path) -> Iterator[tuple[str, int]]:
    """Each IRI that opens a line of a Turtle file, with the number of the first such line.

    This reads no Turtle: it relies on a subject standing at the start of its line, as the stable
    form writes it. Where a file is laid out otherwise, the report just has no line.
    """
    prefixes: dict[str, str] = {}
    seen: set[str] = set()
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            declared = _PREFIX.match(line)
            if declared:
                prefixes[declared[1]] = declared[2]
                continue
            subject = _SUBJECT.match(line)
            if not subject:
                continue
            namespace = prefixes.get(subject[2] or "")
            iri = subject[1] or (namespace + subject[3].replace("\\", "") if namespace else "")
            if iri and iri not in seen:
                seen.add(iri)
                yield iri, number
