"""A mapping laid on the header of a list: which column is where, and which is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, NamedTuple

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.mapping.model import Field, Mapping
from clusteratlas.importers.tables.header import Header, key

_SHOWN: Final = 40
_FEW: Final = 3


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


def lacking(mapping: Mapping, header: Header, list_name: str, elsewhere: str = "") -> ImportRefused:
    """The refusal of a list that lacks columns: which, what is near, what there is.

    `elsewhere` says where else they are.
    """
    absent = missing(mapping, header)
    return ImportRefused(
        f"{list_name} lacks {_columns(absent)} of the mapping {mapping.file}:"
        + "".join(f"\n  {_lack(field, mapping, header)}" for field in absent),
        hint=f"{elsewhere}Its columns are: {titles(header)}.",
    )


def bind(mapping: Mapping, header: Header) -> Binding:
    """Lay a mapping on a header; columns that are not there are left out."""
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
    names = [name for name in header.names if name]
    shown = ", ".join(f"“{name}”" for name in names[:_SHOWN])
    return f"{shown}, …" if len(names) > _SHOWN else shown


def _columns(absent: Sequence[Field]) -> str:
    return "a column" if len(absent) == 1 else f"{len(absent)} columns"


def _lack(field: Field, mapping: Mapping, header: Header) -> str:
    names = " or ".join(f"“{name}”" for name in field.names)
    return f"{names} ({mapping.file}, line {field.line}){_nearest(field, header)}"


def _nearest(field: Field, header: Header) -> str:
    several = [title for name in field.names for title in header.fitting(name)]
    if several:
        return f"; it fits several: {', '.join(f'“{title}”' for title in several[:_FEW])}"
    by_key = {key(title): title for title in header.names if title}
    wanted = key(field.names[0])
    near = get_close_matches(wanted, by_key, n=1, cutoff=0.5)
    near = near or [title for title in by_key if wanted and (wanted in title or title in wanted)]
    return f"; the nearest is “{by_key[near[0]]}”" if near else ""
