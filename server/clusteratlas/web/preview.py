"""The beginning of a result as a page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

from pyoxigraph import Literal, NamedNode, RdfFormat, serialize

from clusteratlas.engine.protocol import Boolean, QueryResult, Solutions
from clusteratlas.rdf.display import Term, is_number, readable
from clusteratlas.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, GraphFormat, ResultFormat
from clusteratlas.terms import PREFIXES

SHOWN = 500
"""Rows or triples at most; a page with all of a long result would help nobody."""


@dataclass(frozen=True)
class Cell:
    """A term in a table. `title` is the whole IRI when the text shortens it."""

    text: str
    title: str = ""
    language: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Preview:
    """A truth (ASK), or columns and rows (SELECT), or a text in Turtle (CONSTRUCT, DESCRIBE)."""

    formats: Sequence[ResultFormat] | Sequence[GraphFormat]
    truth: bool | None = None
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Cell]] = ()
    text: str = ""
    cut: bool = False
    shown: int = SHOWN


def preview(result: QueryResult) -> Preview:
    """The first rows or triples of `result`."""
    if isinstance(result, Boolean):
        return Preview(RESULT_FORMATS, truth=result.value)
    if isinstance(result, Solutions):
        rows = list(islice(result, SHOWN + 1))
        return Preview(
            RESULT_FORMATS,
            columns=result.variables,
            rows=[[_cell(term) for term in row] for row in rows[:SHOWN]],
            cut=len(rows) > SHOWN,
        )
    triples = list(islice(result, SHOWN + 1))
    text = serialize(triples[:SHOWN], format=RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    return Preview(
        GRAPH_FORMATS, text=cast("bytes", text).decode("utf-8"), cut=len(triples) > SHOWN
    )


def _cell(term: Term | None) -> Cell:
    match term:
        case NamedNode():
            text = readable(term)
            return Cell(text, title=term.value if text != term.value else "")
        case Literal():
            return Cell(readable(term), language=term.language or "", numeric=is_number(term))
    return Cell(readable(term))
