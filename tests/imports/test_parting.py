"""What waits for the matches, and what is in the default graph at once."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from clusteratlas.dataset.imports.parting import Parting
from clusteratlas.terms import CA, ID

SETTLED, WAITING = True, False


def thing(kind: str) -> str:
    return f"<{ID}{kind}/x>"


TRIPLES = {
    "a literal": (thing("funding"), '"1.5"', SETTLED),
    "somebody else's thing": (thing("period"), "<http://example.org/a>", SETTLED),
    "a code": (thing("funding"), "<https://w3id.org/clusteratlas/scheme/currency/EUR>", SETTLED),
    "two that are not matched": (thing("funding"), thing("participation"), SETTLED),
    "an organisation as object": (thing("participation"), thing("organisation"), WAITING),
    "an organisation as subject": (thing("organisation"), '"Name"', WAITING),
    "a project and its participation": (thing("project"), thing("participation"), WAITING),
    "a kind that nobody thought of": (thing("consortium"), '"Name"', WAITING),
    "an object of such a kind": (thing("funding"), thing("consortium"), WAITING),
    "a graph": ("<https://w3id.org/clusteratlas/graph/g>", '"Title"', WAITING),
    "an organisation within a literal": (
        thing("inference"),
        f'"said of x> {thing("organisation")} there"',
        WAITING,
    ),
}


@pytest.mark.parametrize(("subject", "object_", "is_settled"), TRIPLES.values(), ids=TRIPLES.keys())
def test_lines_are_parted_by_what_they_speak_of(
    subject: str, object_: str, is_settled: bool
) -> None:
    line = f"{subject} <{CA}p> {object_} .".encode()
    settled, waiting = Parting([]).part(line + b"\n")
    assert (settled, waiting) == (([line], []) if is_settled else ([], [line]))


def test_kinds_of_which_something_is_merged_wait() -> None:
    line = f'{thing("period")} <{CA}p> "x" .'.encode()
    assert Parting([NamedNode(f"{ID}period/other")]).part(line + b"\n") == ([], [line])
