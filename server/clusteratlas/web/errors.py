"""Errors become answers: problem details, or a page for a browser.

An error that nobody foresaw is logged whole and answered without a word of what is inside.
"""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, default_exceptions

from clusteratlas.errors import ShapeViolation
from clusteratlas.web.pages import render_page, wants_html
from clusteratlas.web.problems import PROBLEM_JSON, Problem, problem_of
from clusteratlas.web.violations import violation_response

# What Flask says of every address alike: a page says it better, in the reader's language.
_SAID_ANYWAY = frozenset(kind.description for kind in default_exceptions.values())


def problem_response(problem: Problem) -> Response:
    """The problem as a page for a browser, else as JSON."""
    if wants_html():
        response = render_page(
            "error.html", problem=problem, is_told=problem.detail not in _SAID_ANYWAY
        )
    else:
        response = Response(problem.as_json(), content_type=PROBLEM_JSON)
    response.status_code = problem.status
    response.headers.update(problem.headers)
    return response


def install(app: Flask) -> None:
    """Answer every error of `app`."""

    def answer(error: Exception) -> Response:
        if isinstance(error, HTTPException) and error.code is not None:
            return _http_response(error)
        if isinstance(error, ShapeViolation) and not wants_html():
            return violation_response(error)
        problem = problem_of(error)
        if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            logging.getLogger(__name__).error(
                "%s %s failed", request.method, request.path, exc_info=error
            )
        return problem_response(problem)

    app.register_error_handler(Exception, answer)


def _http_response(error: HTTPException) -> Response:
    """What Flask itself refuses: an unknown route, a method that a route has not."""
    response = problem_response(
        Problem(error.code or 500, error.name, error.description or error.name)
    )
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response
