"""A mapping, once it is read and found to be sound."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from decimal import Decimal

from clusteratlas.importers.mapping.meanings import FUNDING, MEANINGS, Type
from clusteratlas.importers.mapping.values import Values
from clusteratlas.importers.protocol import Texts
from clusteratlas.importers.tables.numbers import NumberStyle
from clusteratlas.importers.tables.reading import Layout


@dataclass(frozen=True, slots=True)
class Field:
    """A column, and what it means. `line` is where the mapping says so.

    `names` are the titles that the column may have. Where `grouped`, thousands
    are known to be separated, so that it is nothing odd. `values` says what is meant by what is
    printed. Of a cell only what `extract` finds is taken (its group, where it has one); several
    values stand in a cell where there is a `delimiter`. An amount is multiplied by `factor`; it is
    `of` a `project` or a `participation`, and comes out of `fund` where one is named; `factored`
    says that the mapping names a factor. `date_format` is a pattern of strptime, `level` that of
    the NUTS that a region is of.
    """

    line: int
    names: tuple[str, ...]
    means: str
    language: str
    style: NumberStyle
    grouped: bool
    date_format: str
    missing: frozenset[str]
    values: Values
    extract: re.Pattern[str] | None
    delimiter: str
    true_values: frozenset[str]
    false_values: frozenset[str]
    factor: Decimal
    factored: bool
    of: str
    fund: str
    scheme: str
    level: int | None
    fill_down: bool
    optional: bool

    @property
    def type(self) -> Type:
        """The type of its values."""
        return MEANINGS[self.means].type

    @property
    def funding_kind(self) -> str:
        """The code of the kind of money, '' where it is none."""
        return self.means.removeprefix(FUNDING) if is_amount(self.means) else ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one list is written, and what it says.

    `text` is the mapping as written. `path` holds patterns of the names of the files that it is
    for. `json_property` is where in a JSON document the records are. `constants` hold for every
    row, by meaning. `project_key` names the columns that together say which project a row is about.
    """

    file: str
    text: str
    importer: str
    name: str
    title: Texts
    publisher: str
    address: str
    licence: str
    language: str
    path: tuple[str, ...]
    layout: Layout
    json_property: str
    comment_rows: frozenset[int]
    constants: Dictionary[str, str]
    project_key: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def is_keyed(self) -> bool:
        """Whether several rows may speak of one project: something says which it is."""
        return bool(self.project_key) or self.says("project.identifier")

    def says(self, *meanings: str) -> bool:
        """Whether a column or a constant has one of these meanings."""
        return any(
            meaning in self.constants or any(field.means == meaning for field in self.fields)
            for meaning in meanings
        )


def is_amount(means: str) -> bool:
    """Whether a meaning is an amount of money."""
    return means.startswith(FUNDING) and means not in {"funding.rate", "funding.currency"}
