"""What all pages share: the reader's language, the texts, the frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, g, render_template, request

from clusteratlas.languages import ENGLISH, LANGUAGES, POLISH, pick
from clusteratlas.web.address import href, is_own
from clusteratlas.web.localised import asked_language, root_path
from clusteratlas.web.texts import TEXTS

_OTHER = {ENGLISH: POLISH, POLISH: ENGLISH}


def page_language() -> str:
    """The language of the page: the address's, else what the browser prefers, else English."""
    return asked_language(request) or request.accept_languages.best_match(
        LANGUAGES, default=ENGLISH
    )


def wants_html() -> bool:
    """Whether the client is a browser: HTML is named in Accept, and no type is liked better."""
    accepted = request.accept_mimetypes
    named = [quality for media_type, quality in accepted if media_type == "text/html"]
    return bool(named) and named[0] > 0 and named[0] >= max(quality for _, quality in accepted)


def name_version(version: str) -> None:
    """Let the answer to this request say that it comes from `version`."""
    g.version = version


def named_version() -> str:
    """The version that this request's answer comes from; '' when it comes from none."""
    return str(g.get("version", ""))


def render_page(template: str, **values: Any) -> Response:
    """The page made of `template` in the reader's language."""
    language = page_language()
    other = _OTHER[language]
    html = render_template(
        template,
        lang=language,
        t=TEXTS[language],
        other_lang=other,
        other_language_url=_in_language(other),
        version=named_version(),
        **values,
    )
    response = Response(html, content_type="text/html; charset=utf-8")
    response.headers["Content-Language"] = language
    response.vary.update(("Accept", "Accept-Language"))
    return response


def install(app: Flask) -> None:
    """Give `app`'s templates the filters that the pages use."""
    app.add_template_filter(_in_reader_language, "in_language")
    app.add_template_filter(_grouped, "number")
    app.add_template_filter(href, "href")
    app.add_template_filter(is_own, "is_local")


def _in_language(language: str) -> str:
    """This page's address in another language."""
    arguments = request.args.copy()
    arguments.poplist("lang")
    pairs = urlencode(list(arguments.items(multi=True)))
    path = quote(f"{root_path(request)}/{language}{request.path}")
    return f"{path}?{pairs}" if pairs else path


def _in_reader_language(texts: Mapping[str, str]) -> str:
    return pick(texts, page_language())


def _grouped(number: int) -> str:
    """Digits in groups of three, with a space that does not break: right in both languages."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
