"""Which name of a thing was meant, and how well what was typed fits it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from clusteratlas.search.documents import Document, Name
from clusteratlas.search.facts import GIVEN, HIDDEN
from clusteratlas.search.folding import fold, identifier
from clusteratlas.search.wording import Wording

_TOKEN: Final = re.compile(r"\w+")
_LEAST_LIKE: Final = 0.6
_BEGUN: Final = 0.75
_OF_COVERAGE: Final = 0.4
_SPOKEN: Final = 0.97
"""What a misspelling, or a name as one source gave it, counts beside a proper name."""


@dataclass(frozen=True)
class Match:
    """The name that fits best, None where the thing has none, and how well: from 0 to 1.

    `identifier` is the one that was typed, '' where none was.
    """

    name: Name | None
    likeness: float
    identifier: str = ""


def match(wording: Wording, document: Document) -> Match:
    """How `wording` fits `document`."""
    typed = identifier(wording.text)
    first = next(iter(document.names), None)
    for each in document.identifiers:
        if typed and identifier(each) == typed:
            return Match(first, 1.0, each)
    best = Match(None, 0.0)
    for name in document.names:
        likeness = _likeness(wording.words, fold(name.text).split())
        likeness *= _SPOKEN if name.field in (HIDDEN, GIVEN) else 1.0
        if likeness > best.likeness:
            best = Match(name, likeness)
    begun = [each for each in document.identifiers if identifier(each).startswith(typed)]
    if best.name is None and typed and begun:
        return Match(first, _BEGUN, begun[0])
    return best


def says(wording: Wording, text: str) -> bool:
    """Whether all that was typed begins words of `text`, or `text` itself."""
    words = fold(text).split()
    typed = "".join(wording.words)
    return "".join(words).startswith(typed) or all(
        any(word.startswith(begun) for word in words) for begun in wording.needed
    )


def mended(wording: Wording, name: Name) -> str:
    """What was typed, mended after `name` in its own spelling; '' where there is no error."""
    tokens = [(token, fold(token)) for token in _TOKEN.findall(name.text)]
    mended_words: list[str] = []
    is_other = False
    for word in wording.words:
        token, folded = max(
            tokens, key=lambda each: OSA.normalized_similarity(word, each[1]), default=("", "")
        )
        is_near = OSA.normalized_similarity(word, folded) >= _LEAST_LIKE
        is_other = is_other or (is_near and folded != word)
        mended_words.append(token if is_near else word)
    return " ".join(mended_words) if is_other else ""


def _likeness(typed: Sequence[str], words: Sequence[str]) -> float:
    """The share of what was typed that the name has, and a little of the reverse."""
    letters = sum(map(len, words))
    if not typed or not letters:
        return 0.0
    if "".join(typed) == "".join(words):
        return 1.0
    found = 0.0
    used: set[int] = set()
    for word in typed:
        like, at = max((_like(word, other), -at) for at, other in enumerate(words))
        found += like * len(word)
        if like:
            used.add(-at)
    coverage = sum(len(words[at]) for at in used) / letters
    return found / sum(map(len, typed)) * (1 - _OF_COVERAGE + _OF_COVERAGE * coverage)


def _like(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if other.startswith(word):
        return _BEGUN + (1 - _BEGUN) * len(word) / len(other)
    # A word with an error of which only the beginning was typed.
    whole = OSA.normalized_similarity(word, other, score_cutoff=_LEAST_LIKE)
    begun = OSA.normalized_similarity(word, other[: len(word)], score_cutoff=_LEAST_LIKE)
    return float(max(whole, begun * _BEGUN)) * 0.9
