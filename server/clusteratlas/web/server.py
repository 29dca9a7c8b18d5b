"""The production server: gunicorn with threads, around the application.

Of three servers tried it is the one that finishes the answers under way on SIGTERM, breaks the
connection (no terminating chunk) when an answer fails after its first bytes, and starts a new
worker when the engine's native code takes one down. Workers are processes; a version of the atlas
is opened read-only by each of them, after the fork.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.http import message
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from clusteratlas.errors import SettingError
from clusteratlas.web.errors import PROBLEM_JSON, Problem

WORKERS = 2
THREADS = 8
KEEP_ALIVE_SECONDS = 15
GRACE_SECONDS = 30
LONGEST_REQUEST_LINE = 32 * 1024
"""Bytes. gunicorn's own bound, 8190, is near to what a saved query takes in an address."""


# What gunicorn refuses before the application sees it.
_PROBLEMS: tuple[tuple[type[Exception], Problem], ...] = (
    (
        LimitRequestLine,
        Problem(
            status=HTTPStatus.REQUEST_URI_TOO_LONG.value,
            title="URI Too Long",
            detail=f"The address has more than {LONGEST_REQUEST_LINE} bytes.",
            hint="Send the query by POST.",
        ),
    ),
    (
        LimitRequestHeaders,
        Problem(
            status=HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.value,
            title=HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.phrase,
            detail="A header of the request is too long, or there are too many.",
            hint="Send fewer and shorter headers.",
        ),
    ),
)


@dataclass(frozen=True)
class Listener:
    """A socket that is bound, and the address under which clients find it."""

    socket: socket.socket
    address: str

    @classmethod
    def on(cls, host: str, port: int) -> Listener:
        """Bind to `host` and `port`, 0 for any free one. Raises SettingError when it cannot be.

        gunicorn would try for five seconds and then give no reason.
        """
        try:
            family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            bound = socket.socket(family, socket.SOCK_STREAM)
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind(address)
        except OSError as error:
            raise SettingError(
                f"Cannot listen on {host}, port {port}: {error.strerror}.",
                hint="If another program has the port: --port takes another, 0 any free one.",
            ) from error
        name = f"[{host}]" if ":" in host else host
        return cls(bound, f"http://{name}:{bound.getsockname()[1]}/")


def serve(
    create: Callable[[], Flask], listener: Listener, workers: int, ready: Callable[[], None]
) -> None:
    """Serve the application that `create` makes in each worker, until SIGTERM or SIGINT.

    `ready` is called when clients can connect.
    """
    _Server(create, listener.socket, workers, ready).run()


class _Worker(ThreadWorker):  # type: ignore[misc]
    def handle_error(
        self, req: object, client: socket.socket, addr: object, exc: Exception
    ) -> None:
        """Tell a client that sends too much what to do; gunicorn's own page does not."""
        problem = next((told for kind, told in _PROBLEMS if isinstance(exc, kind)), None)
        if problem is None:
            super().handle_error(req, client, addr, exc)
            return
        body = problem.as_json().encode()
        head = (
            f"HTTP/1.1 {problem.status} {problem.title}\r\nConnection: close\r\n"
            f"Content-Type: {PROBLEM_JSON}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        write_nonblock(client, head.encode("ascii") + body)


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(
        self,
        create: Callable[[], Flask],
        listener: socket.socket,
        workers: int,
        ready: Callable[[], None],
    ) -> None:
        self._create = create
        self._listener = listener
        self._workers = workers
        self._ready = ready
        super().__init__()

    def load_config(self) -> None:
        """gunicorn's settings; nothing of them is read from files or the environment."""
        message.MAX_REQUEST_LINE = LONGEST_REQUEST_LINE
        options: dict[str, Any] = {
            "bind": f"fd://{self._listener.detach()}",
            "worker_class": _Worker,
            "workers": self._workers,
            "threads": THREADS,
            "limit_request_line": LONGEST_REQUEST_LINE,
            "keepalive": KEEP_ALIVE_SECONDS,
            "graceful_timeout": GRACE_SECONDS,
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
