"""Writes the result of a query in the format that was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO, TypeVar

from clusteratlas.cli.table import result_table
from clusteratlas.engine.protocol import Boolean, QueryResult, Solutions, Triples
from clusteratlas.errors import NotAcceptable
from clusteratlas.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, GraphFormat, ResultFormat

Chosen = TypeVar("Chosen", ResultFormat, GraphFormat)

TABLE = "table"
_RESULTS = {format_.name: format_ for format_ in RESULT_FORMATS}
_GRAPHS = {format_.name: format_ for format_ in GRAPH_FORMATS}
FORMAT_NAMES = (TABLE, *_RESULTS, *_GRAPHS)


def is_empty(result: QueryResult) -> bool:
    """Whether the result has no row and no triple, or is `false`."""
    if isinstance(result, Boolean):
        return not result.value
    return next(iter(result), None) is None


def write_result(result: QueryResult, format_name: str | None, output: IO[bytes]) -> None:
    """Write `result` to `output`; without a format as a table, and a graph as Turtle.

    Raises NotAcceptable when the format is not one of the query's form.
    """
    if isinstance(result, Triples):
        result.write(output, _offered(format_name or GRAPH_FORMATS[0].name, _GRAPHS, list(_GRAPHS)))
    elif format_name in (None, TABLE):
        output.write(_table(result).encode("utf-8") + b"\n")
    else:
        result.write(output, _offered(str(format_name), _RESULTS, [TABLE, *_RESULTS]))


def _offered(name: str, formats: Mapping[str, Chosen], names: Sequence[str]) -> Chosen:
    format_ = formats.get(name)
    if format_ is None:
        raise NotAcceptable(
            f"The result of this query cannot be written as {name}.",
            hint=f"Formats for it are: {', '.join(names)}.",
        )
    return format_


def _table(result: Solutions | Boolean) -> str:
    if isinstance(result, Boolean):
        return "true" if result.value else "false"
    return result_table(result.variables, result)
