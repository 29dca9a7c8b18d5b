"""What is left of a name for searching: small Latin letters and digits, words parted by spaces."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from anyascii import anyascii

from clusteratlas.identity.spelling import folded

_NO_SIGN: Final = re.compile(r"[^a-z0-9]+")
# Two letters and a capital behind them: LifeScience, but neither GMBHs nor iPhone.
_HUMP: Final = re.compile(r"(?<=[^\W\d_][^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-ÞŁŚŻŹĆŃĄĘÓ][^\W\d_A-ZÀ-Þ])")
# `folded` knows the scripts before Armenian, and the two blocks with their accented letters.
_KNOWN: Final = re.compile("[\u0000-\u052f\u1e00-\u206f]+")
_LONGEST_WORD: Final = 60
_MOST_WORDS: Final = 60


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """`text` without case, diacritics and punctuation, in Latin letters.

    Greek and Cyrillic letters are written as the official transliterations do, those of other
    scripts as Unicode's readings have it (anyascii).
    """
    if not text.isascii() and not _KNOWN.fullmatch(text):
        text = "".join(sign if _KNOWN.match(sign) else anyascii(sign) for sign in text)
    return folded(text)


def words_of(name: str) -> list[str]:
    """The words of a name, folded, and behind them those of words that were written as one."""
    plain = fold(name).split()
    parted = _HUMP.sub(" ", name)
    inner = [] if parted == name else fold(parted).split()
    known = set(plain)
    words = plain + [word for word in inner if word not in known]
    return [word[:_LONGEST_WORD] for word in words[:_MOST_WORDS]]


def pairs_of(words: list[str]) -> list[str]:
    """Neighbouring words as one word each: `life science` is looked for as `lifescience` too."""
    return [first + second for first, second in pairwise(words)]


def squeezed(name: str) -> str:
    """A whole name as one word, so that where its words part does not count."""
    return fold(name).replace(" ", "")


def identifier(text: str) -> str:
    """An identifier as it is compared: letters and digits alone, in small letters."""
    return _NO_SIGN.sub("", text.lower())
