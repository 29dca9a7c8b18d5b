"""Answers whose body an engine pushes into a file.

An engine writes its results; it does not hand them out piece by piece. In a worker process, which
answers one request at a time, they go straight into the connection to the gateway: the host of the
application finds a PushedResponse and calls its `push`. Elsewhere the body is gathered in memory.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import IO

from flask import Response, request

HOST_PUSHES = "clusteratlas.host-pushes"
"""The key of the WSGI environment by which a host says that it takes a PushedResponse."""

Push = Callable[[IO[bytes]], None]


class PushedResponse(Response):
    """A response without a body as yet: `push` writes it, `close` ends what it reads from."""

    push: Push


def pushed(push: Push, content_type: str, close: Callable[[], None]) -> Response:
    """The answer whose body `push` writes; `close` is called when it is written, or will not be.

    What `push` raises before anything is sent is answered as any other error.
    """
    if request.environ.get(HOST_PUSHES) and request.method != "HEAD":
        promised = PushedResponse(content_type=content_type)
        promised.push = push
        promised.call_on_close(close)
        return promised
    output = BytesIO()
    try:
        if request.method != "HEAD":
            push(output)
    finally:
        close()
    response = Response(output.getvalue(), content_type=content_type)
    if request.method == "HEAD":
        # The length would be that of the whole answer, which nobody worked out.
        response.automatically_set_content_length = False
        response.headers.pop("Content-Length", None)
    return response
