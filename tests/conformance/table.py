"""The table of what passed, per group of tests, as `make test` and `python -m` print it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from tabulate import tabulate

from .suite import PROTOCOL_GROUPS

TITLE: Final = "W3C SPARQL 1.1 over HTTP"


class Verdict(Enum):
    """What became of a test."""

    PASSED = "passed"
    BY_VALUE = "passed by value"
    KNOWN = "known to fail"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """A test's group, and its verdict."""

    group: str
    verdict: Verdict


def table(outcomes: Iterable[Outcome], *, out_of_scope: int) -> str:
    """The groups with their counts, and below them the sums. Empty when nothing ran."""
    counts: dict[str, Counter[Verdict]] = {}
    for outcome in outcomes:
        counts.setdefault(outcome.group, Counter())[outcome.verdict] += 1
    if not counts:
        return ""
    languages = sorted(group for group in counts if group not in PROTOCOL_GROUPS)
    protocols = [group for group in PROTOCOL_GROUPS if group in counts]
    parts: dict[str, list[str]] = {
        "= languages, results, federation": languages,
        "= protocols": protocols,
    }
    rows = [
        row
        for name, groups in parts.items()
        if groups
        for row in (
            *(_row(group, counts[group]) for group in groups),
            _row(name, _sum(counts, groups)),
        )
    ]
    heads = ["group", "passed", "known to fail", "failed", "of"]
    summary = _summary(_sum(counts, languages), _sum(counts, protocols), out_of_scope)
    return "\n".join([tabulate(rows, heads, tablefmt="simple"), "", *summary])


def _sum(counts: dict[str, Counter[Verdict]], groups: Iterable[str]) -> Counter[Verdict]:
    return sum((counts[group] for group in groups), Counter())


def _row(name: str, counts: Counter[Verdict]) -> tuple[str, int, int, int, int]:
    return name, _passed(counts), counts[Verdict.KNOWN], counts[Verdict.FAILED], counts.total()


def _passed(counts: Counter[Verdict]) -> int:
    return counts[Verdict.PASSED] + counts[Verdict.BY_VALUE]


def _summary(
    languages: Counter[Verdict], protocols: Counter[Verdict], out_of_scope: int
) -> Iterator[str]:
    yield f"{TITLE}: {_passed(languages)} of {languages.total()}"
    yield (
        f"  beside them, the protocols: {_passed(protocols)} of {protocols.total()}; "
        f"not run, since they need an entailment regime: {out_of_scope}"
    )
    by_value = languages[Verdict.BY_VALUE]
    yield f"  of those passed, by value (2 for 2.0, xsd:integer for xsd:int): {by_value}"
