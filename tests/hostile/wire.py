"""Clients without manners: bytes into a socket, and what comes back of them."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CLOSED = 0
"""What stands for a status where the connection was ended without one, or within an answer."""

PATIENCE_SECONDS = 20
"""After this a server counts as hanging."""


@dataclass(frozen=True)
class Reply:
    """`status` is CLOSED where there was no answer, or not all of one."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def connect(address: str, *, receive_buffer: int = 0) -> socket.socket:
    """A connection to the server at `address`."""
    place = urlsplit(address)
    client = socket.socket()
    if receive_buffer:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    client.settimeout(PATIENCE_SECONDS)
    client.connect((place.hostname, place.port))
    return client


def send(client: socket.socket, pieces: Iterable[bytes]) -> None:
    """Send, for as long as the other side takes it."""
    try:
        for piece in pieces:
            client.sendall(piece)
    except (BrokenPipeError, ConnectionResetError):
        # It was refused before its end; the answer tells why.
        return


def read(client: socket.socket, method: str = "GET") -> Reply:
    """The next answer. Raises TimeoutError where none comes, and the connection stays open."""
    response = HTTPResponse(client, method=method)
    try:
        response.begin()
        body = response.read()
    except (HTTPException, ConnectionError, IncompleteRead):
        return Reply(CLOSED)
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Reply(response.status, headers, body)


def exchange(
    address: str, *pieces: bytes, method: str = "GET", ends_sending: bool = False
) -> Reply:
    """Send `pieces`, and read the first answer."""
    with connect(address) as client:
        send(client, pieces)
        if ends_sending:
            client.shutdown(socket.SHUT_WR)
        return read(client, method)


def post(
    address: str,
    path: str,
    body: bytes,
    content_type: str,
    *headers: str,
    method: str = "POST",
) -> Reply:
    """An ordinary request but for what is in it; never refused by the client's own care."""
    head = "\r\n".join(
        (
            f"{method} {path} HTTP/1.1",
            "Host: attacked",
            f"Content-Type: {content_type}",
            f"Content-Length: {len(body)}",
            *headers,
            "",
            "",
        )
    )
    return exchange(address, head.encode("latin-1"), body, method=method)


def get(address: str, target: str | bytes, *headers: str) -> Reply:
    """GET a target as it stands."""
    written = target if isinstance(target, bytes) else target.encode("latin-1")
    tail = "".join(f"{header}\r\n" for header in headers).encode("latin-1")
    return exchange(
        address, b"GET " + written + b" HTTP/1.1\r\nHost: attacked\r\n" + tail + b"\r\n"
    )
