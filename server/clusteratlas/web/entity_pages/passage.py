"""The page of a passage: all that it states, and the way on through its document."""

from __future__ import annotations

from flask import Response

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.sources.documents import passage_page
from clusteratlas.web.pages import render_page


def page(engine: Engine, iri: str) -> Response:
    """The page of the passage `iri`."""
    return render_page("entity/passage.html", page=passage_page(engine, iri))
