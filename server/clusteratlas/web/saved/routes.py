"""`/queries`: the list of the saved queries, each of them, and its file."""

from __future__ import annotations

from flask import Blueprint, Response, request

from clusteratlas.errors import ClusterAtlasError
from clusteratlas.rdf.protocol import SPARQL_QUERY
from clusteratlas.web.context import atlas
from clusteratlas.web.errors import problem_response
from clusteratlas.web.pages import page_language, render_page, wants_html
from clusteratlas.web.problems import problem_of
from clusteratlas.web.saved import page, rest
from clusteratlas.web.saved.asking import texts
from clusteratlas.web.saved.browsing import Wanted, find, tag_label
from clusteratlas.web.saved.values import find_query

blueprint = Blueprint("queries", __name__)


@blueprint.get("/queries")
def index() -> Response:
    """The saved queries, all or those that are looked for."""
    wanted = Wanted(
        words=request.args.get("q", "").strip(),
        collection=request.args.get("collection", ""),
        tag=request.args.get("tag", ""),
    )
    return render_page(
        "queries.html",
        wanted=wanted,
        found=find(atlas().catalogue, wanted),
        tag_label=lambda tag: tag_label(tag, texts()),
        collection_label=lambda name: texts().get(f"saved_collection_{name}", name),
    )


@blueprint.get("/queries/<name>")
def query(name: str) -> Response:
    """A saved query: a page for a browser, its result for a program."""
    if wants_html() and "format" not in request.args:
        return page.page(find_query(atlas().catalogue, name, texts()))
    try:
        return rest.answer(find_query(atlas().catalogue, name, texts()))
    except ClusterAtlasError as error:
        response = problem_response(problem_of(error))
        response.headers["Content-Language"] = page_language()
        response.vary.update(("Accept", "Accept-Language"))
        return response


@blueprint.get("/queries/<name>.rq")
def text(name: str) -> Response:
    """The query's file."""
    found = find_query(atlas().catalogue, name, texts())
    return Response(found.source, content_type=f"{SPARQL_QUERY}; charset=utf-8")
