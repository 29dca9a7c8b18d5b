"""Errors become HTTP statuses, in one table, and problem details (RFC 9457)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from clusteratlas import errors

if TYPE_CHECKING:
    from collections.abc import Mapping

PROBLEM_JSON = "application/problem+json"

# The first class that fits decides.
_STATUSES: tuple[tuple[type[errors.ClusterAtlasError], HTTPStatus], ...] = (
    (errors.QuerySyntaxError, HTTPStatus.BAD_REQUEST),
    (errors.QueryTooLong, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (errors.ForbiddenQuery, HTTPStatus.FORBIDDEN),
    (errors.QueryEvaluationError, HTTPStatus.INTERNAL_SERVER_ERROR),
    (errors.Interrupted, HTTPStatus.SERVICE_UNAVAILABLE),
    (errors.QueryError, HTTPStatus.BAD_REQUEST),
    (errors.RdfSyntaxError, HTTPStatus.BAD_REQUEST),
    (errors.DataError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (errors.UnknownQuery, HTTPStatus.NOT_FOUND),
    (errors.UnknownGraph, HTTPStatus.NOT_FOUND),
    (errors.GoneThing, HTTPStatus.GONE),
    (errors.UnknownThing, HTTPStatus.NOT_FOUND),
    (errors.GraphExists, HTTPStatus.CONFLICT),
    (errors.ParameterError, HTTPStatus.BAD_REQUEST),
    (errors.NotAcceptable, HTTPStatus.NOT_ACCEPTABLE),
    (errors.MethodNotAllowed, HTTPStatus.METHOD_NOT_ALLOWED),
    (errors.PayloadTooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (errors.UnsupportedMediaType, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    (errors.ProtocolError, HTTPStatus.BAD_REQUEST),
    (errors.Unauthenticated, HTTPStatus.UNAUTHORIZED),
    (errors.AccessDenied, HTTPStatus.FORBIDDEN),
    (errors.Overloaded, HTTPStatus.TOO_MANY_REQUESTS),
    (errors.UnknownVersion, HTTPStatus.NOT_FOUND),
    (errors.StoreReadOnly, HTTPStatus.FORBIDDEN),
    (errors.NothingToUndo, HTTPStatus.CONFLICT),
    (errors.StoreFull, HTTPStatus.INSUFFICIENT_STORAGE),
    (errors.StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
)


@dataclass(frozen=True)
class Problem:
    """Problem details (RFC 9457 §3.1); `line` and `column` are 0 where there are none.

    `headers` go with the answer and are no part of its body.
    """

    status: int
    title: str
    detail: str
    hint: str = ""
    line: int = 0
    column: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)

    def members(self) -> dict[str, Any]:
        """The members that are there."""
        found = {name: value for name, value in asdict(self).items() if value and name != "headers"}
        return {"type": "about:blank", **found}

    def as_json(self) -> str:
        """The members as JSON."""
        return json.dumps(self.members(), ensure_ascii=False)


INTERNAL = Problem(
    HTTPStatus.INTERNAL_SERVER_ERROR.value,
    HTTPStatus.INTERNAL_SERVER_ERROR.phrase,
    "The service failed on this request; the log of its operator says why.",
)
"""What a client is told of an error that nobody foresaw: nothing of what is inside."""


UNUSABLE = Problem(
    HTTPStatus.SERVICE_UNAVAILABLE.value,
    HTTPStatus.SERVICE_UNAVAILABLE.phrase,
    "The store cannot be used at the moment; the log of the service's operator says why.",
    hint="Try again in a while.",
    headers={"Retry-After": "5"},
)
"""What a client is told of a store that is missing, damaged or in use: not where it is."""


def problem_of(error: Exception) -> Problem:
    """The problem that a client is told of when `error` was raised."""
    if type(error) in (errors.StoreError, errors.StoreNotFound, errors.StoreLocked):
        return UNUSABLE
    for kind, status in _STATUSES:
        if isinstance(error, kind):
            return Problem(
                status=status.value,
                title=status.phrase,
                detail=error.message,
                hint=error.hint,
                line=getattr(error, "line", None) or 0,
                column=getattr(error, "column", None) or 0,
                headers=_headers(error),
            )
    return INTERNAL


def _headers(error: errors.ClusterAtlasError) -> Mapping[str, str]:
    match error:
        case errors.Overloaded():
            return {"Retry-After": str(error.retry_after)}
        case errors.Unauthenticated():
            return {"WWW-Authenticate": 'Bearer realm="Cluster Atlas"'}
    return {}
