"""A real browser on a served atlas.

Whatever a test does, its pages may ask no other host, and the Content-Security-Policy may have
nothing to complain of: `visit` looks when the test is over.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from .pages import PHONE, Look

if TYPE_CHECKING:
    from tests.conftest import Serve

_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_INDEX_SECONDS = 60
_OWN_SCHEMES = ("data", "blob", "about")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, as the machine has it. Skips where there is none; where CI has none, fails."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        missing = "there is no Chromium on the path (Debian: apt install chromium)"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=[*_OPTIONS])
        yield started
        started.close()


@pytest.fixture(scope="module")
def site(atlas_store: Path, serve: Serve) -> Iterator[str]:
    """The address of a served atlas of the five sources, without a slash at its end."""
    with serve(atlas_store) as server:
        address = server.address.rstrip("/")
        _wait_for_names(address)
        yield address


def _wait_for_names(address: str) -> None:
    """The index of names is made beside the server, after its start."""
    deadline = monotonic() + _INDEX_SECONDS
    while not httpx.get(f"{address}/suggest?q=genopole").json():
        assert monotonic() < deadline, "no index of names was made"
        sleep(0.2)


@dataclass
class Watched:
    """What a browser did that it should not have done."""

    host: str
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Take note of the page's requests, errors and messages."""
        page.on("request", lambda request: self._see(request.url))
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("console", lambda said: self._hear(said.type, said.text))

    def _see(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in _OWN_SCHEMES and parts.netloc != self.host:
            self.complaints.append(f"asked another host: {address}")

    def _hear(self, kind: str, text: str) -> None:
        # That a page was answered with 404 is no fault of the page.
        if kind == "error" and "Failed to load resource" not in text:
            self.complaints.append(f"console: {text}")


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Opens a path of the site in a page: `visit("/search", Look(…))`."""
    watched = Watched(urlsplit(site).netloc)
    contexts = []

    def opened(path: str, look: Look = Look(), *, scripts: bool = True) -> Page:  # noqa: B008
        context = browser.new_context(
            viewport={"width": look.width, "height": look.height},
            color_scheme="dark" if look.is_dark else "light",
            locale=look.language,
            java_script_enabled=scripts,
            is_mobile=look.width == PHONE,
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        page = context.new_page()
        watched.watch(page)
        page.goto(f"{site}{path}", wait_until="load")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert watched.complaints == []
