"""Changes of a state at random, which break constraints of the atlas."""

from __future__ import annotations

import random
from collections.abc import Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from clusteratlas.terms import CA, ID, PREFIXES

from ..random_graphs import TYPE

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
DAYS, ODD_DAYS = (
    [Literal(text, datatype=NamedNode(XSD + "date")) for text in texts]
    for texts in (("1931-01-01", "2031-01-01"), ("2011-02-31", "2011-01-01Z"))
)
"""The odd ones have no order among the others: pySHACL fails where they are compared."""


class Mutation:
    """One change of a state at random: each method makes another state."""

    def __init__(
        self, rng: random.Random, state: set[Quad], days: Sequence[Literal] = (*DAYS, *ODD_DAYS)
    ) -> None:
        self._rng = rng
        self._state = state
        self._days = days
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
        self._say(one, self._rng.choice(self._days if is_day else VALUES))

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
