"""`/sparql`: the query operation of the SPARQL 1.1 Protocol (§2.1), its description, its form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from hashlib import sha256

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from clusteratlas.engine.protocol import Boolean, Solutions
from clusteratlas.errors import ClusterAtlasError, NotAcceptable, PayloadTooLarge
from clusteratlas.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, GraphFormat, ResultFormat
from clusteratlas.rdf.negotiation import AnyFormat, negotiate
from clusteratlas.rdf.protocol import QueryRequest, parse_pairs, parse_query_request
from clusteratlas.web.answer import pushed
from clusteratlas.web.context import atlas
from clusteratlas.web.description import write_description
from clusteratlas.web.pages import render_page, wants_html
from clusteratlas.web.preview import preview
from clusteratlas.web.problems import problem_of
from clusteratlas.web.versions import lend_engine

FIRST_QUERY = """\
PREFIX ca: <https://w3id.org/clusteratlas/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?cluster ?name WHERE {
  ?cluster a ca:Cluster ;
           skos:prefLabel ?name .
}
ORDER BY ?cluster ?name
"""

# Names for graph formats that clients send beside ours: SPARQLWrapper's and the result formats'.
_GRAPH_ALIASES = {
    "xml": "rdfxml",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
    "json": "jsonld",
    "json-ld": "jsonld",
    "ttl": "turtle",
    "n3": "turtle",
    "nt": "ntriples",
}

# Functions whose value is another one each time (SPARQL 1.1 Query §17.4), and calls to elsewhere.
_VOLATILE = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(|service|\\u", re.IGNORECASE)

blueprint = Blueprint("sparql", __name__)


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> Response:
    """Answer a query; without one, describe the service, or show the form to a browser."""
    if request.method != "POST" and not {"query", "update"} & request.args.keys():
        return _form() if wants_html() else _description()
    query = parse_query_request(
        request.method,
        parse_pairs(request.query_string, "The address"),
        request.content_type,
        _body(),
    )
    if wants_html() and "format" not in request.args:
        return _page(query)
    return _conditional(query) or _answer(query)


def _body() -> bytes:
    """The request's body, whole. Raises PayloadTooLarge.

    A body without a stated length is cut at the limit by Werkzeug, not refused, so one that fills
    the limit may be the beginning of a longer one.
    """
    limit = request.max_content_length
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge as error:
        raise _too_large(limit) from error
    if request.content_length is None and limit is not None and len(body) >= limit:
        raise _too_large(limit)
    return body


def _too_large(limit: int | None) -> PayloadTooLarge:
    return PayloadTooLarge(
        f"The request's body is too large: at most {limit} bytes are read.",
        hint="Ask several shorter queries.",
    )


def _form() -> Response:
    with lend_engine():
        return render_page("sparql.html", query=FIRST_QUERY)


def _description() -> Response:
    format_ = _choose(GRAPH_FORMATS, request.headers.get("Accept"), request.args.get("format"))
    with lend_engine() as engine:
        contents = atlas().contents.of(engine)
    body = write_description(request.base_url, contents, format_)
    return Response(body, content_type=_content_type(format_.media_type))


def _page(query: QueryRequest) -> Response:
    """The form with the query in it, and below it the beginning of its result or what is wrong."""
    try:
        with lend_engine() as engine:
            result = preview(engine.query(query))
    except ClusterAtlasError as error:
        problem = problem_of(error)
        response = render_page("sparql.html", query=query.query, problem=problem)
        response.status_code = problem.status
        return response
    return render_page("sparql.html", query=query.query, result=result)


def _conditional(query: QueryRequest) -> Response | None:
    """304 when the client has this very answer from this very version (RFC 9110 §13.1.2)."""
    if request.method == "POST" or not request.if_none_match:
        return None
    with lend_engine() as engine:
        tag = _entity_tag(engine.version, query)
    if is_volatile(query.query) or not request.if_none_match.contains_weak(tag):
        return None
    response = Response(status=304)
    response.vary.add("Accept")
    response.set_etag(tag, weak=True)
    return response


def _answer(query: QueryRequest) -> Response:
    accept, wanted = request.headers.get("Accept"), request.args.get("format")
    with ExitStack() as lending:
        engine = lending.enter_context(lend_engine())
        result = engine.query(query)
        format_: ResultFormat | GraphFormat
        if isinstance(result, Solutions | Boolean):
            format_ = result_format = _choose(RESULT_FORMATS, accept, wanted)
            push = partial(result.write, format_=result_format)
        else:
            format_ = graph_format = _choose(GRAPH_FORMATS, accept, wanted)
            push = partial(result.write, format_=graph_format)
        response = pushed(push, _content_type(format_.media_type), lending.pop_all().close)
    response.vary.add("Accept")
    if is_volatile(query.query):
        response.cache_control.no_store = True
    elif request.method != "POST":
        response.set_etag(_entity_tag(engine.version, query), weak=True)
    return response


def is_volatile(query: str) -> bool:
    """Whether the same query may have another answer from the same version; true in doubt."""
    return _VOLATILE.search(query) is not None


def _entity_tag(version: str, query: QueryRequest) -> str:
    """Weak: the rows of an answer may come in another order."""
    parts = (
        version,
        query.query,
        *query.default_graphs,
        "",
        *query.named_graphs,
        "",
        request.headers.get("Accept", ""),
        request.args.get("format", ""),
    )
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def _choose(offered: Sequence[AnyFormat], accept: str | None, wanted: str | None) -> AnyFormat:
    """The format that `?format=` names, else the best of those that are accepted."""
    if wanted is None:
        return negotiate(accept, offered)
    name = _GRAPH_ALIASES.get(wanted, wanted) if offered is GRAPH_FORMATS else wanted
    for format_ in offered:
        if name in (format_.name, format_.media_type):
            return format_
    names = ", ".join(format_.name for format_ in offered)
    raise NotAcceptable(
        f"The result of this query is not offered as “{wanted}”.", hint=f"Offered are: {names}."
    )


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
