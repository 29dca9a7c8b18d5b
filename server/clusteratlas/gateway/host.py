"""The application's host in a worker: from a message of the gateway to an answer."""

from __future__ import annotations

import os
from contextlib import ExitStack
from io import BytesIO
from typing import IO, Any

from flask import Flask, Response

from clusteratlas.gateway.output import Outgoing
from clusteratlas.web.answer import HOST_PUSHES, PushedResponse
from clusteratlas.web.writes import ACTOR


def answer(app: Flask, head: dict[str, Any], body: bytes) -> Outgoing:
    """What the application answers. Its context lasts until the answer is closed."""
    with ExitStack() as context:
        context.enter_context(app.request_context(_environ(head, body)))
        try:
            response = app.full_dispatch_request()
        except Exception as error:  # noqa: BLE001 - as Flask's own entry does
            response = app.handle_exception(error)
        return _outgoing(app, response, head["method"], context.pop_all())


def _outgoing(app: Flask, response: Response, method: str, context: ExitStack) -> Outgoing:
    context.callback(response.close)

    def push(output: IO[bytes]) -> None:
        if method == "HEAD":
            return
        if isinstance(response, PushedResponse):
            response.push(output)
        else:
            for piece in response.iter_encoded():
                output.write(piece)

    def fail(error: Exception) -> Outgoing:
        told = app.make_response(app.handle_user_exception(error))
        return _outgoing(app, app.process_response(told), method, ExitStack())

    headers = [(name, value) for name, value in response.headers if name != "Content-Length"]
    return Outgoing(response.status_code, headers, push, fail, context.close)


def _environ(head: dict[str, Any], body: bytes) -> dict[str, Any]:
    """The WSGI environment (PEP 3333) of a request."""
    stream: IO[bytes] = BytesIO(body)
    length = len(body)
    if head["body_file"]:
        stream = open(head["body_file"], "rb")  # noqa: PTH123, SIM115 - Flask closes it
        length = os.fstat(stream.fileno()).st_size
    environ: dict[str, Any] = {
        "REQUEST_METHOD": head["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": head["path"],
        "QUERY_STRING": head["query_string"],
        "SERVER_NAME": head["server"][0],
        "SERVER_PORT": str(head["server"][1]),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": head["client"],
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": head["scheme"],
        "wsgi.input": stream,
        "wsgi.errors": None,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        HOST_PUSHES: True,
    }
    if head["actor"]:
        environ[ACTOR] = head["actor"]
    for name, value in head["headers"]:
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    return environ
