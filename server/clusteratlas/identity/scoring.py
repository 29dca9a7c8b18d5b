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
from clusteratlas.identity.likeness import NOTHING, Difference, Likeness, Weigh, compare
from clusteratlas.identity.names import Name, read_names
from clusteratlas.identity.places import locality
from clusteratlas.identity.record import Kind, Record

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        """Read a record."""
        names = dict.fromkeys(name for text in record.names for name in read_names(text))
        short = dict.fromkeys(name for text in record.short_names for name in read_names(text))
        # A source that knows no abbreviation often repeats the name.
        return cls(
            record,
            tuple(names),
            tuple(name for name in short if name not in names),
            frozenset(filter(None, map(locality, record.places))),
            frozenset(filter(None, map(_postcode, record.postcodes))),
        )


_IDENTIFIED: Final = {PIC: 1.0, ROR: 0.99, LEI: 0.99, VAT: 0.97}
_LEAST_NAME_WITH_VAT: Final = 0.55
_SUBSTANTIAL: Final = 14.0
"""Weight of shared proper words that tell an organisation of a country from all others."""
_UNTELLING: Final = 4.0


def score(one: Reading, other: Reading, weigh: Weigh) -> Score:
    """How likely two records of one kind are one thing."""
    likeness, grounds = _best_likeness(one, other, weigh)
    identified = _by_identifier(one.record, other.record, likeness)
    if identified is not None:
        return identified
    return _by_name(one, other, likeness, grounds)


def _by_identifier(one: Record, other: Record, likeness: Likeness) -> Score | None:
    shared = sorted(
        set(one.identifiers) & set(other.identifiers),
        key=lambda each: -_IDENTIFIED.get(each[0], 0.0),
    )
    for scheme, value in shared:
        sure = _IDENTIFIED.get(scheme, 1.0)
        if scheme == VAT and likeness.value < _LEAST_NAME_WITH_VAT:
            # A group, or a university with its institutes, may have one number for all.
            return Score(
                0.80, Method.IDENTIFIER, (Ground.SHARED_VAT, Ground.OTHER_NAME), (scheme, value)
            )
        if scheme == VAT and (
            _contradict(one, other, PIC) or Difference.KIND in likeness.differences
        ):
            return Score(
                0.88,
                Method.IDENTIFIER,
                (Ground.SHARED_VAT, Ground.OTHER_IDENTIFIER),
                (scheme, value),
            )
        return Score(sure, Method.IDENTIFIER, (Ground.SAME_IDENTIFIER,), (scheme, value))
    return None


def _contradict(one: Record, other: Record, scheme: str) -> bool:
    first = {value for kind, value in one.identifiers if kind == scheme}
    second = {value for kind, value in other.identifiers if kind == scheme}
    return bool(first) and bool(second) and not first & second


def _best_likeness(
    one: Reading, other: Reading, weigh: Weigh
) -> tuple[Likeness, tuple[Ground, ...]]:
    best = max(
        (compare(a, b, weigh) for a in one.names for b in other.names),
        key=lambda each: (each.value, each.substance),
        default=NOTHING,
    )
    if best.is_acronym:
        return best, (Ground.ACRONYM,)
    if best.value < PROPOSE and _share_short_name(one, other):
        return Likeness(0.72 if best.value < 0.4 else 0.78, 4.0), (Ground.SHORT_NAME,)
    return best, _name_grounds(best)


def _share_short_name(one: Reading, other: Reading) -> bool:
    short_one = {name.compact for name in one.short_names}
    short_other = {name.compact for name in other.short_names}
    full_one = {name.compact for name in one.names}
    full_other = {name.compact for name in other.names}
    shared = (short_one & (short_other | full_other)) | (short_other & full_one)
    return any(len(short) > 2 for short in shared)


