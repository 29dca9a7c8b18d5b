"""Each constraint has an example that trips it and only it; what is valid reports nothing.

The verdict is in the file name, and the first line of an invalid example names the constraint:
`# trips: cash:Participation-role`. An example is checked against all shapes, not only those of
its folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

EXAMPLES = Path(__file__).resolve().parents[1] / "cases" / "shapes"
Check = Callable[[Graph], list]
TRIPS = re.compile(r"\A# trips: cash:(\S+)\n")


def examples(verdict: str) -> list[Path]:
    return sorted(EXAMPLES.glob(f"*/{verdict}-*.ttl"))


def name_of(example: Path) -> str:
    return f"{example.parent.name}/{example.stem}"


def tripped_by(example: Path) -> str:
    found = TRIPS.match(example.read_text(encoding="utf-8"))
    assert found, f"{name_of(example)} has to begin with: # trips: cash:…"
    return found[1]


@pytest.mark.parametrize("example", examples("valid"), ids=name_of)
def test_valid_example_reports_nothing(example: Path, check_example: Check) -> None:
    assert check_example(Graph().parse(example)) == []


@pytest.mark.parametrize("example", examples("invalid"), ids=name_of)
def test_invalid_example_trips_one_constraint_only(example: Path, check_example: Check) -> None:
    results = check_example(Graph().parse(example))
    assert {result.constraint for result in results} == {tripped_by(example)}, results


def test_every_constraint_has_an_invalid_example(constraints: list[str]) -> None:
    assert constraints, "there are no shapes"
    assert sorted({tripped_by(example) for example in examples("invalid")}) == constraints


def test_every_file_is_an_example() -> None:
    listed = {*examples("valid"), *examples("invalid")}
    assert set(EXAMPLES.rglob("*.*")) - listed == set()


def test_every_folder_has_examples_of_both_verdicts() -> None:
    both = {example.parent for example in examples("valid")} & {
        example.parent for example in examples("invalid")
    }
    assert set(EXAMPLES.iterdir()) - both == set()
