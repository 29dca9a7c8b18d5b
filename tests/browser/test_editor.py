"""The editor at `/sparql`, as someone uses it who writes queries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import expect

from .pages import Look

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Visit

pytestmark = pytest.mark.xdist_group("browser")

# Typed as people type: brackets close themselves, and so do prefixes.
CLUSTERS = "SELECT ?cluster ?name { ?cluster a ca:Cluster ; skos:prefLabel ?name } ORDER BY ?name"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def write(page: Page, text: str, *, by_key: bool = False) -> None:
    """Put `text` into the field, in place of what is there."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    if by_key:
        page.keyboard.type(text, delay=20)
    else:
        page.keyboard.insert_text(text)


def query(page: Page) -> str:
    return page.locator("#query").input_value()


def test_a_query_is_run_and_its_link_shows_the_same(visit: Visit) -> None:
    page = visit("/en/sparql")
    write(page, CLUSTERS)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".editor-status")).to_contain_text(re.compile(r"Done: \d+ rows in"))
    page.get_by_role("link", name="Raw").click()
    expect(page.locator(".result-raw")).to_contain_text('"bindings"')
    page.get_by_role("button", name="Copy the link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert parse_qs(urlsplit(link).query)["view"] == ["raw"]
    assert page.url == link
    again = visit(link.partition(urlsplit(link).netloc)[2], scripts=False)
    expect(again.locator(".result-raw")).to_contain_text('"bindings"')
    expect(again.locator("#query")).to_contain_text("PREFIX ca:")


def test_going_back_shows_what_was_there(visit: Visit) -> None:
    page = visit(f"/en/sparql?query={quote(CLUSTERS)}")
    page.get_by_role("link", name="Raw").click()
    expect(page.locator(".result-raw")).to_be_visible()
    page.go_back()
    expect(page.locator(".result-table")).to_be_visible()
    write(page, "ASK {}")
    page.evaluate("location.hash = 'content'")
    expect(page).to_have_url(re.compile("#content$"))
    assert query(page) == "ASK {}"


def test_cancelling_stops(visit: Visit) -> None:
    page = visit("/pl/sparql", Look(language="pl"))
    write(page, ENDLESS)
    page.get_by_role("button", name="Wykonaj").click()
    expect(page.locator(".editor-clock")).to_contain_text("Trwa:")
    page.get_by_role("button", name="Przerwij").click()
    expect(page.locator(".editor-status")).to_contain_text("Przerwano po")
    expect(page.get_by_role("button", name="Przerwij")).to_be_hidden()


def test_classes_are_completed_by_their_labels(visit: Visit) -> None:
    page = visit("/pl/sparql", Look(language="pl"))
    write(page, "SELECT * { ?x a klast", by_key=True)
    option = page.get_by_role("option", name="ca:Cluster Klaster").first
    expect(option).to_be_visible()
    option.click()
    expect(page.locator(".cm-content")).to_contain_text("PREFIX ca:")
    assert "?x a ca:Cluster" in query(page)


def test_properties_of_the_class_come_first(visit: Visit) -> None:
    page = visit("/en/sparql")
    write(page, "SELECT * { ?x a ca:Participation ; ", by_key=True)
    page.keyboard.press("Control+Space")
    first = page.locator(".cm-tooltip-autocomplete li:nth-child(-n + 6)")
    expect(first.filter(has_text="ca:participant").first).to_be_visible()


def test_things_are_completed_by_a_misspelt_name(visit: Visit) -> None:
    page = visit("/en/sparql")
    write(page, "SELECT * { ?x ca:participant genopol", by_key=True)
    page.get_by_role("option", name="Genopole").first.click()
    expect(page.locator(".cm-content")).to_contain_text("PREFIX organisation:")
    assert "ca:participant organisation:genopole" in query(page)


def test_errors_are_told_where_they_are(visit: Visit) -> None:
    page = visit("/en/sparql")
    write(page, "SELECT * {\n  ?s moon:phase ?o\n}")
    remark = page.get_by_role("list", name="Remarks on the query")
    expect(remark).to_contain_text("The prefix moon: is not declared")
    expect(page.locator(".cm-lintRange-error")).to_have_text("moon:phase")
    remark.get_by_role("button", name="line 2, column 6").click()
    expect(page.locator(".cm-activeLine")).to_contain_text("moon:phase")


def test_sums_over_sources_are_warned_of(visit: Visit) -> None:
    page = visit("/en/sparql")
    write(page, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    expect(page.get_by_role("list", name="Remarks on the query")).to_contain_text(
        "counted once for each"
    )


def test_the_field_can_be_left_by_keyboard(visit: Visit) -> None:
    page = visit("/en/sparql")
    write(page, "ASK {}")
    page.keyboard.press("Tab")
    assert query(page) == "  ASK {}"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Run")).to_be_focused()


def test_rows_are_sorted_filtered_and_copied(visit: Visit) -> None:
    page = visit(f"/en/sparql?query={quote(CLUSTERS)}&labels=1")
    rows = page.locator(".result-table tbody tr")
    page.get_by_role("button", name="name", exact=True).click(click_count=2, delay=50)
    expect(page.locator("th[aria-sort=descending]")).to_have_text("name")
    expect(rows.first).to_contain_text("Sustainable Infrastructure Cluster")
    page.get_by_label("Only rows with").fill("krakow")
    expect(page.locator(".result-table tbody tr:visible")).to_have_count(2)
    page.get_by_role("button", name="Copy the rows (TSV)").click()
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[0] == "cluster\tname"
    assert len(copied) == 3


def test_what_was_run_is_remembered_until_it_is_cleared(visit: Visit) -> None:
    page = visit("/en/sparql")
    write(page, "ASK { ?s ?p 72 }")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".result-truth")).to_be_visible()
    page.reload()
    write(page, "ASK {}")
    page.locator(".editor-history summary").click()
    page.get_by_role("button", name="ASK { ?s ?p 72 }").click()
    assert query(page) == "ASK { ?s ?p 72 }"
    page.get_by_role("button", name="Clear the history").click()
    expect(page.locator(".editor-history li")).to_have_count(0)


