"""Regions of postcodes and points: what is told, and what is not."""

from __future__ import annotations

import pytest

from clusteratlas.importers.gazetteer import Place
from clusteratlas.importers.locating import COORDINATES, POSTCODE, Locator

KRAKOW = "POLYGON ((19.8 50, 20.2 50, 20.2 50.2, 19.8 50.2, 19.8 50))"
AROUND_KRAKOW = (
    "POLYGON ((19 49.5, 21 49.5, 21 50.5, 19 50.5, 19 49.5), "
    "(19.8 50, 20.2 50, 20.2 50.2, 19.8 50.2, 19.8 50))"
)
ATHENS = "POLYGON ((23 37, 24 37, 24 38, 23 38, 23 37))"
BORDERS = [("PL213", KRAKOW), ("PL214", AROUND_KRAKOW), ("EL303", ATHENS)]
POSTCODES = [
    ("31-007", "PL213"),
    ("31-120", "PL213"),
    ("32-005", "PL214"),
    ("33-100", "PL217"),
    ("33-300", "PL218"),
    ("D-10117", "DE300"),
    ("99-999", "PL213"),
    ("99-999", "PL214"),
    ("98-001", "PL21"),
    ("98-002", "PLZZZ"),
    ("98-003", "PL999"),
]
CASES = [
    # country, postcode, point, region, from what
    pytest.param("PL", "31-007", None, "PL213", POSTCODE, id="known"),
    pytest.param("PL", "PL 31007", None, "PL213", POSTCODE, id="written otherwise"),
    pytest.param("DE", "10117", None, "DE300", POSTCODE, id="known with its country"),
    pytest.param("PL", "31-999", None, "PL213", POSTCODE, id="like two that agree"),
    pytest.param("PL", "32-999", None, None, "", id="like one only"),
    pytest.param("PL", "33-999", None, None, "", id="like two that differ"),
    pytest.param("PL", "99-999", None, None, "", id="of two regions"),
    pytest.param("PL", "98-001", None, None, "", id="of a larger region"),
    pytest.param("PL", "98-002", None, None, "", id="of Extra-Regio"),
    pytest.param("PL", "98-003", None, None, "", id="of no region"),
    pytest.param("CZ", "31-007", None, None, "", id="of another country"),
    pytest.param("PL", "", None, None, "", id="nothing"),
    pytest.param("PL", "", (50.1, 20.0), "PL213", COORDINATES, id="inside"),
    pytest.param("PL", "", (49.6, 19.5), "PL214", COORDINATES, id="around a hole"),
    pytest.param("PL", "", (49.49, 19.5), "PL214", COORDINATES, id="just outside"),
    pytest.param("PL", "", (49.4, 19.5), None, "", id="far outside"),
    pytest.param("GR", "", (37.5, 23.5), "EL303", COORDINATES, id="Greece is EL"),
    pytest.param("DE", "", (50.1, 20.0), None, "", id="in another country"),
    pytest.param("PL", "32-005", (50.1, 20.0), "PL214", POSTCODE, id="a known postcode first"),
    pytest.param("PL", "31-999", (49.6, 19.5), "PL214", COORDINATES, id="then the point"),
    pytest.param("PL", "31-999", (0.0, 0.0), "PL213", POSTCODE, id="then a like postcode"),
]


@pytest.fixture
def locator() -> Locator:
    return Locator(lambda: BORDERS, lambda: POSTCODES)


@pytest.mark.parametrize(("country", "postcode", "point", "nuts", "derived_from"), CASES)
def test_located(
    country: str,
    postcode: str,
    point: tuple[float, float] | None,
    nuts: str | None,
    derived_from: str,
    locator: Locator,
) -> None:
    expected = Place(nuts, derived_from) if nuts else None
    assert locator.locate(country, postcode, point) == expected


def test_what_is_learnt_is_known(locator: Locator) -> None:
    assert locator.locate("SE", "972 31", None) is None
    locator.learn("SE", "97231", "SE332")
    assert locator.locate("SE", "972 31", None) == Place("SE332", POSTCODE)


def test_few_who_differ_do_not_count(locator: Locator) -> None:
    for nuts in ["SE332"] * 9 + ["SE331"]:
        locator.learn("SE", "97231", nuts)
    assert locator.locate("SE", "97231", None) == Place("SE332", POSTCODE)
    locator.learn("SE", "97231", "SE331")
    assert locator.locate("SE", "97231", None) is None


@pytest.mark.parametrize("nuts", ["SE33", "SEZZZ", "SE999", "PL213", ""])
def test_what_is_no_region_of_the_country_is_not_learnt(nuts: str, locator: Locator) -> None:
    locator.learn("SE", "97231", nuts)
    assert locator.locate("SE", "97231", None) is None


def test_the_atlas_is_asked_when_it_is_needed() -> None:
    def fail() -> list[tuple[str, str]]:
        raise AssertionError("asked")

    assert Locator(fail, fail).locate("PL", "", None) is None
    with pytest.raises(AssertionError, match="asked"):
        Locator(fail, fail).locate("PL", "31-007", None)


def test_an_atlas_without_borders_or_postcodes_tells_nothing() -> None:
    assert Locator(list, list).locate("PL", "31-007", (50.1, 20.0)) is None
