"""`/search`, `/suggest` and `/opensearch.xml`: finding things by their names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, Response, render_template, request

from clusteratlas.engine.protocol import Engine
from clusteratlas.errors import NotAcceptable, ParameterError, SearchNotReady
from clusteratlas.search.kinds import kinds_named
from clusteratlas.search.opened import Opened
from clusteratlas.web.address import address
from clusteratlas.web.context import atlas
from clusteratlas.web.errors import problem_response
from clusteratlas.web.found_things import Found, list_found
from clusteratlas.web.pages import page_language, render_page
from clusteratlas.web.problems import problem_of
from clusteratlas.web.search_page import lag_of, make_page, result_json, still_there
from clusteratlas.web.search_request import read_search
from clusteratlas.web.texts import TEXTS
from clusteratlas.web.versions import lend_engine

blueprint = Blueprint("searching", __name__)

_HTML, _JSON = "text/html", "application/json"
_SUGGESTIONS = "application/x-suggestions+json"
_DESCRIPTION = "application/opensearchdescription+xml"
_MOST_SUGGESTIONS = 50
_SUGGESTED = 10
_RETRY_SECONDS = "5"


@blueprint.get("/search")
def search() -> Response:
    """Things by name and by facet: a page, or JSON by `format=json` or the Accept header."""
    asked = read_search(request.args)
    media_type = _wanted()
    language = page_language()
    with _lend_index() as (engine, opened):
        lag = lag_of(opened.version, engine.version)
        page = make_page(opened.searcher, engine, asked, language, lag)
    if media_type == _JSON:
        return _dated(_json(page.as_json(), _JSON), is_lasting=not lag)
    return _dated(render_page("search.html", page=page), is_lasting=not lag)


@blueprint.get("/suggest")
def suggest() -> Response:
    """Suggestions while someone types: `q`, `kind` (any number), `lang`, `limit`.

    JSON of our own, or with `format=opensearch` that of browsers (OpenSearch Suggestions 1.1).
    """
    text = request.args.get("q", "")
    is_for_browsers = request.args.get("format") == "opensearch"
    with _lend_index() as (engine, opened):
        kinds = kinds_named([kind for kind in request.args.getlist("kind") if kind])
        found = _suggestions(engine, opened, text, kinds, _limit())
        is_lasting = opened.version == engine.version
    if is_for_browsers:
        body: Any = [
            text,
            [each.label for each in found],
            [each.summary for each in found],
            [address(each.href) for each in found],
        ]
        return _dated(_json(body, _SUGGESTIONS), is_lasting=is_lasting)
    return _dated(_json([result_json(each) for each in found], _JSON), is_lasting=is_lasting)


@blueprint.get("/opensearch.xml")
def description() -> Response:
    """What browsers need to search here (OpenSearch 1.1)."""
    language = page_language()
    body = render_template(
        "opensearch.xml",
        t=TEXTS[language],
        lang=language,
        search=address(f"/{language}/search"),
        suggest=address(f"/{language}/suggest"),
    )
    return _dated(Response(body, content_type=f"{_DESCRIPTION}; charset=utf-8"), is_lasting=True)


@blueprint.errorhandler(SearchNotReady)
def not_ready(error: SearchNotReady) -> Response:
    """Say that there is no index yet, without a line in the log for each who asks meanwhile."""
    response = problem_response(problem_of(error))
    response.headers["Retry-After"] = _RETRY_SECONDS
    response.headers["Cache-Control"] = "no-store"
    return response


def find_by_name(text: str, kinds: Sequence[str] = (), limit: int = _SUGGESTED) -> list[Found]:
    """The things of the version that is asked, whose names are like `text`, the likeliest first.

    `kinds` are names of `search.kinds`, none for all. Raises ParameterError, SearchNotReady.
    """
    with _lend_index() as (engine, opened):
        return _suggestions(engine, opened, text, kinds_named(kinds), limit)


def _suggestions(
    engine: Engine, opened: Opened, text: str, kinds: Sequence[str], limit: int
) -> list[Found]:
    hits = opened.searcher.suggest(text, kinds, limit)
    if opened.version != engine.version:
        hits = still_there(engine, hits)
    return list_found(opened.searcher, hits, page_language())


@contextmanager
def _lend_index() -> Iterator[tuple[Engine, Opened]]:
    """The engine for this request, and the index that fits it best. Raises SearchNotReady."""
    with lend_engine() as engine:
        indexes = atlas().indexes
        if indexes is None:
            raise SearchNotReady("This service has no search index.")
        yield engine, indexes.best_for(engine.version)


def _wanted() -> str:
    named = request.args.get("format", "")
    if named in ("json", "html"):
        return _JSON if named == "json" else _HTML
    if named:
        raise ParameterError(f"“format” is “{named}”; it is json or html.")
    if not request.accept_mimetypes:
        return _HTML
    best = request.accept_mimetypes.best_match((_HTML, _JSON))
    if best is None:
        raise NotAcceptable(f"Results come as {_HTML} or {_JSON}.")
    return best


def _limit() -> int:
    limit = request.args.get("limit", "") or str(_SUGGESTED)
    if limit.isascii() and limit.isdigit() and 1 <= int(limit) <= _MOST_SUGGESTIONS:
        return int(limit)
    raise ParameterError(f"“limit” is “{limit}”; it is from 1 to {_MOST_SUGGESTIONS}.")


def _json(body: object, media_type: str) -> Response:
    response = Response(json.dumps(body, ensure_ascii=False), content_type=media_type)
    response.vary.update(("Accept", "Accept-Language"))
    return response


def _dated(response: Response, *, is_lasting: bool) -> Response:
    """With an ETag; what comes from an index that is behind is not kept anywhere."""
    if not is_lasting:
        response.headers["Cache-Control"] = "no-store"
        return response
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response
