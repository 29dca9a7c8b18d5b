"""Working out in which NUTS 3 region a place lies, from its postcode or its coordinates.

What is known comes from the atlas (borders, and postcodes of organisations whose region a source
states) and from the rows that are being read. On the organisations of the CORDIS samples that have
all three, known postcodes gave the region that the source states for 8 of 8, coordinates for 59 of
64 (the others are of another seat), and postcodes alike in their first characters for 18 of 18.
So they are asked in this order.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import takewhile
from typing import Final

import shapely

from clusteratlas.importers.classification import iso_of, nuts_of, units
from clusteratlas.importers.gazetteer import Place

Borders = Callable[[], Iterable[tuple[str, str]]]
"""Gives the NUTS 3 codes of regions, each with its area as well-known text."""
Postcodes = Callable[[], Iterable[tuple[str, str]]]
"""Gives postcodes of organisations, each with the NUTS 3 code that a source states."""

POSTCODE, COORDINATES = "postcode", "coordinates"

_LEVEL: Final = 3
_AGREEING: Final = 0.9
"""The share of what is said of a postcode that has to name one region."""
_SHORTEST: Final = 2
"""Characters that postcodes have to share for one to tell of the other."""
_ALIKE: Final = 2
"""Known postcodes that there have to be with the same beginning."""
_OFF_SHORE: Final = 0.02
"""Degrees (some two kilometres) that a point may lie outside, since borders are simplified."""
_NOT_IN_POSTCODE: Final = re.compile(r"[^0-9A-Z]+")
_COUNTRY_BEFORE: Final = re.compile(r"^[A-Z]{1,3}(?=[0-9])")
_WITH_LETTERS: Final = frozenset(["AR", "BM", "BN", "CA", "GB", "GG", "IE", "IM", "JE", "MT", "SZ"])
"""Countries whose postcodes begin with letters themselves."""


class Locator:
    """A gazetteer (see importers.gazetteer) that asks the atlas when it is first asked itself."""

    def __init__(self, borders: Borders, postcodes: Postcodes) -> None:
        self._borders, self._postcodes = borders, postcodes

    def locate(
        self, country: str, postcode: str, point: tuple[float, float] | None
    ) -> Place | None:
        """See Gazetteer."""
        plain = _plain(country, postcode)
        known = self._known[country] if plain else None
        if known and (found := known.exactly(plain)):
            return Place(found, POSTCODE)
        if point and (found := self._areas.around(country, *point)):
            return Place(found, COORDINATES)
        if known and (found := known.alike(plain)):
            return Place(found, POSTCODE)
        return None

    def learn(self, country: str, postcode: str, nuts: str) -> None:
        """See Gazetteer. What is no NUTS 3 region of the country is left out."""
        _learn(self._known, country, postcode, nuts)

    @cached_property
    def _known(self) -> defaultdict[str, _Postcodes]:
        known = defaultdict[str, _Postcodes](_Postcodes)
        for postcode, nuts in self._postcodes():
            _learn(known, iso_of(nuts[:2]), postcode, nuts)
        return known

    @cached_property
    def _areas(self) -> _Areas:
        return _Areas(self._borders())


class _Postcodes:
    """What is known of the postcodes of one country."""

    def __init__(self) -> None:
        self._regions = dict[str, Counter[str]]()
        self._sorted = list[str]()

    def add(self, postcode: str, nuts: str) -> None:
        if postcode not in self._regions:
            self._regions[postcode] = Counter()
            insort(self._sorted, postcode)
        self._regions[postcode][nuts] += 1

    def exactly(self, postcode: str) -> str | None:
        """The region that nearly all name for this postcode."""
        found = self._regions.get(postcode)
        if not found:
            return None
        nuts, count = found.most_common(1)[0]
        return nuts if count >= _AGREEING * found.total() else None

    def alike(self, postcode: str) -> str | None:
        """The region of all known postcodes that begin most like this one, where it is one."""
        if postcode in self._regions:
            return None
        for length in range(len(postcode) - 1, _SHORTEST - 1, -1):
            near = list(self._beginning(postcode[:length]))
            if near:
                regions = {self.exactly(other) for other in near}
                return regions.pop() if len(regions) == 1 and len(near) >= _ALIKE else None
        return None

    def _beginning(self, start: str) -> Iterator[str]:
        first = bisect_left(self._sorted, start)
        following = (self._sorted[place] for place in range(first, len(self._sorted)))
        return takewhile(lambda other: other.startswith(start), following)


class _Areas:
    """The areas of the regions that have borders."""

    def __init__(self, borders: Iterable[tuple[str, str]]) -> None:
        pairs = sorted(borders)
        self._codes = [code for code, _ in pairs]
        self._tree = shapely.STRtree(shapely.from_wkt([text for _, text in pairs]))

    def around(self, country: str, latitude: float, longitude: float) -> str | None:
        """The region of the country in which a point lies, or just outside of which."""
        point = shapely.Point(longitude, latitude)
        found = self._of(country, self._tree.query(point, predicate="intersects"))
        if not found:
            near = self._tree.query_nearest(point, max_distance=_OFF_SHORE, all_matches=True)
            found = self._of(country, near)
        return found[0] if len(found) == 1 else None

    def _of(self, country: str, places: Iterable[int]) -> list[str]:
        codes = (self._codes[place] for place in places)
        return [code for code in codes if code.startswith(nuts_of(country))]


def _learn(known: defaultdict[str, _Postcodes], country: str, postcode: str, nuts: str) -> None:
    unit = units().get(nuts)
    plain = _plain(country, postcode)
    if (
        unit
        and unit.level == _LEVEL
        and unit.country == country
        and not unit.is_extra_regio
        and plain
    ):
        known[country].add(plain, nuts)


def _plain(country: str, postcode: str) -> str:
    """Letters and digits of a postcode, without the country that some write before it (D-10117)."""
    plain = _NOT_IN_POSTCODE.sub("", postcode.upper())
    return plain if country in _WITH_LETTERS else _COUNTRY_BEFORE.sub("", plain)
