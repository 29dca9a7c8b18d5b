"""Texts out of tables: what is surely damage is mended, what cannot be is told."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

import ftfy
import ftfy.badness

from clusteratlas.importers.reasons import Reason

LOST_CHARACTER: Final = Reason(
    "text-character-lost",
    "A letter was lost before the file was published (U+FFFD); the mark was "
    "kept, since nobody can say which letter it was.",
    "Litera przepadła przed publikacją pliku (U+FFFD); znak pozostawiono, bo nie wiadomo, jaka to "
    "była litera.",
)
MOJIBAKE: Final = Reason(
    "text-mojibake-mended",
    "The text was once read in a wrong encoding; its letters were restored.",
    "Tekst odczytano kiedyś w niewłaściwym kodowaniu; litery przywrócono.",
)
MOJIBAKE_LEFT: Final = Reason(
    "text-mojibake-left",
    "The text looks as if it was once read in a wrong encoding, but cannot be restored for sure: "
    "it was left as it is.",
    "Tekst wygląda na odczytany kiedyś w niewłaściwym kodowaniu, ale nie da się go pewnie "
    "przywrócić: pozostawiono go bez zmian.",
)
ENTITY: Final = Reason(
    "text-html-entity",
    "The text held HTML entities such as “&amp;”; they were turned into the characters they stand "
    "for.",
    "Tekst zawierał encje HTML, takie jak „&amp;”; zamieniono je na znaki, które oznaczają.",
)
CONTROL: Final = Reason(
    "text-control-character",
    "The text held characters that cannot be seen (control characters, byte order marks, joiners); "
    "they were left out.",
    "Tekst zawierał znaki niewidoczne (sterujące, znaczniki kolejności bajtów); usunięto je.",
)
SPACES: Final = Reason(
    "text-spaces",
    "The text held double, leading, trailing or non-breaking spaces; single ones were kept.",
    "Tekst zawierał spacje podwójne, skrajne lub nierozdzielające; pozostawiono pojedyncze.",
)
LINE_BREAK: Final = Reason(
    "text-line-break",
    "The text ran over several lines; they were joined.",
    "Tekst zajmował kilka wierszy; połączono je.",
)
DECOMPOSED: Final = Reason(
    "text-decomposed",
    "Letters and their accents were separate characters; they were joined (Unicode NFC).",
    "Litery i ich znaki diakrytyczne były osobnymi znakami; połączono je (Unicode NFC).",
)

Oddities = tuple[Reason, ...]
NONE: Final[Oddities] = ()
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Unseen: controls (but tab and line breaks), soft hyphen, zero-width and direction marks, BOM,
# lone surrogates, non-characters.
_UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAK: Final = re.compile(r"[ \t]*[\r\n\x0b\x0c\x85\u2028\u2029]+[ \t]*")
_WIDE_SPACE: Final = re.compile(r"^\s+|\s+$|\s{2,}|[^\S ]")
_MOJIBAKE: Final = re.compile(
    "[\u00c2-\u00f4\u0102-\u0111][\u0080-\u00bf\u0152-\u0192\u02c6-\u2122]"
)
_SUSPECT: Final = re.compile(
    r"[^\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff"
    r"\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffc\U00010000-\U0010fffd]|&[#A-Za-z]|^ | $|  "
)


def line(raw: str) -> tuple[str, Oddities]:
    """A text of one line, such as a name; '' where there is none."""
    if _is_plain(raw):
        stripped = raw.strip()
        return stripped, NONE if stripped == raw else (SPACES,)
    if not _SUSPECT.search(raw) and not _MOJIBAKE.search(raw):
        return raw, NONE
    return _mended(raw, one_line=True)


def prose(raw: str) -> tuple[str, Oddities]:
    """A text of any number of lines, such as a summary: line breaks are kept, as `\\n`."""
    if _is_plain(raw):
        return raw.strip(), NONE
    return _mended(raw, one_line=False)


def _is_plain(raw: str) -> bool:
    """Whether there is nothing to mend but spaces around it: most texts are such."""
    return raw.isascii() and raw.isprintable() and "&" not in raw and "  " not in raw


def _mended(raw: str, *, one_line: bool) -> tuple[str, Oddities]:
    found: list[Reason] = []
    text = raw
    for _ in range(2):  # entities may have been escaped twice
        text = _changed(text, _ENTITY.sub(_character, text), ENTITY, found)
    text = _restored(text, found)
    text = _changed(text, _UNSEEN.sub("", text), CONTROL, found)
    text = _changed(text, unicodedata.normalize("NFC", text), DECOMPOSED, found)
    if one_line:
        stripped = text.strip()
        joined = _BREAK.sub(" ", stripped)
        if joined != stripped:
            found.append(LINE_BREAK)
            text = joined
        text = _changed(text, _WIDE_SPACE.sub(" ", text).strip(), SPACES, found)
    else:
        text = "\n".join(_WIDE_SPACE.sub(" ", part).strip() for part in _BREAK.split(text.strip()))
    if "\ufffd" in text:
        found.append(LOST_CHARACTER)
    return text, tuple(dict.fromkeys(found))


def _changed(before: str, after: str, reason: Reason, found: list[Reason]) -> str:
    if after != before:
        found.append(reason)
    return after


def _character(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])


def _restored(text: str, found: list[Reason]) -> str:
    """The text before it was read in a wrong encoding: only where every letter comes back."""
    if not _MOJIBAKE.search(text) or not ftfy.badness.is_bad(text):
        return text
    fixed: str = ftfy.fix_encoding(text)
    if fixed != text and "\ufffd" not in fixed and not ftfy.badness.is_bad(fixed):
        found.append(MOJIBAKE)
        return fixed
    found.append(MOJIBAKE_LEFT)
    return text
