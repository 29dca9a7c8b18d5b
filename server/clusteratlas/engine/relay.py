"""The relay through which pyoxigraph calls other servers.

pyoxigraph calls the target of a SERVICE itself, follows redirects to anywhere and cannot be told
otherwise. So targets are rewritten to addresses of this small server on the loopback interface; it
asks the real ones through Network. The path holds the target and cannot be guessed.
"""

from __future__ import annotations

import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from clusteratlas.engine.network import Fetched, Network
from clusteratlas.errors import ClusterAtlasError

_ACCEPT = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
_LOOPBACK = "127.0.0.1"


class Relay:
    """A server of this process that forwards to what `network` allows; it ends with the process."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._server = ThreadingHTTPServer((_LOOPBACK, 0), self._handler())
        self._server.daemon_threads = True
        self._path = f"/{secrets.token_urlsafe(32)}/"
        self._base = f"http://{_LOOPBACK}:{self._server.server_port}{self._path}"
        self._addresses = re.compile(re.escape(self._base) + r"([A-Za-z0-9_=-]*)")
        Thread(target=self._server.serve_forever, name="relay", daemon=True).start()

    def address_of(self, target: str) -> str:
        """The address under which the relay asks `target`."""
        return self._base + urlsafe_b64encode(target.encode("utf-8")).decode("ascii")

    def told(self, text: str) -> str:
        """`text` with each address of the relay replaced by the target that it stands for."""
        return self._addresses.sub(lambda match: _target(match[1]), text)

    def reason(self, message: str) -> str:
        """Why a call failed, out of pyoxigraph's `message`, which quotes what the relay said."""
        _, _, quoted = message.partition(" with payload:\n")
        return quoted if quoted and self._base in message else self.told(message)

    def forward(self, path: str, query: bytes) -> Fetched | None:
        """What the target behind `path` answers to `query`; None for a path that is not ours.

        Raises what Network.fetch raises.
        """
        if not secrets.compare_digest(path[: len(self._path)].encode(), self._path.encode()):
            return None
        return self._network.fetch(
            _target(path[len(self._path) :]),
            _ACCEPT,
            # A SERVICE inside of this one is for the other endpoint to call, under its own name.
            body=self.told(query.decode("utf-8")).encode("utf-8"),
            content_type="application/sparql-query",
        )

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        relay = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                try:
                    answer = relay.forward(self.path, query)
                except (ClusterAtlasError, ValueError) as error:
                    self._answer(HTTPStatus.BAD_GATEWAY, "text/plain", str(error).encode("utf-8"))
                    return
                if answer is None:
                    self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"")
                else:
                    self._answer(HTTPStatus.OK, answer.content_type, answer.body)

            def _answer(self, status: HTTPStatus, content_type: str, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing: the error of the query tells what went wrong."""

        return Handler


def _target(encoded: str) -> str:
    return urlsafe_b64decode(encoded.encode("ascii")).decode("utf-8")


@cache
def relay_through(network: Network) -> Relay:
    """The relay of this process for `network`, started when it is first needed."""
    return Relay(network)
