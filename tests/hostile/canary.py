"""A server that nobody may reach, and one beside it that sends everybody there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Canary:
    """`calls` has who connected to it; the server at `redirecting` sends on to `location`."""

    port: int = 0
    redirecting: str = ""
    location: str = ""
    calls: list[str] = field(default_factory=list)
    redirected: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def listening(cls) -> Iterator[Canary]:
        """Both servers, for as long as the context lasts."""
        canary = cls()
        with _server(canary.calls, 200, lambda: "") as caught:
            canary.port = caught
            with _server(canary.redirected, 307, lambda: canary.location) as redirecting:
                canary.redirecting = f"127.0.0.1:{redirecting}"
                yield canary


class _Server(ThreadingHTTPServer):
    """Counts connections as well: one without a request is a call too."""

    def __init__(self, calls: list[str], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.calls = calls

    def get_request(self) -> object:  # type: ignore[override]
        connection = super().get_request()
        self.calls.append(str(connection[1]))
        return connection


@contextmanager
def _server(calls: list[str], status: int, location: Callable[[], str]) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            if target := location():
                self.send_header("Location", target)
            self.send_header("Content-Type", "text/turtle")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_GET  # noqa: N815 - http.server's names

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = _Server(calls, Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
