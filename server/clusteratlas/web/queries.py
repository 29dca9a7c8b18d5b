"""`/queries`: the saved queries, each with its parameters and its text."""

from __future__ import annotations

from flask import Blueprint, Response, request

from clusteratlas.catalogue import Parameter
from clusteratlas.rdf.protocol import SPARQL_QUERY
from clusteratlas.web.context import atlas
from clusteratlas.web.pages import render_page

blueprint = Blueprint("queries", __name__)


@blueprint.get("/queries")
def index() -> Response:
    """The list of all saved queries."""
    return render_page("queries.html")


@blueprint.get("/queries/<name>")
def page(name: str) -> Response:
    """One saved query, with the values for its parameters that stand in the address, bound."""
    query = atlas().catalogue.get(name)
    filled = {parameter.name: _filled(parameter) for parameter in query.parameters}
    given = {name: values for name, values in filled.items() if values}
    bound = query.bound(given)
    values = {
        parameter.name: () if query.is_optional(parameter) else parameter.examples
        for parameter in query.parameters
    } | given
    return render_page("query.html", query=query, values=values, bound=bound)


@blueprint.get("/queries/<name>.rq")
def text(name: str) -> Response:
    """The query's file."""
    return Response(
        atlas().catalogue.get(name).source, content_type=f"{SPARQL_QUERY}; charset=utf-8"
    )


def _filled(parameter: Parameter) -> tuple[str, ...]:
    """The values in the address; a field left empty has none, one for several has one a line."""
    values = request.args.getlist(parameter.name)
    if parameter.multiple:
        values = [line for value in values for line in value.splitlines()]
    return tuple(value.strip() for value in values if value.strip())
