"""Compiled shapes and pySHACL give the same results, whatever the data."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store, Triple
from rdflib import Graph

from clusteratlas.rdf.reading import read_triples
from clusteratlas.terms import CA, ID

from ..random_graphs import TYPE, only, shapes_with_targets, small_quad
from .conftest import Comparison, State
from .mutation import Mutation

# Each construct of SHACL by itself, on small random graphs.


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
