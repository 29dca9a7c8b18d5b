"""A worker process as the gateway sees it: asked, listened to, killed."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections import deque
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from typing import Final, cast

from flask import Flask

from clusteratlas.errors import WorkerLost
from clusteratlas.gateway import worker
from clusteratlas.gateway.frames import Frame, FrameReader, Kind, frame

_BUFFERED_BYTES: Final = 1024 * 1024
"""What is kept of an answer for a client that reads slower than its worker writes."""

_PAGE_BYTES: Final = os.sysconf("SC_PAGE_SIZE")
_REAP_SECONDS: Final = 10

Create = Callable[[], Flask]

processes = get_context("forkserver")


def preload(*modules: str) -> None:
    """Let the process that workers are forked from import `modules` once, for all of them."""
    processes.set_forkserver_preload(["clusteratlas.gateway.worker", *modules])


class WorkerProcess(asyncio.Protocol):
    """A worker. `killed` is why it was killed, None while it was not; `on_gone` is told its end."""

    def __init__(self, process: ForkServerProcess) -> None:
        self.killed: Exception | None = None
        self.is_gone = False
        self.on_gone: Callable[[WorkerProcess], None] = lambda _: None
        self._process = process
        self._transport: asyncio.Transport | None = None
        self._reader = FrameReader()
        self._frames: deque[Frame] = deque()
        self._buffered = 0
        self._waiting: asyncio.Future[None] | None = None

    @classmethod
    async def start(cls, create: Create, memory_bytes: int, result_bytes: int) -> WorkerProcess:
        """A new worker, ready to be asked. Raises WorkerLost when it does not get so far."""
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        process = processes.Process(
            target=worker.run, args=(theirs, create, memory_bytes, result_bytes), daemon=True
        )
        try:
            await loop.run_in_executor(None, process.start)
        finally:
            theirs.close()
        _, started = await loop.create_connection(lambda: cls(process), sock=ours)
        kind, _ = await started.next_frame()
        if kind is not Kind.READY:
            raise WorkerLost("A process did not start as it should.")
        return started

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid or 0

    def ask(self, payload: bytes) -> None:
        """Send a request. The messages of its answer come from `next_frame`."""
        assert self._transport is not None
        self._transport.write(frame(Kind.REQUEST, payload))

    async def next_frame(self) -> Frame:
        """The next message. Raises why the worker was killed, or WorkerLost."""
        while not self._frames:
            if self.is_gone:
                raise self.killed or WorkerLost(
                    "The process that worked on this ended.",
                    hint="The query may need too much memory or nest too deep: ask for less.",
                )
            self._waiting = asyncio.get_running_loop().create_future()
            await self._waiting
        kind, payload = self._frames.popleft()
        self._buffered -= len(payload)
        if self._transport is not None and self._buffered < _BUFFERED_BYTES // 2:
            self._transport.resume_reading()
        return kind, payload

    def kill(self, reason: Exception) -> None:
        """End the process now; who waits for its answer is told `reason`."""
        if self.killed is None and not self.is_gone:
            self.killed = reason
            self._process.kill()
            # The kernel takes a while to clear a large process away. Nobody waits for that.
            if self._transport is not None:
                self._transport.abort()

    def memory_bytes(self) -> int:
        """The memory that is the process's own, 0 when it is gone."""
        try:
            with open(f"/proc/{self.pid}/statm", "rb") as file:  # noqa: PTH123 - 20 times a second
                _, resident, shared = file.read().split()[:3]
        except (OSError, ValueError):
            return 0
        return (int(resident) - int(shared)) * _PAGE_BYTES

    async def reap(self) -> None:
        """Wait until the kernel has cleared the process away, and log an end that nobody wanted."""
        await asyncio.get_running_loop().run_in_executor(None, self._process.join, _REAP_SECONDS)
        if self.killed is None:
            logging.getLogger(__name__).error(
                "worker %d ended by itself, exit code %s", self.pid, self._process.exitcode
            )

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See asyncio.Protocol."""
        # uvloop's transports are no subclasses of asyncio's.
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """See asyncio.Protocol."""
        for kind, payload in self._reader.feed(data):
            self._frames.append((kind, payload))
            self._buffered += len(payload)
        if self._buffered > _BUFFERED_BYTES and self._transport is not None:
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """See asyncio.Protocol."""
        self.is_gone = True
        self._transport = None
        self._frames.clear()
        self._wake()
        self.on_gone(self)

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