def _name_grounds(likeness: Likeness) -> tuple[Ground, ...]:
    if likeness.value < 1.0:
        alike = [Ground.NAME_ALIKE]
    elif likeness.is_translated:
        alike = [Ground.NAME_TRANSLATED]
    else:
        alike = [Ground.NAME_EQUAL]
    if Difference.LEGAL_FORM in likeness.differences:
        alike.append(Ground.LEGAL_FORM)
    if Difference.EXTRA_WORDS in likeness.differences:
        alike.append(Ground.EXTRA_WORDS)
    if Difference.KIND in likeness.differences:
        alike.append(Ground.KIND)
    return tuple(alike)


def _by_name(
    one: Reading, other: Reading, likeness: Likeness, grounds: tuple[Ground, ...]
) -> Score:
    found = list(grounds)
    value, highest = likeness.value, 0.99
    here = _setting(one, other)
    found.extend(here)
    if Ground.OTHER_COUNTRY in here:
        highest = 0.4
    if any(_contradict(one.record, other.record, scheme) for scheme in (ROR, LEI, VAT)):
        highest = min(highest, 0.7)
        found.append(Ground.OTHER_IDENTIFIER)
    elif _contradict(one.record, other.record, PIC):
        # One body may have registered twice.
        highest = min(highest, 0.88)
        found.append(Ground.OTHER_IDENTIFIER)
    highest = min(highest, _highest_by_names(likeness, here))
    if likeness.substance < _UNTELLING and likeness.value > 0.5:
        found.append(Ground.GENERIC)
    value -= (1 - value) * 0.0
    if Ground.SAME_POSTCODE in here:
        value += (1 - value) * 0.45
    elif Ground.SAME_PLACE in here:
        value += (1 - value) * 0.25
    elif Ground.SAME_COUNTRY in here:
        value -= 0.02
    elif Ground.UNKNOWN_COUNTRY in here:
        value -= 0.05
    if Ground.OTHER_PLACE in here:
        value -= 0.12
    elif Ground.OTHER_REGION in here:
        value -= 0.05
    return Score(round(max(0.0, min(value, highest)), 2), Method.SIMILARITY, tuple(found))


def _highest_by_names(likeness: Likeness, here: Sequence[Ground]) -> float:
    """The highest score that the names allow, whatever else agrees."""
    differences = likeness.differences
    near = Ground.SAME_PLACE in here or Ground.SAME_POSTCODE in here
    if likeness.is_acronym:
        return 0.86 if near else 0.80
    if differences & {Difference.KIND, Difference.NUMBER}:
        return 0.6
    highest = 0.99
    if Difference.OTHER_WORDS in differences:
        highest = min(highest, 0.86)
    if differences & {Difference.EXTRA_WORDS, Difference.COUNTRY_WORD, Difference.LEGAL_FORM}:
        highest = min(highest, 0.88)
    if Difference.SPELLING in differences and Ground.SAME_POSTCODE not in here:
        highest = min(highest, 0.88)
    if near:
        if likeness.substance < 1.0 and Ground.SAME_POSTCODE not in here:
            highest = min(highest, 0.88)
        return highest
    if likeness.substance < _UNTELLING:
        return min(highest, 0.6)
    if likeness.substance < _SUBSTANTIAL * 0.6:
        return min(highest, 0.88)
    return highest


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
    """Whether a locality of one holds all words of one of the other: `Evry`, `Évry-Courcouronnes`."""
    words_one, words_other = ([set(place.split()) for place in places] for places in (one, other))
    return any(a <= b or b <= a for a in words_one for b in words_other)


def _lies_in(one: str, other: str) -> bool:
    """Whether one NUTS code is the other, or within it."""
    return one.startswith(other) or other.startswith(one)


def _postcode(text: str) -> str:
    plain = "".join(sign for sign in text.upper() if sign.isalnum())
    return plain if len(plain) > 2 else ""


def readings(records: Sequence[Record]) -> Mapping[str, Reading]:
    """Every record read, by its IRI."""
    return {record.iri: Reading.of(record) for record in records}


_BY_IDENTIFIER_ONLY: Final = frozenset({Kind.PROJECT, Kind.REGION, Kind.COUNTRY})


def has_telling_name(kind: Kind) -> bool:
    """Whether records of a kind are compared by their names too."""
    return kind not in _BY_IDENTIFIER_ONLY
