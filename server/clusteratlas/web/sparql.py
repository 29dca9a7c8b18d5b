"""`/sparql`: the query operation of the SPARQL 1.1 Protocol (§2.1), its description, the editor."""

from __future__ import annotations

from flask import Blueprint, Response, request

from clusteratlas.rdf.formats import GRAPH_FORMATS
from clusteratlas.rdf.negotiation import choose_format
from clusteratlas.web.address import address
from clusteratlas.web.answer import pushed
from clusteratlas.web.context import atlas, settings
from clusteratlas.web.description import Service, write_description
from clusteratlas.web.editor import page
from clusteratlas.web.editor.routes import query_call
from clusteratlas.web.operations import DATA_PATH, QUERY_PATH, UPDATE_PATH
from clusteratlas.web.pages import name_version, wants_html
from clusteratlas.web.query_operation import QueryCall, answer_query
from clusteratlas.web.versions import lend_engine

blueprint = Blueprint("sparql", __name__)


@blueprint.route(QUERY_PATH, methods=["GET", "POST"])
def endpoint() -> Response:
    """Answer a query; without one, describe the service, or show the editor to a browser."""
    if request.method != "POST" and not {"query", "update"} & request.args.keys():
        return page.form() if wants_html() else _description()
    call = query_call()
    if wants_html() and "format" not in request.args:
        return page.answered(call)
    return _answer(call)


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


def _answer(call: QueryCall) -> Response:
    answer = answer_query(atlas(), call)
    name_version(answer.version)
    if answer.push is None:
        response = Response(status=answer.status)
    else:
        response = pushed(answer.push, answer.headers["Content-Type"], answer.close)
    response.headers.update(answer.headers)
    return response
