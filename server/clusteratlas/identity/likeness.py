"""How alike two names are, and in what they differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Indel, JaroWinkler

from clusteratlas.identity.legal_forms import forms_conflict
from clusteratlas.identity.names import initials
from clusteratlas.identity.places import is_known_place
from clusteratlas.identity.words import COUNTRIES, LEARNED, MARKS, is_common, meaning_of

if TYPE_CHECKING:
    from clusteratlas.identity.names import Name

Weigh = Callable[[str], float]
"""How much a proper word tells: from 1 for what every second name has to some 12 for a rare one."""


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
    NUMBER = "number"
    """They have different numbers."""
    COUNTRY_WORD = "country-word"
    """One names a country besides, as a group's companies do."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`value` from 0 to 1; `substance` is how much the words tell that both names share."""

    value: float
    substance: float
    differences: frozenset[Difference] = field(default=frozenset())
    is_translated: bool = False
    is_acronym: bool = False


NOTHING: Final = Likeness(0.0, 0.0)

_COMMON: Final = 1.5
_MARK: Final = 2.5
_LEAST_WORD_LIKENESS: Final = 0.86
_LEARNED_LIKENESS: Final = 0.75
_STEM: Final = 5
_LEAST_COMPACT: Final = 0.93
_SHORTEST_COMPACT: Final = 6
_LONGEST_COMPACT: Final = 24
"""Letters. In longer names a whole word may differ and the rest be alike."""


def compare(one: Name, other: Name, weigh: Weigh) -> Likeness:
    """How alike two names are, whatever the order of their words."""
    if one.tokens == other.tokens or set(one.tokens) == set(other.tokens):
        return _equal(one, other, weigh)
    pairs, rest_one, rest_other = _aligned(one.tokens, other.tokens)
    matched = sum(min(_weight(a, weigh), _weight(b, weigh)) * alike for a, b, alike in pairs)
    missing_one = sum(_weight(token, weigh) for token in rest_one)
    missing_other = sum(_weight(token, weigh) for token in rest_other)
    differences = _differences(one, other, pairs, rest_one, rest_other)
    more, less = max(missing_one, missing_other), min(missing_one, missing_other)
    loss = sum((1 - alike) * max(_weight(a, weigh), _weight(b, weigh)) for a, b, alike in pairs)
    whole = matched + loss + more * 0.8 + less
    value = matched / whole if whole else 0.0
    written = _written_alike(one, other)
    if written >= _LEAST_COMPACT and Difference.NUMBER not in differences:
        differences = frozenset({Difference.SPELLING}) | (differences & {Difference.LEGAL_FORM})
        value = max(value, 1.0 if written == 1.0 else written - 0.02)
        shared = sum(_weight(token, weigh) for token in one.tokens if not is_common(token))
        if written == 1.0:
            differences -= {Difference.SPELLING}
        return Likeness(value, shared, differences)
    if _is_acronym_of(one, other) or _is_acronym_of(other, one):
        return Likeness(0.8, 4.0, frozenset(), is_acronym=True)
    if Difference.KIND in differences or Difference.NUMBER in differences:
        value = min(value, 0.6)
    substance = sum(
        min(_weight(a, weigh), _weight(b, weigh)) * alike
        for a, b, alike in pairs
        if not is_common(a)
    )
    return Likeness(value, substance, differences, is_translated=one.words != other.words)


def _equal(one: Name, other: Name, weigh: Weigh) -> Likeness:
    differences = frozenset(
        {Difference.LEGAL_FORM} if forms_conflict(one.forms, other.forms) else ()
    )
    substance = sum(_weight(token, weigh) for token in one.proper)
    is_translated = sorted(one.words) != sorted(other.words)
    return Likeness(1.0, substance, differences, is_translated=is_translated)


def _weight(token: str, weigh: Weigh) -> float:
    if not is_common(token):
        return weigh(token)
    return _MARK if meaning_of(token) in MARKS else _COMMON


def _aligned(
    one: tuple[str, ...], other: tuple[str, ...]
) -> tuple[list[tuple[str, str, float]], list[str], list[str]]:
    """Pairs of words that are alike, each word in one at most, and the words that are left."""
    pairs: list[tuple[str, str, float]] = []
    left = [token for token in one if token not in other]
    right = [token for token in other if token not in one]
    pairs.extend((token, token, 1.0) for token in one if token in other)
    possible = sorted(
        ((alike, a, b) for a in left for b in right if (alike := _alike(a, b))), reverse=True
    )
    for alike, a, b in possible:
        if a in left and b in right:
            left.remove(a)
            right.remove(b)
            pairs.append((a, b, alike))
    return pairs, left, right


@lru_cache(maxsize=1 << 18)
def _alike(one: str, other: str) -> float:
    """How alike two words are that are not equal, 0 where they are different words."""
    if is_common(one) or is_common(other):
        both_learned = (
            is_common(one) and is_common(other) and {meaning_of(one), meaning_of(other)} <= LEARNED
        )
        return _LEARNED_LIKENESS if both_learned else 0.0
    if one.isdigit() or other.isdigit():
        return 0.0
    if is_known_place(one) and is_known_place(other):
        return 0.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _STEM and _is_inflected(shorter, longer):
        return 0.95
    if len(shorter) < 4:
        return 0.0
    alike = JaroWinkler.similarity(one, other)
    return float(alike) * 0.95 if alike >= _LEAST_WORD_LIKENESS + 0.3 / len(shorter) else 0.0


def _is_inflected(shorter: str, longer: str) -> bool:
    """Whether two words share a stem, and differ in a short ending."""
    stem = 0
    for a, b in zip(shorter, longer, strict=False):
        if a != b:
            break
        stem += 1
    return (
        stem >= _STEM
        and len(shorter) - stem <= 3
        and len(longer) - stem <= 4
        and stem * 3 >= 2 * len(longer)
    )


def _differences(
    one: Name,
    other: Name,
    pairs: list[tuple[str, str, float]],
    rest_one: list[str],
    rest_other: list[str],
) -> frozenset[Difference]:
    found: set[Difference] = set()
    if forms_conflict(one.forms, other.forms):
        found.add(Difference.LEGAL_FORM)
    if any(a != b and not is_common(a) for a, b, _ in pairs):
        found.add(Difference.SPELLING)
    if rest_one and rest_other:
        found.add(Difference.OTHER_WORDS)
    elif rest_one or rest_other:
        found.add(Difference.EXTRA_WORDS)
    rest = rest_one + rest_other
    common = {meaning_of(token) for token in rest if is_common(token)}
    if common & MARKS:
        found.add(Difference.KIND)
    if common & COUNTRIES:
        found.add(Difference.COUNTRY_WORD)
    if any(token.isdigit() or len(token) == 1 for token in rest):
        found.add(Difference.NUMBER)
    return frozenset(found)


def _written_alike(one: Name, other: Name) -> float:
    """How alike the names are without their spaces: `LifeScience` is `Life Science`."""
    first, second = one.compact, other.compact
    if first == second:
        return 1.0
    lengths = sorted((len(first), len(second)))
    if lengths[0] < _SHORTEST_COMPACT or lengths[1] > _LONGEST_COMPACT:
        return 0.0
    if any(map(str.isdigit, first + second)):
        return 0.0
    return float(Indel.normalized_similarity(first, second, score_cutoff=_LEAST_COMPACT))


def _is_acronym_of(short: Name, long: Name) -> bool:
    if len(short.words) != 1 or not 2 < len(short.words[0]) <= 8 or len(long.words) < 3:
        return False
    return short.words[0] in initials(long.words)
