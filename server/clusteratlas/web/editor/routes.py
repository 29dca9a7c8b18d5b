"""What the script of the editor asks for: checks, the vocabulary, results."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from clusteratlas.errors import ProtocolError
from clusteratlas.web.address import address
from clusteratlas.web.body import read_body
from clusteratlas.web.context import settings
from clusteratlas.web.editor import page
from clusteratlas.web.operations import QUERY_PATH
from clusteratlas.web.query_operation import QueryCall
from clusteratlas.web.versions import lend_engine

blueprint = Blueprint("editor", __name__)


def query_call() -> QueryCall:
    """The call of a query that the request is."""
    return QueryCall(
        method=request.method,
        url=address(QUERY_PATH),
        query_string=request.query_string,
        content_type=request.content_type,
        body=read_body(settings().body_max_bytes, "Ask several shorter queries."),
        accept=request.headers.get("Accept"),
        if_none_match=request.headers.get("If-None-Match"),
    )


@blueprint.route(f"{QUERY_PATH}/result", methods=["GET", "POST"])
def result() -> Response:
    """The result of a query as a piece of the page; problems are answered as to a program."""
    return page.fragment(query_call())


@blueprint.post(f"{QUERY_PATH}/check")
def check() -> Response:
    """What is wrong with the query that is the body, and which prefixes it lacks, as JSON."""
    body = read_body(settings().body_max_bytes, "Check a shorter query.")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError("The query is no UTF-8 text.", hint="Send it in UTF-8.") from error
    return jsonify(page.checked(text).as_json())


@blueprint.get(f"{QUERY_PATH}/vocabulary")
def vocabulary() -> Response:
    """The classes, properties and prefixes of the version, as JSON."""
    with lend_engine() as engine:
        response = jsonify(page.vocabulary(engine).as_json())
        response.set_etag(f"vocabulary-{engine.version}", weak=True)
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


@blueprint.route(f"{QUERY_PATH}/picture.<suffix>", methods=["GET", "POST"])
def picture(suffix: str) -> Response:
    """The picture of a result as a file: SVG, PNG, or its data as CSV."""
    return page.picture(query_call(), suffix)
