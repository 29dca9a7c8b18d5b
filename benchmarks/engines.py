"""The saved queries on the embedded engine (on disk) and on rdflib (in memory), as ratios.

python benchmarks/engines.py [REPETITIONS]
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rdflib import Graph

from clusteratlas import assets
from clusteratlas.catalogue import load_catalogue
from clusteratlas.dataset.build import BuildOptions, build
from clusteratlas.dataset.store import open_current
from clusteratlas.engine.protocol import DEFAULT_GRAPH
from clusteratlas.rdf.formats import RESULT_FORMATS
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.validation.bridge import to_graph
from clusteratlas.validation.report import Report


def median_seconds(call: Callable[[], object], repetitions: int) -> float:
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(repetitions: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        options = BuildOptions(validate=lambda _: Report((), ""))
        build(assets.assets_root(), store, options, lambda *_: None)
        engine = open_current(store)
        peer: Graph = to_graph(engine.get_graph(DEFAULT_GRAPH))
        ratios = []
        print(f"{'query':45} {'engine ms':>10} {'rdflib ms':>10} {'ratio':>8}")
        for query in load_catalogue():
            text = query.bound({})
            request = QueryRequest(text)

            def ask(request: QueryRequest = request) -> None:
                engine.query(request).write(io.BytesIO(), RESULT_FORMATS[0])  # type: ignore[arg-type]

            def ask_peer(text: str = text) -> None:
                peer.query(text).serialize(format="json")

            ours, theirs = median_seconds(ask, repetitions), median_seconds(ask_peer, 1)
            ratios.append(theirs / ours)
            print(f"{query.name:45} {ours * 1e3:10.1f} {theirs * 1e3:10.1f} {ratios[-1]:8.1f}")
        engine.close()
    print(f"geometric mean of the ratios rdflib / engine: {statistics.geometric_mean(ratios):.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
