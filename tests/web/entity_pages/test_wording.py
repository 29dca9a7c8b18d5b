"""Days, periods, numbers and money as readers of both languages write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from clusteratlas.entities.periods import Period
from clusteratlas.web.entity_pages.filters import code, licence_name, sentence
from clusteratlas.web.entity_pages.period_wording import period
from clusteratlas.web.entity_pages.wording import bounded, counted, day, money, number

PERIODS = {
    "days": (
        ("2018-02-15", "2018-02-15", "2018-02-16", "2018-02-16"),
        "15–16 February 2018",
        "15–16 lutego 2018",
    ),
    "one day": (("2018-02-15",) * 4, "15 February 2018", "15 lutego 2018"),
    "days of two years": (
        ("2015-06-15", "2015-06-15", "2017-06-14", "2017-06-14"),
        "15 June 2015 – 14 June 2017",
        "15 czerwca 2015 – 14 czerwca 2017",
    ),
    "quarters": (
        ("2011-04-01", "2011-06-30", "2012-10-01", "2012-12-31"),
        "from Q2 2011 to Q4 2012",
        "od II kwartału 2011 do IV kwartału 2012",
    ),
    "whole years": (
        ("2014-01-01", "2014-01-01", "2020-12-31", "2020-12-31"),
        "2014–2020",
        "2014–2020",
    ),
    "somewhere within": (
        ("2006-01-01", "", "", "2008-12-31"),
        "some time between 1 January 2006 and 31 December 2008",
        "kiedyś między 1 stycznia 2006 a 31 grudnia 2008",
    ),
    "since a year": (("2017-01-01", "2017-12-31", "", ""), "since 2017", "od 2017"),
    "since a month": (
        ("2017-02-01", "2017-02-28", "", ""),
        "since February 2017",
        "od lutego 2017",
    ),
    "until a day": (("", "", "", "2018-05-07"), "until 7 May 2018", "do 7 maja 2018"),
    "vague ends": (
        ("2017-02-01", "2017-03-28", "2018-05-01", "2018-05-07"),
        "start between 1 February 2017 and 28 March 2017, end between 1 May 2018 and 7 May 2018",
        "początek między 1 lutego 2017 a 28 marca 2017, koniec między 1 maja 2018 a 7 maja 2018",
    ),
    "in a quarter": (
        ("2011-04-01", "2011-06-30", "2011-04-01", "2011-06-30"),
        "during Q2 2011",
        "w ciągu II kwartału 2011",
    ),
    "open": (("", "", "", ""), "", ""),
}
DAYS = {
    "day": ("2018-02-23", "23 February 2018", "23 lutego 2018"),
    "month": ("2018-02", "February 2018", "luty 2018"),
    "year": ("2018", "2018", "2018"),
    "no day": ("2018-02-31", "2018-02-31", "2018-02-31"),
}
MONEY = {
    "whole": ("1087398.00", "PLN", "PLN 1,087,398", "1 087 398 PLN"),
    "parts": ("175419.6", "EUR", "EUR 175,419.60", "175 419,60 EUR"),
    "no currency": ("10", "", "10", "10"),
}
COUNTED = {
    "one": (1, "institution", "1 institution", "1 instytucja"),
    "few": (32, "institution", "32 institutions", "32 instytucje"),
    "many": (95, "institution", "95 institutions", "95 instytucji"),
    "teens": (12, "session", "12 sessions", "12 sesji"),
    "per cent": (47, "percent", "47%", "47%"),
    "no word": (3, "currency-unit", "3", "3"),
}
BOUNDS = {
    "at-least": ("at least 24", "co najmniej 24"),
    "more-than": ("more than 24", "ponad 24"),
    "at-most": ("at most 24", "co najwyżej 24"),
    "less-than": ("less than 24", "mniej niż 24"),
    "about": ("about 24", "około 24"),
    "exact": ("24", "24"),
}
LICENCES = {
    "https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
    "http://creativecommons.org/licenses/by-sa/3.0/pl/": "CC BY-SA 3.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0 1.0",
    "https://licences.example/x": "licences.example/x",
}


def spaced(text: str) -> str:
    """`text` with plain spaces for those that do not break."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("ends", "english", "polish"), PERIODS.values(), ids=PERIODS)
def test_a_period_is_no_more_exact_than_known(
    ends: tuple[str, ...], english: str, polish: str
) -> None:
    when = Period("", *(date.fromisoformat(end) if end else None for end in ends))
    assert (period(when, "en"), period(when, "pl")) == (english, polish)


@pytest.mark.parametrize(("text", "english", "polish"), DAYS.values(), ids=DAYS)
def test_days(text: str, english: str, polish: str) -> None:
    assert (day(text, "en"), day(text, "pl")) == (english, polish)


@pytest.mark.parametrize(("amount", "currency", "english", "polish"), MONEY.values(), ids=MONEY)
def test_money(amount: str, currency: str, english: str, polish: str) -> None:
    written = [spaced(money(Decimal(amount), currency, language)) for language in ("en", "pl")]
    assert written == [english, polish]


@pytest.mark.parametrize(("value", "unit", "english", "polish"), COUNTED.values(), ids=COUNTED)
def test_units(value: int, unit: str, english: str, polish: str) -> None:
    written = [spaced(counted(Decimal(value), unit, language)) for language in ("en", "pl")]
    assert written == [english, polish]


@pytest.mark.parametrize(("bound", "words"), BOUNDS.items())
def test_bounds(bound: str, words: tuple[str, str]) -> None:
    assert (bounded("24", bound, "en"), bounded("24", bound, "pl")) == words


@pytest.mark.parametrize(("iri", "name"), LICENCES.items())
def test_licences_are_called_for_short(iri: str, name: str) -> None:
    assert licence_name(iri) == name


def test_decimal_places_are_those_that_there_are() -> None:
    assert [number(Decimal("47.50"), language) for language in ("en", "pl")] == ["47.5", "47,5"]


def test_a_concept_is_called_by_its_name_in_its_scheme() -> None:
    assert code("https://w3id.org/clusteratlas/scheme/currency/EUR") == "EUR"


def test_a_sentence_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert sentence("total EU contribution") == "Total EU contribution"
