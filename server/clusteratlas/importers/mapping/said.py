"""What a row of a list says, by meaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from clusteratlas.importers.mapping.binding import Column
from clusteratlas.importers.mapping.model import Field
from clusteratlas.importers.protocol import Texts


class Named(NamedTuple):
    """A thing that a value names: how it is printed, its labels, and the column."""

    printed: str
    labels: Texts
    field: Field


class Amount(NamedTuple):
    """Money: the exact number, as printed, the column, and the currency printed beside it or ''."""

    value: Decimal
    printed: str
    column: Column
    currency: str


@dataclass(slots=True)
class Row:
    """What a row says. `texts` holds single values by meaning, days and numbers included.

    `participants` are rows that differ in the organisation, where the row names several.
    """

    line: int
    texts: dict[str, str]
    named: dict[str, list[Named]] = field(default_factory=dict)
    regions: list[tuple[str, Column]] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    sme: bool | None = None
    key: tuple[str, ...] = ()
    participants: list[Row] = field(default_factory=list)
