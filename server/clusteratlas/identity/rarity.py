"""How much a word tells: the rarer among all names, the more."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final

from clusteratlas.identity.places import is_known_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clusteratlas.identity.names import Name

_MOST: Final = 10.0
_PLACE: Final = 4.0
_FEWEST: Final = 1000
"""Names that are thought to be there besides, so that a word is not common for want of others."""
_LETTERS: Final = 1.5
"""What each letter of a word may tell at most: short ones are used by many."""


class Rarity:
    """Counts the words of many names, and weighs each by how few of them have it."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._names: set[Name] = set()
        self._weights: dict[str, float] = {}

    def learn(self, names: Iterable[Name]) -> None:
        """Count the words of names; a name that was there before tells nothing."""
        fresh = [name for name in names if name not in self._names]
        self._names.update(fresh)
        self._counts.update({token for name in fresh for token in name.proper})

    def weigh(self, token: str) -> float:
        """From about 1 to 10; places, which many organisations are in, tell less."""
        if token not in self._weights:
            self._weights[token] = self._weight(token)
        return self._weights[token]

    def _weight(self, token: str) -> float:
        if token.isdigit():
            return _PLACE
        rarity = math.log2((len(self._names) + _FEWEST) / (self._counts[token] + 0.5))
        most = _PLACE if is_known_place(token) else _MOST
        return max(1.0, min(rarity, most, len(token) * _LETTERS))
