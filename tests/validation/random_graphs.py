"""Each construct of SHACL by itself (`constructs.ttl`), and small random graphs that break it."""

from __future__ import annotations

import random
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import SH

from clusteratlas.terms import PREFIXES

TYPE = NamedNode(PREFIXES["rdf"] + "type")
SUB_CLASS = NamedNode(PREFIXES["rdfs"] + "subClassOf")

CONSTRUCTS = Path(__file__).with_name("constructs.ttl")
E = "http://example.org/"
TARGETS = (SH.target, SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
THINGS = [*(NamedNode(f"{E}{number}") for number in range(4)), BlankNode("b")]
CLASSES = [NamedNode(E + name) for name in "ABCD"]
LINKS = [NamedNode(E + name) for name in "pqrst"]
NUMBERS = [NamedNode(E + name) for name in "uvw"]


def shapes_with_targets() -> list[str]:
    graph = Graph().parse(CONSTRUCTS)
    found = {shape for target in TARGETS for shape in graph.subjects(target, None)}
    return sorted(str(shape).removeprefix(E) for shape in found | {URIRef(E + "B")})


def only(name: str) -> Graph:
    """The shapes, of which none but the one of that name has targets."""
    graph = Graph().parse(CONSTRUCTS)
    for target in TARGETS:
        for shape, value in list(graph.subject_objects(target)):
            if shape != URIRef(E + name):
                graph.remove((shape, target, value))
    if name != "B":
        graph.remove((URIRef(E + "B"), RDF.type, RDFS.Class))
    return graph


def small_quad(rng: random.Random) -> Quad:
    thing, number = rng.choice(THINGS), Literal(rng.randrange(4))
    made = [
        Quad(thing, TYPE, rng.choice(CLASSES)),
        Quad(rng.choice(CLASSES), SUB_CLASS, rng.choice(CLASSES)),
        Quad(rng.choice(LINKS + CLASSES), rng.choice([TYPE, LINKS[0]]), rng.choice(CLASSES)),
        Quad(thing, rng.choice(NUMBERS), number),
        Quad(thing, rng.choice(LINKS), number),
        Quad(thing, rng.choice(LINKS), rng.choice(THINGS)),
    ]
    return rng.choices(made, weights=[20, 5, 5, 18, 5, 50])[0]
