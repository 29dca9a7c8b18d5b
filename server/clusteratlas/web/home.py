"""`/`: what this is, and how much is in it."""

from __future__ import annotations

from flask import Blueprint, Response

from clusteratlas.web.context import atlas
from clusteratlas.web.pages import name_version, page_language, render_page

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def page() -> Response:
    """The first page."""
    with atlas().current.lend() as engine:
        name_version(engine.version)
        contents = atlas().contents.of(engine)
    return render_page("home.html", contents=contents.in_language(page_language()))
