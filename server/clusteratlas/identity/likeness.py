"""How alike two names are, and in what they differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz.distance import Indel, JaroWinkler, Levenshtein

from clusteratlas.identity.legal_forms import forms_conflict
from clusteratlas.identity.names import initials
from clusteratlas.identity.places import is_known_place
from clusteratlas.identity.words import (
    COUNTRIES,
    LEARNED,
    LOCAL,
    MARKS,
    PUBLIC,
    TERRITORIES,
    is_common,
    meaning_of,
)

if TYPE_CHECKING:
    from clusteratlas.identity.names import Name

Weigh = Callable[[str], float]
"""How much a proper word tells: from 1 for what every second name has to some 10 for a rare one."""


class Difference(Enum):
    """In what two names differ that may well mean one organisation."""

    SPELLING = "spelling"
    """A word is spelled differently."""
    LEGAL_FORM = "legal-form"
    """Both have a legal form, but not the same."""
    EXTRA_WORDS = "extra-words"
    """One name has words that the other has not."""
    OTHER_WORDS = "other-words"
    """Each name has words that the other has not."""
    KIND = "kind"
    """One is of a kind that the other is not: a hospital, a foundation, a department."""
    LEARNED_KIND = "learned-kind"
    """One is a university where the other is an institute, which translators mix up."""
    NUMBER = "number"
    """They have different numbers."""
    COUNTRY_WORD = "country-word"
    """One names a country besides, as a group's companies do."""


class Acronym(Enum):
    """Whether one name is made of letters of the other."""

    NONE = "none"
    LOOSE = "loose"
    """Of the first letters of some of its words, in order."""
    EXACT = "exact"
    """Of the first letters of all its words, or all that do not only join."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`value` from 0 to 1; `substance` is how much the words tell that both names share.

    `uniqueness` is what the kind of body tells besides, within one country; `is_local` says that
    every town has such a body.
    """

    value: float
    substance: float
    differences: frozenset[Difference] = field(default=frozenset())
    is_translated: bool = False
    acronym: Acronym = Acronym.NONE
    uniqueness: float = 0.0
    is_local: bool = False


NOTHING: Final = Likeness(0.0, 0.0)

_COMMON: Final = 1.5
_MARK: Final = 2.5
_EXTRA: Final = 0.8
"""How much words count that only one name has."""
_LEAST_WORD_LIKENESS: Final = 0.86
_LEAST_OF_INTEREST: Final = 0.5
"""Names that are less alike are those of different things, whatever they differ in."""
_ALL_BUT_NOTHING: Final = frozenset({Difference.OTHER_WORDS})
_LEARNED_LIKENESS: Final = 0.75
_INFLECTED: Final = 0.95
_STEM: Final = 5

_LEAST_WRITTEN: Final = 0.92
_SHORTEST_WRITTEN: Final = 6
_LONG: Final = 25
"""Letters. In a longer name two may be wrong; a word that differs changes more."""

_UNIQUE: Final = 5.0
"""What it tells that a university or an authority is that of its town, or the nation's only one."""


def compare(one: Name, other: Name, weigh: Weigh, places: frozenset[str] = frozenset()) -> Likeness:
    """How alike two names are, whatever the order of their words.

    `places` are the words of a place that both are in: one name may tell it, the other not.
    """
    if set(one.tokens) == set(other.tokens):
        return _equal(one, other, weigh)
    acronym = _acronym(one, other)
    if acronym is not Acronym.NONE:
        return Likeness(0.8, 4.0, acronym=acronym)
    if (written := _written_alike(one, other)) is not None:
        return _as_written(one, other, written, weigh)
    aligned = _aligned(one.tokens, other.tokens)
    if places:
        aligned = _without(aligned, places)
    matched = lost = substance = 0.0
    for a, b, alike in aligned.pairs:
        least, most = sorted((_weight(a, weigh), _weight(b, weigh)))
        matched += least * alike
        lost += most * (1 - alike)
        if not is_common(a):
            substance += least * alike
    less, more = sorted(
        sum(_weight(token, weigh) for token in rest) for rest in (aligned.left, aligned.right)
    )
    whole = matched + lost + more * _EXTRA + less
    value = matched / whole if whole else 0.0
    if value < _LEAST_OF_INTEREST:
        return Likeness(value, substance, _ALL_BUT_NOTHING)
    return Likeness(
        value,
        substance,
        _differences(one, other, aligned),
        is_translated=one.words != other.words,
        is_local=bool(_kinds(one) & LOCAL),
    )


