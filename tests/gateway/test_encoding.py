"""Content codings are chosen as RFC 9110 §12.5.3 says, and undone give the body again."""

from __future__ import annotations

import gzip

import pytest
import zstandard

from clusteratlas.gateway.encoding import GZIP, IDENTITY, ZSTD, choose_encoding, encoder

CHOICES = [
    (b"", IDENTITY),
    (b"identity", IDENTITY),
    (b"br", IDENTITY),
    (b"gzip", GZIP),
    (b"GZIP", GZIP),
    (b"gzip, deflate, br", GZIP),
    (b"gzip, zstd", ZSTD),
    (b"zstd;q=0, gzip", GZIP),
    (b"gzip;q=0", IDENTITY),
    (b"gzip; q=0.0", IDENTITY),
    (b"gzip;q=0.5", GZIP),
    (b"gzip;q=senseless", IDENTITY),
    (b"gzip;q=nan", IDENTITY),
    (b"gzip;q=1.0, zstd;q=0.5", GZIP),
    (b"zstd;q=0.5, gzip;q=0.5", ZSTD),
    (b"identity, gzip;q=0.5", IDENTITY),
    (b"identity;q=0.5, gzip", GZIP),
    (b"*", GZIP),
    (b"*;q=0", IDENTITY),
    (b"\xff, gzip", GZIP),
]


@pytest.mark.parametrize(("header", "chosen"), CHOICES)
def test_choice(header: bytes, chosen: str) -> None:
    assert choose_encoding(header) == chosen


@pytest.mark.parametrize("coding", [GZIP, ZSTD])
def test_encoded_pieces_give_the_body_again(coding: str) -> None:
    pieces = [b"cluster," * 10_000, b"", b"region," * 10_000]
    coder = encoder(coding)
    sent = b"".join(coder.compress(piece) for piece in pieces) + coder.flush()
    body = b"".join(pieces)
    assert len(sent) < len(body) / 10
    if coding == GZIP:
        assert gzip.decompress(sent) == body
    else:
        assert zstandard.ZstdDecompressor().decompressobj().decompress(sent) == body
