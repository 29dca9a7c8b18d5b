"""Content codings: which one a client accepts, and how a body is put into it (RFC 9110 §8.4)."""

from __future__ import annotations

import zlib
from typing import Protocol

import zstandard

IDENTITY = ""
GZIP = "gzip"
ZSTD = "zstd"

# Better than these, a level costs more time than a network needs for the bytes that it saves.
_GZIP_LEVEL = 5
_ZSTD_LEVEL = 3
_GZIP_WINDOW = 31


class Encoder(Protocol):
    """Encodes a body piece by piece."""

    def compress(self, data: bytes, /) -> bytes:
        """The next encoded bytes, maybe none yet."""

    def flush(self) -> bytes:
        """The last encoded bytes."""


def choose_encoding(accept_encoding: bytes) -> str:
    """The coding for an answer, that which the client likes best (§12.5.3).

    Of those liked alike zstd goes before gzip, and gzip before identity.
    """
    if not accept_encoding:
        return IDENTITY
    liked = {}
    for part in accept_encoding.decode("latin-1").lower().split(","):
        name, _, parameter = part.partition(";")
        liked[name.strip()] = _quality(parameter)
    qualities = {
        ZSTD: liked.get(ZSTD, 0.0),
        GZIP: liked.get(GZIP, liked.get("*", 0.0)),
        IDENTITY: liked.get("identity", 0.0),
    }
    best = max(qualities, key=qualities.__getitem__)
    return best if qualities[best] > 0 else IDENTITY


def encoder(coding: str) -> Encoder:
    """A new encoder for `coding`, GZIP or ZSTD."""
    if coding == GZIP:
        return zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
    return zstandard.ZstdCompressor(_ZSTD_LEVEL).compressobj()


def _quality(parameter: str) -> float:
    """The q-value, 1 where there is none, 0 for a senseless one."""
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        quality = float(value)
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0
