"""An answer that is pushed by the engine, pulled by the WSGI server.

An engine writes its answer into a file; a WSGI server asks for block after block. Between the two
stands a thread for each answer: pyoxigraph's results live and die in the thread that made them
(used from another one they end the process), so the query is both asked and written there.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Event, Thread
from traceback import clear_frames
from typing import IO, Generic, TypeVar, cast

BLOCK_BYTES = 64 * 1024
QUEUED_BLOCKS = 8

Head = TypeVar("Head")


@dataclass(frozen=True)
class Answer(Generic[Head]):
    """`head` is what is known before the first byte; `body` is the whole of a short answer.

    A longer one comes from `blocks`. An error after the first block is raised by the iterator,
    which must break the connection: the answer is then visibly not whole.
    """

    head: Head
    body: bytes | None
    blocks: Iterable[bytes]


class AnswerAbandoned(Exception):
    """Raised in the writing thread when nobody reads the answer any more."""


@dataclass(frozen=True)
class _Block:
    data: bytes
    is_last: bool


_END = _Block(b"", is_last=True)


class _Output(io.RawIOBase):
    """The file that a job writes into; what it holds is taken from the queue in blocks."""

    def __init__(self) -> None:
        self.queue: Queue[_Block | BaseException] = Queue(maxsize=QUEUED_BLOCKS)
        self.abandoned = Event()
        self._buffer = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        block = bytes(cast("bytes", data))
        self._buffer += block
        if len(self._buffer) >= BLOCK_BYTES:
            self._send(is_last=False)
        return len(block)

    def finish(self) -> None:
        self._send(is_last=True)

    def _send(self, *, is_last: bool) -> None:
        if self.abandoned.is_set():
            raise AnswerAbandoned
        self.queue.put(_Block(bytes(self._buffer), is_last))
        self._buffer.clear()


def start_answer(job: Callable[[Callable[[Head], IO[bytes]]], None]) -> Answer[Head]:
    """Run `job` in a thread of its own; return when its first block is there.

    The job is given a function that takes the head and gives the file to write to; it calls it
    once. What it raises before the first block is out is raised here.
    """
    output = _Output()
    heads: list[Head] = []

    def open_output(head: Head) -> IO[bytes]:
        heads.append(head)
        return cast("IO[bytes]", output)

    def run() -> None:
        try:
            job(open_output)
            output.finish()
        except AnswerAbandoned:
            pass
        except BaseException as error:  # noqa: BLE001 - raised again where the answer is read
            _let_go_of_locals(error)
            output.queue.put(error)

    Thread(target=run, name="answer", daemon=True).start()
    first = _take(output)
    if first.is_last:
        return Answer(heads[0], first.data, ())
    return Answer(heads[0], None, _Blocks(output, first))


def _let_go_of_locals(error: BaseException) -> None:
    """Free here, in this thread, the results that the frames of the traceback still hold."""
    cause: BaseException | None = error
    while cause is not None:
        clear_frames(cause.__traceback__)
        cause = cause.__cause__ or cause.__context__


def _take(output: _Output) -> _Block:
    item = output.queue.get()
    if isinstance(item, BaseException):
        raise item
    return item


class _Blocks:
    """The blocks of a long answer. `close` lets the job go, read to the end or not.

    A generator would not do: closed before its first step, it runs none of its clean-up.
    """

    def __init__(self, output: _Output, first: _Block) -> None:
        self._output = output
        self._next: _Block | None = first

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        block = self._next or _take(self._output)
        if block is _END:
            raise StopIteration
        self._next = _END if block.is_last else None
        return block.data

    def close(self) -> None:
        """Tell the job that nobody reads; one that waits for room in the queue finds some."""
        self._output.abandoned.set()
        with suppress(Empty):
            while True:
                self._output.queue.get_nowait()
