"""Whoever leaves ends the query on the server: the editor's Cancel closes the connection."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pytest

from ...gateway.asking import ENDLESS, jobs, wait_until

if TYPE_CHECKING:
    from tests.conftest import RunningServer, Serve

TOKEN = "token-of-an-administrator"


@pytest.fixture(scope="module")
def server(atlas_store: Path, serve: Serve) -> Iterator[RunningServer]:
    with serve(atlas_store, write_token=TOKEN) as running:
        yield running


BODY = urlencode({"query": ENDLESS})
REQUESTS = {
    "result-by-get": f"GET /en/sparql/result?{BODY} HTTP/1.1",
    "result-by-post": "POST /sparql/result?lang=pl HTTP/1.1",
    "page": f"GET /pl/sparql?{BODY} HTTP/1.1",
}


@pytest.mark.parametrize("line", REQUESTS.values(), ids=REQUESTS)
def test_leaving_ends_the_query(server: RunningServer, line: str) -> None:
    address = urlsplit(server.address)
    assert address.hostname is not None
    body = BODY if line.startswith("POST") else ""
    head = [
        line,
        f"Host: {address.netloc}",
        "Accept: text/html",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
    ]
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall("\r\n".join([*head, "", body]).encode())
        wait_until(lambda: [job["state"] for job in jobs(server, TOKEN)] == ["running"])
    wait_until(lambda: jobs(server, TOKEN) == [])
