"""`/sources`: every graph that the atlas is made of, and how fresh each is."""

from __future__ import annotations

from flask import Blueprint, Response

from clusteratlas.entities.sources.graphs import source_graphs
from clusteratlas.web.context import atlas
from clusteratlas.web.pages import render_page
from clusteratlas.web.versions import lend_engine

blueprint = Blueprint("sources", __name__)


@blueprint.get("/sources")
def index() -> Response:
    """The index of the sources."""
    with lend_engine() as engine:
        found = source_graphs(engine)
        contents = atlas().contents.of(engine)
    return render_page(
        "sources.html",
        imported=[one for one in found if one.is_imported],
        written=[one for one in found if not one.is_imported and not one.is_reference],
        reference=[one for one in found if one.is_reference],
        triples={graph.iri: graph.count for graph in contents.sources},
    )
