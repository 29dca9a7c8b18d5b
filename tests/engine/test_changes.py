"""Changes: net, and added up."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from clusteratlas.engine.changes import Changes, changed

QUADS = [Quad(NamedNode("a:a"), NamedNode("a:p"), Literal(number)) for number in range(5)]
STATES = st.frozensets(st.sampled_from(QUADS))


@given(st.lists(STATES, min_size=1, max_size=5))
def test_steps_come_to_the_difference_of_beginning_and_end(states: list[frozenset[Quad]]) -> None:
    steps = [Changes.between(*pair) for pair in pairwise(states)]
    assert Changes.net(steps) == Changes.between(states[0], states[-1])


@given(STATES, STATES, STATES)
def test_changed_says_what_it_did(
    there: frozenset[Quad], removed: frozenset[Quad], added: frozenset[Quad]
) -> None:
    store = Store()
    store.extend(there)
    changes = changed(store, removed, added)
    assert set(store) == (there - removed) | added
    assert changes == Changes.between(there, store)
    assert bool(changes) is (set(store) != there)
