"""Queries that a worker answers without the application's routing.

What a program asks of `/sparql` by GET or POST, that is; descriptions and pages are the
application's. The answers are the same: both come from `web.query_operation`.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import IO, Any

from clusteratlas.gateway.output import HeaderPairs, Outgoing
from clusteratlas.web import headers
from clusteratlas.web.address import service_root
from clusteratlas.web.context import Atlas
from clusteratlas.web.operations import QUERY_PATH
from clusteratlas.web.problems import PROBLEM_JSON, problem_of
from clusteratlas.web.query_operation import QueryCall, answer_query

_ALWAYS: HeaderPairs = [*headers.EVERYWHERE.items(), *headers.READS.items()]


def query_call(head: dict[str, Any], body: bytes) -> QueryCall | None:
    """The call of a query; None for what the application answers."""
    if head["path"] != QUERY_PATH or head["body_file"] or head["method"] not in ("GET", "POST"):
        return None
    named = dict(head["headers"])
    accept = named.get("accept")
    if accept is not None and "text/html" in accept:
        return None
    query_string = head["query_string"]
    if head["method"] == "GET" and "query=" not in query_string:
        return None
    name, port = head["server"]
    root = service_root(head["scheme"], named.get("host", ""), (name, str(port)))
    return QueryCall(
        method=head["method"],
        url=f"{root}{QUERY_PATH}",
        query_string=query_string.encode("latin-1"),
        content_type=named.get("content-type"),
        body=body,
        accept=accept,
        if_none_match=named.get("if-none-match"),
    )


def answer(atlas: Atlas, call: QueryCall) -> Outgoing:
    """The answer to a query, or the problem with it."""
    try:
        found = answer_query(atlas, call)
    except Exception as error:  # noqa: BLE001 - as the application does with what it does not know
        return _problem(error)
    return Outgoing(
        found.status,
        [*found.headers.items(), *_ALWAYS, (headers.VERSION, found.version)],
        found.push or _nothing,
        _problem,
        found.close,
    )


def _problem(error: Exception) -> Outgoing:
    problem = problem_of(error)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logging.getLogger(__name__).error("a query failed", exc_info=error)
    body = problem.as_json().encode()
    return Outgoing(
        problem.status,
        [*problem.headers.items(), *_ALWAYS, ("Content-Type", PROBLEM_JSON)],
        lambda output: _write(output, body),
        _problem,
    )


def _write(output: IO[bytes], body: bytes) -> None:
    output.write(body)


def _nothing(_output: IO[bytes]) -> None:
    """Write no body."""
