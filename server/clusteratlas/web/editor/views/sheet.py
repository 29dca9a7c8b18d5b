"""Rows with what their columns hold: what the pictures choose from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from clusteratlas.engine.protocol import Row, Term
from clusteratlas.entities.asking import number
from clusteratlas.pictures.words import Words, plain
from clusteratlas.web.editor.cells import Cell, Cells
from clusteratlas.web.editor.columns import Column, Holds, columns_of
from clusteratlas.web.editor.result import Rows
from clusteratlas.web.texts import TEXTS

NAME = "result-picture"
"""The name of the one picture of a result."""


@dataclass(frozen=True)
class Sheet:
    """Rows, read by their columns; `cells` say what terms are called and where they lead."""

    rows: Rows
    cells: Cells

    @cached_property
    def columns(self) -> Sequence[Column]:
        """The columns with what they hold."""
        return columns_of(self.rows)

    def holding(self, holds: Holds) -> Sequence[Column]:
        """The columns that hold this."""
        return [column for column in self.columns if column.holds is holds]

    def first(self, *kinds: Holds) -> Column | None:
        """The first column that holds the first of `kinds` for which there is one."""
        found = (column for holds in kinds for column in self.holding(holds))
        return next(found, None)

    def naming(self) -> Column | None:
        """The column that says what a row is about: names, else things."""
        return self.first(Holds.TEXTS, Holds.THINGS)

    def href(self, row: Row) -> str:
        """Where the first thing of a row has its page; '' without one."""
        things = (row[column.place] for column in self.holding(Holds.THINGS))
        thing = next((term for term in things if isinstance(term, NamedNode)), None)
        return self.cells.cell(thing).href

    def cell(self, row: Row, column: Column) -> Cell:
        """The cell of a row."""
        return self.cells.cell(row[column.place])

    def terms(self, column: Column) -> Iterator[Term]:
        """The terms of a column that are there."""
        return (term for row in self.rows.rows if (term := row[column.place]) is not None)

    def words(self, *columns: Column) -> Words:
        """A picture of these columns in words."""
        title = " · ".join(column.name for column in columns)
        language = self.cells.language
        count = plain(len(self.rows.rows), language)
        return Words(title, TEXTS[language]["editor_picture_from"].format(count=count), language)


def value(row: Row, column: Column | None) -> float | None:
    """The number in a row; None where there is none."""
    found = number(row[column.place]) if column is not None else None
    return float(found) if found is not None and found.is_finite() else None
