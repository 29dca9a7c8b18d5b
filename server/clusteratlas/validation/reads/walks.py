"""Goes over a graph with an automaton: back from what changed, and on from what is to be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clusteratlas.validation.facts import Facts, Term, Terms
from clusteratlas.validation.reads.automaton import PREDICATE, Pattern, Reads, State

Place = tuple[State, Term]
"""A node that is at hand in a state."""


def concerned(reads: Reads, changed: Iterable[Terms], facts: Facts) -> set[Place]:
    """Every place from which the automaton comes to one of the changed triples.

    `facts` are those after the change. They are enough: the first changed triple that an evaluation
    comes to, added or removed, is reached over triples that did not change.
    """
    places: set[Place] = set()
    todo = [
        (step.source, triple[step.enters])
        for triple in changed
        for step in reads.steps_over(triple[PREDICATE])
        if fits(triple, step.pattern)
    ]
    while todo:
        place = todo.pop()
        if place in places:
            continue
        places.add(place)
        state, term = place
        todo.extend((source, term) for source in reads.same_into(state))
        for step in reads.steps_into(state):
            todo.extend(
                (step.source, triple[step.enters])
                for triple in _matching(facts, step.pattern, step.leaves, term)
            )
    return places


def gathered(reads: Reads, starts: Iterable[Place], facts: Facts) -> set[Terms]:
    """Every triple that the automaton comes to from `starts`."""
    found: set[Terms] = set()
    seen: set[Place] = set()
    todo = list(starts)
    while todo:
        place = todo.pop()
        if place in seen:
            continue
        seen.add(place)
        state, term = place
        todo.extend((target, term) for target in reads.same_as(state))
        for step in reads.steps_from(state):
            for triple in _matching(facts, step.pattern, step.enters, term):
                found.add(triple)
                todo.append((step.target, triple[step.leaves]))
    return found


def fits(triple: Terms, pattern: Pattern) -> bool:
    """Whether the triple is one of the pattern."""
    return all(wanted in (None, term) for wanted, term in zip(pattern, triple, strict=True))


def _matching(facts: Facts, pattern: Pattern, position: int, term: Term) -> Iterator[Terms]:
    terms: list[Term | None] = list(pattern)
    terms[position] = term
    return facts.matching(*terms)
