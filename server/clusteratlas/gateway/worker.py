"""A worker process: the application at the end of a connection, one request at a time.

It may be killed at any moment. It ends by itself when the gateway's end of the connection is gone.
"""

from __future__ import annotations

import ctypes
import logging
import os
import resource
import signal
import socket
import struct
from collections.abc import Callable
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import IO, Any, Final, cast

from flask import Flask, Response

from clusteratlas.errors import ResultTooLarge
from clusteratlas.gateway.encoding import Encoder, encoder
from clusteratlas.gateway.frames import Kind, frame, split_head, with_head
from clusteratlas.web.answer import HOST_PUSHES, PushedResponse

BLOCK_BYTES: Final = 64 * 1024
_LEAST_TO_ENCODE: Final = 1024
_FRAME: Final = struct.Struct("!BI")
_PR_SET_PDEATHSIG: Final = 1
# Beyond the bound that the gateway watches: what is taken faster than it looks ends here.
_HARD_BOUND_EXTRA: Final = 512 * 1024 * 1024


def run(
    connection: socket.socket,
    create: Callable[[], Flask],
    memory_bytes: int,
    result_bytes: int,
) -> None:
    """Answer the requests that come over `connection` until it ends."""
    _live_and_die_with_the_gateway(memory_bytes)
    app = create()
    connection.sendall(frame(Kind.READY))
    while (payload := _receive(connection)) is not None:
        head, body = split_head(payload)
        _answer(app, head, body, connection, result_bytes)


def _live_and_die_with_the_gateway(memory_bytes: int) -> None:
    # Ctrl-C reaches the whole process group; the gateway decides when its workers end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    bound = memory_bytes + _HARD_BOUND_EXTRA
    resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Where the whole machine runs out of memory, a query goes before the service.
    Path("/proc/self/oom_score_adj").write_text("900", encoding="ascii")


def _receive(connection: socket.socket) -> bytes | None:
    header = _read(connection, _FRAME.size)
    if header is None:
        return None
    _, length = _FRAME.unpack(header)
    return _read(connection, length)


def _read(connection: socket.socket, length: int) -> bytes | None:
    data = bytearray()
    while len(data) < length:
        piece = connection.recv(min(length - len(data), 1024 * 1024))
        if not piece:
            return None
        data += piece
    return bytes(data)


def _answer(
    app: Flask, head: dict[str, Any], body: bytes, connection: socket.socket, result_bytes: int
) -> None:
    with app.request_context(_environ(head, body)):
        response = _dispatched(app)
        output = _Output(connection, response, str(head["encoding"]), result_bytes)
        try:
            if isinstance(response, PushedResponse):
                response.push(cast("IO[bytes]", output))
            else:
                for piece in response.iter_encoded():
                    output.write(piece)
        except Exception as error:
            if output.started:
                logging.getLogger(__name__).exception("an answer is broken off")
                connection.sendall(frame(Kind.BROKEN))
                return
            response.close()
            response = app.process_response(app.make_response(app.handle_user_exception(error)))
            output = _Output(connection, response, str(head["encoding"]), 0)
            output.write(response.get_data())
        finally:
            response.close()
        output.finish()


def _dispatched(app: Flask) -> Response:
    try:
        return app.full_dispatch_request()
    except Exception as error:  # noqa: BLE001 - as Flask's own entry does
        return app.handle_exception(error)


def _environ(head: dict[str, Any], body: bytes) -> dict[str, Any]:
    """The WSGI environment (PEP 3333) of a request."""
    stream: IO[bytes] = open(head["body_file"], "rb") if head["body_file"] else BytesIO(body)  # noqa: PTH123, SIM115
    length = os.fstat(stream.fileno()).st_size if head["body_file"] else len(body)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": head["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": head["path"],
        "QUERY_STRING": head["query_string"],
        "SERVER_NAME": head["server"][0],
        "SERVER_PORT": str(head["server"][1]),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": head["client"],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": head["scheme"],
        "wsgi.input": stream,
        "wsgi.input_terminated": True,
        "wsgi.errors": None,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        HOST_PUSHES: True,
    }
    if length:
        environ["CONTENT_LENGTH"] = str(length)
    if head["actor"]:
        environ["clusteratlas.actor"] = head["actor"]
    for name, value in head["headers"]:
        key = name.upper().replace("-", "_")
        if key == "CONTENT_TYPE":
            environ[key] = value
        else:
            environ[f"HTTP_{key}"] = value
    return environ


class _Output(RawIOBase):
    """The body on its way: gathered into blocks, encoded, counted.

    A body of less than a block goes with its head in one message.
    """

    def __init__(
        self, connection: socket.socket, response: Response, coding: str, result_bytes: int
    ) -> None:
        self.started = False
        self._connection = connection
        self._response = response
        self._coding = coding
        self._result_bytes = result_bytes
        self._written = 0
        self._buffer = bytearray()
        self._encoder: Encoder | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        size = len(data)
        self._written += size
        if self._result_bytes and self._written > self._result_bytes:
            raise ResultTooLarge(
                f"The result has more than {self._result_bytes} bytes.",
                hint="Ask for less: use LIMIT and OFFSET, or name fewer variables.",
            )
        self._buffer += data
        if len(self._buffer) >= BLOCK_BYTES:
            self._send_block()
        return size

    def finish(self) -> None:
        """Send what is left, and that it was the last."""
        if not self.started:
            body = bytes(self._buffer)
            if self._coding and len(body) >= _LEAST_TO_ENCODE:
                coder = self._open_encoder()
                body = coder.compress(body) + coder.flush()
            self._connection.sendall(frame(Kind.WHOLE, with_head(self._head(), body)))
            return
        if self._buffer:
            self._send_block()
        if self._encoder is not None:
            self._connection.sendall(frame(Kind.BLOCK, self._encoder.flush()))
        self._connection.sendall(frame(Kind.END))

    def _send_block(self) -> None:
        if not self.started:
            self.started = True
            if self._coding:
                self._open_encoder()
            self._connection.sendall(frame(Kind.HEAD, with_head(self._head())))
        block = bytes(self._buffer)
        self._buffer.clear()
        if self._encoder is not None:
            block = self._encoder.compress(block)
        if block:
            self._connection.sendall(frame(Kind.BLOCK, block))

    def _open_encoder(self) -> Encoder:
        self._encoder = encoder(self._coding)
        headers = self._response.headers
        headers["Content-Encoding"] = self._coding
        headers.pop("Content-Length", None)
        return self._encoder

    def _head(self) -> dict[str, Any]:
        headers = self._response.headers
        headers.pop("Content-Length", None)
        return {
            "status": self._response.status_code,
            "headers": [(name.lower(), value) for name, value in headers],
        }
