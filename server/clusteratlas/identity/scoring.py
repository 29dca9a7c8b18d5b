"""Whether two records are one thing: a score, how it was found, and on what grounds.

Identifiers decide first. Without them the names are compared, and then all else that is known
raises or lowers the score: country, place, postcode, region, and how much the names tell at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from clusteratlas.identity.identifiers import LEI, PIC, ROR, VAT
from clusteratlas.identity.likeness import (
    NOTHING,
    Acronym,
    Difference,
    Likeness,
    Weigh,
    compare,
)
from clusteratlas.identity.names import Name, read_names
from clusteratlas.identity.places import locality
from clusteratlas.identity.record import Kind, Record

if TYPE_CHECKING:
    pass

ACCEPT: Final = 0.90
"""From this score on two records are merged."""
PROPOSE: Final = 0.75
"""From this score on a curator is asked."""


class Method(Enum):
    """How it was judged, as in the scheme identity-method."""

    IDENTIFIER = "identifier"
    SIMILARITY = "string-similarity"
    CURATED = "curated"


class Ground(Enum):
    """What spoke for or against; see `reasons` for the words."""

    SAME_IDENTIFIER = "same-identifier"
    OTHER_IDENTIFIER = "other-identifier"
    SHARED_VAT = "shared-vat"
    OTHER_NAME = "other-name"
    NAME_EQUAL = "name-equal"
    NAME_TRANSLATED = "name-translated"
    NAME_ALIKE = "name-alike"
    ACRONYM = "acronym"
    SHORT_NAME = "short-name"
    GENERIC = "generic"
    LEGAL_FORM = "legal-form"
    EXTRA_WORDS = "extra-words"
    KIND = "kind"
    SAME_COUNTRY = "same-country"
    UNKNOWN_COUNTRY = "unknown-country"
    OTHER_COUNTRY = "other-country"
    SAME_POSTCODE = "same-postcode"
    SAME_PLACE = "same-place"
    OTHER_PLACE = "other-place"
    SAME_REGION = "same-region"
    OTHER_REGION = "other-region"


@dataclass(frozen=True, slots=True)
class Score:
    """`value` from 0 to 1; `identifier` is the scheme and value that both share, if one decided."""

    value: float
    method: Method
    grounds: tuple[Ground, ...]
    identifier: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A record with its names and places read, which is done once for many comparisons."""

    record: Record
    names: tuple[Name, ...]
    short_names: tuple[Name, ...]
    places: frozenset[str]
    postcodes: frozenset[str]

    @classmethod
    def of(cls, record: Record) -> Reading:
        """Read a record; of one that is known by its identifiers alone, nothing is read."""
        if not has_telling_name(record.kind):
            return cls(record, (), (), frozenset(), frozenset())
        full = [read_names(text) for text in record.names]
        short = [read_names(text) for text in record.short_names]
        names = dict.fromkeys(name for read in full for name in read.names)
        asides = (name for read in full for name in read.asides)
        abbreviated = (name for read in short for name in read.names)
        return cls(
            record,
            tuple(names),
            # A source that knows no abbreviation often repeats the name.
            tuple(name for name in dict.fromkeys((*abbreviated, *asides)) if name not in names),
            frozenset(filter(None, map(locality, record.places))),
            frozenset(filter(None, map(_postcode, record.postcodes))),
        )


_IDENTIFIED: Final = {PIC: 1.0, ROR: 0.99, LEI: 0.99, VAT: 0.97}
_LEAST_NAME_WITH_VAT: Final = 0.55

_HIGHEST: Final = 0.99
"""Without an identifier nothing is quite certain."""
_TO_BE_ASKED: Final = 0.88
"""The highest score of what may be one thing, but is not merged without being asked."""
_APART: Final = 0.70
"""The highest score of what is not even asked about."""
_TELLING: Final = 14.0
"""Substance of a name that hardly two organisations of a country share."""
_UNCOMMON: Final = 8.4
"""Substance of a name that is enough within a country; less needs a place."""
_COMMON: Final = 4.0
"""Substance of a name that many have."""


def score(one: Reading, other: Reading, weigh: Weigh) -> Score:
    """How likely two records of one kind are one thing."""
    likeness, grounds = _best_likeness(one, other, weigh)
    here = _setting(one, other)
    identified = _by_identifier(one.record, other.record, likeness, here)
    if identified is not None:
        return identified
    return _by_name(one.record, other.record, likeness, (*grounds, *here))


