"""The page on which the gateway itself tells of a problem."""

from __future__ import annotations

import pytest

from clusteratlas.gateway.problem_page import problem_page
from clusteratlas.gateway.request import Request
from clusteratlas.web.problems import Problem
from clusteratlas.web.texts import TEXTS


def request(path: str, accept_language: str) -> Request:
    headers = {b"accept-language": accept_language.encode()} if accept_language else {}
    return Request("GET", path, b"", headers, {})


LANGUAGES = [
    ("/", "", "en"),
    ("/", "pl-PL,pl;q=0.9,en;q=0.5", "pl"),
    ("/", "de", "en"),
    ("/pl/search", "en", "pl"),
    ("/en/search", "pl", "en"),
    ("*", "pl", "pl"),
]


@pytest.mark.parametrize(
    ("path", "accepted", "language"), LANGUAGES, ids=[f"{p} {a}" for p, a, _ in LANGUAGES]
)
def test_in_the_reader_s_language(path: str, accepted: str, language: str) -> None:
    page = problem_page(request(path, accepted), Problem(429, "Too Many Requests", "Full."))
    assert f'<html lang="{language}">' in page
    assert f"<h1>{TEXTS[language]['error_busy']}</h1>" in page


STATUSES = {429: "error_busy", 503: "error_busy", 500: "error_failed", 413: "error_large"}


@pytest.mark.parametrize("status", [*STATUSES, 418])
def test_what_to_do_depends_on_the_status(status: int) -> None:
    page = problem_page(request("/", ""), Problem(status, "?", "It <broke>.", hint="Wait & see."))
    assert TEXTS["en"][f"{STATUSES.get(status, 'error')}_next"] in page
    assert "It &lt;broke&gt;." in page
    assert "Wait &amp; see." in page
