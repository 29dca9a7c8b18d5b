"""What the values of a column stand for, as a mapping says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from clusteratlas.importers.protocol import Texts

ANYTHING: Final = "*"


class Values:
    """What is printed, and what it stands for: a code, or labels by language.

    Case does not matter; a `*` stands for anything, where nothing else fits.
    """

    def __init__(self, given: Mapping[str, str | Texts]) -> None:
        self._given = given
        self._exact = {printed.casefold(): value for printed, value in given.items()}
        self._patterns = [
            (re.compile(".*".join(map(re.escape, printed.split(ANYTHING))), re.DOTALL), value)
            for printed, value in self._exact.items()
            if ANYTHING in printed
        ]

    def __bool__(self) -> bool:
        return bool(self._given)

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def get(self, printed: str) -> str | Texts | None:
        """What a value stands for; None where the mapping does not say."""
        folded = printed.casefold()
        if folded in self._exact:
            return self._exact[folded]
        return next((value for form, value in self._patterns if form.fullmatch(folded)), None)


NONE: Final = Values({})
