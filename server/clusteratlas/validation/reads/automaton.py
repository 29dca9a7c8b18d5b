"""The model: states that stand for nodes that an evaluation has at hand, steps for what it reads.

An evaluation of a shape begins with a focus node. It reads triples in which that node stands, has
other nodes at hand then, reads triples in which those stand, and so on. That is an automaton:
a state for each kind of node at hand (the focus node of that shape, the values of that path, what
that variable of a query is bound to), and a step for each kind of triple read there. It may say
more than is read, never less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NewType

from pyoxigraph import NamedNode

State = NewType("State", int)

SUBJECT: Final = 0
PREDICATE: Final = 1
OBJECT: Final = 2
"""The positions in a triple."""

Pattern = tuple[NamedNode | None, NamedNode | None, NamedNode | None]
"""A triple's terms, None where any term may stand."""

ANY: Pattern = (None, None, None)


@dataclass(frozen=True)
class Step:
    """Triples of a pattern are read that have the node at hand in the position `enters`.

    What stands in the position `leaves` is then at hand too, in the state `target`.
    """

    source: State
    enters: int
    pattern: Pattern
    leaves: int
    target: State


class Reads:
    """The automaton. It grows by the methods that add to it, and is then asked by `walks`."""

    def __init__(self) -> None:
        self._states = 0
        self._steps: dict[State, list[Step]] = defaultdict(list)
        self._steps_into: dict[State, list[Step]] = defaultdict(list)
        self._steps_over: dict[NamedNode | None, list[Step]] = defaultdict(list)
        self._same: dict[State, set[State]] = defaultdict(set)
        self._same_into: dict[State, set[State]] = defaultdict(set)
        self._loose: dict[State, set[Pattern]] = defaultdict(set)

    def state(self) -> State:
        """A new state."""
        self._states += 1
        return State(self._states)

    def step(
        self, source: State, enters: int, pattern: Pattern, leaves: int, target: State | None = None
    ) -> State:
        """Add a step to the state `target`, a new one unless it is named, and return that."""
        target = self.state() if target is None else target
        step = Step(source, enters, pattern, leaves, target)
        self._steps[source].append(step)
        self._steps_into[target].append(step)
        self._steps_over[pattern[PREDICATE]].append(step)
        return target

    def same(self, source: State, target: State) -> None:
        """What is at hand in the state `source` is so in the state `target` too."""
        self._same[source].add(target)
        self._same_into[target].add(source)

    def read_anywhere(self, source: State, pattern: Pattern) -> None:
        """In the state `source`, triples are read that do not stand about any node at hand."""
        self._loose[source].add(pattern)

    def steps_from(self, state: State) -> list[Step]:
        """The steps that read at a node of this state."""
        return self._steps.get(state, [])

    def steps_into(self, state: State) -> list[Step]:
        """The steps by which a node comes to be at hand in this state."""
        return self._steps_into.get(state, [])

    def steps_over(self, predicate: NamedNode) -> Iterator[Step]:
        """The steps that read triples with this predicate."""
        yield from self._steps_over.get(predicate, [])
        yield from self._steps_over.get(None, [])

    def same_as(self, state: State) -> set[State]:
        """The states in which a node of this state is too."""
        return self._same.get(state, set())

    def same_into(self, state: State) -> set[State]:
        """The states whose nodes are in this one too."""
        return self._same_into.get(state, set())

    def loose_patterns(self, start: State) -> frozenset[Pattern]:
        """What is read anywhere in the graph, in `start` or in any state that may follow it."""
        found: set[Pattern] = set()
        seen, todo = {start}, [start]
        while todo:
            state = todo.pop()
            found |= self._loose.get(state, set())
            following = self.same_as(state) | {step.target for step in self.steps_from(state)}
            todo.extend(following - seen)
            seen |= following
        return frozenset(found)
