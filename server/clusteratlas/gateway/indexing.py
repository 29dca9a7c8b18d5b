"""The process beside the workers that keeps the search index of the current version."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from contextlib import suppress
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from threading import Thread
from typing import Final

from clusteratlas.gateway.process import processes
from clusteratlas.gateway.worker import end_with

_RESTART_SECONDS: Final = 5.0
_NICENESS: Final = 10


class Indexing:
    """Has a process of its own follow `store`, and starts another when it ends."""

    def __init__(self, store: Path) -> None:
        self._store = store

    async def run(self) -> None:
        """See that the process is there, until this is cancelled; then it is ended."""
        loop = asyncio.get_running_loop()
        while True:
            ours, theirs = socket.socketpair()
            # Nothing is said over the connection: its end is what the process waits for.
            with ours:
                process = processes.Process(target=index, args=(theirs, self._store), daemon=True)
                try:
                    with theirs:
                        await loop.run_in_executor(None, process.start)
                    await _ended(process)
                finally:
                    if process.pid is not None:
                        process.kill()
            logging.getLogger(__name__).error(
                "the process that keeps the search index ended, exit code %s", process.exitcode
            )
            await asyncio.sleep(_RESTART_SECONDS)


def index(connection: socket.socket, store: Path) -> None:
    """Follow `store` until the other end of `connection` is gone: what the process does."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    with suppress(OSError):
        os.nice(_NICENESS)
    Thread(target=end_with, args=(connection,), daemon=True).start()
    # The workers' common parent need not have what only this process uses.
    from clusteratlas.search.following import follow

    follow(store)


async def _ended(process: ForkServerProcess) -> None:
    """Wait until a process has ended."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_reader(process.sentinel, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(process.sentinel)
    process.join(0)
