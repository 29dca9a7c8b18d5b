"""What the gateway itself says: problems, JSON, plain text, and answers out of the cache."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from clusteratlas.gateway.cache import CachedAnswer, Headers
from clusteratlas.gateway.problem_page import problem_page
from clusteratlas.gateway.request import Request
from clusteratlas.web import headers
from clusteratlas.web.problems import PROBLEM_JSON, Problem

Send = Callable[[Any], Awaitable[None]]

VERSION = headers.VERSION.lower().encode()
"""The header that names the version, as ASGI has it."""

_POLICY = "default-src 'none'; style-src 'self'; font-src 'self'"
_NOT_MODIFIED = 304
_WITHOUT_BODY = frozenset({204, _NOT_MODIFIED})
_KEPT_WHEN_NOT_MODIFIED = frozenset(
    {
        b"etag",
        b"vary",
        b"cache-control",
        b"content-location",
        b"last-modified",
        VERSION,
        b"access-control-allow-origin",
    }
)


async def send_whole(
    send: Send, request: Request, status: int, headers: Headers, body: bytes
) -> None:
    """Send an answer whose body is all there.

    A worker leaves out what HEAD asks for; its length would be that of no answer (RFC 9110 §9.3.2).
    """
    if status not in _WITHOUT_BODY and (body or request.method != "HEAD"):
        headers = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if request.method == "HEAD" else body})


async def send_cached(send: Send, request: Request, answer: CachedAnswer) -> None:
    """Send an answer again, or that the client has it already (RFC 9110 §13.1.2, §13.1.3)."""
    if _is_known(request, answer):
        headers = [pair for pair in answer.headers if pair[0] in _KEPT_WHEN_NOT_MODIFIED]
        await send_whole(send, request, _NOT_MODIFIED, headers, b"")
    else:
        await send_whole(send, request, 200, answer.headers, answer.body)


def _is_known(request: Request, answer: CachedAnswer) -> bool:
    """Whether the client has the answer: by its tag or, where it names none, by its date."""
    wanted = request.headers.get(b"if-none-match")
    if wanted:
        return bool(answer.etag) and is_named(answer.etag, wanted)
    since = _date(request.headers.get(b"if-modified-since", b""))
    modified = _date(dict(answer.headers).get(b"last-modified", b""))
    return since is not None and modified is not None and modified <= since


def _date(value: bytes) -> datetime | None:
    """The moment that a header names (§5.6.7), None where it names none."""
    try:
        moment = parsedate_to_datetime(value.decode("latin-1"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def is_named(etag: bytes, wanted: bytes) -> bool:
    """Whether If-None-Match names the tag, compared weakly (§8.8.3.2)."""
    if wanted.strip() == b"*":
        return True
    return etag.removeprefix(b"W/") in [
        one.strip().removeprefix(b"W/") for one in wanted.split(b",")
    ]


async def send_problem(send: Send, request: Request, problem: Problem) -> None:
    """Send a problem: as a page to a browser, else as problem details (RFC 9457)."""
    headers = {name.lower(): value for name, value in problem.headers.items()}
    if request.wants_html:
        headers["content-type"] = "text/html; charset=utf-8"
        headers["content-security-policy"] = _POLICY
        body = problem_page(request, problem)
    else:
        headers["content-type"] = PROBLEM_JSON
        body = problem.as_json()
    if not request.is_write:
        headers["access-control-allow-origin"] = "*"
    headers["cache-control"] = "no-store"
    headers["x-content-type-options"] = "nosniff"
    await send_whole(send, request, problem.status, encoded(headers), body.encode())


async def send_json(send: Send, request: Request, status: int, content: object) -> None:
    """Send JSON about the service itself, which nobody is to keep."""
    headers = {"content-type": "application/json", "cache-control": "no-store"}
    body = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    await send_whole(send, request, status, encoded(headers), body.encode())


def encoded(headers: Mapping[str, str]) -> Headers:
    """Headers as ASGI wants them."""
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
