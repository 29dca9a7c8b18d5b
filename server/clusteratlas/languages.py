"""The languages in which people read the atlas, and the choice of a text among several."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH = "en"
POLISH = "pl"
LANGUAGES = (ENGLISH, POLISH)


def pick(texts: Mapping[str, str], language: str) -> str:
    """The text in `language`; else in English, in no language, in whatever there is, or ''.

    Keys are language tags; a tag's region ("pl-PL") is looked past, the empty tag means
    "no language given".
    """
    by_primary = {tag.lower().partition("-")[0]: text for tag, text in texts.items()}
    for tag in (language, ENGLISH, ""):
        if tag in by_primary:
            return by_primary[tag]
    return min(texts.items())[1] if texts else ""