def _by_identifier(
    one: Record, other: Record, likeness: Likeness, here: Sequence[Ground]
) -> Score | None:
    """The score of two records that share an identifier, None where they do not."""
    shared = set(one.identifiers) & set(other.identifiers)
    if not shared:
        return None
    scheme, value = max(shared, key=lambda each: (_IDENTIFIED.get(each[0], 1.0), each))
    if scheme != VAT:
        sure = _IDENTIFIED.get(scheme, 1.0)
        return Score(sure, Method.IDENTIFIER, (Ground.SAME_IDENTIFIER,), (scheme, value))
    # A group, or a university with its institutes, may have one number for all.
    if likeness.value < _LEAST_NAME_WITH_VAT:
        highest = _APART if Ground.OTHER_PLACE in here else 0.80
        grounds = (Ground.SHARED_VAT, Ground.OTHER_NAME)
        return Score(highest, Method.IDENTIFIER, grounds, (scheme, value))
    if _contradict(one, other, PIC):
        grounds = (Ground.SHARED_VAT, Ground.OTHER_IDENTIFIER)
        return Score(_TO_BE_ASKED, Method.IDENTIFIER, grounds, (scheme, value))
    if likeness.differences & {Difference.KIND, Difference.NUMBER}:
        grounds = (Ground.SHARED_VAT, Ground.KIND)
        return Score(0.80, Method.IDENTIFIER, grounds, (scheme, value))
    return Score(_IDENTIFIED[VAT], Method.IDENTIFIER, (Ground.SAME_IDENTIFIER,), (scheme, value))


def _contradict(one: Record, other: Record, scheme: str) -> bool:
    first = {value for kind, value in one.identifiers if kind == scheme}
    second = {value for kind, value in other.identifiers if kind == scheme}
    return bool(first) and bool(second) and not first & second


def _best_likeness(
    one: Reading, other: Reading, weigh: Weigh
) -> tuple[Likeness, tuple[Ground, ...]]:
    shared = one.places & other.places
    places = frozenset(word for place in shared for word in place.split())
    best = max(
        (compare(a, b, weigh, places) for a in one.names for b in other.names),
        key=lambda each: (each.value, each.substance),
        default=NOTHING,
    )
    if best.acronym is not Acronym.NONE:
        return best, (Ground.ACRONYM,)
    if best.value < PROPOSE and shared and _share_short_name(one, other):
        # The companies of a group share one too, so that it tells something in one place only.
        return Likeness(0.78, _COMMON, best.differences), (Ground.SHORT_NAME,)
    return best, _name_grounds(best)


def _share_short_name(one: Reading, other: Reading) -> bool:
    short_one = {name.compact for name in one.short_names}
    short_other = {name.compact for name in other.short_names}
    full_one = {name.compact for name in one.names}
    full_other = {name.compact for name in other.names}
    shared = (short_one & (short_other | full_other)) | (short_other & full_one)
    return any(len(short) > 2 for short in shared)


_OF_DIFFERENCE: Final = {
    Difference.LEGAL_FORM: Ground.LEGAL_FORM,
    Difference.EXTRA_WORDS: Ground.EXTRA_WORDS,
    Difference.KIND: Ground.KIND,
    Difference.LEARNED_KIND: Ground.KIND,
}


def _name_grounds(likeness: Likeness) -> tuple[Ground, ...]:
    if likeness.value < 1.0:
        alike = Ground.NAME_ALIKE
    elif likeness.is_translated:
        alike = Ground.NAME_TRANSLATED
    else:
        alike = Ground.NAME_EQUAL
    differ = (of for each, of in _OF_DIFFERENCE.items() if each in likeness.differences)
    return (alike, *dict.fromkeys(differ))


def _by_name(one: Record, other: Record, likeness: Likeness, grounds: tuple[Ground, ...]) -> Score:
    found = list(grounds)
    highest = min(
        _highest_by_difference(likeness, found),
        _highest_by_substance(likeness, found),
        _highest_by_identifiers(one, other, found),
    )
    if likeness.substance < _COMMON and likeness.value > 0.5:
        found.append(Ground.GENERIC)
    value = min(likeness.value + _change_by_setting(likeness, found), highest)
    return Score(round(max(0.0, value), 2), Method.SIMILARITY, tuple(found))


def _change_by_setting(likeness: Likeness, here: Sequence[Ground]) -> float:
    """What country and place add to the likeness of the names, or take away.

    Agreement makes a misspelling likelier, but gives no reason for words that are missing.
    """
    missing = {Difference.EXTRA_WORDS, Difference.OTHER_WORDS} & likeness.differences
    room = 0.0 if missing else 1 - likeness.value
    if Ground.SAME_POSTCODE in here:
        return room * 0.45
    if Ground.OTHER_PLACE in here:
        return -0.12
    if Ground.SAME_PLACE in here:
        return room * 0.25
    if Ground.OTHER_REGION in here:
        return -0.06
    return -0.02 if Ground.SAME_COUNTRY in here else -0.05


