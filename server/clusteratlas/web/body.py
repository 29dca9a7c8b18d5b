"""The body of a request, read whole."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from clusteratlas.errors import PayloadTooLarge


def read_body(limit: int, hint: str) -> bytes:
    """The body, of at most `limit` bytes. Raises PayloadTooLarge with `hint`.

    A body without a stated length is cut at the limit by Werkzeug, not refused, so one that fills
    the limit may be the beginning of a longer one.
    """
    request.max_content_length = limit
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge as error:
        raise _too_large(limit, hint) from error
    if request.content_length is None and len(body) >= limit:
        raise _too_large(limit, hint)
    return body


def _too_large(limit: int, hint: str) -> PayloadTooLarge:
    return PayloadTooLarge(
        f"The request's body is too large: at most {limit} bytes are read.", hint=hint
    )
