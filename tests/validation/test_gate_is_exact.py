"""What the gate finds is exactly what a full validation finds after a write and not before.

Full validations are pySHACL's own, over everything. States of a store are generated, each from the
one before; a full validation of each serves all the writes that lead from one state to another.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import permutations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import SH

from clusteratlas.terms import CA, ID, PREFIXES
from clusteratlas.validation.bridge import to_graph
from clusteratlas.validation.evaluation import Key
from clusteratlas.validation.facts import Facts, seen
from clusteratlas.validation.judge import Judge

from .random_graphs import CONSTRUCTS, SUB_CLASS, TYPE, E, only, shapes_with_targets, small_quad

State = frozenset[Quad]
Change = Callable[[random.Random, State], State]

IN_SCHEME = NamedNode(PREFIXES["skos"] + "inScheme")
IDENTIFYING = (
    SH.focusNode,
    SH.sourceShape,
    SH.sourceConstraintComponent,
    SH.sourceConstraint,
    SH.resultPath,
    SH.value,
)


def stored(state: State) -> Store:
    store = Store()
    store.extend(state)
    return store


def full_validation(state: State, shapes: Graph) -> set[Key]:
    data = to_graph(Triple(*terms) for quad in state for terms in seen(quad))
    _, report, _ = validate(data, shacl_graph=shapes, advanced=True, inplace=True)
    assert isinstance(report, Graph), report
    return {
        tuple(report.value(result, predicate) for predicate in IDENTIFYING)
        for result in report.objects(None, SH.result)
    }


def gate_finds(judge: Judge, before: State, after: State) -> set[Key]:
    nothing = Store()
    return {
        result.key
        for result in judge.fresh(
            Facts(stored(before), nothing),
            Facts(stored(after), nothing),
            [terms for quad in before ^ after for terms in seen(quad)],
        )
    }


def assert_exact(judge: Judge, states: list[State], pairs: list[tuple[int, int]]) -> int:
    """Compare for the writes that lead from one state to another; how many of them add a result."""
    full = [full_validation(state, judge.shapes) for state in states]
    for before, after in pairs:
        expected = full[after] - full[before]
        assert gate_finds(judge, states[before], states[after]) == expected, (
            states[before] - states[after],
            states[after] - states[before],
        )
    return sum(1 for before, after in pairs if full[after] - full[before])


def chain(rng: random.Random, start: State, change: Change, length: int) -> list[State]:
    states = [start]
    while len(states) < length:
        states.append(change(rng, states[-1]))
    return states


def near(length: int, most: int) -> list[tuple[int, int]]:
    """Each write, its undoing, and both for up to `most` writes at once."""
    pairs = permutations(range(length), 2)
    return [(before, after) for before, after in pairs if abs(before - after) <= most]


# Every construct by itself, on small random graphs.


def change_small(rng: random.Random, state: State) -> State:
    quads = sorted(state, key=str)
    removed = rng.sample(quads, min(len(quads), rng.choice([0, 1, 1, 5])))
    return (state - set(removed)) | {small_quad(rng) for _ in range(rng.choice([0, 1, 1, 5]))}


@pytest.mark.parametrize("name", shapes_with_targets())
def test_each_construct_on_random_graphs(name: str) -> None:
    rng = random.Random(name)
    judge = Judge(only(name))
    adding = 0
    for size in (15, 30, 45, 60):
        start = frozenset(small_quad(rng) for _ in range(size))
        states = chain(rng, start, change_small, 20)
        adding += assert_exact(judge, states, near(len(states), 1))
    assert adding > 0


def test_only_what_cannot_be_followed_is_judged_whole() -> None:
    shapes = Judge(Graph().parse(CONSTRUCTS)).target_shapes
    whole = {str(shape.node).removeprefix(E) for shape in shapes if shape.reads_anywhere}
    assert whole == {"Apart", "Computed", "Minus", "First", "PathOfShape", "Custom"}


# The shapes of the atlas, on an excerpt of it: things of many classes, and what is said of them.

CA_OLD = "http://w3id.org/clusteratlas/ontology#"
SKOS = PREFIXES["skos"]
MISSPELT = [CA + "amuont", CA_OLD + "amount", PREFIXES["dcterms"] + "tittle", "urn:property"]
KINDS = [CA + "Funding", CA + "Cluster", CA + "Territory", CA + "Cluter", "urn:Class"]
VALUES = [
    Literal(""),
    Literal("PL"),
    Literal("name", language="en"),
    Literal("nazwa", language="pl"),
    Literal(-5),
    Literal(250),
    *(
        Literal(text, datatype=NamedNode(PREFIXES["xsd"] + datatype))
        for text, datatype in [
            ("12.5", "decimal"),
            ("a lot", "decimal"),
            ("NaN", "double"),
            ("2011-02-31", "date"),
            ("2031-01-01", "date"),
            ("1931-01-01", "date"),
            ("2011", "gYear"),
            ("2011-01-01T00:00:00Z", "dateTime"),
        ]
    ),
]


def is_about_a_thing(quad: Quad) -> bool:
    return isinstance(quad.subject, BlankNode) or str(quad.subject.value).startswith(ID)


class Changes:
    """One change of an excerpt at random: `state` is what there is, each method makes another."""

    def __init__(self, rng: random.Random, state: State) -> None:
        self._rng = rng
        self._state = state
        self._quads = sorted(state, key=str)
        self._about_things = [quad for quad in self._quads if is_about_a_thing(quad)]
        self._one = rng.choice(self._about_things)

    def any(self) -> State:
        """One of the changes below."""
        names = [name for name in vars(Changes) if not name.startswith("_") and name != "any"]
        changed: State = getattr(self, self._rng.choice(names))()
        return changed

    def drop_a_statement(self) -> State:
        return self._state - {self._one}

    def drop_a_property(self) -> State:
        one = self._one
        return self._without(
            lambda quad: (quad.subject, quad.predicate) == (one.subject, one.predicate)
        )

    def drop_a_thing(self) -> State:
        return self._without(lambda quad: quad.subject == self._one.subject)

    def drop_what_refers_to_a_thing(self) -> State:
        return self._without(lambda quad: quad.object == self._one.subject)

    def give_another_value(self) -> State:
        one = self._pick(lambda quad: isinstance(quad.object, Literal))
        return self._maybe_without(one) | {self._said(one, self._rng.choice(VALUES))}

    def give_another_reference(self) -> State:
        one = self._pick(lambda quad: isinstance(quad.object, NamedNode))
        others = [self._another_thing(), NamedNode(ID + "nowhere/x"), BlankNode("b")]
        return self._maybe_without(one) | {self._said(one, self._rng.choice(others))}

    def say_of_it_what_is_said_of_another(self) -> State:
        return self._state | {Quad(self._another_thing(), self._one.predicate, self._one.object)}

    def swap_two_values(self) -> State:
        one = self._one
        other = self._pick(lambda quad: quad.subject == one.subject)
        swapped = {self._said(one, other.object), self._said(other, one.object)}
        return (self._state - {one, other}) | swapped

    def give_another_class(self) -> State:
        one = self._pick(lambda quad: quad.predicate == TYPE)
        other = self._pick(lambda quad: quad.predicate == TYPE).object
        return self._maybe_without(one) | {self._said(one, other)}

    def use_an_unknown_word(self) -> State:
        name = NamedNode(self._rng.choice(MISSPELT))
        return self._state | {Quad(self._one.subject, name, self._rng.choice(VALUES))}

    def touch_an_identity(self) -> State:
        one = self._pick(lambda quad: "/identity" in str(quad.subject))
        other = self._pick(lambda quad: "/identity" in str(quad.subject))
        return self._maybe_without(one) | {Quad(one.subject, other.predicate, other.object)}

    def name_it_otherwise(self) -> State:
        one = self._pick(lambda quad: quad.predicate.value.endswith("Label"))
        kind = NamedNode(SKOS + self._rng.choice(["prefLabel", "altLabel", "hiddenLabel"]))
        text = getattr(one.object, "value", "")
        names = [Literal(text), Literal(text, language="pl"), Literal(text + "x", language="en")]
        return self._state | {Quad(one.subject, kind, self._rng.choice(names))}

    def copy_a_thing(self) -> State:
        copies = [BlankNode("copy"), NamedNode(ID + "copy/one"), self._another_thing()]
        copy = self._rng.choice(copies)
        about_it = [quad for quad in self._quads if quad.subject == self._one.subject]
        return self._state | {Quad(copy, quad.predicate, quad.object) for quad in about_it}

    def touch_the_ontology(self) -> State:
        terms = sorted(self._state - set(self._about_things), key=str)
        one, other = self._rng.choice(terms), self._rng.choice(terms)
        if self._rng.random() < 0.6:
            return self._state - {one}
        return self._state | {Quad(one.subject, SUB_CLASS, other.subject)}

    def give_a_class_to_a_word(self) -> State:
        words = [self._one.predicate, self._one.object, self._one.subject]
        word = self._rng.choice([word for word in words if isinstance(word, NamedNode)])
        return self._state | {Quad(word, TYPE, NamedNode(self._rng.choice(KINDS)))}

    def _pick(self, wanted: Callable[[Quad], bool]) -> Quad:
        return self._rng.choice(list(filter(wanted, self._about_things)) or self._about_things)

    def _another_thing(self) -> NamedNode | BlankNode:
        thing = self._rng.choice(self._about_things).subject
        assert isinstance(thing, NamedNode | BlankNode)
        return thing

    def _maybe_without(self, quad: Quad) -> State:
        return self._state - {quad} if self._rng.random() < 0.7 else self._state

    def _without(self, unwanted: Callable[[Quad], bool]) -> State:
        return frozenset(quad for quad in self._state if not unwanted(quad))

    @staticmethod
    def _said(quad: Quad, value: NamedNode | BlankNode | Literal | Triple) -> Quad:
        return Quad(quad.subject, quad.predicate, value)


def change_excerpt(rng: random.Random, state: State) -> State:
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        state = Changes(rng, state).any()
    return state


def excerpt(atlas: Store, rng: random.Random) -> State:
    """A thing of each of twenty classes, some of what those refer to, and the terms used."""
    quads = sorted(atlas, key=str)
    about_things = [quad for quad in quads if is_about_a_thing(quad)]
    of_class: dict[object, list[object]] = {}
    for quad in about_things:
        if quad.predicate == TYPE:
            of_class.setdefault(quad.object, []).append(quad.subject)
    things = {rng.choice(members) for members in rng.sample(list(of_class.values()), 20)}
    things |= {
        quad.object for quad in about_things if quad.subject in things and rng.random() < 0.1
    }
    said = {quad for quad in about_things if quad.subject in things}
    used = {quad.predicate for quad in said} | {quad.object for quad in said}
    used |= {quad.object for quad in quads if quad.predicate == SUB_CLASS}
    terms = (TYPE, SUB_CLASS, IN_SCHEME)
    return frozenset(said) | {
        quad for quad in quads if quad.subject in used and quad.predicate in terms
    }


@pytest.mark.parametrize("seed", range(5))
def test_generated_writes_on_the_atlas(atlas: Store, judge: Judge, seed: int) -> None:
    rng = random.Random(seed)
    states = chain(rng, excerpt(atlas, rng), change_excerpt, 8)
    pairs = near(len(states), 3)
    assert 0 < assert_exact(judge, states, pairs) < len(pairs)
