"""The production server: gunicorn with threads, around the application.

Of three servers tried it is the one that finishes the answers under way on SIGTERM, breaks the
connection (no terminating chunk) when an answer fails after its first bytes, and starts a new
worker when the engine's native code takes one down. Workers are processes; a version of the atlas
is opened read-only by each of them, after the fork.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from clusteratlas.errors import SettingError

WORKERS = 2
THREADS = 8
KEEP_ALIVE_SECONDS = 15
GRACE_SECONDS = 30
LONGEST_REQUEST_LINE = 8190
"""Bytes; gunicorn takes no more. A longer query is sent by POST."""


def serve(create: Callable[[], Flask], host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve the application that `create` makes in each worker, until SIGTERM or SIGINT.

    `port` 0 takes a free one. `ready` is called with the address when requests are answered.
    Raises SettingError when nothing can listen there.
    """
    listener = _listen(host, port)
    address = _address(host, listener.getsockname()[1])
    _Server(create, listener, lambda: ready(address)).run()


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(
        self, create: Callable[[], Flask], listener: socket.socket, ready: Callable[[], None]
    ) -> None:
        self._create = create
        self._listener = listener
        self._ready = ready
        super().__init__()

    def load_config(self) -> None:
        """gunicorn's settings; nothing of them is read from files or the environment."""
        options: dict[str, Any] = {
            "bind": f"fd://{self._listener.detach()}",
            "worker_class": "gthread",
            "workers": WORKERS,
            "threads": THREADS,
            "keepalive": KEEP_ALIVE_SECONDS,
            "graceful_timeout": GRACE_SECONDS,
            "limit_request_line": LONGEST_REQUEST_LINE,
            "control_socket_disable": True,
            "loglevel": "warning",
            "proc_name": "clusteratlas",
            "when_ready": self._when_ready,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application, made in the worker: an open store does not survive a fork."""
        return self._create()

    def _when_ready(self, _arbiter: Arbiter) -> None:
        self._ready()


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket. gunicorn would try for five seconds and then give no reason."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        raise SettingError(
            f"Cannot listen on {_address(host, port)} {error.strerror}.",
            hint="Another program may use the port: choose one with --port, or 0 for any free one.",
        ) from error
    return listener


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
