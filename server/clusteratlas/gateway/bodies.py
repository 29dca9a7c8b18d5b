"""Bodies of requests: read whole before a worker is taken, large ones into a file."""

from __future__ import annotations

import asyncio
import errno
import os
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Final

from clusteratlas.errors import PayloadTooLarge, ProtocolError, StoreFull

_IN_MEMORY: Final = 1024 * 1024
_SLOWEST_BYTES_A_SECOND: Final = 64 * 1024
_PATIENCE_SECONDS: Final = 30.0
_SHOWN: Final = 64 * 1024
_DISCARDED: Final = 16 * 1024 * 1024

Receive = Callable[[], Awaitable[Any]]


class ClientLeft(Exception):
    """The connection ended before the body did."""


@dataclass
class Body:
    """`data` is the whole of a small body; that of a large one is in `file`, removed on exit."""

    data: bytes = b""
    file: IO[bytes] | None = None

    @property
    def path(self) -> str:
        """Where a large body is, '' for a small one."""
        return str(self.file.name) if self.file is not None else ""

    def beginning(self, length: int) -> bytes:
        """The first bytes, for people to look at."""
        if self.file is None:
            return self.data[:length]
        return os.pread(self.file.fileno(), length, 0)

    def __enter__(self) -> Body:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the file, if there is one; what people look at stays."""
        if self.file is not None:
            self.data = self.beginning(_SHOWN)
            self.file.close()
            self.file = None


async def read_body(receive: Receive, stated: bytes | None, limit: int) -> Body:
    """The body of a request, of `stated` length if any.

    Raises PayloadTooLarge beyond `limit` bytes, ProtocolError when it comes too slowly, ClientLeft,
    StoreFull when there is no room for it.
    """
    if stated is not None and stated.isdigit() and int(stated) > limit:
        await _discard(receive, int(stated))
        raise _too_large(limit)
    patience = _PATIENCE_SECONDS + limit / _SLOWEST_BYTES_A_SECOND
    try:
        async with asyncio.timeout(patience):
            return await _read(receive, limit)
    except TimeoutError as error:
        raise ProtocolError(
            f"The body did not come within {patience:.0f} seconds.", hint="Send it faster."
        ) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull(
                "There is no room to keep the body of this request.",
                hint="Send less at once, or make room in the directory for temporary files.",
            ) from error
        raise


async def _read(receive: Receive, limit: int) -> Body:
    body = Body()
    pieces: list[bytes] = []
    length = 0
    try:
        async for piece in _pieces(receive):
            length += len(piece)
            if length > limit:
                await _discard(receive, _DISCARDED)
            _refuse_beyond(limit, length)
            if body.file is None and length > _IN_MEMORY:
                body.file = tempfile.NamedTemporaryFile(prefix="clusteratlas-body-")  # noqa: SIM115
                body.file.writelines(pieces)
                pieces.clear()
            if body.file is None:
                pieces.append(piece)
            else:
                body.file.write(piece)
        if body.file is not None:
            body.file.flush()
    except BaseException:
        body.close()
        raise
    body.data = b"".join(pieces)
    return body


async def _pieces(receive: Receive) -> AsyncIterator[bytes]:
    """The body piece by piece. Raises ClientLeft."""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientLeft
        yield message["body"]
        more = message["more_body"]


async def _discard(receive: Receive, length: int) -> None:
    """Read on for a while: a client that still sends does not see an answer that comes early."""
    seen = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE_SECONDS):
            async for piece in _pieces(receive):
                seen += len(piece)
                if seen >= min(length, _DISCARDED):
                    return


def _refuse_beyond(limit: int, length: int) -> None:
    if length > limit:
        raise _too_large(limit)


def _too_large(limit: int) -> PayloadTooLarge:
    return PayloadTooLarge(
        f"The request's body is too large: at most {limit} bytes are read.",
        hint="Ask several shorter queries, or write in parts.",
    )
