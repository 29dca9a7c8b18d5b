"""The messages between the gateway and a worker: a kind, a length, and so many bytes.

gateway → worker   REQUEST   head (JSON) and body
worker → gateway   READY
                   WHOLE     head (JSON) and the whole body
                   HEAD      head (JSON); then any number of
                   BLOCK     a piece of the body; then one of
                   END       the body is whole
                   BROKEN    it will never be
"""

from __future__ import annotations

import marshal
import struct
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from typing import Any

_FRAME = struct.Struct("!BI")
_REQUEST = struct.Struct("!I")
_ANSWER = struct.Struct("!HI")
_END_OF_LINE = "\0"


class Kind(IntEnum):
    """What a message says."""

    REQUEST = 1
    READY = 2
    WHOLE = 3
    HEAD = 4
    BLOCK = 5
    END = 6
    BROKEN = 7


Frame = tuple[Kind, bytes]


def frame(kind: Kind, payload: bytes = b"") -> bytes:
    """The bytes of one message."""
    return _FRAME.pack(kind, len(payload)) + payload


def request_payload(head: dict[str, Any], body: bytes) -> bytes:
    """The payload of REQUEST. A worker trusts its gateway, so Python's own quick format will do."""
    encoded = marshal.dumps(head)
    return b"".join((_REQUEST.pack(len(encoded)), encoded, body))


def split_request(payload: bytes) -> tuple[dict[str, Any], bytes]:
    """The head and the body of a request."""
    (length,) = _REQUEST.unpack_from(payload)
    start = _REQUEST.size
    return marshal.loads(payload[start : start + length]), payload[start + length :]  # noqa: S302


def answer_payload(status: int, headers: Iterable[tuple[str, str]], body: bytes = b"") -> bytes:
    """The payload of WHOLE and HEAD, in a form that nothing can be hidden in.

    The gateway does not trust its workers: what reads it must not be hurt by what a query did.
    """
    lines = [f"{name.lower()}:{value}".replace(_END_OF_LINE, " ") for name, value in headers]
    encoded = _END_OF_LINE.join(lines).encode("latin-1", "replace")
    return b"".join((_ANSWER.pack(status, len(encoded)), encoded, body))


def split_answer(payload: bytes) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """The status, the headers and the body of an answer."""
    status, length = _ANSWER.unpack_from(payload)
    start = _ANSWER.size
    headers = []
    for line in payload[start : start + length].split(b"\0"):
        name, _, value = line.partition(b":")
        headers.append((name, value))
    return status, headers, payload[start + length :]


def read_payload(read: Callable[[int], bytes | None]) -> bytes | None:
    """The payload of the next message; `read` gives so many bytes, None when there is an end."""
    header = read(_FRAME.size)
    return None if header is None else read(_FRAME.unpack(header)[1])


class FrameReader:
    """Puts messages together from the pieces in which they arrive."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """The messages that are whole now."""
        self._pending += data
        position = 0
        while len(self._pending) - position >= _FRAME.size:
            kind, length = _FRAME.unpack_from(self._pending, position)
            start = position + _FRAME.size
            if len(self._pending) - start < length:
                break
            yield Kind(kind), bytes(self._pending[start : start + length])
            position = start + length
        if position:
            del self._pending[:position]
