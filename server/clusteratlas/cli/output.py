"""Writes the result of a query in the format that was asked for."""

from __future__ import annotations

from typing import IO

from clusteratlas.cli.table import result_table
from clusteratlas.engine.protocol import Boolean, QueryResult, Solutions
from clusteratlas.errors import NotAcceptable
from clusteratlas.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS

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
    if isinstance(result, Solutions | Boolean):
        if format_name in (None, TABLE):
            output.write(_table(result).encode("utf-8") + b"\n")
            return
        offered, form = _RESULTS, "SELECT and ASK"
    else:
        offered, form = _GRAPHS, "CONSTRUCT and DESCRIBE"
    format_ = offered.get(format_name or "turtle")
    if format_ is None:
        names = [TABLE, *offered] if offered is _RESULTS else list(offered)
        raise NotAcceptable(
            f"The result of this query cannot be written as {format_name}.",
            hint=f"Formats for {form} are: {', '.join(names)}.",
        )
    result.write(output, format_)


def _table(result: Solutions | Boolean) -> str:
    if isinstance(result, Boolean):
        return "true" if result.value else "false"
    return result_table(result.variables, result)
