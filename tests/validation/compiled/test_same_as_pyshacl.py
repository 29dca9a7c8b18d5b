"""Compiled shapes and pySHACL give the same results, whatever the data."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import SH

from clusteratlas.rdf.reading import read_triples
from clusteratlas.terms import CA, ID, PREFIXES

State = frozenset[Quad]
Comparison = Callable[[Iterable[Quad], Graph], int]

TYPE = NamedNode(PREFIXES["rdf"] + "type")
SUB_CLASS = NamedNode(PREFIXES["rdfs"] + "subClassOf")

# Each construct of SHACL by itself, on small random graphs.

CONSTRUCTS = Path(__file__).parents[1] / "constructs.ttl"
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


@pytest.mark.parametrize("name", shapes_with_targets())
def test_each_construct_on_random_graphs(name: str, compare: Comparison) -> None:
    rng, shapes = random.Random(name), only(name)
    found = [
        compare({small_quad(rng) for _ in range(size)}, shapes)
        for size in (15, 30, 45, 60)
        for _ in range(5)
    ]
    assert max(found) > 0


# Every constraint of the atlas: its examples, many in one store.

GROUPS = 10


def quads_of(paths: Iterable[Path]) -> State:
    return frozenset(
        Quad(triple.subject, triple.predicate, triple.object)
        for path in paths
        for triple in read_triples(path)
    )


@pytest.mark.parametrize("group", range(GROUPS))
def test_examples_in_one_store(
    group: int, terms: State, shapes: Graph, examples: list[Path], compare: Comparison
) -> None:
    assert compared(terms, examples[group::GROUPS], shapes, compare) > 20


def compared(terms: State, paths: list[Path], shapes: Graph, compare: Comparison) -> int:
    """How many results there are. What cannot stand together is taken apart: pySHACL fails at it.

    It adds no texts, and compares no day with a year.
    """
    found = compare(terms | quads_of(paths), shapes)
    if found != -1:
        return found
    assert len(paths) > 1
    return sum(compared(terms, half, shapes, compare) for half in (paths[::2], paths[1::2]))


# The atlas itself, and what becomes of it when much is changed at random.

MISSPELT = [CA + "amuont", "http://w3id.org/clusteratlas/ontology#amount", "urn:property"]
KINDS = [CA + "Funding", CA + "Cluster", CA + "Territory", CA + "Cluter", CA + "Passage"]
XSD = PREFIXES["xsd"]
VALUES = [
    Literal(""),
    Literal("PL"),
    Literal("name", language="en"),
    Literal("nazwa", language="pl"),
    Literal("Name", language="en-GB"),
    Literal(-5),
    Literal(250),
    Literal("12.5", datatype=NamedNode(XSD + "decimal")),
    Literal("a lot", datatype=NamedNode(XSD + "decimal")),
    Literal("NaN", datatype=NamedNode(XSD + "double")),
    Literal("1.0E1", datatype=NamedNode(XSD + "double")),
]
DAYS = [
    Literal(text, datatype=NamedNode(XSD + "date"))
    for text in ("1931-01-01", "2031-01-01", "2011-02-31", "2011-01-01Z")
]


class Mutation:
    """One change of a state at random: each method makes another state."""

    def __init__(self, rng: random.Random, state: set[Quad]) -> None:
        self._rng = rng
        self._state = state
        self._things = sorted((one for one in state if is_about_a_thing(one)), key=str)
        self._one = rng.choice(self._things)
        self._other = rng.choice(self._things)

    def apply(self) -> None:
        names = [name for name in vars(Mutation) if not name.startswith("_") and name != "apply"]
        getattr(self, self._rng.choice(names))()

    def drop(self) -> None:
        self._state.discard(self._one)

    def drop_the_class(self) -> None:
        about = {one for one in self._things if one.subject == self._one.subject}
        self._state -= {one for one in about if one.predicate == TYPE}

    def say_it_of_another(self) -> None:
        self._state.add(Quad(self._other.subject, self._one.predicate, self._one.object))

    def give_a_reference(self) -> None:
        self._say(self._one, self._other.subject)

    def give_a_value(self) -> None:
        literals = [one for one in self._things if isinstance(one.object, Literal)]
        one = self._rng.choice(literals)
        is_day = one.object.datatype.value == XSD + "date"  # type: ignore[union-attr]
        self._say(one, self._rng.choice(DAYS if is_day else VALUES))

    def give_a_class(self) -> None:
        self._state.add(Quad(self._one.subject, TYPE, NamedNode(self._rng.choice(KINDS))))

    def use_an_unknown_word(self) -> None:
        word = NamedNode(self._rng.choice(MISSPELT))
        self._state.add(Quad(self._one.subject, word, self._rng.choice(VALUES)))

    def copy_a_thing(self) -> None:
        copy = self._rng.choice([BlankNode("copy"), NamedNode(ID + "copy/one")])
        about = [one for one in self._things if one.subject == self._one.subject]
        self._state.update(Quad(copy, one.predicate, one.object) for one in about)

    def name_it_otherwise(self) -> None:
        kind = NamedNode(PREFIXES["skos"] + self._rng.choice(["prefLabel", "altLabel"]))
        self._state.add(Quad(self._one.subject, kind, self._rng.choice(VALUES[:5])))

    def _say(self, one: Quad, value: NamedNode | BlankNode | Literal | Triple) -> None:
        if self._rng.random() < 0.6:
            self._state.discard(one)
        self._state.add(Quad(one.subject, one.predicate, value))


def is_about_a_thing(quad: Quad) -> bool:
    return isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ID)


def test_the_atlas(atlas: Store, shapes: Graph, compare: Comparison) -> None:
    assert compare(atlas, shapes) == 0


@pytest.mark.parametrize("seed", range(3))
def test_the_atlas_with_faults(seed: int, atlas: Store, shapes: Graph, compare: Comparison) -> None:
    rng, state = random.Random(seed), set(atlas)
    for _ in range(60):
        Mutation(rng, state).apply()
    assert compare(state, shapes) != 0


# What stands about quoted triples is not seen by shapes, but by queries.


def test_a_quoted_triple_is_no_value(shapes: Graph, terms: State, compare: Comparison) -> None:
    funding, funded = NamedNode(ID + "funding/quoted"), NamedNode(CA + "funded")
    quoted = Triple(funding, TYPE, NamedNode(CA + "Funding"))
    state = {Quad(funding, TYPE, NamedNode(CA + "Funding")), Quad(funding, funded, quoted)}
    assert compare(terms | state, shapes) > 1
