"""An answer on its way from a worker to the gateway."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Final, cast

from clusteratlas.errors import ResultTooLarge
from clusteratlas.gateway.encoding import Encoder, encoder
from clusteratlas.gateway.frames import Kind, answer_payload, frame

BLOCK_BYTES: Final = 64 * 1024
_LEAST_TO_ENCODE: Final = 1024

HeaderPairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Outgoing:
    """An answer: `push` writes its body.

    `fail` gives the answer to send instead when `push` raises before anything was sent; `close`
    lets go of what `push` reads from.
    """

    status: int
    headers: HeaderPairs
    push: Callable[[IO[bytes]], None]
    fail: Callable[[Exception], Outgoing]
    close: Callable[[], None] = field(default=lambda: None)


def send(outgoing: Outgoing, connection: socket.socket, coding: str, bound: int) -> None:
    """Send an answer of at most `bound` bytes, 0 for any number.

    An error before the first block is answered; a later one breaks the answer off.
    """
    output = _Output(connection, outgoing, coding, bound)
    try:
        outgoing.push(cast("IO[bytes]", output))
    except Exception as error:
        if output.started:
            logging.getLogger(__name__).exception("an answer is broken off")
            connection.sendall(frame(Kind.BROKEN))
            return
        instead = outgoing.fail(error)
        output = _Output(connection, instead, coding, 0)
        instead.push(cast("IO[bytes]", output))
    finally:
        outgoing.close()
    output.finish()


class _Output:
    """The body: gathered into blocks, encoded, counted. As much of a file as an engine writes to.

    A body of less than a block goes with its head in one message.
    """

    def __init__(
        self, connection: socket.socket, outgoing: Outgoing, coding: str, bound: int
    ) -> None:
        self.started = False
        self._connection = connection
        self._outgoing = outgoing
        self._coding = coding
        self._bound = bound
        self._written = 0
        self._buffer = bytearray()
        self._encoder: Encoder | None = None

    def write(self, data: bytes) -> int:
        """Take the next piece of the body."""
        size = len(data)
        self._written += size
        if self._bound and self._written > self._bound:
            raise ResultTooLarge(
                f"The result has more than {self._bound} bytes.",
                hint="Ask for less: use LIMIT and OFFSET, or name fewer variables.",
            )
        self._buffer += data
        if len(self._buffer) >= BLOCK_BYTES:
            self._send_block()
        return size

    def flush(self) -> None:
        """Nothing: pieces are sent when they fill a block."""

    def finish(self) -> None:
        """Send what is left, and that it was the last."""
        if not self.started:
            body = bytes(self._buffer)
            if self._coding and len(body) >= _LEAST_TO_ENCODE:
                self._encoder = encoder(self._coding)
                body = self._encoder.compress(body) + self._encoder.flush()
            self._connection.sendall(frame(Kind.WHOLE, self._payload(body)))
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
                self._encoder = encoder(self._coding)
            self._connection.sendall(frame(Kind.HEAD, self._payload(b"")))
        block = bytes(self._buffer)
        self._buffer.clear()
        if self._encoder is not None:
            block = self._encoder.compress(block)
        if block:
            self._connection.sendall(frame(Kind.BLOCK, block))

    def _payload(self, body: bytes) -> bytes:
        headers = [*self._outgoing.headers, ("vary", "Accept-Encoding")]
        if self._encoder is not None:
            headers.append(("content-encoding", self._coding))
        return answer_payload(self._outgoing.status, headers, body)
