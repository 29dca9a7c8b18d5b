"""Terms as the cells of a table: readable, linked, and named by their labels at will."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from clusteratlas.engine.protocol import Engine, Row, Term
from clusteratlas.entities.naming import labels
from clusteratlas.languages import pick
from clusteratlas.rdf.display import is_number, readable

_LONGEST_TEXT = 300
# All in one query would be longer than queries may be.
_LABELLED_AT_ONCE = 400
_WEB = ("http://", "https://")


@dataclass(frozen=True)
class Cell:
    """A term in a table. `title` is the whole IRI where the text is another, `href` its page.

    `language` is that of the text, '' where none is known. `is_cut` says that the text goes on.
    """

    text: str
    title: str = ""
    href: str = ""
    language: str = ""
    is_number: bool = False
    is_cut: bool = False


Labels = Mapping[str, Mapping[str, str]]


def labels_of(engine: Engine, rows: Iterable[Row]) -> Labels:
    """The labels by language of all things that stand in `rows`."""
    things = sorted({term.value for row in rows for term in row if isinstance(term, NamedNode)})
    found: dict[str, Mapping[str, str]] = {}
    for start in range(0, len(things), _LABELLED_AT_ONCE):
        found.update(labels(engine, things[start : start + _LABELLED_AT_ONCE]))
    return found


@dataclass(frozen=True)
class Cells:
    """Makes cells for a reader of `language`; `href` gives the address of a thing's page."""

    language: str
    href: Callable[[str], str]
    labels: Labels

    def table(self, rows: Iterable[Row]) -> Sequence[Sequence[Cell]]:
        """The cells of `rows`."""
        return [[self.cell(term) for term in row] for row in rows]

    def cell(self, term: Term | None) -> Cell:
        """The cell of one term; an empty one where there is none."""
        match term:
            case NamedNode():
                return self._thing(term)
            case Literal():
                text = readable(term)
                return Cell(
                    text[:_LONGEST_TEXT],
                    language=term.language or "",
                    is_number=is_number(term),
                    is_cut=len(text) > _LONGEST_TEXT,
                )
        return Cell(readable(term))

    def text(self, term: Term | None) -> str:
        """What a picture calls the term."""
        return self.cell(term).text

    def _thing(self, term: NamedNode) -> Cell:
        iri = term.value
        named = self.labels.get(iri, {})
        text = pick(named, self.language) or readable(term)
        language = next((tag for tag, label in named.items() if tag and label == text), "")
        return Cell(
            text,
            title=iri if text != iri else "",
            href=self.href(iri) if iri.startswith(_WEB) else "",
            language=language,
        )
