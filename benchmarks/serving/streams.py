"""Large answers: when the first byte comes, when the last, and what memory that takes."""

from __future__ import annotations

import http.client
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from serving.client import fetch
from serving.processes import Memory, MemoryWatch, Server, resident
from serving.questions import CSV, numbered, target

_ENOUGH_SECONDS = 10


@dataclass(frozen=True)
class Stream:
    """One large answer; times in seconds, medians of the rounds. `digest` is of its lines."""

    server: str
    rows: int
    megabytes: float
    first_byte: float
    total: float
    before: Memory
    most: Memory
    after: Memory
    digest: int


def stream(server: Server, query: str, limit: int, rounds: int) -> Stream | str:
    """A CSV answer, asked again while that is quick; a sentence where there is none.

    Every round asks with another limit, so that no server can give an answer that it kept.
    """
    before = resident(server.pid)
    answers = []
    start = time.perf_counter()
    with MemoryWatch(server.pid) as watch:
        for number in range(rounds):
            question = target(server.endpoint, f"{numbered(query)}{limit + number}")
            try:
                answer = fetch(server.url, question, {"Accept": CSV})
            except (OSError, http.client.HTTPException) as error:
                return f"broken off: {type(error).__name__}"
            if answer.status != http.client.OK:
                return f"refused with {answer.status}"
            answers.append((answer.first_byte, answer.total))
            if time.perf_counter() - start > _ENOUGH_SECONDS:
                break
    time.sleep(1)
    return Stream(
        server.name,
        answer.body.count(b"\n") - 1,
        len(answer.body) / 1e6,
        median(first for first, _ in answers),
        median(total for _, total in answers),
        before,
        watch.most,
        resident(server.pid),
        _digest(answer.body.split(b"\n")),
    )


def _digest(lines: Sequence[bytes]) -> int:
    """The same for the same lines in any order, whatever ends and quotes them."""
    return sum(hash(line.rstrip(b"\r").replace(b'"', b"")) for line in lines) % 2**64
