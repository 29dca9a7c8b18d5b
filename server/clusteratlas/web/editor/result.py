"""As much of a result as a page shows, read from the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from pyoxigraph import NamedNode, Triple

from clusteratlas.engine.protocol import Boolean, QueryResult, Row, Solutions


@dataclass(frozen=True)
class Truth:
    """The answer to an ASK."""

    value: bool


@dataclass(frozen=True)
class Rows:
    """Rows of a SELECT: the first of them is number `first`, and `has_more` come after them."""

    columns: Sequence[str]
    rows: Sequence[Row]
    first: int = 1
    has_more: bool = False


@dataclass(frozen=True)
class Graph:
    """Triples of a CONSTRUCT or DESCRIBE, as Rows has rows."""

    triples: Sequence[Triple]
    first: int = 1
    has_more: bool = False

    def as_rows(self) -> Rows:
        """The triples as rows of three columns."""
        rows = [(triple.subject, triple.predicate, triple.object) for triple in self.triples]
        return Rows(("subject", "predicate", "object"), rows, self.first, self.has_more)

    def links(self) -> Rows:
        """The triples that link two things, as rows of these."""
        rows = [
            (triple.subject, triple.object)
            for triple in self.triples
            if isinstance(triple.object, NamedNode)
        ]
        return Rows(("subject", "object"), rows, self.first, self.has_more)


Shown: TypeAlias = Truth | Rows | Graph


def read(result: QueryResult, most: int, page: int = 1) -> Shown:
    """The rows or triples of a page of `most`, pages counted from 1."""
    if isinstance(result, Boolean):
        return Truth(result.value)
    skipped = most * (page - 1)
    if isinstance(result, Solutions):
        rows = list(islice(result, skipped, skipped + most + 1))
        return Rows(result.variables, rows[:most], skipped + 1, len(rows) > most)
    triples = list(islice(result, skipped, skipped + most + 1))
    return Graph(triples[:most], skipped + 1, len(triples) > most)
