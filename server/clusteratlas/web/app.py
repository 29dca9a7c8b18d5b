"""The Flask application: its routes, and what holds for every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request

from clusteratlas.settings import Settings
from clusteratlas.web import (
    conflicts,
    context,
    data,
    discovery,
    errors,
    files,
    frame,
    headers,
    home,
    licences,
    openapi,
    pages,
    saved,
    searching,
    sources,
    sparql,
    update,
)
from clusteratlas.web.context import Atlas
from clusteratlas.web.editor import routes as editor
from clusteratlas.web.entity_pages import filters as entity_filters
from clusteratlas.web.linked import routes as linked
from clusteratlas.web.linked import vocabulary_routes as vocabulary
from clusteratlas.web.localised import localised
from clusteratlas.web.operations import is_write
from clusteratlas.web.pages import named_version
from clusteratlas.web.picturing import routes as picturing

if TYPE_CHECKING:
    from flask.ctx import RequestContext


class _Application(Flask):
    """An application whose pages have an address for each language."""

    def request_context(self, environ: dict[str, Any]) -> RequestContext:
        """See Flask."""
        return super().request_context(localised(environ))


def create_app(atlas: Atlas, settings: Settings) -> Flask:
    """The application that answers for `atlas`."""
    app = _Application("clusteratlas.web", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.body_max_bytes
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    context.install(app, atlas, settings)
    pages.install(app)
    entity_filters.install(app)
    frame.install(app)
    files.install(app)
    errors.install(app)
    for part in (
        home,
        searching,
        licences,
        sparql,
        editor,
        update,
        data,
        saved,
        openapi,
        picturing,
        discovery,
        linked,
        vocabulary,
        sources,
        conflicts,
    ):
        app.register_blueprint(part.blueprint)
    app.after_request(_with_headers)
    return app


def _with_headers(response: Response) -> Response:
    for name, value in headers.EVERYWHERE.items():
        # An SVG file has a policy of its own, stricter but for its style sheet.
        response.headers.setdefault(name, value)
    is_preflight = request.method == "OPTIONS"
    asked = request.method
    if is_preflight:
        # Elsewhere the header says nothing; answers that are kept must not depend on it.
        asked = request.headers.get("Access-Control-Request-Method", asked)
    if not is_write(asked, request.path):
        response.headers.update(headers.READS)
        if is_preflight:
            response.headers.update(headers.PREFLIGHT)
    version = named_version()
    if version:
        response.headers[headers.VERSION] = version
    return response
