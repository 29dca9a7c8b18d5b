"""Precision and recall of matching by name, place and identifier, on the labelled pairs.

python benchmarks/identity.py           the table
python benchmarks/identity.py --wrong   and the pairs of the first part that are judged wrongly

Every third pair is held out: it was not looked at when the scoring was adjusted, and is never
printed.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clusteratlas.identity.identifiers import valid
from clusteratlas.identity.rarity import Rarity
from clusteratlas.identity.record import Kind, Record
from clusteratlas.identity.scoring import ACCEPT, PROPOSE, Reading, Score, score

PAIRS = Path(__file__).parents[1] / "tests" / "identity" / "pairs.csv"
HELD_OUT = 3


@dataclass(frozen=True)
class Judged:
    """A labelled pair with the score that it got."""

    names: tuple[str, str]
    is_same: bool
    note: str
    score: Score


@dataclass(frozen=True)
class Quality:
    """Precision and recall of what reaches a score."""

    right: int
    wrong: int
    missed: int

    @classmethod
    def of(cls, judged: Sequence[Judged], least: float) -> Quality:
        reached = [each for each in judged if each.score.value >= least]
        right = sum(each.is_same for each in reached)
        missed = sum(each.is_same for each in judged) - right
        return cls(right, len(reached) - right, missed)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def judge() -> tuple[list[Judged], list[Judged]]:
    """The pairs that the scoring was adjusted on, and those held out, judged."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sides = [(_reading(row, ""), _reading(row, "other_")) for row in rows]
    rarity = Rarity()
    for side in sides:
        for reading in side:
            rarity.learn(reading.names)
    judged = [
        Judged(
            (row["name"], row["other_name"]),
            row["label"] == "same",
            row["note"],
            score(one, other, rarity.weigh),
        )
        for row, (one, other) in zip(rows, sides, strict=True)
    ]
    kept = [each for place, each in enumerate(judged, 1) if place % HELD_OUT]
    return kept, judged[HELD_OUT - 1 :: HELD_OUT]


def _reading(row: dict[str, str], prefix: str) -> Reading:
    country = row[f"{prefix}country"]
    given = (text.split(":", 1) for text in row[f"{prefix}identifiers"].split())
    identifiers = ((scheme, valid(scheme, value, country)) for scheme, value in given)
    return Reading.of(
        Record(
            iri=prefix,
            kind=Kind.ORGANISATION,
            names=(row[f"{prefix}name"],),
            country=country,
            places=(row[f"{prefix}place"],),
            postcodes=(row[f"{prefix}postcode"],),
            identifiers=tuple((scheme, value) for scheme, value in identifiers if value),
        )
    )


def main() -> None:
    parts = dict(zip(("adjusted on", "held out"), judge(), strict=True))
    print(f"{'part':12} {'pairs':>5} {'same':>5}  {'what':22} {'precision':>9} {'recall':>6}")
    for name, judged in parts.items():
        for what, least in (("merged", ACCEPT), ("merged or proposed", PROPOSE)):
            quality = Quality.of(judged, least)
            same = sum(each.is_same for each in judged)
            print(
                f"{name:12} {len(judged):5} {same:5}  {what:22} "
                f"{quality.precision:9.3f} {quality.recall:6.3f}"
            )
    if "--wrong" in sys.argv[1:]:
        _print_wrong(parts["adjusted on"])


def _print_wrong(judged: Sequence[Judged]) -> None:
    for each in judged:
        value = each.score.value
        if (value >= PROPOSE) != each.is_same or (value >= ACCEPT and not each.is_same):
            grounds = " ".join(ground.value for ground in each.score.grounds)
            print(f"{'same' if each.is_same else 'different':9} {value:.2f} {each.names} {grounds}")


if __name__ == "__main__":
    main()
