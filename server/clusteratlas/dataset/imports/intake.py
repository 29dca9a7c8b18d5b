"""A graph that is new in an atlas, loaded while it is read.

Each block goes into the named graph; what matching cannot touch goes into the default graph as
well. What it may touch is kept for later, and what is said there is noted for the matching.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode

from clusteratlas.dataset.imports.loading import Loading, loading
from clusteratlas.dataset.imports.parting import Parting
from clusteratlas.dataset.imports.spool import SpoolWriter, new_spool, read_spool
from clusteratlas.dataset.matching.sources import TextSource

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Store

    from clusteratlas.dataset.imports.kept import KeptImport

_DEFAULT: Final = DefaultGraph()
_WAITING: Final = "waiting.nt.zst"


class Intake:
    """Takes the blocks of a graph.

    `said` is what the matching reads of them.
    """

    def __init__(
        self, load: Loading, kept: KeptImport, parting: Parting, spool: SpoolWriter
    ) -> None:
        self.said = TextSource(kept.graph, kept.importer_name)
        self._load = load
        self._graph = NamedNode(kept.graph)
        self._parting = parting
        self._spool = spool

    def take(self, block: bytes) -> None:
        """Take a block of whole lines."""
        self._load.put(self._graph, block)
        settled, waiting = self._parting.part(block)
        if settled:
            self._load.put(_DEFAULT, b"\n".join((*settled, b"")))
        if waiting:
            self._spool.write(b"\n".join((*waiting, b"")))
            self.said.read(waiting)

    def end(self) -> None:
        """Nothing more comes."""
        self._load.end()


class Waiting:
    """The lines that wait for the matches, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _WAITING
        self._digest = ""

    @contextmanager
    def intake(
        self, store: Store, kept: KeptImport, merged: Iterable[NamedNode]
    ) -> Iterator[Intake]:
        """Loads into `store`; `merged` are the records that are merged already."""
        with loading(store) as load, new_spool(self._path) as spool:
            yield Intake(load, kept, Parting(merged), spool)
        self._digest = spool.digest

    def text(self) -> Iterator[bytes]:
        """In blocks of whole lines, when all was taken."""
        return read_spool(self._path, self._digest)
