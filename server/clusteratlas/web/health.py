"""`/health`: whether the service answers, from which version, and how much is in it."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from clusteratlas.web.context import atlas
from clusteratlas.web.pages import name_version

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> Response:
    """200 when the current version can be asked; the error's status otherwise."""
    with atlas().current.lend() as engine:
        name_version(engine.version)
        triples = atlas().contents.of(engine).triples
        return jsonify(status="ok", version=engine.version, triples=triples)
