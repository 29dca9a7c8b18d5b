"""The steps that are measured, each run in a process of its own: see `python child.py` STEP."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Store

GRAPH = "https://w3id.org/clusteratlas/graph/generated"


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and of the processor."""

    seconds: float
    cpu: float


class Clock:
    """How long steps inside of others took, by name; each is called once."""

    def __init__(self) -> None:
        self.took: dict[str, Took] = {}

    def timed(
        self, name: str, function: Callable[..., Any], cpu: Callable[[], float]
    ) -> Callable[..., Any]:
        """The function, measured; `cpu` tells the processor time of all threads, or of one."""

        def call(*arguments: Any, **named: Any) -> Any:
            begin, busy = time.monotonic(), cpu()
            try:
                return function(*arguments, **named)
            finally:
                self.took[name] = Took(time.monotonic() - begin, cpu() - busy)

        return call


def build(store: str) -> None:
    """The atlas, with whatever was imported into the store."""
    from clusteratlas.cli import main

    main(["build", "--store", store], standalone_mode=False)


def import_(folder: str, store: str) -> None:
    """`clusteratlas import cordis` of a folder's files; prints what its parts took, as JSON."""
    from clusteratlas.cli.importing import opened_source, with_shapes
    from clusteratlas.dataset.imports.importing import ImportOptions, import_files
    from clusteratlas.dataset.matching.finding import match_store
    from clusteratlas.importers.protocol import Request

    clock = Clock()
    options = ImportOptions(
        author="benchmark",
        # Beside the matching, other threads still load.
        match=clock.timed("matching", match_store, time.thread_time),
        validate=clock.timed("validation", with_shapes, time.process_time),
    )
    source = opened_source("cordis", Request(sorted(Path(folder).glob("*.csv")), "generated"))
    run = clock.timed("all", import_files, time.process_time)
    outcome = run(Path(store), source, options, lambda *_: None)
    parts = {name: asdict(took) for name, took in clock.took.items()}
    print(json.dumps({"triples": outcome.triples, "version": outcome.version, "parts": parts}))


def dump(version: str, file: str) -> None:
    """The imported graph as N-Triples."""
    store = Store.read_only(f"{version}/data")
    store.dump(file, format=RdfFormat.N_TRIPLES, from_graph=NamedNode(GRAPH))


def load(file: str, store: str) -> None:
    """pyoxigraph alone: N-Triples into a new store, and down to the disk."""
    loaded = Store(store)
    loaded.bulk_load(path=file, format=RdfFormat.N_TRIPLES)
    loaded.flush()


def load_twice(file: str, store: str) -> None:
    """The same into a named graph and into the default graph, as an atlas keeps it."""
    loaded = Store(store)
    loaded.bulk_load(path=file, format=RdfFormat.N_TRIPLES, to_graph=NamedNode(GRAPH))
    loaded.bulk_load(path=file, format=RdfFormat.N_TRIPLES)
    loaded.flush()


STEPS: dict[str, Callable[..., None]] = {
    "build": build,
    "import": import_,
    "dump": dump,
    "load": load,
    "load-twice": load_twice,
}

if __name__ == "__main__":
    STEPS[sys.argv[1]](*sys.argv[2:])
