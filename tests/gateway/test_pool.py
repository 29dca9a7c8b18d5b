"""Who gets a worker, and when: with workers that are none."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from time import monotonic
from typing import Any, cast

import pytest

from clusteratlas.errors import Killed, Overloaded
from clusteratlas.gateway.jobs import Job
from clusteratlas.gateway.pool import Evicted, Pool
from clusteratlas.gateway.process import WorkerProcess


class FakeWorker:
    """Does nothing until it is killed."""

    def __init__(self) -> None:
        self.killed: Exception | None = None
        self.is_gone = False
        self.on_gone: Callable[[Any], None] = lambda _: None

    def ask(self, payload: bytes) -> None:
        self.asked = payload

    def kill(self, reason: Exception) -> None:
        self.killed = reason

    def end(self) -> None:
        self.is_gone = True
        self.on_gone(self)

    async def reap(self) -> None:
        pass


async def start() -> WorkerProcess:
    return cast("WorkerProcess", FakeWorker())


def job() -> Job:
    return Job(
        method="GET",
        path="/sparql",
        client="",
        is_write=False,
        payload=b"",
        timeout=30,
        is_gone=lambda: False,
        text=lambda: "",
    )


async def settle() -> None:
    """Let everything that can go on go on."""
    for _ in range(20):
        await asyncio.sleep(0)


def with_pool(size: int, queue_length: int, scene: Callable[[Pool], Awaitable[None]]) -> None:
    async def play() -> None:
        pool = Pool(start, size, queue_length)
        await pool.open()
        await scene(pool)

    asyncio.run(play())


def test_first_come_first_served() -> None:
    async def scene(pool: Pool) -> None:
        first, second, third = job(), job(), job()
        worker = await pool.acquire(first)
        waiting = [asyncio.ensure_future(pool.acquire(one)) for one in (second, third)]
        await settle()
        assert (pool.idle, pool.queued) == (0, 2)
        pool.release(worker)
        await settle()
        assert [task.done() for task in waiting] == [True, False]
        pool.release(await waiting[0])
        assert await waiting[1] is worker

    with_pool(1, 10, scene)


def test_a_full_queue_refuses() -> None:
    async def scene(pool: Pool) -> None:
        await pool.acquire(job())
        waiting = asyncio.ensure_future(pool.acquire(job()))
        await settle()
        with pytest.raises(Overloaded) as caught:
            await pool.acquire(job())
        assert caught.value.retry_after >= 1
        waiting.cancel()
        await settle()
        assert pool.queued == 0

    with_pool(1, 1, scene)


def test_who_stops_waiting_takes_no_worker_away() -> None:
    async def scene(pool: Pool) -> None:
        worker = await pool.acquire(job())
        waiting = asyncio.ensure_future(pool.acquire(job()))
        await settle()
        pool.release(worker)
        waiting.cancel()
        await settle()
        assert pool.idle == 1

    with_pool(1, 10, scene)


def test_who_is_ended_while_waiting_is_told_why() -> None:
    async def scene(pool: Pool) -> None:
        await pool.acquire(job())
        ended = job()
        waiting = asyncio.ensure_future(pool.acquire(ended))
        await settle()
        ended.end(Killed("enough"))
        with pytest.raises(Killed):
            await waiting

    with_pool(1, 10, scene)


def test_a_killed_worker_is_replaced() -> None:
    async def scene(pool: Pool) -> None:
        worker = await pool.acquire(job())
        worker.kill(Killed("enough"))
        pool.release(worker)
        assert pool.idle == 0
        await settle()
        assert (pool.ready, pool.idle) == (1, 1)
        assert await pool.acquire(job()) is not worker

    with_pool(1, 10, scene)


def test_a_worker_that_ends_while_idle_is_replaced() -> None:
    async def scene(pool: Pool) -> None:
        (worker,) = pool.workers
        cast("FakeWorker", worker).end()
        await settle()
        assert (pool.ready, pool.idle) == (1, 1)
        assert pool.workers != [worker]

    with_pool(1, 10, scene)


def test_long_jobs_leave_a_worker_to_others() -> None:
    async def scene(pool: Pool) -> None:
        jobs = [job() for _ in range(3)]
        for one in jobs:
            await pool.acquire(one)
            pool.begin_long(one)
        assert [one.is_long for one in jobs] == [True, True, False]
        evicted = jobs[2]
        assert evicted.worker is not None
        assert isinstance(evicted.worker.killed, Evicted)

        pool.release(evicted.worker)
        again = asyncio.ensure_future(pool.requeue(evicted))
        await settle()
        assert not again.done()
        quick = await pool.acquire(job())
        pool.release(quick)
        assert not again.done()

        pool.end_long(jobs[0])
        await settle()
        assert again.done()

    with_pool(3, 10, scene)


def test_long_ones_that_wait_do_not_fill_the_line_of_the_quick() -> None:
    async def scene(pool: Pool) -> None:
        running = [job(), job()]
        for one in running:
            await pool.acquire(one)
            pool.begin_long(one)
        evicted = running[1]
        assert evicted.worker is not None
        pool.release(evicted.worker)
        asyncio.ensure_future(pool.requeue(evicted)).add_done_callback(lambda _: None)
        await settle()
        assert (pool.queued, pool.queued_quick, pool.idle) == (1, 0, 1)
        pool.release(await pool.acquire(job()))

        too_many = job()
        with pytest.raises(Overloaded):
            await pool.requeue(too_many)

    with_pool(2, 1, scene)


def test_the_quick_go_before_the_long_that_wait() -> None:
    async def scene(pool: Pool) -> None:
        first, second, quick = job(), job(), job()
        worker = await pool.acquire(first)
        pool.begin_long(first)
        long_one = asyncio.ensure_future(pool.requeue(second))
        quick_one = asyncio.ensure_future(pool.acquire(quick))
        await settle()
        pool.end_long(first)
        pool.release(worker)
        await settle()
        assert (quick_one.done(), long_one.done()) == (True, False)
        pool.release(quick_one.result())
        await settle()
        assert long_one.done()

    with_pool(1, 10, scene)


def test_an_answer_that_is_being_sent_is_not_evicted() -> None:
    async def scene(pool: Pool) -> None:
        jobs = [job() for _ in range(2)]
        for one in jobs:
            await pool.acquire(one)
            one.is_sending = True
            pool.begin_long(one)
        assert all(one.worker and one.worker.killed is None for one in jobs)
        assert [one.is_long for one in jobs] == [True, False]
        pool.end_long(jobs[0])

    with_pool(2, 10, scene)


def test_an_answer_without_a_place_is_broken_off_when_others_wait() -> None:
    """Clients that read slowly, or without an end, leave a worker for lookups as well."""

    async def scene(pool: Pool) -> None:
        broken: list[Job] = []
        jobs = [job() for _ in range(2)]
        for one in jobs:
            await pool.acquire(one)
            one.is_sending = True
            one.break_off = partial(broken.append, one)
            pool.begin_long(one)
        waiting = asyncio.ensure_future(pool.acquire(job()))
        await settle()
        for one in jobs:
            one.begun = monotonic() - 2
        pool.begin_long(jobs[1])
        assert broken == [jobs[1]]
        assert isinstance(cast("FakeWorker", jobs[1].worker).killed, Overloaded)
        waiting.cancel()

    with_pool(2, 10, scene)


def test_the_only_worker_may_be_long() -> None:
    async def scene(pool: Pool) -> None:
        one = job()
        await pool.acquire(one)
        pool.begin_long(one)
        assert one.is_long

    with_pool(1, 10, scene)
