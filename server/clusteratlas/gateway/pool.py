"""Workers and who gets one: first come, first served, with a place kept for what is quick.

A job that has run for a while counts as long. Long jobs hold all places but one at most, so that
queries that never end leave a worker for those that do. A job that turns long when no place for
long ones is free loses its worker and waits for such a place, if it has sent nothing yet; reads
may be begun anew. Quick and long ones wait in lines of their own: neither fills the other's.
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
        self._quick: deque[Job] = deque()
        self._long: deque[Job] = deque()
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
        return self.queued_quick + _waiting_in(self._long)

    @property
    def queued_quick(self) -> int:
        """How many of them had no worker yet."""
        return _waiting_in(self._quick)

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
        """A worker that works on `job`, at once or when its turn comes.

        Raises Overloaded when too many wait already, or what the job was ended with meanwhile.
        """
        if self._idle and not self.queued_quick:
            worker = self._idle.pop()
            job.begin(worker)
            return worker
        return await self._wait(job, self._quick)

    async def requeue(self, job: Job) -> WorkerProcess:
        """A worker that works on a job anew that was evicted, when there is a place for long ones.

        Raises as `acquire`.
        """
        job.worker = None
        return await self._wait(job, self._long)

    async def _wait(self, job: Job, line: deque[Job]) -> WorkerProcess:
        waiting = _waiting_in(line)
        if waiting >= self._queue_length:
            raise Overloaded(
                f"{waiting} requests wait already, which is the most that may.",
                retry_after=max(1, ceil(job.timeout / 4)),
                hint="Ask again in a while.",
            )
        job.waiting = asyncio.get_running_loop().create_future()
        line.append(job)
        self._hand_out()
        try:
            return await job.waiting
        except asyncio.CancelledError:
            if job.worker is not None:
                # It has just begun; what it will say is nobody's answer any more.
                job.worker.kill(WorkerLost("Nobody waits for this."))
                self.release(job.worker)
                job.worker = None
            raise
        finally:
            job.waiting = None

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
            if self.queued_quick and job.running > LONG_SECONDS:
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

    def _hand_out(self) -> None:
        """Give idle workers to those who wait, the quick before the long, each in their order.

        The worker is asked at once, and does not idle until the waiting task goes on.
        """
        while self._idle and (job := self._next()) is not None:
            assert job.waiting is not None
            worker = self._idle.pop()
            job.begin(worker)
            job.waiting.set_result(worker)

    def _next(self) -> Job | None:
        """Whose turn it is, taken out of the line; a long one has its place with that."""
        if (quick := _first_in(self._quick)) is not None:
            return quick
        if self._long_places <= 0 or (long := _first_in(self._long)) is None:
            return None
        self._long_places -= 1
        long.is_long = True
        return long

    def _replace(self, worker: WorkerProcess) -> None:
        self._all.discard(worker)
        self._background(worker.reap())
        if self._is_open:
            self._background(self._add_worker_in_the_end())

    async def _add_worker_in_the_end(self) -> None:
        while self._is_open:
            try:
                await self._add_worker()
            except Exception:
                # Whatever it is, such as the end of the process that workers are forked from.
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


def _waiting_in(line: deque[Job]) -> int:
    """How many wait in a line; who was ended meanwhile is still in it, and waits no more."""
    return sum(1 for job in line if job.waiting is not None and not job.waiting.done())


def _first_in(line: deque[Job]) -> Job | None:
    while line:
        job = line.popleft()
        if job.waiting is not None and not job.waiting.done():
            return job
    return None
