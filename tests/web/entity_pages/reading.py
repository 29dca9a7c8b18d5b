"""Reads pages as a reader does: words without markup, and the data for search engines."""

from __future__ import annotations

import html
import json
import re
from typing import Any

_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")
_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def words(page: str) -> str:
    """The text of a page, with one space where there is any."""
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", page)))


def data(page: str) -> dict[str, Any]:
    """The JSON-LD in the head of a page."""
    found = _DATA.search(page)
    assert found is not None
    read: dict[str, Any] = json.loads(found[1])
    return read
