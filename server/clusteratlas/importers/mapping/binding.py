"""A mapping laid on the header of a list: which column is where, and which is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, NamedTuple

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.mapping.model import Field, Mapping
from clusteratlas.importers.tables.header import Header

_SHOWN: Final = 40


class Column(NamedTuple):
    """A column that is there. `title` is as the list has it."""

    field: Field
    at: int
    title: str


@dataclass(frozen=True)
class Binding:
    """The columns that are taken, and the titles of those that the mapping does not name."""

    columns: Sequence[Column]
    unmapped: Sequence[str]


def missing(mapping: Mapping, header: Header) -> list[Field]:
    """The fields whose column is not there, though it must be."""
    return [
        field
        for field in mapping.fields
        if not field.optional and header.find(*field.names) is None
    ]


def bind(mapping: Mapping, header: Header, list_name: str) -> Binding:
    """Lay a mapping on a header.

    Raises ImportRefused where a column is not there: it says which, what is near, what there is.
    """
    absent = missing(mapping, header)
    if absent:
        raise ImportRefused(
            f"{list_name} lacks {_columns(absent)} of the mapping {mapping.file}:"
            + "".join(f"\n  {_lack(field, mapping, header)}" for field in absent),
            hint=f"Its columns are: {titles(header)}.",
        )
    columns = []
    for field in mapping.fields:
        index = header.find(*field.names)
        if index is not None:
            columns.append(Column(field, index, header.names[index]))
    taken = {column.at for column in columns}
    unmapped = [name for index, name in enumerate(header.names) if name and index not in taken]
    return Binding(columns, unmapped)


def titles(header: Header) -> str:
    """The titles of the columns, for a message."""
    shown = ", ".join(f"“{name}”" for name in header.names[:_SHOWN])
    return f"{shown}, …" if len(header) > _SHOWN else shown


def _columns(absent: Sequence[Field]) -> str:
    return "a column" if len(absent) == 1 else f"{len(absent)} columns"


def _lack(field: Field, mapping: Mapping, header: Header) -> str:
    near = get_close_matches(field.names[0], header.names, n=1, cutoff=0.5)
    nearest = f"; the nearest is “{near[0]}”" if near else ""
    names = " or ".join(f"“{name}”" for name in field.names)
    return f"{names} ({mapping.file}, line {field.line}){nearest}"
