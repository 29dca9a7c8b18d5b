"""Workers and who gets one: first come, first served, with a place kept for what is quick.

A job that has run for a while counts as long. Long jobs hold all places but one at most, so that
queries that never end leave a worker for those that do. A job that turns long when no place for
long ones is free loses its worker and waits for such a place, if it has sent nothing yet; reads
may be begun anew.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from math import ceil

from clusteratlas.errors import Overloaded, WorkerLost
from clusteratlas.gateway.jobs import Job
from clusteratlas.gateway.process import WorkerProcess

LONG_SECONDS = 1.0
_RESTART_SECONDS = 1.0


class Evicted(Exception):
    """A job lost its worker to quicker ones; it is begun anew."""


class Pool:
    """`size` workers of one kind, each replaced when it is gone."""

    def __init__(
        self, start: Callable[[], Awaitable[WorkerProcess]], size: int, queue_length: int
    ) -> None:
        self.size = size
        self._start = start
        self._queue_length = queue_length
        self._idle: list[WorkerProcess] = []
        self._all: set[WorkerProcess] = set()
        self._waiting: deque[Job] = deque()
        self._long_places = max(size - 1, 1)
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_open = True

    @property
    def ready(self) -> int:
        """How many workers there are."""
        return len(self._all)

    @property
    def idle(self) -> int:
        """How many of them have nothing to do."""
        return len(self._idle)

    @property
    def queued(self) -> int:
        """How many jobs wait."""
        return sum(1 for job in self._waiting if job.waiting and not job.waiting.done())

    @property
    def queued_anew(self) -> int:
        """How many of them had no worker yet."""
        return sum(1 for job in self._waiting if not job.is_long)

    @property
    def workers(self) -> list[WorkerProcess]:
        """The workers that are there."""
        return list(self._all)

    async def open(self) -> None:
        """Start all workers. Raises WorkerLost when they do not start."""
        await asyncio.gather(*(self._add_worker() for _ in range(self.size)))

    def close(self) -> None:
        """Kill all workers; nobody is answered any more."""
        self._is_open = False
        for worker in self.workers:
            worker.kill(WorkerLost("The service is stopping."))

    async def acquire(self, job: Job) -> WorkerProcess:
        """A worker for `job`, at once or when its turn comes.

        Raises Overloaded when too many wait already, or what the job was ended with meanwhile.
        """
        if self._idle and not self._waiting and not job.is_long:
            worker = self._idle.pop()
        else:
            if not job.is_long and self.queued >= self._queue_length:
                raise Overloaded(
                    f"{self.queued} requests wait already, which is the most that may.",
                    retry_after=max(1, ceil(job.timeout / 4)),
                    hint="Ask again in a while.",
                )
            job.waiting = asyncio.get_running_loop().create_future()
            self._waiting.append(job)
            self._hand_out()
            try:
                worker = await job.waiting
            except asyncio.CancelledError:
                if job.waiting.done() and not job.waiting.cancelled():
                    self.release(job.waiting.result())
                raise
            finally:
                job.waiting = None
        job.worker = worker
        return worker

    def release(self, worker: WorkerProcess) -> None:
        """Take a worker back that has answered."""
        if worker.is_gone or worker.killed is not None:
            self._replace(worker)
        else:
            self._idle.append(worker)
            self._hand_out()

    def begin_long(self, job: Job) -> None:
        """Count `job` among the long ones.

        Without a place it is evicted. One that is sending cannot be begun anew: it goes on for as
        long as nobody waits, and is broken off after that.
        """
        if self._long_places > 0:
            self._long_places -= 1
            job.is_long = True
        elif job.is_sending:
            if self.queued_anew and job.running > LONG_SECONDS:
                job.end(
                    Overloaded(
                        "Too many long answers are being sent at once.",
                        retry_after=5,
                        hint="Ask for less, or again in a while.",
                    )
                )
        elif job.worker is not None:
            job.worker.kill(Evicted())

    def end_long(self, job: Job) -> None:
        """Free the place of a long job."""
        if job.is_long:
            job.is_long = False
            self._long_places += 1
            self._hand_out()

    async def requeue(self, job: Job) -> WorkerProcess:
        """A worker for a job that was evicted, when there is a place for long ones."""
        job.worker = None
        job.is_long = True
        try:
            return await self.acquire(job)
        except BaseException:
            if job.worker is None:
                # It never got the place.
                job.is_long = False
            raise

    def _hand_out(self) -> None:
        """Give idle workers to those who wait, in their order; long ones need a place as well."""
        passed: list[Job] = []
        while self._idle and self._waiting:
            job = self._waiting.popleft()
            if job.waiting is None or job.waiting.done():
                continue
            if job.is_long:
                if self._long_places <= 0:
                    passed.append(job)
                    continue
                self._long_places -= 1
            job.waiting.set_result(self._idle.pop())
        self._waiting.extendleft(reversed(passed))

    def _replace(self, worker: WorkerProcess) -> None:
        self._all.discard(worker)
        self._background(worker.reap())
        if self._is_open:
            self._background(self._add_worker_in_the_end())

    async def _add_worker_in_the_end(self) -> None:
        while self._is_open:
            try:
                await self._add_worker()
            except (OSError, WorkerLost):
                logging.getLogger(__name__).exception("a worker did not start; trying again")
                await asyncio.sleep(_RESTART_SECONDS)
            else:
                return

    async def _add_worker(self) -> None:
        worker = await self._start()
        if not self._is_open:
            worker.kill(WorkerLost("The service is stopping."))
            return
        self._all.add(worker)
        worker.on_gone = self._lost_while_idle
        self._idle.append(worker)
        self._hand_out()

    def _lost_while_idle(self, worker: WorkerProcess) -> None:
        if worker in self._idle:
            self._idle.remove(worker)
            self._replace(worker)

    def _background(self, work: Awaitable[None]) -> None:
        async def run() -> None:
            await work

        task = asyncio.get_running_loop().create_task(run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
