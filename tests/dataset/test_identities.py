"""Accepted identity statements merge records in the default graph; what cannot hold is refused."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from clusteratlas.dataset.identities import find_identities
from clusteratlas.errors import DataError

PREFIXES = """\
@prefix ca: <https://w3id.org/clusteratlas/ontology#> .
@prefix ex: <https://example.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix status: <https://w3id.org/clusteratlas/scheme/identity-status/> .
"""


def triples(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse((PREFIXES + turtle).encode(), RdfFormat.TURTLE)]


def statement(name: str, record: str, canonical: str, status: str = "accepted") -> str:
    return (
        f"ex:{name} ca:identityStatus status:{status} ; "
        f"ca:record ex:{record} ; ca:canonical ex:{canonical} .\n"
    )


def shortened(canonical: dict[str, str]) -> dict[str, str]:
    return {f"https://example.org/{a}": f"https://example.org/{b}" for a, b in canonical.items()}


FOUND = {
    "none": ("", {}),
    "one": (statement("s", "a", "b"), {"a": "b"}),
    "a chain": (statement("s", "a", "b") + statement("t", "b", "c"), {"a": "c", "b": "c"}),
    "two into one": (statement("s", "a", "c") + statement("t", "b", "c"), {"a": "c", "b": "c"}),
    "said twice": (statement("s", "a", "b") + statement("t", "a", "b"), {"a": "b"}),
    "rejected": (statement("s", "a", "b", "rejected"), {}),
    "proposed": (statement("s", "a", "b", "proposed"), {}),
    "names only": ("ex:s ca:identityStatus status:accepted ; ca:canonical ex:b .", {}),
    "a rejected circle": (
        statement("s", "a", "b") + statement("t", "b", "a", "rejected"),
        {"a": "b"},
    ),
}


@pytest.mark.parametrize(("turtle", "expected"), FOUND.values(), ids=FOUND.keys())
def test_what_statements_say(turtle: str, expected: dict[str, str]) -> None:
    found = find_identities(triples(turtle)).canonical
    assert {a.value: b.value for a, b in found.items()} == shortened(expected)


CONTRADICTIONS = {
    "two things": (
        statement("s", "a", "b") + statement("t", "a", "c"),
        "example.org/a is merged into two things: .*example.org/b and .*example.org/c",
    ),
    "a circle of one": (statement("s", "a", "a"), "run in a circle: .*/a → .*/a"),
    "a circle of three": (
        statement("s", "a", "b") + statement("t", "b", "c") + statement("u", "c", "a"),
        "run in a circle",
    ),
    "two canonical things": (
        statement("s", "a", "b") + "ex:s ca:canonical ex:c .",
        "example.org/s has 2 canonical things",
    ),
    "no canonical thing": (
        "ex:s ca:identityStatus status:accepted ; ca:record ex:a .",
        "example.org/s has 0 canonical things",
    ),
}


@pytest.mark.parametrize(("turtle", "message"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_a_contradiction_is_an_error(turtle: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        find_identities(triples(turtle))


MERGED = {
    "subject and object": (
        "ex:a ca:host ex:x . ex:x ca:host ex:a .",
        "ex:b ca:host ex:x . ex:x ca:host ex:b .",
    ),
    "an only label stays preferred": (
        'ex:a skos:prefLabel "A"@pl .',
        'ex:b skos:prefLabel "A"@pl .',
    ),
    "a second label becomes alternative": (
        'ex:a skos:prefLabel "A"@en . ex:b skos:prefLabel "B"@en .',
        'ex:b skos:altLabel "A"@en ; skos:prefLabel "B"@en .',
    ),
    "other literals stay": ("ex:a ca:value 1.00 .", "ex:b ca:value 1.00 ."),
    "what is not merged stays": ("ex:x ca:host ex:y .", "ex:x ca:host ex:y ."),
}


@pytest.mark.parametrize(("said", "expected"), MERGED.values(), ids=MERGED.keys())
def test_a_record_becomes_its_thing(said: str, expected: str) -> None:
    same = statement("s", "a", "b")
    everything = triples(same + said)
    merged = set(find_identities(everything).merge(everything))
    assert merged == set(triples(same + expected)), "and the statement still names its record"