def _equal(one: Name, other: Name, weigh: Weigh) -> Likeness:
    """Two names of the same meanings and proper words."""
    is_literal = sorted(one.words) == sorted(other.words)
    return Likeness(
        1.0,
        sum(_weight(token, weigh) for token in one.proper),
        _form_difference(one, other),
        is_translated=not is_literal,
        uniqueness=_uniqueness(one, is_literal=is_literal),
        is_local=bool(_kinds(one) & LOCAL),
    )


def _uniqueness(name: Name, *, is_literal: bool) -> float:
    """What the kind of body tells beside the words: a town has one university of each kind."""
    kinds = _kinds(name)
    if "university" in kinds and any(map(is_known_place, name.proper)):
        return _UNIQUE
    if is_literal and kinds & PUBLIC and len(name.tokens) > 1 and not kinds & TERRITORIES:
        return _UNIQUE * (2 if len(name.tokens) > 3 or "ministry" in kinds else 1)
    return 0.0


def _as_written(one: Name, other: Name, written: float, weigh: Weigh) -> Likeness:
    """Two names that are written alike without regard to what their words mean."""
    substances = [sum(_weight(token, weigh) for token in name.proper) for name in (one, other)]
    # Where a word is split, its parts may be common words: the whole tells what both tell.
    substance = max(substances) if written == 1.0 else min(substances)
    differences = _form_difference(one, other)
    if written < 1.0:
        differences |= {Difference.SPELLING}
    return Likeness(written, substance, differences)


def _form_difference(one: Name, other: Name) -> frozenset[Difference]:
    is_other = forms_conflict(one.forms, other.forms)
    return frozenset({Difference.LEGAL_FORM} if is_other else ())


def _kinds(name: Name) -> set[str]:
    return {meaning_of(token) for token in name.tokens if is_common(token)}


def _weight(token: str, weigh: Weigh) -> float:
    if not is_common(token):
        return weigh(token)
    return _MARK if meaning_of(token) in MARKS else _COMMON


class _Aligned(NamedTuple):
    """Pairs of words that are alike, and how; and the words that are left of each name."""

    pairs: list[tuple[str, str, float]]
    left: list[str]
    right: list[str]


def _aligned(one: tuple[str, ...], other: tuple[str, ...]) -> _Aligned:
    """Each word with the one of the other name that is most like it."""
    left = [token for token in one if token not in other]
    right = [token for token in other if token not in one]
    pairs = [(token, token, 1.0) for token in one if token in other]
    if any(is_common(token) and meaning_of(token) in TERRITORIES for token in one):
        # Names of places are too alike: Lubań and Lubin, Ożarów and Ożarowice.
        return _Aligned(pairs, left, right)
    possible = sorted(
        ((alike, a, b) for a in left for b in right if (alike := _alike(a, b))), reverse=True
    )
    for alike, a, b in possible:
        if a in left and b in right:
            left.remove(a)
            right.remove(b)
            pairs.append((a, b, alike))
    return _Aligned(pairs, left, right)


def _without(aligned: _Aligned, places: frozenset[str]) -> _Aligned:
    """The words of a place left out where one name has nothing else besides."""
    left, right = (
        [token for token in rest if token not in places] for rest in (aligned.left, aligned.right)
    )
    return _Aligned(aligned.pairs, left, right)


