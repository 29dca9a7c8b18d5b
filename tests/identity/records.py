"""Records for tests, written short."""

from __future__ import annotations

from collections.abc import Sequence

from clusteratlas.identity.grouping import Match
from clusteratlas.identity.matching import find_matches
from clusteratlas.identity.record import Kind, Record
from clusteratlas.identity.scoring import Reading

Decided = dict[frozenset[str], bool]


def organisation(
    iri: str,
    name: str,
    country: str = "PL",
    *,
    place: str = "",
    postcode: str = "",
    pic: str = "",
    vat: str = "",
    rank: int = 1,
    curated: bool = False,
    short: str = "",
) -> Record:
    identifiers = [("pic", pic), ("vat", vat)]
    return Record(
        iri,
        Kind.ORGANISATION,
        names=(name,),
        short_names=(short,) if short else (),
        country=country,
        places=(place,) if place else (),
        postcodes=(postcode,) if postcode else (),
        identifiers=tuple(each for each in identifiers if each[1]),
        rank=(0 if curated else rank,),
        is_curated=curated,
    )


def matched(
    *records: Record,
    decided: Decided | None = None,
    stated: Sequence[frozenset[str]] = (),
) -> list[Match]:
    readings = [Reading.of(record) for record in records]
    return sorted(find_matches(readings, decided or {}, stated), key=lambda each: each.record)


def told(matches: list[Match]) -> set[tuple[str, str, str]]:
    """Each match as canonical, record and status."""
    return {(each.canonical, each.record, each.status.value) for each in matches}
