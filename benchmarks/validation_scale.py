"""Validating what was imported, beside importing it: seconds, processor seconds, peak memory.

python benchmarks/validation_scale.py [PARTICIPATIONS]... [--pyshacl MOST]

Importing is what cannot be left out of it: reading the files of CORDIS, writing N-Triples, and
loading them into two graphs, the source's own and the default graph. pySHACL validates the same
default graph where it has at most MOST triples (100,000 unless told).
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from generate import generate
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple
from pyshacl import validate

from clusteratlas import assets
from clusteratlas.dataset.sources import read_files, read_sources
from clusteratlas.importers.gazetteer import NoGazetteer
from clusteratlas.importers.ntriples import TYPE, document, text
from clusteratlas.importers.protocol import Request
from clusteratlas.importers.registry import importer
from clusteratlas.importers.report import ImportReport
from clusteratlas.terms import CA, PREFIXES
from clusteratlas.validation.bridge import to_graph
from clusteratlas.validation.compiled import StoreValidation, validate_store
from clusteratlas.validation.facts import seen
from clusteratlas.validation.shapes import load_shapes

GRAPH = NamedNode("urn:benchmark:imported")


def measured(work: Callable[[], None]) -> tuple[float, float]:
    """Seconds, and seconds of the processor, those of all threads."""
    start, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - processor


def write(folder: Path, triples: Path) -> None:
    files = tuple(folder.glob("*.csv"))
    opened = importer("cordis").open(Request(files, graph="generated"))
    with triples.open("w", encoding="utf-8") as out:
        for slug, title in opened.documents.items():
            node = document(opened.graph, slug)
            out.write(f"{node} {TYPE} <{CA}SourceDocument> .\n")
            out.write(f"{node} <{PREFIXES['dcterms']}title> {text(title, 'en')} .\n")
        for block in opened.reading.blocks(NoGazetteer(), ImportReport()):
            out.write(block)


def load(store: Store, triples: Path) -> None:
    for graph in (GRAPH, DefaultGraph()):
        store.bulk_load(path=triples, format=RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)
    store.flush()


def background() -> list[Quad]:
    root = assets.assets_root()
    files = (file for source in read_sources(root) for file in read_files(root, source))
    triples = {triple for file in files for triple in file.triples}
    return [Quad(triple.subject, triple.predicate, triple.object) for triple in triples]


def by_pyshacl(store: Store) -> None:
    quads = store.quads_for_pattern(None, None, None, DefaultGraph())
    data = to_graph(Triple(*terms) for quad in quads for terms in seen(quad))
    validate(data, shacl_graph=load_shapes(assets.shapes()), advanced=True, inplace=True)


def megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(participations: int, most_for_pyshacl: int) -> None:
    """Print a row of the table. The process is to be a fresh one, for the sake of its memory."""
    with TemporaryDirectory(prefix="benchmark-") as name:
        folder = Path(name)
        generate(folder / "files", participations, seed=1)
        store = Store(str(folder / "store"))
        store.bulk_extend(background())
        triples = folder / "imported.nt"
        reading = measured(lambda: write(folder / "files", triples))
        loading = measured(lambda: load(store, triples))
        size = sum(1 for _ in store.query("SELECT ?this WHERE { ?this ?property ?value }"))
        before = megabytes()
        shapes = load_shapes(assets.shapes())
        validating = measured(lambda: show(validate_store(StoreValidation(store, shapes)).counts))
        peak = megabytes()
        row = [f"{participations:>10,} {size:>12,}"]
        for seconds, processor in (reading, loading, validating):
            row.append(f"{seconds:7.1f} ({processor:6.1f})")
        row.append(f"{validating[0] / (reading[0] + loading[0]):5.2f}")
        row.append(f"{before:>6} {peak:>6}")
        if size <= most_for_pyshacl:
            row.append(f"{measured(lambda: by_pyshacl(store))[0]:7.1f}")
        print(" | ".join(row), flush=True)


def show(counts: object) -> None:
    print(counts, file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description="Validation beside import.")
    parser.add_argument("participations", type=int, nargs="*", default=[1_000, 10_000, 30_000])
    parser.add_argument("--pyshacl", type=int, default=100_000, metavar="MOST")
    options = parser.parse_args()
    if len(options.participations) == 1:
        measure(options.participations[0], options.pyshacl)
        return
    print("rows | triples | reading | loading | validating (processor) | ratio | MB | pySHACL")
    for size in options.participations:
        command = [sys.executable, __file__, str(size), "--pyshacl", str(options.pyshacl)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
