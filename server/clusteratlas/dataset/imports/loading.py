"""Loading text into a store while it is made."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from threading import Thread
from typing import IO, TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from clusteratlas.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_PIPE_BYTES = 1024 * 1024
_REFUSALS = (OSError, RuntimeError, ValueError, SyntaxError)
"""What pyoxigraph raises for what it cannot read or write."""


@contextmanager
def loading(store: Store, graph: NamedNode | DefaultGraph) -> Iterator[Callable[[bytes], None]]:
    """Gives what takes blocks of N-Triples; they are in the graph when this ends without an error.

    The engine reads from a pipe in a thread of its own, without Python's lock, while the caller
    makes the next block. Raises as `Store.bulk_load`; then nothing can be told of the store.
    """
    reader, writer = os.pipe()
    with suppress(OSError, AttributeError):
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    errors: list[Exception] = []

    def load() -> None:
        try:
            store.bulk_load(
                path=f"/dev/fd/{reader}",
                format=RdfFormat.N_TRIPLES,
                to_graph=graph,
                lenient=True,
            )
        except _REFUSALS as error:
            errors.append(error)
        finally:
            # The other end learns that nobody reads any more.
            os.close(reader)

    thread = Thread(target=load, name="bulk load")
    thread.start()
    output = os.fdopen(writer, "wb", buffering=_PIPE_BYTES)
    try:
        with suppress(BrokenPipeError):
            yield lambda block: _write(output, block)
            output.flush()
    finally:
        with suppress(BrokenPipeError):
            output.close()
        thread.join()
    for error in errors:
        if isinstance(error, SyntaxError):
            raise DataError(f"What was made of the files is no N-Triples: {error}.") from error
        raise error


def _write(output: IO[bytes], block: bytes) -> None:
    output.write(block)


def load_text(store: Store, graph: NamedNode | DefaultGraph, blocks: Iterable[bytes]) -> None:
    """Load blocks of N-Triples into a graph."""
    with loading(store, graph) as load:
        for block in blocks:
            load(block)
