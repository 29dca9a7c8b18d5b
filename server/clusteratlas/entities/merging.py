"""Identity statements: which records were taken for one thing, which names for it, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from clusteratlas.entities.records import Record, Text


@dataclass(frozen=True)
class Merge:
    """One identity statement.

    `record` is what was merged into the thing, `distinct_from` what it is not; '' for neither:
    then the statement is about the `names`. `score` is between 0 and 1, None where none is given.
    """

    iri: str
    record: str
    distinct_from: str
    names: tuple[Text, ...]
    method: str
    status: str
    score: Decimal | None
    reason: Mapping[str, str]
    created: str
    basis: tuple[str, ...]


def merge(statement: Record) -> Merge:
    """What an identity statement says."""
    return Merge(
        statement.iri,
        statement.one("ca:record"),
        statement.one("ca:distinctFrom"),
        statement.literals("ca:nameAsGiven"),
        statement.one("ca:method"),
        statement.one("ca:identityStatus"),
        statement.number("ca:score"),
        statement.texts("ca:reason"),
        statement.one("dcterms:created"),
        statement.all("ca:basis"),
    )
