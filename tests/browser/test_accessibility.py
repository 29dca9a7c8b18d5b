"""axe-core finds nothing on any kind of page (WCAG 2.2 AA), and every page fits its window.

Each page is shown as each look of it is; the pictures go into the folder that SCREENSHOTS names.
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
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})"
_WIDTH = "document.documentElement.scrollWidth"
_MOST_PIXELS = 6000


@pytest.fixture(scope="module")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for pictures of the pages."""
    named = os.environ.get("SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("look", LOOKS, ids=[look.name for look in LOOKS])
@pytest.mark.parametrize("kind", PAGES)
def test_nothing_is_in_the_way_of_a_reader(
    visit: Visit, screenshots: Path, kind: str, look: Look
) -> None:
    page = visit(PAGES[kind], look)
    _take(page, screenshots / f"{kind}-{look.name}.png")
    assert page.locator("html").get_attribute("lang") == look.language
    assert page.locator("h1").count() == 1
    assert page.evaluate(_WIDTH) <= look.width
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    assert _faults(page.evaluate(_RUN, _RULES)) == []


def _take(page: Page, file: Path) -> None:
    height = page.evaluate("document.documentElement.scrollHeight")
    width = page.viewport_size["width"] if page.viewport_size else 0
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, _MOST_PIXELS)}
    page.screenshot(path=file, full_page=True, clip=clip)


def _faults(result: dict[str, Any]) -> list[str]:
    return [
        f"{fault['id']} ({fault['impact']}): {node['html'][:160]} — {node['failureSummary']}"
        for fault in result["violations"]
        for node in fault["nodes"][:5]
    ]
