"""Bodies are read whole, within their bound, large ones into a file that does not stay."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from clusteratlas.errors import PayloadTooLarge
from clusteratlas.gateway.bodies import Body, ClientLeft, read_body

MEBIBYTE = 1024 * 1024


def sent(pieces: Iterable[bytes], *, is_whole: bool = True) -> Callable[[], Awaitable[Any]]:
    """A client that sends `pieces`, and leaves if that is not the whole."""
    messages = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    last = {"type": "http.request", "body": b"", "more_body": False}
    left = {"type": "http.disconnect"}
    waiting = iter([*messages, last if is_whole else left])

    async def receive() -> Any:
        return next(waiting)

    return receive


def read(receive: Callable[[], Awaitable[Any]], limit: int) -> Body:
    return asyncio.run(read_body(receive, None, limit))


@pytest.mark.parametrize("pieces", [[], [b"a"], [b"a" * 1000] * 50])
def test_a_small_body_stays_in_memory(pieces: list[bytes]) -> None:
    with read(sent(pieces), MEBIBYTE) as body:
        assert body.data == b"".join(pieces)
        assert body.path == ""


def test_a_large_body_is_in_a_file_that_goes() -> None:
    pieces = [bytes([number]) * 100_000 for number in range(30)]
    with read(sent(pieces), 4 * MEBIBYTE) as body:
        path = Path(body.path)
        assert path.read_bytes() == b"".join(pieces)
        assert body.beginning(5) == b"\0" * 5
    assert not path.exists()
    # The log of slow queries looks at it when all is over.
    assert body.beginning(5) == b"\0" * 5


@pytest.mark.parametrize("size", [101, 5 * MEBIBYTE])
def test_a_body_beyond_its_bound_is_refused(size: int) -> None:
    with pytest.raises(PayloadTooLarge):
        read(sent([b"a" * size]), 100)


def test_a_client_that_leaves_is_told_apart() -> None:
    with pytest.raises(ClientLeft):
        read(sent([b"a" * 2 * MEBIBYTE], is_whole=False), 4 * MEBIBYTE)
