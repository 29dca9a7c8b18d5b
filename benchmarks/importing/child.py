"""The steps that are measured, each run in a process of its own: see `python child.py` STEP."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Store

GRAPH = "https://w3id.org/clusteratlas/graph/generated"


class Clock:
    """How much processor time steps inside of others took, by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            begin = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                took = time.process_time() - begin
                self.seconds[name] = self.seconds.get(name, 0) + took

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
        match=clock.timed("matching", match_store),
        validate=clock.timed("validation", with_shapes),
    )
    source = opened_source("cordis", Request(sorted(Path(folder).glob("*.csv")), "generated"))
    begin = time.process_time()
    outcome = import_files(Path(store), source, options, lambda *_: None)
    parts = {"all": time.process_time() - begin, **clock.seconds}
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


STEPS: dict[str, Callable[..., None]] = {
    "build": build,
    "import": import_,
    "dump": dump,
    "load": load,
}

if __name__ == "__main__":
    STEPS[sys.argv[1]](*sys.argv[2:])
