"""Spelling: what is left of a text when case, diacritics, script and encoding do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import unescape
from typing import Final

import ftfy

_ENTITY: Final = re.compile(r"&#?\w+;")
_MOJIBAKE: Final = re.compile(
    "[\u00c2\u00c3\u00c4\u00c5\u00e2\u0102\u0139][\u0080-\u00bf\u20ac\u2122\u0160-\u017e]"
)
_NO_WORD: Final = re.compile(r"[^a-z0-9]+")
_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’`´ʼ\u00ad\ufeff\u200b"), None)
# Letters that have no decomposition; the marks of all others are dropped.
_LATIN: Final = {
    "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i",
    "ħ": "h", "ŋ": "n", "ə": "e", "&": " & ", "@": " at ",
}  # fmt: skip
# ISO 843 as signs on roads use it; digraphs come first.
_GREEK: Final = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_GREEK_DIGRAPHS: Final = (
    ("ου", "ou"), ("αυ", "av"), ("ευ", "ev"), ("γγ", "ng"), ("γκ", "gk"), ("γχ", "nch"),
)  # fmt: skip
# The Bulgarian law on transliteration, with the letters that other languages have besides.
_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a",
    "ь": "", "ю": "yu", "я": "ya", "ы": "y", "э": "e", "ё": "yo", "і": "i", "ї": "yi", "є": "ye",
    "ґ": "g", "ј": "j", "љ": "lj", "њ": "nj", "ђ": "dj", "ћ": "c", "џ": "dz", "ѓ": "g", "ќ": "k",
    "ѕ": "dz",
}  # fmt: skip
_LETTERS: Final = str.maketrans({**_LATIN, **_GREEK, **_CYRILLIC})
_VOWELS: Final = re.compile(r"[aeiouy]+")
_DOUBLED: Final = re.compile(r"([a-z])\1+")
_SAME_SOUND: Final = (("ph", "f"), ("th", "t"), ("ch", "h"), ("kh", "h"), ("ck", "k"), ("sz", "s"),
                      ("sh", "s"), ("cz", "c"), ("ts", "c"), ("tz", "c"), ("w", "v"), ("q", "k"),
                      ("c", "k"), ("x", "ks"), ("j", "i"), ("z", "s"))  # fmt: skip


def folded(text: str) -> str:
    """The text in small ASCII letters and digits, words parted by single spaces.

    HTML entities are read, text that was decoded wrongly is mended, Greek and Cyrillic letters are
    transliterated. What has no Latin spelling is left out.
    """
    if _ENTITY.search(text):
        text = unescape(unescape(text))
    if _MOJIBAKE.search(text):
        text = ftfy.fix_encoding(text)
    text = text.lower().translate(_APOSTROPHES)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
        for digraph, latin in _GREEK_DIGRAPHS:
            text = text.replace(digraph, latin)
        text = text.translate(_LETTERS)
    else:
        text = text.replace("&", " & ")
    return _NO_WORD.sub(" ", text.replace("&", " and ")).strip()


@lru_cache(maxsize=1 << 18)
def sounded(word: str) -> str:
    """A folded word as it is compared: umlauts written as two letters, and letters that are
    doubled, are one (Universitaet and Universität, Aarhus and Århus).
    """
    for written, single in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        word = word.replace(written, single)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=1 << 18)
def skeleton(word: str) -> str:
    """What most misspellings of a word have in common: its consonants, those alike made equal.

    A word that has fewer than two keeps its vowels.
    """
    if word.isdigit():
        return word
    heard = word
    for written, sound in _SAME_SOUND:
        heard = heard.replace(written, sound)
    bare = _DOUBLED.sub(r"\1", heard[:1] + _VOWELS.sub("", heard[1:]))
    return bare if len(bare) > 1 else heard
