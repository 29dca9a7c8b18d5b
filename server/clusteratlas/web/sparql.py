"""`/sparql`: the query operation of the SPARQL 1.1 Protocol (§2.1), its description, its form."""

from __future__ import annotations

from flask import Blueprint, Response, request

from clusteratlas.errors import ClusterAtlasError
from clusteratlas.rdf.formats import GRAPH_FORMATS
from clusteratlas.rdf.negotiation import choose_format
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.web.address import address
from clusteratlas.web.answer import pushed
from clusteratlas.web.body import read_body
from clusteratlas.web.context import atlas, settings
from clusteratlas.web.description import Service, write_description
from clusteratlas.web.operations import DATA_PATH, QUERY_PATH, UPDATE_PATH
from clusteratlas.web.pages import name_version, render_page, wants_html
from clusteratlas.web.preview import preview
from clusteratlas.web.problems import problem_of
from clusteratlas.web.query_operation import QueryCall, answer_query, is_stable
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

blueprint = Blueprint("sparql", __name__)


@blueprint.route(QUERY_PATH, methods=["GET", "POST"])
def endpoint() -> Response:
    """Answer a query; without one, describe the service, or show the form to a browser."""
    if request.method != "POST" and not {"query", "update"} & request.args.keys():
        return _form() if wants_html() else _description()
    call = QueryCall(
        method=request.method,
        url=address(QUERY_PATH),
        query_string=request.query_string,
        content_type=request.content_type,
        body=read_body(settings().body_max_bytes, "Ask several shorter queries."),
        accept=request.headers.get("Accept"),
        if_none_match=request.headers.get("If-None-Match"),
    )
    if wants_html() and "format" not in request.args:
        return _page(call.query())
    return _answer(call)


def _form() -> Response:
    with lend_engine():
        return render_page("sparql.html", query=FIRST_QUERY)


def _description() -> Response:
    accept, wanted = request.headers.get("Accept"), request.args.get("format")
    format_ = choose_format(GRAPH_FORMATS, accept, wanted)
    with lend_engine() as engine:
        service = Service(
            query=address(QUERY_PATH),
            update=address(UPDATE_PATH),
            data=address(DATA_PATH),
            settings=settings(),
            version=engine.version,
            contents=atlas().contents.of(engine),
        )
    response = Response(write_description(service, format_), content_type=format_.content_type)
    response.vary.add("Accept")
    return response


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
    response = render_page("sparql.html", query=query.query, result=result)
    if not is_stable(query):
        response.headers["Cache-Control"] = "no-store"
    return response


def _answer(call: QueryCall) -> Response:
    answer = answer_query(atlas(), call)
    name_version(answer.version)
    if answer.push is None:
        response = Response(status=answer.status)
    else:
        response = pushed(answer.push, answer.headers["Content-Type"], answer.close)
    response.headers.update(answer.headers)
    return response
