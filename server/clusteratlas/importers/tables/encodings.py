"""In which encoding a file is written, where nobody has said."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO, Final, NamedTuple

from clusteratlas.importers.reasons import Reason

NOT_UTF8: Final = Reason(
    "encoding-guessed",
    "The file is not in UTF-8; its encoding was guessed from the letters. Name it in the mapping "
    "where names look wrong.",
    "Plik nie jest w UTF-8; kodowanie odgadnięto na podstawie liter. Jeśli nazwy wyglądają źle, "
    "trzeba podać je w pliku odwzorowania.",
)
BROKEN_UTF8: Final = Reason(
    "encoding-broken",
    "The file is in UTF-8, but some bytes in it are not: a replacement mark stands for them.",
    "Plik jest w UTF-8, ale niektóre jego bajty nie: w ich miejscu stoi znak zastępczy.",
)
_CHUNK: Final = 1 << 20
_SAMPLE: Final = 1 << 22
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WHOLE: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_BESIDE_LETTER: Final = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]|[\x80-\xff](?=[a-z])")
_FEW: Final = 10


class Encoding(NamedTuple):
    """The name that Python gives an encoding, and what is odd about it."""

    name: str
    oddity: Reason | None = None


def detect(stream: BinaryIO) -> Encoding:
    """The encoding of a stream, which is read to its end as long as it is valid UTF-8."""
    head = stream.read(_CHUNK)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return Encoding(name)
    if wide := _wide(head[:4096]):
        return Encoding(wide, NOT_UTF8)
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = head
    try:
        while chunk:
            decoder.decode(chunk)
            previous, chunk = chunk, stream.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _other_than_utf8(chunk + stream.read(_SAMPLE) if chunk else previous)
    return Encoding("utf-8")


def _wide(head: bytes) -> str:
    """UTF-16 without a mark shows in the NUL bytes of its Latin letters."""
    for name, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(high) > 1 and high.count(0) * 10 > len(high) * 4:
            return name
    return ""


def _other_than_utf8(sample: bytes) -> Encoding:
    """Broken UTF-8 where most of what is not ASCII is UTF-8, else a Windows code page."""
    whole = len(_WHOLE.findall(sample))
    rest = sum(byte > 127 for byte in _WHOLE.sub(b"", sample))
    if whole >= rest * _FEW:
        return Encoding("utf-8", BROKEN_UTF8)
    inside_words = b"".join(_BESIDE_LETTER.findall(sample))
    central, western = (_letters(inside_words, name) for name in ("cp1250", "cp1252"))
    return Encoding("cp1250" if central > western else "cp1252", NOT_UTF8)


def _letters(sample: bytes, encoding: str) -> int:
    return sum(character.isalpha() for character in sample.decode(encoding, "ignore"))
