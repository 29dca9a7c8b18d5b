"""The passages of a document, in the order of its paragraphs or of its rows.

A document has a few paragraphs, a list a million rows. Few are read whole. In a list the rows are
looked up by their numbers: the index from a number to the passages that bear it is as short as
there are documents, wherever in a list one reads.
"""

from __future__ import annotations

from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import Count, count, number, plain, select

PASSAGES_A_PAGE = 25

_MOST_READ_WHOLE = 500
# Rows may span several lines of a file, so that numbers are missing between them.
_LOOKED_AHEAD = 60

_PASSAGES = "?passage dcterms:isPartOf $document"
_ALL = """
SELECT ?passage ?paragraph {
  ?passage dcterms:isPartOf $document .
  ?passage ca:paragraph ?paragraph
}
"""
_BY_NUMBER = """
SELECT ?passage ?paragraph {
  VALUES ?paragraph { $paragraphs }
  LATERAL { ?passage ca:paragraph ?paragraph . ?passage dcterms:isPartOf $document }
}
"""


@dataclass(frozen=True)
class Passage:
    """A paragraph of a document, or a row of a list, by its number."""

    iri: str
    paragraph: int


@dataclass(frozen=True)
class Stretch:
    """Passages that follow each other; `before` and `after` are where to read on, None at an end.

    `last` is the number of the last passage, None where the document is too long to know it.
    """

    passages: tuple[Passage, ...]
    total: Count
    start: int
    before: int | None
    after: int | None
    last: int | None


def stretch(engine: Engine, document: str, start: int) -> Stretch:
    """The passages of `document` from number `start` on; two queries."""
    total = count(engine, _PASSAGES, document=document)
    start = max(start, 1)
    if total.number <= _MOST_READ_WHOLE:
        found = _sorted(engine, _ALL, document)
        return _of_whole(found, total, start)
    return _of_list(engine, document, total, start)


def neighbours(
    engine: Engine, document: str, paragraph: int
) -> tuple[Passage | None, Passage | None]:
    """The passages before and after number `paragraph`, None where none is near; one query."""
    near = range(max(1, paragraph - _LOOKED_AHEAD), paragraph + _LOOKED_AHEAD)
    found = _numbered(engine, document, near)
    before = [passage for passage in found if passage.paragraph < paragraph]
    after = [passage for passage in found if passage.paragraph > paragraph]
    return (before[-1] if before else None, after[0] if after else None)


def _of_whole(found: tuple[Passage, ...], total: Count, start: int) -> Stretch:
    first = next(
        (place for place, one in enumerate(found) if one.paragraph >= start),
        max(0, len(found) - PASSAGES_A_PAGE),
    )
    shown = found[first : first + PASSAGES_A_PAGE]
    behind = found[first + PASSAGES_A_PAGE :]
    before = found[max(0, first - PASSAGES_A_PAGE)].paragraph if first else None
    return Stretch(
        shown,
        total,
        shown[0].paragraph if shown else 1,
        before,
        behind[0].paragraph if behind else None,
        found[-1].paragraph if found else None,
    )


def _of_list(engine: Engine, document: str, total: Count, start: int) -> Stretch:
    found = _numbered(engine, document, range(start, start + PASSAGES_A_PAGE + _LOOKED_AHEAD))
    behind = found[PASSAGES_A_PAGE:]
    before = max(1, start - PASSAGES_A_PAGE) if start > 1 else None
    after = behind[0].paragraph if behind else None
    return Stretch(found[:PASSAGES_A_PAGE], total, start, before, after, last=None)


def _numbered(engine: Engine, document: str, numbers: range) -> tuple[Passage, ...]:
    return _sorted(engine, _BY_NUMBER, document, paragraphs=list(numbers))


def _sorted(engine: Engine, query: str, document: str, **terms: list[int]) -> tuple[Passage, ...]:
    found = (
        Passage(plain(passage), int(value))
        for passage, paragraph in select(engine, query, document=document, **terms)
        if (value := number(paragraph)) is not None
    )
    return tuple(sorted(found, key=lambda one: (one.paragraph, one.iri)))
