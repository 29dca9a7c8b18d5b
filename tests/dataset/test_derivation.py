"""What the default graph becomes write by write is what a build would make of the same graphs."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from clusteratlas.dataset.derivation import derived_changes
from clusteratlas.dataset.graphs import carry_over
from clusteratlas.dataset.identities import find_identities
from clusteratlas.engine.changes import Changes
from clusteratlas.errors import DataError
from clusteratlas.terms import CA, PREFIXES, SCHEME

SKOS = PREFIXES["skos"]
GRAPHS = [NamedNode(f"urn:g{n}") for n in range(3)]
THINGS = [NamedNode(f"urn:t{n}") for n in range(4)]
STATEMENTS = [NamedNode(f"urn:s{n}") for n in range(4)]
LABELS = [Literal("x", language=language) for language in ("en", "pl")]
STATUSES = [NamedNode(f"{SCHEME}identity-status/{name}") for name in ("accepted", "rejected")]
PROPERTIES = [NamedNode(f"{SKOS}{name}") for name in ("prefLabel", "altLabel")]
HOST = NamedNode(f"{CA}host")

# Every triple that a write of this test can make: few, so that writes meet each other.
POOL = [
    *(Triple(a, HOST, b) for a, b in product(THINGS, THINGS)),
    *(Triple(a, p, label) for a, p, label in product(THINGS, PROPERTIES, LABELS)),
    *(Triple(s, NamedNode(f"{CA}identityStatus"), o) for s, o in product(STATEMENTS, STATUSES)),
    *(
        Triple(s, NamedNode(f"{CA}{name}"), t)
        for s, name, t in product(STATEMENTS, ("record", "canonical"), THINGS)
    ),
    *(Triple(s, HOST, t) for s, t in product(STATEMENTS, THINGS)),
]
WRITES = 80


def in_graph(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def built(quads: set[Quad]) -> set[Triple]:
    """The default graph as a build makes it of the same named graphs. Raises DataError."""
    said = [quad.triple for quad in quads if isinstance(quad.graph_name, NamedNode)]
    return set(find_identities(said).merge(said))


def random_write(random: Random, quads: set[Quad]) -> Changes:
    """Some quads of the pool come, some of those that are there go."""
    named = sorted((q for q in quads if isinstance(q.graph_name, NamedNode)), key=str)
    removed = random.sample(named, min(len(named), random.randint(0, 6)))
    # Whole identity statements as well, or an accepted one would hardly ever come about.
    statement = random.choice(STATEMENTS)
    whole = [
        Triple(statement, NamedNode(f"{CA}identityStatus"), STATUSES[0]),
        Triple(statement, NamedNode(f"{CA}record"), random.choice(THINGS)),
        Triple(statement, NamedNode(f"{CA}canonical"), random.choice(THINGS)),
    ]
    drawn = [*random.sample(POOL, random.randint(0, 4)), *random.choice([whole, [], []])]
    added = {in_graph(triple, random.choice(GRAPHS)) for triple in drawn}
    return Changes(frozenset(added - quads), frozenset(removed))


@pytest.mark.parametrize("seed", range(25))
def test_following_write_by_write_is_building_anew(seed: int) -> None:
    random = Random(seed)
    store = Store()
    written = refused = merging = 0
    for _ in range(WRITES):
        before = set(store)
        changes = random_write(random, before)
        after = Store()
        after.extend((before - changes.removed) | changes.added)
        old = Store()
        old.extend(before)
        try:
            expected = built(set(after))
        except DataError:
            with pytest.raises(DataError):
                derived_changes(old, after, changes)
            refused += 1
            continue
        derived = derived_changes(old, after, changes)
        assert not derived.added & set(old)
        assert derived.removed <= set(old)
        carry_over(after, derived)
        told = {quad.triple for quad in after if quad.graph_name == DefaultGraph()}
        assert told == expected
        merging += told != {q.triple for q in after if isinstance(q.graph_name, NamedNode)}
        store = after
        written += 1
    # The generator is worth something only when it makes each kind of write.
    assert min(written, refused, merging) > 0


def test_an_alternative_label_stays_while_the_preferred_one_of_a_record_says_it() -> None:
    record, thing, statement = THINGS[0], THINGS[1], STATEMENTS[0]
    preferred, alternative = PROPERTIES
    own, other = Literal("own", language="en"), Literal("other", language="en")
    stated = [
        Triple(statement, NamedNode(f"{CA}identityStatus"), STATUSES[0]),
        Triple(statement, NamedNode(f"{CA}record"), record),
        Triple(statement, NamedNode(f"{CA}canonical"), thing),
        Triple(thing, preferred, own),
        Triple(record, preferred, other),
    ]
    said_twice = in_graph(Triple(thing, alternative, other), GRAPHS[0])
    before, after = Store(), Store()
    after.extend(in_graph(triple, GRAPHS[1]) for triple in stated)
    after.extend(in_graph(triple, DefaultGraph()) for triple in built(set(after)))
    before.extend([*after, said_twice])
    assert derived_changes(before, after, Changes(removed=frozenset({said_twice}))) == Changes()
