"""Why a row is set aside, and what was odd but could be read: each in words, for people.

A reason is one of these values, so that a summary can count them; what was found stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """`code` is stable and for programs; the texts say what is wrong and how to mend it."""

    code: str
    en: str
    pl: str

    def text(self, language: str) -> str:
        """The text in `language`, English where there is none."""
        return self.pl if language == "pl" else self.en
