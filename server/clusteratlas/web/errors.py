"""Errors become HTTP statuses, in one table, and answers: problem details or a page.

RFC 9457 `application/problem+json`; HTML for a browser. An error that nobody foresaw is logged
whole and answered without a word of what is inside.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from http import HTTPStatus

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from clusteratlas import errors
from clusteratlas.web.pages import render_page, wants_html

PROBLEM_JSON = "application/problem+json"

# The first class that fits decides.
_STATUSES: tuple[tuple[type[errors.ClusterAtlasError], HTTPStatus], ...] = (
    (errors.QuerySyntaxError, HTTPStatus.BAD_REQUEST),
    (errors.QueryTooLong, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (errors.ForbiddenQuery, HTTPStatus.FORBIDDEN),
    (errors.QueryEvaluationError, HTTPStatus.INTERNAL_SERVER_ERROR),
    (errors.QueryError, HTTPStatus.BAD_REQUEST),
    (errors.UnknownQuery, HTTPStatus.NOT_FOUND),
    (errors.ParameterError, HTTPStatus.BAD_REQUEST),
    (errors.NotAcceptable, HTTPStatus.NOT_ACCEPTABLE),
    (errors.MethodNotAllowed, HTTPStatus.METHOD_NOT_ALLOWED),
    (errors.PayloadTooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (errors.UnsupportedMediaType, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    (errors.ProtocolError, HTTPStatus.BAD_REQUEST),
    (errors.StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
)


@dataclass(frozen=True)
class Problem:
    """Problem details (RFC 9457 §3.1); `line` and `column` are 0 where there are none."""

    status: int
    title: str
    detail: str
    hint: str = ""
    line: int = 0
    column: int = 0

    def as_json(self) -> str:
        """The members that are there, as JSON."""
        members = {name: value for name, value in asdict(self).items() if value}
        return json.dumps({"type": "about:blank", **members}, ensure_ascii=False)


def problem_of(error: Exception) -> Problem:
    """The problem that a client is told of when `error` was raised."""
    for kind, status in _STATUSES:
        if isinstance(error, kind):
            return Problem(
                status=status.value,
                title=status.phrase,
                detail=error.message,
                hint=error.hint,
                line=getattr(error, "line", None) or 0,
                column=getattr(error, "column", None) or 0,
            )
    if isinstance(error, HTTPException) and error.code is not None:
        return Problem(error.code, error.name, error.description or error.name)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return Problem(
        status.value,
        status.phrase,
        "The service failed on this request; the log of its operator says why.",
    )


def problem_response(problem: Problem) -> Response:
    """The problem as a page for a browser, else as JSON."""
    if wants_html():
        response = render_page("error.html", problem=problem)
    else:
        response = Response(problem.as_json(), content_type=PROBLEM_JSON)
    response.status_code = problem.status
    return response


def install(app: Flask) -> None:
    """Answer every error of `app` by the table above."""

    def answer(error: Exception) -> Response:
        problem = problem_of(error)
        if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            logging.getLogger(__name__).error(
                "%s %s failed", request.method, request.path, exc_info=error
            )
        response = problem_response(problem)
        if isinstance(error, HTTPException):
            for name, value in error.get_headers():
                if name not in ("Content-Type", "Content-Length"):
                    response.headers[name] = value
        return response

    app.register_error_handler(Exception, answer)
