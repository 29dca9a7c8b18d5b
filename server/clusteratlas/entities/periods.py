"""When something holds: periods with four ends, as far as they are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.records import Record, Text, records

_OPEN_START = date.min
_OPEN_END = date.max


@dataclass(frozen=True)
class Period:
    """A stretch of time; None for an end that is not known.

    `printed` is what the source prints; `reason` says, by language, why the period was inferred.
    """

    iri: str = ""
    earliest_start: date | None = None
    latest_start: date | None = None
    earliest_end: date | None = None
    latest_end: date | None = None
    printed: tuple[Text, ...] = ()
    reason: Mapping[str, str] = field(default_factory=dict)

    @property
    def first(self) -> date:
        """The first day that may belong to it; the first of all days where the start is open."""
        return self.earliest_start or self.latest_start or _OPEN_START

    @property
    def last(self) -> date:
        """The last day that may belong to it; the last of all days where the end is open."""
        return self.latest_end or self.earliest_end or _OPEN_END

    def can_overlap(self, other: Period) -> bool:
        """Whether there may be a day in both."""
        return self.first <= other.last and other.first <= self.last


def on(day: date) -> Period:
    """The period of one day."""
    return Period("", day, day, day, day)


def periods(engine: Engine, iris: Iterable[str]) -> dict[str, Period]:
    """The periods of these IRIs; one query."""
    return {iri: of_record(record) for iri, record in records(engine, iris).items()}


def of_record(record: Record) -> Period:
    """The period that `record` describes."""
    return Period(
        record.iri,
        parsed(record.one("ca:earliestStart")),
        parsed(record.one("ca:latestStart")),
        parsed(record.one("ca:earliestEnd")),
        parsed(record.one("ca:latestEnd")),
        record.literals("ca:periodAsPrinted"),
        record.texts("ca:inferenceReason"),
    )


def parsed(text: str) -> date | None:
    """The day that an xsd:date names, whatever its time zone; None for what is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
