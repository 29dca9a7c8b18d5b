"""The query operation of the SPARQL 1.1 Protocol (§2.1), from a call to an answer, without Flask.

`/sparql` answers by it, and so does a worker process directly: for a query that costs a tenth of a
millisecond, routing and contexts would cost several times as much.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import sha256

from werkzeug.datastructures import ETags
from werkzeug.http import parse_etags

from clusteratlas.engine.protocol import Boolean, Engine, Solutions
from clusteratlas.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, GraphFormat, ResultFormat
from clusteratlas.rdf.negotiation import choose_format
from clusteratlas.rdf.protocol import Pairs, QueryRequest, parse_pairs, parse_query_request
from clusteratlas.web.answer import Push
from clusteratlas.web.context import Atlas
from clusteratlas.web.current import Loan

# Functions whose value is another one each time (SPARQL 1.1 Query §17.4), calls to elsewhere, and
# escapes in which either may hide. Looked for as parts of words: it is enough to be right in doubt.
_VOLATILE = ("now", "rand", "uuid", "bnode", "service", "\\u")
_NOT_MODIFIED = 304


@dataclass(frozen=True)
class QueryCall:
    """What a request says: `url` is the address without its query string."""

    method: str
    url: str
    query_string: bytes
    content_type: str | None
    body: bytes
    accept: str | None
    if_none_match: str | None

    @cached_property
    def arguments(self) -> Pairs:
        """The parameters of the address. Raises ProtocolError."""
        return parse_pairs(self.query_string, "The address")

    def query(self) -> QueryRequest:
        """The query that is asked. Raises ProtocolError and its like."""
        return parse_query_request(
            self.method, self.arguments, self.content_type, self.body, self.url
        )


@dataclass(frozen=True)
class QueryAnswer:
    """`push` writes the body, None where there is none; `close` lets the engine go, once."""

    status: int
    headers: dict[str, str]
    version: str
    push: Push | None = None
    close: Callable[[], None] = field(default=lambda: None)


def answer_query(atlas: Atlas, call: QueryCall) -> QueryAnswer:
    """Answer a query: in the format that is asked for, from the version that is named or current.

    Raises what parsing, evaluating and negotiating raise.
    """
    named = dict(call.arguments)
    query = call.query()
    loan = atlas.borrow(named.get("version"))
    try:
        answer = _answer(loan, call, query, named.get("format"))
    except BaseException:
        loan.close()
        raise
    if answer.push is None:
        loan.close()
    return answer


def _answer(loan: Loan, call: QueryCall, query: QueryRequest, wanted: str | None) -> QueryAnswer:
    engine = loan.engine
    headers = {"Vary": "Accept"}
    known = ETags()
    if not is_stable(query):
        headers["Cache-Control"] = "no-store"
    elif call.method != "POST":
        tag = _entity_tag(engine.version, query, call.accept, wanted)
        headers["ETag"] = f'W/"{tag}"'
        headers["Cache-Control"] = "no-cache"
        known = parse_etags(call.if_none_match)
        if known.is_weak(tag) or known.is_strong(tag):
            return QueryAnswer(_NOT_MODIFIED, headers, engine.version)
    format_, push = _result(engine, query, call.accept, wanted)
    if known.star_tag:
        # Not before: it names whatever there is, and to a wrong query there is nothing.
        return QueryAnswer(_NOT_MODIFIED, headers, engine.version)
    headers["Content-Type"] = format_.content_type
    return QueryAnswer(200, headers, engine.version, push, loan.close)


def is_stable(query: QueryRequest) -> bool:
    """Whether the same version gives the same answer each time, so that it may be kept."""
    text = query.query.lower()
    return not any(word in text for word in _VOLATILE)


def _result(
    engine: Engine, query: QueryRequest, accept: str | None, wanted: str | None
) -> tuple[ResultFormat | GraphFormat, Push]:
    result = engine.query(query)
    if isinstance(result, Solutions | Boolean):
        result_format = choose_format(RESULT_FORMATS, accept, wanted)
        return result_format, partial(result.write, format_=result_format)
    graph_format = choose_format(GRAPH_FORMATS, accept, wanted)
    return graph_format, partial(result.write, format_=graph_format)


def _entity_tag(version: str, query: QueryRequest, accept: str | None, wanted: str | None) -> str:
    """Of weak tags: the rows of an answer may come in another order."""
    parts = (
        version,
        query.query,
        *query.default_graphs,
        "",
        *query.named_graphs,
        "",
        accept or "",
        wanted or "",
    )
    return sha256("\0".join(parts).encode()).hexdigest()[:32]
