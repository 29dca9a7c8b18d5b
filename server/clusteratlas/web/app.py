"""The Flask application: its routes, and what holds for every answer."""

from __future__ import annotations

from flask import Flask, Response, request

from clusteratlas.settings import Settings
from clusteratlas.web import context, errors, home, pages, queries, sparql
from clusteratlas.web.context import Atlas
from clusteratlas.web.operations import is_write
from clusteratlas.web.pages import named_version

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# Any page may read, without credentials; none may write.
_CORS_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, X-Dataset-Version",
}
_PREFLIGHT_HEADERS = {
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Max-Age": "86400",
}


def create_app(atlas: Atlas, settings: Settings) -> Flask:
    """The application that answers for `atlas`."""
    app = Flask("clusteratlas.web")
    app.config["MAX_CONTENT_LENGTH"] = settings.body_max_bytes
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    context.install(app, atlas)
    pages.install(app)
    errors.install(app)
    for part in (home, sparql, queries):
        app.register_blueprint(part.blueprint)
    app.after_request(_with_headers)
    return app


def _with_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    asked = request.headers.get("Access-Control-Request-Method", request.method)
    if not is_write(asked, request.path):
        response.headers.update(_CORS_HEADERS)
        if request.method == "OPTIONS":
            response.headers.update(_PREFLIGHT_HEADERS)
    version = named_version()
    if version:
        response.headers["X-Dataset-Version"] = version
    return response
