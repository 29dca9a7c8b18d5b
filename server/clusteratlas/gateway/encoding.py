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
    """The coding for an answer: zstd before gzip, identity where neither is accepted (§12.5.3)."""
    if not accept_encoding:
        return IDENTITY
    accepted = {}
    for part in accept_encoding.decode("latin-1").lower().split(","):
        name, _, parameter = part.partition(";")
        accepted[name.strip()] = _is_wanted(parameter)
    for coding in (ZSTD, GZIP):
        if accepted.get(coding, coding == GZIP and accepted.get("*", False)):
            return coding
    return IDENTITY


def encoder(coding: str) -> Encoder:
    """A new encoder for `coding`, GZIP or ZSTD."""
    if coding == GZIP:
        return zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
    return zstandard.ZstdCompressor(_ZSTD_LEVEL).compressobj()


def _is_wanted(parameter: str) -> bool:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return True
    try:
        return float(value) > 0
    except ValueError:
        return False