@lru_cache(maxsize=1 << 18)
def _alike(one: str, other: str) -> float:
    """How alike two words are that are not equal, 0 where they are different words."""
    if is_common(one) or is_common(other):
        both = is_common(one) and is_common(other)
        are_learned = both and {meaning_of(one), meaning_of(other)} <= LEARNED
        return _LEARNED_LIKENESS if are_learned else 0.0
    if any(map(str.isdigit, one + other)) or (is_known_place(one) and is_known_place(other)):
        return 0.0
    shorter, longer = sorted((one, other), key=len)
    if _is_inflected(shorter, longer):
        return _INFLECTED
    if len(shorter) < _STEM - 1:
        return 0.0
    alike = JaroWinkler.similarity(one, other)
    return float(alike) * _INFLECTED if alike >= _LEAST_WORD_LIKENESS + 0.3 / len(shorter) else 0.0


def _is_inflected(shorter: str, longer: str) -> bool:
    """Whether two words share a stem, and differ in a short ending."""
    stem = 0
    for a, b in zip(shorter, longer, strict=False):
        if a != b:
            break
        stem += 1
    return (
        stem >= _STEM
        and stem * 3 >= 2 * len(longer)
        and len(shorter) - stem <= 3
        and len(longer) - stem <= 4
    )


def _differences(one: Name, other: Name, aligned: _Aligned) -> frozenset[Difference]:
    found = set(_form_difference(one, other))
    if any(a != b and not is_common(a) for a, b, _ in aligned.pairs):
        found.add(Difference.SPELLING)
    if any(a != b and is_common(a) for a, b, _ in aligned.pairs):
        found.add(Difference.LEARNED_KIND)
    rest = aligned.left + aligned.right
    if aligned.left and aligned.right:
        found.add(Difference.OTHER_WORDS)
    elif rest:
        found.add(Difference.EXTRA_WORDS)
    common = {meaning_of(token) for token in rest if is_common(token)}
    if common & MARKS or (rest and _is_company_of_body(one, other)):
        found.add(Difference.KIND)
    if common & COUNTRIES:
        found.add(Difference.COUNTRY_WORD)
    if any(any(map(str.isdigit, token)) or len(token) == 1 for token in rest):
        found.add(Difference.NUMBER)
    return frozenset(found)


def _is_company_of_body(one: Name, other: Name) -> bool:
    """Whether one of two names is a company's, the other that of a university or an authority."""
    if bool(one.forms) == bool(other.forms):
        return False
    body = other if one.forms else one
    return bool(_kinds(body) & (TERRITORIES | {"university"}))


def _written_alike(one: Name, other: Name) -> float | None:
    """How alike the names are without their spaces, None where they are not.

    `LifeScience` is `Life Science`; letters may be wrong, but no word may be missing or another.
    """
    first, second = one.compact, other.compact
    if first == second:
        return 1.0
    lengths = sorted((len(first), len(second)))
    if lengths[0] < _SHORTEST_WRITTEN or any(map(str.isdigit, first + second)):
        return None
    if lengths[0] >= _LONG and Levenshtein.distance(first, second, score_cutoff=2) <= 2:
        return 0.96
    if len(one.words) == len(other.words) == 1:
        alike = Indel.normalized_similarity(first, second, score_cutoff=_LEAST_WRITTEN)
        return float(alike) - 0.02 if alike else None
    return None


def _acronym(one: Name, other: Name) -> Acronym:
    short, long = (one, other) if len(one.words) == 1 else (other, one)
    if len(short.words) != 1 or not 2 < len(short.words[0]) <= 8 or len(long.words) < 3:
        return Acronym.NONE
    letters = short.words[0]
    all_initials = initials(long.words)
    if letters in all_initials:
        return Acronym.EXACT
    if any(_is_within(letters, each) for each in all_initials):
        return Acronym.LOOSE
    return Acronym.NONE


def _is_within(letters: str, initials_: str) -> bool:
    """Whether `letters` are some of the initials in order."""
    rest = iter(initials_)
    return all(letter in rest for letter in letters)
