"""The shape gate: what it adds to a write of one triple, on the atlas and on many copies of it.

python benchmarks/gate.py [COPIES]
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from clusteratlas import assets
from clusteratlas.dataset.build import canonical_files
from clusteratlas.dataset.sources import read_files, read_sources
from clusteratlas.engine.changes import Changes
from clusteratlas.errors import ShapeViolation
from clusteratlas.terms import CA, ID, PREFIXES, SCHEME
from clusteratlas.validation.gate import ShapeGate

FUNDING = NamedNode(f"{ID}funding/mrpo-8-2-total-value")
PARTICIPATION = NamedNode(f"{ID}participation/mrpo-8-2-skema-business-school")
COUNTRY = NamedNode(f"{ID}country/pl")
LEADER = NamedNode(f"{SCHEME}role/leader")
COMMENT = NamedNode(PREFIXES["rdfs"] + "comment")
LABEL = NamedNode(PREFIXES["skos"] + "altLabel")
SHARED = ("country", "region", "bio-region", "locality")
"""Kinds of things to which all copies refer: they are what every write's neighbours share."""

Node = NamedNode | BlankNode | Literal | Triple

WRITES = {
    "of what no shape knows": Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c")),
    "a comment": Quad(FUNDING, COMMENT, Literal("As printed.", language="en")),
    "another name of a country": Quad(COUNTRY, LABEL, Literal("RP", language="pl")),
    "a second amount (refused)": Quad(FUNDING, NamedNode(CA + "amount"), Literal(5)),
    "a second role (refused)": Quad(PARTICIPATION, NamedNode(CA + "role"), LEADER),
}


def atlas() -> list[Quad]:
    root = assets.assets_root()
    sources = read_sources(root)
    files = canonical_files([file for source in sources for file in read_files(root, source)])
    triples = {triple for file in files for triple in file.triples}
    return [Quad(triple.subject, triple.predicate, triple.object) for triple in triples]


def copied(quads: list[Quad], number: int) -> list[Quad]:
    def name(term: Node) -> Node:
        if not isinstance(term, NamedNode) or not term.value.startswith(ID):
            return term
        kind, _, slug = term.value.removeprefix(ID).partition("/")
        return term if kind in SHARED else NamedNode(f"{ID}{kind}/copy-{number}-{slug}")

    return [Quad(name(quad.subject), quad.predicate, name(quad.object)) for quad in quads]  # type: ignore[arg-type]


def seconds(gate: ShapeGate, before: Store, after: Store, quad: Quad) -> float:
    after.add(quad)
    start = time.perf_counter()
    with suppress(ShapeViolation):
        gate(before, after, Changes(frozenset({quad}), frozenset()))
    spent = time.perf_counter() - start
    after.remove(quad)
    return spent


def main() -> None:
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    gate = ShapeGate(assets.shapes())
    start = time.perf_counter()
    gate.prepare()
    print(f"shapes read in {time.perf_counter() - start:.1f} s, once a process")
    quads = atlas()
    for number in (0, copies):
        before, after = Store(), Store()
        for store in (before, after):
            store.bulk_extend(quads)
            for one in range(number):
                store.bulk_extend(copied(quads, one))
        size = sum(1 for _ in before.quads_for_pattern(None, None, None, DefaultGraph()))
        print(f"{size} triples")
        for name, quad in WRITES.items():
            spent = min(seconds(gate, before, after, quad) for _ in range(5))
            print(f"  {name}: {spent * 1000:.0f} ms")


if __name__ == "__main__":
    main()
