"""No page takes more queries because a thing is large, or shows more than a page of anything."""

from __future__ import annotations

import pytest

from clusteratlas.terms import BASE

from .conftest import Pages
from .large import EVENT, ORGANISATION, PARTICIPANTS, PROJECT, PROJECTS
from .reading import words

MOST = {
    "/id/cluster/klaster-lifescience-krakow": 70,
    "/id/cluster/bioib": 50,
    "/id/organisation/jagiellonian-university": 45,
    "/id/project/mrpo-8-2-bio-region-networks": 45,
    "/id/event/ecri-study-visit-2018": 35,
    "/id/person/anna-sowa-jadczyk": 30,
}
LARGE = {ORGANISATION: 45, PROJECT: 45, EVENT: 35}


def path_of(iri: str) -> str:
    return "/en/" + iri.removeprefix(BASE)


@pytest.mark.parametrize(("path", "most"), MOST.items())
def test_the_number_of_queries_is_bounded(pages: Pages, path: str, most: int) -> None:
    pages.get(f"/en{path}")
    assert pages.queries <= most


@pytest.mark.parametrize(("iri", "most"), LARGE.items())
def test_large_things_take_no_more(large_pages: Pages, iri: str, most: int) -> None:
    large_pages.get(path_of(iri))
    assert large_pages.queries <= most


def test_projects_come_in_pages_the_newest_first(large_pages: Pages) -> None:
    first = words(large_pages.get(path_of(ORGANISATION)))
    assert f"Projects {PROJECTS:,}" in first
    assert first.count("1 January 2019") == 50
    last = words(large_pages.get(f"{path_of(ORGANISATION)}?page=100"))
    assert last.count("1 January 2000") == 50


def test_money_is_added_by_currency(large_pages: Pages) -> None:
    page = words(large_pages.get(path_of(ORGANISATION)))
    assert "EUR 25,000" in page
    assert "PLN 25,000" in page


def test_a_programme_keeps_to_its_projects(large_pages: Pages) -> None:
    page = words(large_pages.get(f"{path_of(ORGANISATION)}?programme={BASE}id/programme/a&page=50"))
    assert "P4998" not in page
    assert "Page 50 of 50" in page


def test_participants_come_in_pages_those_who_lead_first(large_pages: Pages) -> None:
    first = large_pages.get(path_of(PROJECT))
    assert f"Consortium {PARTICIPANTS:,}" in words(first)
    assert "/id/organisation/o1007" in first
    assert first.count('<th scope="row">') < 60


def test_what_is_cut_says_so_and_leads_to_all(large_pages: Pages) -> None:
    page = large_pages.get(path_of(EVENT))
    assert "The first 200 are shown." in words(page)
    assert 'href="?inverse=ca%3Aevent"' in page
    assert "/id/attendance/" in large_pages.get(f"{path_of(EVENT)}?inverse=ca%3Aevent")


def test_a_fact_of_a_list_leads_to_its_row(large_pages: Pages) -> None:
    assert "list.csv row 12" in words(large_pages.get(path_of(PROJECT)))


@pytest.mark.parametrize("number", ["0", "-3", "x", "999999"])
def test_pages_that_are_not_there_show_one_that_is(large_pages: Pages, number: str) -> None:
    assert "1 January" in words(large_pages.get(f"{path_of(ORGANISATION)}?page={number}"))
