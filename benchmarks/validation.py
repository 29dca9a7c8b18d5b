"""pySHACL on the whole dataset, with queries parsed once and with queries parsed each time.

python benchmarks/validation.py
"""

from __future__ import annotations

import time

from pyshacl import validate
from rdflib import Graph

from clusteratlas import assets
from clusteratlas.dataset.sources import read_files, read_sources
from clusteratlas.validation.bridge import to_graph
from clusteratlas.validation.shapes import load_shapes


def seconds(data: Graph, shapes: Graph) -> float:
    start = time.perf_counter()
    conforms, _, _ = validate(data, shacl_graph=shapes, advanced=True, inplace=True)
    assert conforms
    return time.perf_counter() - start


def main() -> None:
    root = assets.assets_root()
    triples = {
        triple
        for source in read_sources(root)
        for file in read_files(root, source)
        for triple in file.triples
    }
    shapes = load_shapes(assets.shapes())
    plain = Graph(bind_namespaces="none")
    for triple in to_graph(triples):
        plain.add(triple)
    first = seconds(to_graph(triples), shapes)
    once, each = seconds(to_graph(triples), shapes), seconds(plain, shapes)
    print(f"{len(triples)} triples, {len(shapes)} triples of shapes")
    print(f"parsed once {once:.1f} s (first run {first:.1f} s), parsed each time {each:.1f} s")
    print(f"ratio each time / once: {each / once:.1f}")


if __name__ == "__main__":
    main()
