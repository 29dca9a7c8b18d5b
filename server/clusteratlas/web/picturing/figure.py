"""A picture as a page shows it: drawn, said in words, with its table, its files and its query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from flask import request

from clusteratlas.pictures.table import Table
from clusteratlas.web.picturing.drawn import Drawn
from clusteratlas.web.picturing.files import FORMS

ROWS = 50
"""So many rows of the table stand on a page; the CSV file has them all."""


@dataclass(frozen=True)
class Picture(Drawn):
    """A chart with what stands around it.

    `path` and `arguments` are the address that reproduces it, '' for a picture that has none;
    `query` is the SPARQL text that gives its data, `notes` say what it leaves out, `page` is the
    page of the table.
    """

    path: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    notes: Sequence[str] = ()
    page: int = 1

    @property
    def rows(self) -> Table:
        """The part of the table that stands on the page."""
        start = (self.page - 1) * ROWS
        return Table(self.table.columns, self.table.rows[start : start + ROWS])

    @property
    def pages(self) -> int:
        """How many pages the table has."""
        return max(1, -(-len(self.table.rows) // ROWS))

    @property
    def address(self) -> str:
        """The page that shows this picture."""
        return self.link("")

    def link(self, form: str, page: int = 1) -> str:
        """The address of the picture in one of the FORMS; of its page for ''."""
        arguments = {**self.arguments, **({"page": str(page)} if page > 1 else {})}
        return address_of(self.path + (f".{form}" if form else ""), arguments)

    @property
    def downloads(self) -> Sequence[tuple[str, str]]:
        """The files, each with its name and its address."""
        return [(form.upper(), self.link(form)) for form in FORMS] if self.path else []

    @property
    def editor(self) -> str:
        """Where the query can be changed and run."""
        return f"{request.root_path}/sparql?{urlencode({'query': self.query})}"


def address_of(path: str, arguments: Mapping[str, str]) -> str:
    """An address of this site in the reader's language."""
    pairs = f"?{urlencode(arguments)}" if arguments else ""
    return f"{request.root_path}{path}{pairs}"
