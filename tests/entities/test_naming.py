"""What things are called."""

from __future__ import annotations

import pytest

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.naming import Named, Names, labels, name
from clusteratlas.terms import BASE, ID

NAMES = {
    "preferred label": (
        f"{ID}organisation/genopole",
        {"en": "Genopole", "pl": "Genopole"},
    ),
    "title": (
        f"{ID}document/mrpo-project-en",
        {"en": "Klaster in European networks"},
    ),
    "concept": (f"{BASE}scheme/role/leader", {"en": "leader", "pl": "lider"}),
    "nothing but its IRI": (f"{ID}cluster/unheard-of", {"": "cluster:unheard-of"}),
}


@pytest.mark.parametrize(("iri", "expected"), NAMES.values(), ids=NAMES)
def test_a_thing_goes_by_its_best_name(engine: Engine, iri: str, expected: dict[str, str]) -> None:
    assert labels(engine, [iri])[iri] == expected
    assert name(engine, iri) == Named(iri, expected)


def test_many_things_are_named_at_once(engine: Engine) -> None:
    names = Names()
    names.want(*(iri for iri, _ in NAMES.values()), "", None)
    names.look_up(engine)
    assert {iri: names[iri].labels for iri, _ in NAMES.values()} == dict(NAMES.values())


def test_what_was_not_wanted_goes_by_its_iri() -> None:
    assert Names()[f"{ID}cluster/bioib"].labels == {"": "cluster:bioib"}