def _highest_by_identifiers(one: Record, other: Record, found: list[Ground]) -> float:
    """The highest score of two records whose identifiers may differ, which is noted in `found`."""
    if any(_contradict(one, other, scheme) for scheme in (ROR, LEI, VAT)):
        found.append(Ground.OTHER_IDENTIFIER)
        return _APART
    if _contradict(one, other, PIC):
        # One body may have registered twice.
        found.append(Ground.OTHER_IDENTIFIER)
        return _TO_BE_ASKED
    return _HIGHEST


def _highest_by_difference(likeness: Likeness, here: Sequence[Ground]) -> float:
    """The highest score that the differences of the names allow, whatever else agrees."""
    differences = likeness.differences
    near = Ground.SAME_PLACE in here or Ground.SAME_POSTCODE in here
    if Ground.OTHER_COUNTRY in here:
        return 0.4
    if likeness.acronym is Acronym.LOOSE:
        return 0.78 if near else _APART
    if likeness.acronym is Acronym.EXACT:
        return _TO_BE_ASKED if near else 0.80
    if differences & {Difference.KIND, Difference.NUMBER}:
        return _APART - 0.1
    if Difference.LEARNED_KIND in differences:
        return _APART if Difference.EXTRA_WORDS in differences else 0.80
    if differences & {
        Difference.OTHER_WORDS,
        Difference.EXTRA_WORDS,
        Difference.COUNTRY_WORD,
        Difference.LEGAL_FORM,
    }:
        return _TO_BE_ASKED
    if Difference.SPELLING in differences and Ground.SAME_POSTCODE not in here:
        if near and likeness.substance >= _TELLING:
            return _HIGHEST
        return _APART if Ground.OTHER_PLACE in here else _TO_BE_ASKED
    return _HIGHEST


def _highest_by_substance(likeness: Likeness, here: Sequence[Ground]) -> float:
    """The highest score that the names allow by how much they tell."""
    substance = likeness.substance
    if Ground.SAME_COUNTRY in here:
        substance += likeness.uniqueness
    if Ground.SAME_POSTCODE in here:
        return _HIGHEST
    if Ground.SAME_PLACE in here:
        return _HIGHEST if substance >= _COMMON / 2 else _TO_BE_ASKED
    if Ground.OTHER_PLACE in here and (substance < _TELLING or likeness.is_local):
        return _APART
    if substance < _COMMON:
        return _APART - 0.1
    if substance < _UNCOMMON:
        return _TO_BE_ASKED
    return _HIGHEST


def _setting(one: Reading, other: Reading) -> list[Ground]:
    """What is known of where the two are."""
    a, b = one.record, other.record
    found: list[Ground] = []
    if not a.country or not b.country:
        found.append(Ground.UNKNOWN_COUNTRY)
    elif a.country != b.country:
        return [Ground.OTHER_COUNTRY]
    else:
        found.append(Ground.SAME_COUNTRY)
    if one.postcodes & other.postcodes and a.country == b.country:
        found.append(Ground.SAME_POSTCODE)
    if one.places and other.places:
        same = one.places & other.places or _contain(one.places, other.places)
        found.append(Ground.SAME_PLACE if same else Ground.OTHER_PLACE)
    elif a.regions and b.regions:
        same_region = any(_lies_in(x, y) for x in a.regions for y in b.regions)
        found.append(Ground.SAME_REGION if same_region else Ground.OTHER_REGION)
    return found


def _contain(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a locality of one is part of one of the other: `Evry`, `Évry-Courcouronnes`."""
    words_one, words_other = ([set(place.split()) for place in places] for places in (one, other))
    return any(a <= b or b <= a for a in words_one for b in words_other)


def _lies_in(one: str, other: str) -> bool:
    """Whether one NUTS code is the other, or within it."""
    return one.startswith(other) or other.startswith(one)


def _postcode(text: str) -> str:
    plain = "".join(sign for sign in text.upper() if sign.isalnum())
    return plain if len(plain) > 2 else ""


_BY_IDENTIFIER_ONLY: Final = frozenset({Kind.PROJECT, Kind.REGION, Kind.COUNTRY})


def has_telling_name(kind: Kind) -> bool:
    """Whether records of a kind are compared by their names too."""
    return kind not in _BY_IDENTIFIER_ONLY
