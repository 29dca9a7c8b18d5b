"""Texts out of files, as a terminal can show them."""

from __future__ import annotations

import unicodedata

_SHOWN_INSTEAD = "\N{REPLACEMENT CHARACTER}"


def plain(text: str) -> str:
    """The text without control characters, which a terminal would obey; line breaks stay."""
    return "".join(
        _SHOWN_INSTEAD if unicodedata.category(each) == "Cc" and each != "\n" else each
        for each in text
    )
