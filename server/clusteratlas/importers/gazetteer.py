"""What importers ask the atlas: which region a place lies in."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Place(NamedTuple):
    """A region that was worked out, and from what: `postcode` or `coordinates`."""

    nuts: str
    derived_from: str


class Gazetteer(Protocol):
    """Knows postcodes and borders of regions, as far as the atlas holds them."""

    def locate(
        self, country: str, postcode: str, point: tuple[float, float] | None
    ) -> Place | None:
        """The NUTS 3 region of a postcode or a point (latitude, longitude in degrees, WGS 84).

        `country` is the ISO 3166-1 alpha-2 code. None where the atlas cannot tell.
        """
        ...

    def learn(self, country: str, postcode: str, nuts: str) -> None:
        """Remember that a source says in which region a postcode lies."""
        ...


class NoGazetteer:
    """Knows nothing, as an atlas without regions."""

    def locate(
        self, country: str, postcode: str, point: tuple[float, float] | None
    ) -> Place | None:
        """See Gazetteer."""
        del country, postcode, point
        return None

    def learn(self, country: str, postcode: str, nuts: str) -> None:
        """See Gazetteer."""
