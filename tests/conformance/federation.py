"""Services of the tests' own, on the loopback: what `SERVICE` in a test of federation calls.

The suite names endpoints of hosts that do not exist (`http://example1.org/sparql`). Each gets an
address here, and the texts of a test are rewritten to these addresses. An endpoint for which the
suite has no data is not there: its address answers 404.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Final
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import QueryResultsFormat, QueryTriples, Store

_ENDPOINT: Final = re.compile(r"http://((?:example\d*|invalid\.endpoint)\.org/sparql)\b")


class Federation:
    """The services on one port. `publish` says what they hold from now on."""

    def __init__(self, port: int) -> None:
        self._address = f"http://127.0.0.1:{port}/"
        self._stores: Mapping[str, Store] = {}

    def rewritten(self, text: str) -> str:
        """A text with the suite's endpoints at their addresses here."""
        return _ENDPOINT.sub(lambda match: self._address + match[1], text)

    def publish(self, stores: Mapping[str, Store]) -> None:
        """Hold these stores, by the suite's names of their endpoints, and no others."""
        self._stores = {urlsplit(self.rewritten(name)).path: stores[name] for name in stores}

    def store(self, path: str) -> Store | None:
        return self._stores.get(path)


@contextmanager
def federation() -> Iterator[Federation]:
    """Run the services until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    services = Federation(server.server_port)

    class Handler(_Handler):
        federation = services

    server.RequestHandlerClass = Handler
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield services
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    """SPARQL 1.1 Protocol, as much of it as a client of federation needs."""

    federation: Federation

    def do_GET(self) -> None:
        self._answer(parse_qs(urlsplit(self.path).query).get("query", [""])[0])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        is_form = self.headers.get_content_type() == "application/x-www-form-urlencoded"
        self._answer(parse_qs(body).get("query", [""])[0] if is_form else body)

    def _answer(self, query: str) -> None:
        store = self.federation.store(urlsplit(self.path).path)
        if store is None:
            self.send_error(404)
            return
        results = store.query(query)
        assert not isinstance(results, QueryTriples)
        body = results.serialize(format=QueryResultsFormat.JSON) or b""
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the tests tell what went wrong."""
