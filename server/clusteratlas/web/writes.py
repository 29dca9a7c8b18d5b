"""What all writes have in common: who writes, what is read of the body, what is answered."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from flask import Response, jsonify, request

from clusteratlas.errors import AccessDenied, StoreReadOnly
from clusteratlas.web.body import read_body
from clusteratlas.web.context import atlas, settings
from clusteratlas.web.pages import name_version

if TYPE_CHECKING:
    from clusteratlas.dataset.writing import Writer, Written

ACTOR = "clusteratlas.actor"
"""The key of the WSGI environment under which the gateway names whose token a write bears."""

PREDECESSOR = "X-Dataset-Predecessor"


def author() -> str:
    """Who writes. Raises AccessDenied where nobody was let in."""
    actor = request.environ.get(ACTOR)
    if not actor:
        raise AccessDenied(
            "Writing needs a token with the scope “write”.",
            hint="Send it as “Authorization: Bearer …”; the operator of the service gives it out.",
        )
    return cast("str", actor)


def writer() -> Writer:
    """What writes to the store. Raises StoreReadOnly in a process that only reads."""
    found = atlas().writer
    if found is None:
        raise StoreReadOnly("This service only reads.")
    return found


def body_of_write() -> bytes:
    """The body of a write, whole. Raises PayloadTooLarge."""
    return read_body(
        settings().upload_max_bytes, "Write in several steps, or build the store from files."
    )


def written_response(written: Written, location: str = "") -> Response:
    """What came of a write: 201 with `location` when it made a graph, else 204.

    The headers name the version that it made and the one before; a client that asks for JSON also
    gets how many triples came and went (so 200 instead of 204).
    """
    name_version(written.version)
    if request.accept_mimetypes.quality("application/json") and _names_json():
        response = jsonify(
            version=written.version,
            predecessor=written.before,
            added=written.added,
            removed=written.removed,
        )
    else:
        response = Response(status=HTTPStatus.NO_CONTENT)
        response.headers.pop("Content-Type", None)
    if written.created and location:
        response.status_code = HTTPStatus.CREATED
        response.headers["Location"] = location
    response.headers[PREDECESSOR] = written.before
    response.vary.add("Accept")
    return response


def _names_json() -> bool:
    """Whether JSON is asked for by its name: to most clients of writes anything is welcome."""
    return any(type_ == "application/json" for type_, _ in request.accept_mimetypes)
