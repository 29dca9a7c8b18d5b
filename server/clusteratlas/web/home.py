"""`/`: what this is, and how much is in it."""

from __future__ import annotations

from flask import Blueprint, Response

from clusteratlas.web.context import atlas
from clusteratlas.web.pages import page_language, render_page
from clusteratlas.web.versions import lend_engine

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def page() -> Response:
    """The first page."""
    with lend_engine() as engine:
        contents = atlas().contents.of(engine)
    return render_page("home.html", contents=contents.in_language(page_language()))
