"""The page on which the gateway itself tells a browser of a problem.

It is made without the application, which may be what has failed: in the reader's language, with the
styles of all pages.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from clusteratlas.languages import ENGLISH, LANGUAGES
from clusteratlas.web.texts import TEXTS

if TYPE_CHECKING:
    from clusteratlas.gateway.request import Request
    from clusteratlas.web.problems import Problem

_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{heading} · Cluster Atlas</title>
<link rel="stylesheet" href="/static/atlas.css">
</head>
<body>
<header class="site-header"><a class="brand" href="/{lang}/">Cluster Atlas</a></header>
<main class="page">
<p class="kicker">{status}</p>
<h1>{heading}</h1>
<p class="lead">{advice}</p>
<div class="banner error" lang="en"><p><strong>{detail}</strong></p>{hint}</div>
<p><a href="/{lang}/">{home}</a></p>
</main>
</body>
</html>
"""

_TEXTS = {
    413: ("error_large", "error_large_next"),
    429: ("error_busy", "error_busy_next"),
    500: ("error_failed", "error_failed_next"),
    503: ("error_busy", "error_busy_next"),
}
_ANY = ("error", "error_next")


def problem_page(request: Request, problem: Problem) -> str:
    """The page about `problem`."""
    language = _language(request)
    texts = TEXTS[language]
    heading, advice = (texts[key] for key in _TEXTS.get(problem.status, _ANY))
    return _PAGE.format(
        lang=language,
        status=problem.status,
        heading=escape(heading),
        advice=escape(advice),
        detail=escape(problem.detail),
        hint=f"<p>{escape(problem.hint)}</p>" if problem.hint else "",
        home=escape(texts["to_home"]),
    )


def _language(request: Request) -> str:
    """That of the address, else the first that the browser names, else English."""
    in_path = request.path.removeprefix("/").partition("/")[0]
    accepted = request.headers.get(b"accept-language", b"").decode("latin-1")
    liked_best = accepted.partition(",")[0].partition(";")[0].partition("-")[0].strip().lower()
    return next((one for one in (in_path, liked_best) if one in LANGUAGES), ENGLISH)