def test_a_query_too_long_for_an_address_has_a_link_all_the_same(visit: Visit) -> None:
    page = visit("/en/sparql")
    write(page, CLUSTERS + "\n#" + "x" * 9000)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".result-table")).to_be_visible()
    assert "#query=" in page.url
    again = visit(page.url.partition(urlsplit(page.url).netloc)[2])
    expect(again.locator(".result-table")).to_be_visible()


def test_results_are_drawn_and_zoomed(visit: Visit) -> None:
    page = visit(f"/en/sparql?query={quote(CLUSTERS)}&labels=1")
    page.get_by_role("link", name="Map", exact=True).last.click()
    expect(page.locator("svg.pic-map")).to_be_visible()
    expect(page.locator(".picture-tools button").first).to_be_visible()
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="PNG").click()
    assert downloaded.value.suggested_filename == "result.png"


def test_without_scripts_it_is_a_form(visit: Visit) -> None:
    page = visit("/pl/sparql", Look(language="pl"), scripts=False)
    page.get_by_label("Zapytanie", exact=True).fill(CLUSTERS)
    page.get_by_role("button", name="Wykonaj", exact=True).click()
    expect(page.locator(".result-table")).to_contain_text("Klaster LifeScience")
    page.get_by_role("link", name="Dane surowe").click()
    expect(page.locator(".result-raw")).to_be_visible()
    page.get_by_label("Zapytanie", exact=True).fill("#" + "x" * 40_000 + "\n" + CLUSTERS)
    page.get_by_role("button", name="Wykonaj bardzo długie zapytanie").click()
    expect(page.locator(".result")).to_contain_text("Klaster LifeScience")
    expect(page.locator("html")).to_have_attribute("lang", "pl")
