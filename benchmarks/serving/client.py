"""One request at a time: to compare what servers answer, and to see how an answer arrives."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

_SECONDS = 180
_PIECE = 1 << 18


@dataclass(frozen=True)
class Answer:
    """An answer read to its end; times in seconds since the request was sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    first_byte: float
    total: float


def fetch(url: str, target: str, headers: Mapping[str, str]) -> Answer:
    """Ask the server at `url` once. Raises OSError or HTTPException when the answer is broken."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(
        address.hostname or "", address.port or 80, timeout=_SECONDS
    )
    try:
        start = time.perf_counter()
        connection.request("GET", target, headers=dict(headers))
        response = connection.getresponse()
        pieces = [response.read1(1)]
        first_byte = time.perf_counter() - start
        while piece := response.read1(_PIECE):
            pieces.append(piece)
        total = time.perf_counter() - start
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
    finally:
        connection.close()
    fields = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, fields, b"".join(pieces), first_byte, total)
