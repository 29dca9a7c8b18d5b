"""Loading text into a store while it is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat

from clusteratlas.errors import DataError

if TYPE_CHECKING:
    from pyoxigraph import Store

GraphNode: TypeAlias = NamedNode | DefaultGraph

_LOADERS: Final = 2
_WAITING: Final = 2
_FIRST_BYTES: Final = 8 << 20
"""Loading begins when so much has come, so that it goes on beside the reading of small files."""
_MOST_BYTES: Final = 32 << 20
"""Of text that is loaded at once. More takes more memory, less leaves the engine more tables to
merge."""


@dataclass
class _Chunk:
    """Blocks of a graph that are to be loaded at once."""

    size: int = 0
    blocks: list[bytes] = field(default_factory=list)


class Loading:
    """Takes blocks of whole lines of N-Triples, and has them loaded by other threads.

    The engine does not hold Python's lock meanwhile. Memory is bounded: who is faster than the
    engine has to wait.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._chunks: dict[GraphNode, _Chunk] = {}
        self._jobs: Queue[tuple[GraphNode, bytes] | None] = Queue(_WAITING)
        self._errors: list[BaseException] = []
        self._is_given_up = False
        self._loaded = 0
        self._threads = [Thread(target=self._work, name="loading") for _ in range(_LOADERS)]
        for thread in self._threads:
            thread.start()

    def put(self, graph: GraphNode, block: bytes) -> None:
        """Load a block into a graph, now or later. Raises what loading an earlier one raised."""
        chunk = self._chunks.setdefault(graph, _Chunk())
        chunk.blocks.append(block)
        chunk.size += len(block)
        if chunk.size >= max(_FIRST_BYTES, min(_MOST_BYTES, self._loaded // 2)):
            self._hand_on(graph)

    def end(self) -> None:
        """Nothing more comes; what came is still being loaded."""
        for graph in list(self._chunks):
            self._hand_on(graph)

    def wait(self) -> None:
        """Until all is in the store. Raises DataError for text that is no N-Triples, or as
        `Store.bulk_load`; then nothing can be told of the store."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        self._raise()

    def give_up(self) -> None:
        """Let go of what is waiting."""
        self._is_given_up = True

    def _hand_on(self, graph: GraphNode) -> None:
        self._raise()
        text = b"".join(self._chunks.pop(graph).blocks)
        self._loaded += len(text)
        self._jobs.put((graph, text))

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if self._errors or self._is_given_up:
                continue
            graph, text = job
            try:
                self._store.bulk_load(
                    input=text, format=RdfFormat.N_TRIPLES, to_graph=graph, lenient=True
                )
            except BaseException as error:  # noqa: BLE001 - see the next line
                # Whatever it is: a thread that ended unseen would leave the maker waiting.
                self._errors.append(error)

    def _raise(self) -> None:
        for error in self._errors:
            if isinstance(error, SyntaxError):
                raise DataError(f"What was made of the files is no N-Triples: {error}.") from error
            raise error


@contextmanager
def loading(store: Store) -> Iterator[Loading]:
    """Loads into a store; all is in it when this ends without an error."""
    load = Loading(store)
    try:
        yield load
        load.end()
    except BaseException:
        load.give_up()
        raise
    finally:
        load.wait()


def load_text(store: Store, graph: GraphNode, blocks: Iterable[bytes]) -> None:
    """Load blocks of N-Triples into a graph."""
    with loading(store) as load:
        for block in blocks:
            load.put(graph, block)
