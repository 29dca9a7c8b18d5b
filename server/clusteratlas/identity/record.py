"""What is known of an organisation, a project or a region where one source speaks of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a record is about; only records of one kind can be one thing."""

    CLUSTER = "cluster"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    PROJECT = "project"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Record:
    """A thing as the sources under one IRI describe it.

    `names` are full names, `short_names` abbreviations that the source calls such. `country` is the
    ISO 3166-1 alpha-2 code in capitals, '' where unknown; `places` are localities as given,
    `regions` NUTS codes. `identifiers` are pairs of scheme and value, as `identifiers.valid` gives
    them; `graphs` those that say what it is. Records of a lower `rank` stay when two are merged.
    `is_curated`: people wrote the record by hand, and would have merged it themselves.
    """

    iri: str
    kind: Kind
    names: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    country: str = ""
    places: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    graphs: tuple[str, ...] = ()
    rank: tuple[int | str, ...] = field(default=())
    is_curated: bool = False
