"""A pushed answer is pulled whole, broken off, or abandoned, and no thread stays behind."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import IO

import pytest

from clusteratlas.web.stream import BLOCK_BYTES, QUEUED_BLOCKS, Answer, start_answer

Open = Callable[[str], IO[bytes]]
LONG = QUEUED_BLOCKS * 4


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    yield
    for thread in threading.enumerate():
        if thread.name == "answer":
            thread.join(timeout=10)
            assert not thread.is_alive()


def blocks(count: int, *, then: Exception | None = None) -> Callable[[Open], None]:
    def job(open_output: Open) -> None:
        output = open_output("head")
        for number in range(count):
            output.write(bytes([number % 256]) * BLOCK_BYTES)
        if then is not None:
            raise then

    return job


def read(answer: Answer[str]) -> bytes:
    return b"".join(answer.blocks) if answer.body is None else answer.body


@pytest.mark.parametrize("size", [0, 1, BLOCK_BYTES - 1])
def test_short_answer_is_whole_at_once(size: int) -> None:
    def job(open_output: Open) -> None:
        open_output("head").write(b"x" * size)

    answer = start_answer(job)
    assert (answer.head, answer.body) == ("head", b"x" * size)


@pytest.mark.parametrize("count", [1, 2, LONG])
def test_long_answer_comes_in_blocks(count: int) -> None:
    answer = start_answer(blocks(count))
    assert answer.body is None
    expected = b"".join(bytes([number % 256]) * BLOCK_BYTES for number in range(count))
    assert read(answer) == expected


def test_error_before_the_first_block_is_raised_at_once() -> None:
    def job(open_output: Open) -> None:
        open_output("head").write(b"some")
        raise ValueError("early")

    with pytest.raises(ValueError, match="early"):
        start_answer(job)


@pytest.mark.parametrize("count", [1, LONG])
def test_error_after_the_first_block_breaks_the_iteration(count: int) -> None:
    answer = start_answer(blocks(count, then=ValueError("late")))
    with pytest.raises(ValueError, match="late"):
        read(answer)


@pytest.mark.parametrize("taken", [0, 1, LONG - 1])
def test_abandoned_answer_lets_its_thread_go(taken: int) -> None:
    answer = start_answer(blocks(LONG))
    iterator = iter(answer.blocks)
    for _ in range(taken):
        next(iterator)
    answer.blocks.close()  # type: ignore[attr-defined]


def test_the_job_frees_its_results_in_its_own_thread() -> None:
    """pyoxigraph's results may not be freed in another thread than the one that made them."""
    freed_in: list[str] = []

    class Result:
        def __del__(self) -> None:
            freed_in.append(threading.current_thread().name)

    def job(open_output: Open) -> None:
        result = Result()
        raise ValueError(type(result).__name__)

    with pytest.raises(ValueError, match="Result") as caught:
        start_answer(job)
    assert caught.value is not None
    assert freed_in == ["answer"]
