"""Every fact of the five sources is said, and is said by the source that states it.

One row of `tests/cases/facts.csv` is one fact as one source states it: an ASK query, or the reason
why the fact is left out.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean, Store

from clusteratlas.terms import BASE, PREFIXES

TABLE = Path(__file__).resolve().parents[1] / "cases" / "facts.csv"
FACT_COUNT = 107
GRAPH_OF = {
    "S0": "ecri-study-visit",
    "S1": "mrpo-project-en",
    "S2": "mrpo-project-pl",
    "S3": "european-cluster-days",
    "S4": "lsk-case-study-blog",
}
PROLOGUE = f"BASE <{BASE}>\n" + "\n".join(
    f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items()
)


@dataclass(frozen=True)
class Fact:
    """One row of the table."""

    number: int
    source: str
    ask: str
    left_out_reason: str

    @property
    def graph(self) -> str:
        return GRAPH_OF[self.source]

    def holds_in(self, store: Store) -> bool:
        answer = store.query(f"{PROLOGUE}\n{self.ask}")
        assert isinstance(answer, QueryBoolean)
        return bool(answer)


def read_facts() -> list[Fact]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return [
            Fact(int(row["fact"]), row["source"], row["ask"], row["left_out_reason"])
            for row in csv.DictReader(table)
        ]


FACTS = read_facts()
SAID = [fact for fact in FACTS if fact.ask]
each_said_fact = pytest.mark.parametrize(
    "fact", SAID, ids=[f"{fact.number}-{fact.source}" for fact in SAID]
)


def test_every_fact_has_a_row() -> None:
    assert {fact.number for fact in FACTS} == set(range(1, FACT_COUNT + 1))


def test_no_row_stands_twice() -> None:
    rows = [(fact.number, fact.source) for fact in FACTS]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("fact", FACTS, ids=[f"{fact.number}-{fact.source}" for fact in FACTS])
def test_fact_is_said_or_left_out_with_a_reason(fact: Fact) -> None:
    assert bool(fact.ask) != bool(fact.left_out_reason)


@each_said_fact
def test_ask_is_bound_to_a_passage_of_its_source(fact: Fact) -> None:
    passages = re.findall(r"<id/passage/([a-z-]+)-p\d+>", fact.ask)
    assert "ca:statedIn" in fact.ask
    assert set(passages) == {fact.graph}


@each_said_fact
def test_fact_holds_in_the_atlas(fact: Fact, atlas: Store) -> None:
    assert fact.holds_in(atlas)


@each_said_fact
def test_fact_does_not_hold_without_its_source(fact: Fact, atlas_without: dict[str, Store]) -> None:
    assert not fact.holds_in(atlas_without[fact.graph])


@each_said_fact
def test_source_says_the_fact_by_itself(fact: Fact, source_alone: dict[str, Store]) -> None:
    """What a source says does not lean on the graph of another."""
    assert fact.holds_in(source_alone[fact.graph])
