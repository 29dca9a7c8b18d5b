"""What is asked right now: each request that waits for a worker or has one."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import Future

    from clusteratlas.gateway.process import WorkerProcess

_numbers = itertools.count(1)


@dataclass(eq=False)
class Job:
    """A request on its way through the gateway.

    `payload` is what its worker is asked. `timeout` is in seconds, from when it got its worker.
    `is_gone` tells whether its client has left, `break_off` ends the connection to it; `text` gives
    the query or update, for people. `worker` is None while it waits, and then `waiting` is what it
    waits for. `is_long` jobs hold one of the places for long ones; `is_sending` ones have begun to
    answer and cannot be begun anew.
    """

    method: str
    path: str
    client: str
    is_write: bool
    payload: bytes
    timeout: float
    is_gone: Callable[[], bool]
    text: Callable[[], str]
    break_off: Callable[[], None] = lambda: None
    id: int = field(default_factory=lambda: next(_numbers))
    arrived: float = field(default_factory=monotonic)
    begun: float = 0.0
    worker: WorkerProcess | None = None
    waiting: Future[WorkerProcess] | None = None
    is_long: bool = False
    is_sending: bool = False

    @property
    def age(self) -> float:
        """Seconds since it arrived."""
        return monotonic() - self.arrived

    @property
    def running(self) -> float:
        """Seconds since it got its worker; 0 while it waits."""
        return monotonic() - self.begun if self.worker is not None else 0.0

    def begin(self, worker: WorkerProcess) -> None:
        """Have `worker` work on it."""
        self.worker = worker
        self.begun = monotonic()
        worker.ask(self.payload)

    def end(self, reason: Exception) -> None:
        """Stop working on it, or waiting; whoever waits for its answer is told `reason`."""
        if self.worker is not None:
            self.worker.kill(reason)
            if self.is_sending:
                # Whoever sends may wait for a client that does not read, and would not see it.
                self.break_off()
        elif self.waiting is not None and not self.waiting.done():
            self.waiting.set_exception(reason)


class Jobs:
    """The jobs under way, the oldest first."""

    def __init__(self) -> None:
        self._jobs: dict[int, Job] = {}

    def add(self, job: Job) -> None:
        """A job arrived."""
        self._jobs[job.id] = job

    def remove(self, job: Job) -> None:
        """A job ended."""
        self._jobs.pop(job.id, None)

    def __iter__(self) -> Iterator[Job]:
        return iter(list(self._jobs.values()))

    def __len__(self) -> int:
        return len(self._jobs)
