"""A worker process: the application at the end of a connection, one request at a time.

It may be killed at any moment. It ends when the gateway's end of the connection is gone.
"""

from __future__ import annotations

import os
import resource
import select
import signal
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any, Final

from flask import Flask

from clusteratlas.gateway import direct, host
from clusteratlas.gateway.frames import Kind, frame, read_payload, split_request
from clusteratlas.gateway.output import send
from clusteratlas.web.context import atlas_of

# Beyond the bound that the gateway watches: what is taken faster than it looks ends here.
_HARD_BOUND_EXTRA: Final = 512 * 1024 * 1024


def run(
    connection: socket.socket,
    create: Callable[[], Flask],
    memory_bytes: int,
    result_bytes: int,
) -> None:
    """Answer the requests that come over `connection` until it ends."""
    _be_bounded(memory_bytes)
    Thread(target=end_with, args=(connection,), daemon=True).start()
    app = create()
    connection.sendall(frame(Kind.READY))
    while (payload := read_payload(partial(_read, connection))) is not None:
        head, body = split_request(payload)
        _answer(app, head, body, connection, result_bytes)


def _be_bounded(memory_bytes: int) -> None:
    # Ctrl-C reaches the whole process group; the gateway decides when its workers end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    bound = memory_bytes + _HARD_BOUND_EXTRA
    resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Where the whole machine runs out of memory, a query goes before the service.
    Path("/proc/self/oom_score_adj").write_text("900", encoding="ascii")


def end_with(connection: socket.socket) -> None:
    """Wait until the gateway's end of the connection is gone, and end, whatever is under way.

    A query without an end would otherwise outlive a gateway that was killed.
    """
    poll = select.poll()
    poll.register(connection, select.POLLRDHUP | select.POLLHUP)
    poll.poll()
    os.kill(os.getpid(), signal.SIGKILL)


def _read(connection: socket.socket, length: int) -> bytes | None:
    data = bytearray()
    while len(data) < length:
        piece = connection.recv(min(length - len(data), 1024 * 1024))
        if not piece:
            return None
        data += piece
    return bytes(data)


def _answer(
    app: Flask, head: dict[str, Any], body: bytes, connection: socket.socket, result_bytes: int
) -> None:
    call = direct.query_call(head, body)
    outgoing = host.answer(app, head, body) if call is None else direct.answer(atlas_of(app), call)
    send(outgoing, connection, head["encoding"], result_bytes)
