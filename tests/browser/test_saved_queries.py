"""Saved queries are filled in by names, with scripts and without."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from .conftest import Visit

pytestmark = pytest.mark.xdist_group("browser")

COUNTS = "/queries/cluster-member-counts"


def asked(page: Page, name: str) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get(name, [])


def run(page: Page) -> None:
    page.get_by_role("button", name="Run the query").click()
    page.wait_for_url("**limit=100**")


def test_a_thing_is_picked_by_its_name(visit: Visit) -> None:
    page = visit(COUNTS)
    box = page.get_by_role("combobox", name="The cluster")
    box.fill("lifesciense")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("Klaster LifeScience Krakow")
    run(page)
    assert asked(page, "cluster") == [
        "https://w3id.org/clusteratlas/id/cluster/klaster-lifescience-krakow"
    ]
    assert page.locator("#result tbody tr").count() > 1


def test_what_was_picked_gives_way_to_what_is_typed(visit: Visit) -> None:
    page = visit(f"{COUNTS}?cluster=klaster-lifescience-krakow")
    box = page.get_by_role("combobox", name="The cluster")
    expect(box).to_have_value("Klaster LifeScience Krakow")
    box.fill("medsilesia")
    box.press("Enter")
    page.wait_for_url("**limit=100**")
    assert asked(page, "cluster") == ["medsilesia"]


def test_several_things_are_added_by_their_names(visit: Visit) -> None:
    page = visit("/queries/partner-countries")
    box = page.get_by_role("combobox", name="Add by name")
    box.fill("ecri")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("")
    run(page)
    lines = asked(page, "project")[0].split()
    assert lines[-1] == "https://w3id.org/clusteratlas/id/project/ecri"
    assert len(lines) == 2


def test_without_scripts_a_name_brings_choices(visit: Visit) -> None:
    page = visit(COUNTS, scripts=False)
    page.get_by_label("The cluster").fill("lifescienc")
    run(page)
    expect(page.get_by_role("alert")).to_contain_text("none is called “lifescienc”")
    page.get_by_role("link", name="Klaster LifeScience Krakow").click()
    expect(page.locator("#result tbody tr").first).to_be_visible()
    assert asked(page, "cluster") == ["cluster:klaster-lifescience-krakow"]
