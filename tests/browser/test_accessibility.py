"""axe-core finds nothing on any kind of page (WCAG 2.2 AA), and every page fits its window.

Each page is looked at in each look; pictures of all go into the folder that SCREENSHOTS names.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from clusteratlas import assets

from .pages import LOOKS, PAGES, Look

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Visit

pytestmark = pytest.mark.xdist_group("browser")

_AXE = assets.assets_root() / "server/clusteratlas/web/client/node_modules/axe-core/axe.min.js"
_RULES = {
    "tag": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # What else is the same in every look was looked at in the first.
    "rule": ["color-contrast", "target-size", "scrollable-region-focusable", "valid-lang"],
}
_RUN = "([type, values]) => axe.run(document, {runOnly: {type, values}})"
_WIDTH = "document.documentElement.scrollWidth"
_MOST_PIXELS = 6000


@pytest.mark.parametrize("look", LOOKS, ids=[look.name for look in LOOKS])
@pytest.mark.parametrize("kind", PAGES)
def test_nothing_is_in_the_way_of_a_reader(visit: Visit, kind: str, look: Look) -> None:
    page = visit(PAGES[kind], look)
    if folder := os.environ.get("SCREENSHOTS"):
        _take(page, Path(folder) / f"{kind}-{look.name}.png")
    assert page.locator("html").get_attribute("lang") == look.language
    assert page.locator("h1").count() == 1
    assert page.evaluate(_WIDTH) <= look.width
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    what = "tag" if look is LOOKS[0] else "rule"
    assert _faults(page.evaluate(_RUN, [what, _RULES[what]])) == []


def _take(page: Page, file: Path) -> None:
    height = page.evaluate("document.documentElement.scrollHeight")
    width = page.viewport_size["width"] if page.viewport_size else 0
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, _MOST_PIXELS)}
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, full_page=True, clip=clip)


def _faults(result: dict[str, Any]) -> list[str]:
    return [
        f"{fault['id']} ({fault['impact']}): {node['html'][:160]} — {node['failureSummary']}"
        for fault in result["violations"]
        for node in fault["nodes"][:5]
    ]
