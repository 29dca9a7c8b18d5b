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

import json
import struct
from collections.abc import Iterator
from enum import IntEnum
from typing import Any

_FRAME = struct.Struct("!BI")
_HEAD = struct.Struct("!I")


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


def with_head(head: dict[str, Any], body: bytes = b"") -> bytes:
    """The payload of REQUEST, WHOLE and HEAD."""
    encoded = json.dumps(head).encode()
    return b"".join((_HEAD.pack(len(encoded)), encoded, body))


def split_head(payload: bytes) -> tuple[dict[str, Any], bytes]:
    """The head and the body of a payload."""
    (length,) = _HEAD.unpack_from(payload)
    start = _HEAD.size
    return json.loads(payload[start : start + length]), payload[start + length :]


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
