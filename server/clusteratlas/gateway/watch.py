"""Looks at what is under way, many times a second, and ends what may not go on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from clusteratlas.errors import DeadlineExceeded, MemoryExceeded, Overloaded
from clusteratlas.gateway.jobs import Job, Jobs
from clusteratlas.gateway.pool import LONG_SECONDS, Pool

INTERVAL_SECONDS = 0.05
PRESSED_SECONDS = 0.25


class ClientGone(Exception):
    """Nobody is there any more to be answered."""


class Watch:
    """The bounds of time and memory, and clients that leave.

    `pool_of` tells which pool a job has its worker from.
    """

    def __init__(self, jobs: Jobs, pool_of: Callable[[Job], Pool], memory_bytes: int) -> None:
        self._jobs = jobs
        self._pool_of = pool_of
        self._memory_bytes = memory_bytes

    async def run(self) -> None:
        """Look, until cancelled."""
        while True:
            await asyncio.sleep(INTERVAL_SECONDS)
            for job in self._jobs:
                self.look_at(job)

    def look_at(self, job: Job) -> None:
        """End `job` if there is reason to, or count it as long."""
        if job.is_gone():
            job.end(ClientGone())
        elif job.worker is None:
            if job.waiting is not None and job.age > job.timeout + LONG_SECONDS:
                job.end(
                    Overloaded(
                        f"No process got free for this within {job.age:.0f} s.",
                        retry_after=5,
                        hint="Ask again in a while.",
                    )
                )
        elif job.running > job.timeout:
            job.end(
                DeadlineExceeded(
                    f"This took longer than the {job.timeout:g} s that it may.",
                    hint="Ask for less: add LIMIT, name graphs or classes, or ask in parts.",
                )
            )
        elif job.worker.memory_bytes() > self._memory_bytes:
            job.end(
                MemoryExceeded(
                    f"This took more than the {self._memory_bytes} bytes of memory that it may.",
                    hint="Ask for less: sorting, grouping and DISTINCT over many rows need most.",
                )
            )
        elif not job.is_long and job.running > min(self._long_after(job), job.timeout / 2):
            self._pool_of(job).begin_long(job)

    def _long_after(self, job: Job) -> float:
        """Seconds after which a job counts as long: fewer while others wait for their first try."""
        return PRESSED_SECONDS if self._pool_of(job).queued_quick else LONG_SECONDS
