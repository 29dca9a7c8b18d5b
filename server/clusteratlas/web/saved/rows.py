"""The rows of a page of results, with whether there are more behind them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from clusteratlas.engine.protocol import Solutions
from clusteratlas.rdf.formats import RESULT_FORMATS, ResultFormat

_JSON = next(format_ for format_ in RESULT_FORMATS if format_.name == "json")


@dataclass(frozen=True)
class Rows:
    """Rows that were read, in SPARQL 1.1 Query Results JSON."""

    json: bytes
    count: int
    has_more: bool

    @classmethod
    def read(cls, solutions: Solutions, limit: int) -> Rows:
        """The first `limit` rows of `solutions`, which were asked for with one row more.

        The engine writes rows far faster than it hands them out, so it writes them all, and the
        one too many is taken away.
        """
        output = BytesIO()
        solutions.write(output, _JSON)
        result: Any = json.loads(output.getvalue())
        bindings = result["results"]["bindings"]
        if len(bindings) <= limit:
            return cls(output.getvalue(), len(bindings), has_more=False)
        del bindings[limit:]
        return cls(json.dumps(result, ensure_ascii=False).encode(), limit, has_more=True)

    def written(self, format_: ResultFormat) -> bytes:
        """The rows in one of the formats of results."""
        if format_.pyoxigraph == QueryResultsFormat.JSON:
            return self.json
        solutions = cast("QuerySolutions", parse_query_results(self.json, QueryResultsFormat.JSON))
        return cast("bytes", solutions.serialize(format=format_.pyoxigraph))
