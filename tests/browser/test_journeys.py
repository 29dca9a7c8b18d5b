"""What people come for, done in a browser."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from .pages import PHONE, Look

if TYPE_CHECKING:
    from .conftest import Visit

pytestmark = pytest.mark.xdist_group("browser")

CLUSTER = "/id/cluster/klaster-lifescience-krakow"
ABOUT = quote("https://w3id.org/clusteratlas/id/cluster/klaster-lifescience-krakow", safe="")
COUNT = "SELECT ?cluster WHERE { ?cluster a ca:Cluster } ORDER BY ?cluster"
ENDLESS = """
SELECT (COUNT(*) AS ?n) WHERE {
  ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STR(?a) > STR(?d) && STR(?f) < STR(?i))
}
"""
NAME = re.compile("LifeScience")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("typed", ["klaster lifescince krakow", "lifesience krakuw"])
def test_a_cluster_is_found_by_a_misspelling_and_leads_to_a_project_and_its_partner(
    visit: Visit, typed: str, scripts: bool
) -> None:
    page = visit("/", scripts=scripts)
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    results = page.get_by_role("region", name="Results")
    results.get_by_role("link", name=NAME).first.click()
    expect(page.locator("h1")).to_have_text(NAME)
    projects = page.get_by_role("region", name="Projects").first
    projects.get_by_role("link", name=re.compile("capacity building")).first.click()
    expect(page.locator("h1")).to_have_text(re.compile("capacity building"))
    page.get_by_role("link", name="Genopole", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Genopole")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("genopol", "Genopole"),
        ("malopolska", re.compile("Małopolska|Lesser Poland")),
        ("hszpania", re.compile("Spain|Hiszpania")),
    ],
)
def test_suggestions_come_as_one_types(
    visit: Visit, typed: str, offered: str | re.Pattern[str]
) -> None:
    page = visit("/")
    box = page.get_by_role("combobox").first
    box.press_sequentially(typed)
    option = page.get_by_role("option").filter(has_text=offered).first
    expect(option).to_be_visible()
    for _ in range(10):
        if option.get_attribute("aria-selected") == "true":
            break
        box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/id/**")
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_fact_shows_its_source_at_one_click(visit: Visit, scripts: bool) -> None:
    page = visit(CLUSTER, scripts=scripts)
    fact = page.locator("tr", has=page.get_by_text("95 members")).first
    fact.locator("summary").click()
    source = fact.locator("details.said")
    expect(source.get_by_role("link").first).to_be_visible()
    expect(source).to_contain_text("2018")
    source.locator("a.passage").first.click()
    expect(page).to_have_url(re.compile("/id/passage/"))


def test_a_query_is_run_shared_and_taken_away(visit: Visit, tmp_path: Path) -> None:
    page = visit("/sparql")
    _write(page, COUNT)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="7 rows")).to_be_visible()
    expect(page.locator(".result table tbody tr")).to_have_count(7)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    file = tmp_path / "result.csv"
    download.value.save_as(file)
    with file.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 7
    shared = page.url
    again = visit(shared.removeprefix(_root(page)), scripts=False)
    expect(again.locator(".result table tbody tr")).to_have_count(7)
    expect(again.locator("#query")).to_have_value(re.compile(re.escape(COUNT)))


def test_a_query_that_is_cancelled_is_worked_on_no_longer(visit: Visit) -> None:
    page = visit("/sparql")
    left = _left(page)
    _write(page, ENDLESS)
    page.get_by_role("button", name="Run", exact=True).click()
    cancel = page.get_by_role("button", name="Cancel")
    expect(page.locator(".editor-clock")).to_contain_text(re.compile("[1-9]"), timeout=15_000)
    cancel.click()
    expect(page.get_by_role("status").filter(has_text="Cancelled")).to_be_visible()
    for _ in range(100):
        if _left(page) > left:
            break
        page.wait_for_timeout(50)
    assert _left(page) == left + 1


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?s WHERE { ?s ?p }", re.compile("line|column", re.IGNORECASE)),
        ("SELECT ?s WHERE { ?s nowhere:p ?o }", re.compile("nowhere")),
        (
            "SELECT (SUM(?a) AS ?all) WHERE { GRAPH ?g { ?f ca:amount ?a } }",
            re.compile("DISTINCT"),
        ),
    ],
    ids=["syntax", "prefix", "double-counting"],
)
def test_the_editor_says_what_is_wrong_while_one_types(
    visit: Visit, query: str, said: re.Pattern[str]
) -> None:
    page = visit("/sparql")
    _write(page, query)
    expect(page.locator("#editor-remarks")).to_contain_text(said)


def test_the_editor_completes_from_what_is_in_the_atlas(visit: Visit) -> None:
    page = visit("/sparql")
    _write(page, "SELECT * WHERE { ?s a ca:Clus")
    page.keyboard.press("Control+Space")
    offered = page.locator(".cm-tooltip-autocomplete li").filter(has_text="ca:Cluster").first
    expect(offered).to_be_visible()


def test_the_language_is_switched_and_kept(visit: Visit) -> None:
    page = visit(CLUSTER)
    page.get_by_role("link", name="Polski").click()
    expect(page.locator("html")).to_have_attribute("lang", "pl")
    expect(page).to_have_url(re.compile(f"/pl{CLUSTER}$"))
    page.locator("main").get_by_role("link", name="Genopole", exact=True).first.click()
    expect(page.locator("html")).to_have_attribute("lang", "pl")


def test_the_theme_is_switched_and_kept(visit: Visit) -> None:
    page = visit("/")
    before = _ground(page)
    page.locator("header button").first.click()
    after = _ground(page)
    assert after != before
    page.goto(f"{_root(page)}/sources")
    assert _ground(page) == after


@pytest.mark.parametrize("path", ["/map", f"/network?about={ABOUT}"], ids=["map", "network"])
def test_a_picture_is_zoomed_by_its_buttons_and_by_keys(visit: Visit, path: str) -> None:
    page = visit(path)
    picture = page.locator("main svg").filter(has=page.locator("a")).first
    before = _shown(picture)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(500)
    nearer = _shown(picture)
    assert nearer != before
    page.locator(".picture-view").first.focus()
    page.keyboard.press("-")
    page.wait_for_timeout(500)
    assert _shown(picture) != nearer


@pytest.mark.parametrize("suffix", ["SVG", "PNG", "CSV"])
def test_a_picture_can_be_taken_away(visit: Visit, suffix: str, tmp_path: Path) -> None:
    page = visit(f"/network?about={ABOUT}")
    with page.expect_download() as download:
        page.get_by_role("link", name=suffix, exact=True).first.click()
    file = tmp_path / "picture"
    download.value.save_as(file)
    beginning = {"SVG": b"<svg", "PNG": b"\x89PNG", "CSV": b"From"}[suffix]
    assert beginning in file.read_bytes()[:400]


def test_the_query_of_a_picture_gives_what_the_picture_shows(visit: Visit) -> None:
    page = visit(f"/network?about={ABOUT}")
    page.locator("details", has_text="query").last.locator("summary").click()
    page.locator("details", has_text="query").last.get_by_role("link").click()
    expect(page).to_have_url(re.compile("/sparql"))
    expect(page.locator(".result table tbody tr").first).to_be_visible()


def test_a_node_of_the_network_leads_to_its_page(visit: Visit) -> None:
    page = visit(f"/network?about={ABOUT}")
    page.locator('main svg a[href$="/organisation/genopole"]').first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Genopole")


def test_a_saved_query_is_run_with_a_thing_picked_by_its_name(visit: Visit) -> None:
    page = visit("/queries/project-partners")
    field = page.locator("main").get_by_role("combobox").first
    field.fill("")
    field.press_sequentially("bio-regions in europe")
    page.get_by_role("option").filter(has_text="capacity building").first.click()
    page.get_by_role("button", name=re.compile("Run|Show")).first.click()
    expect(page.locator("main table tbody tr").first).to_be_visible()
    expect(page.locator("main table")).to_contain_text("Midlothian Council")


def test_everything_on_a_page_is_reached_by_the_tabulator(visit: Visit) -> None:
    page = visit(CLUSTER, Look(PHONE))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#content")
    reached = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML"))
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, summary')]"
        ".filter(e => e.checkVisibility() && !e.disabled && e.type !== 'hidden')"
        ".map(e => e.outerHTML)"
    )
    assert set(wanted) <= reached


def _write(page: Page, query: str) -> None:
    """Replace the query in the editor."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(query)


def _root(page: Page) -> str:
    return re.match(r"https?://[^/]+", page.url)[0]  # type: ignore[index]


def _left(page: Page) -> int:
    """The requests whose clients left before their answer, as the server counts them."""
    metrics = httpx.get(f"{_root(page)}/metrics").text
    pattern = r'clusteratlas_requests_total\{[^}]*outcome="client-gone"\} ([0-9.]+)'
    return sum(int(float(count)) for count in re.findall(pattern, metrics))


def _ground(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def _shown(picture: Locator) -> str:
    """What of the picture is in view: its own window, and the shifts of what is in it."""
    window: str = picture.evaluate("svg => svg.getAttribute('viewBox')")
    shifts = picture.locator("g[transform]").evaluate_all(
        "groups => groups.map(group => group.getAttribute('transform'))"
    )
    return ", ".join([window, *shifts])
