"""HTTP/1.1 by uvicorn and httptools, with the bounds that an open service needs.

uvicorn bounds neither the head of a request nor the time in which it comes, nor that in which its
answer is read, and gives an application no way to break a connection off; this adds all of them,
and says in problem details what it refuses.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from clusteratlas.gateway.request import ABORT, IS_GONE
from clusteratlas.web.problems import PROBLEM_JSON, Problem

LONGEST_ADDRESS: Final = 32 * 1024
LONGEST_HEAD: Final = 64 * 1024
"""Bytes. A saved query with its values takes up to 10,000 in an address."""
MOST_HEADERS: Final = 100
HEAD_SECONDS: Final = 10.0
"""How long the head of a request may take from its first byte, or a new connection be silent."""
LINGER_SECONDS: Final = 5.0
"""How long the rest of a body may take whose request is answered already."""
STALL_SECONDS: Final = 30.0
"""How often a client that reads slower than it is answered is looked at."""
LEAST_READ: Final = 32 * 1024
"""Bytes that such a client has to take meanwhile."""

_BAD_REQUEST = Problem(
    HTTPStatus.BAD_REQUEST.value,
    HTTPStatus.BAD_REQUEST.phrase,
    "This is not an HTTP/1.1 request.",
    hint="RFC 9112 says what one looks like; is an address or a header malformed?",
)
_LONG_ADDRESS = Problem(
    HTTPStatus.REQUEST_URI_TOO_LONG.value,
    "URI Too Long",
    f"The address has more than {LONGEST_ADDRESS} bytes.",
    hint="Send the query by POST.",
)
_LARGE_HEAD = Problem(
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.value,
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.phrase,
    "A header of the request is too long, or there are too many.",
    hint="Send fewer and shorter headers.",
)
_HOSTS = Problem(
    HTTPStatus.BAD_REQUEST.value,
    HTTPStatus.BAD_REQUEST.phrase,
    "The request does not have exactly one Host header.",
    hint="RFC 9112 §3.2 wants one.",
)
_OTHER_VERSION = Problem(
    HTTPStatus.HTTP_VERSION_NOT_SUPPORTED.value,
    HTTPStatus.HTTP_VERSION_NOT_SUPPORTED.phrase,
    "HTTP/1.1 and HTTP/1.0 are spoken here.",
)
_SLOW_HEAD = Problem(
    HTTPStatus.REQUEST_TIMEOUT.value,
    HTTPStatus.REQUEST_TIMEOUT.phrase,
    f"The request did not come within {HEAD_SECONDS:g} seconds.",
)
_FULL = Problem(
    HTTPStatus.SERVICE_UNAVAILABLE.value,
    HTTPStatus.SERVICE_UNAVAILABLE.phrase,
    "More connections are open than this service takes.",
    hint="Close those that you do not use, and try again in a while.",
    headers={"Retry-After": "5"},
)


class RefusedRequest(Exception):
    """Raised through the parser when a head is beyond its bounds."""


class BoundedProtocol(HttpToolsProtocol):
    """One connection."""

    most_connections = 1000

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._refusal = _BAD_REQUEST
        self._head_bytes = 0
        self._in_head = True
        self._is_behind_message = False
        self._head_timer: asyncio.TimerHandle | None = None
        self._stall_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See asyncio.Protocol."""
        super().connection_made(cast("asyncio.Transport", transport))
        if len(self.connections) > self.most_connections:
            self._refuse(_FULL)
            return
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """See asyncio.Protocol."""
        self._head_is_there()
        self._no_longer_stalled()
        super().connection_lost(exc)

    def eof_received(self) -> None:
        """See asyncio.Protocol: the transport closes after this, once it could send the rest."""
        self._end_surely()

    def pause_writing(self) -> None:
        """See asyncio.Protocol."""
        super().pause_writing()
        self._await_reading()

    def resume_writing(self) -> None:
        """See asyncio.Protocol."""
        self._no_longer_stalled()
        super().resume_writing()

    def data_received(self, data: bytes) -> None:
        """See asyncio.Protocol."""
        if self.transport.is_closing():
            return
        if self._in_head and self._head_timer is None:
            self._await_head()
        self._is_behind_message = False
        super().data_received(data)
        if self._in_head and not self._is_behind_message and not self.transport.is_closing():
            # What the parser still holds of a header that did not end yet.
            self._head_bytes += len(data)
            if self._head_bytes > LONGEST_HEAD + LONGEST_ADDRESS:
                self._refuse(_LARGE_HEAD)

    def on_message_begin(self) -> None:
        """See httptools."""
        super().on_message_begin()
        self._in_head = True
        self._head_bytes = 0

    def on_url(self, url: bytes) -> None:
        """See httptools."""
        super().on_url(url)
        if len(self.url) > LONGEST_ADDRESS:
            self._stop(_LONG_ADDRESS)

    def on_header(self, name: bytes, value: bytes) -> None:
        """See httptools."""
        self._head_bytes += len(name) + len(value)
        if self._in_head:
            super().on_header(name, value)
        # What stands behind a chunked body is no header of a request that is dealt with already.
        if self._head_bytes > LONGEST_HEAD or len(self.headers) > MOST_HEADERS:
            self._stop(_LARGE_HEAD)

    def on_headers_complete(self) -> None:
        """See httptools."""
        self._in_head = False
        self._head_bytes = 0
        self._head_is_there()
        version = self.parser.get_http_version()
        if version not in ("1.0", "1.1"):
            self._stop(_OTHER_VERSION)
        if self.url.startswith(b"//"):
            # The parser would take the first part for a host, and who stands before us for a path.
            self._stop(_BAD_REQUEST)
        hosts = sum(name == b"host" for name, _ in self.headers)
        if hosts > 1 or (hosts == 0 and version == "1.1"):
            self._stop(_HOSTS)
        scope = cast("dict[str, Any]", self.scope)
        scope[ABORT] = self.transport.abort
        # Not by the cycle: of requests that were sent at once, uvicorn tells only the last.
        scope[IS_GONE] = self.transport.is_closing
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """See httptools."""
        self._in_head = True
        self._is_behind_message = True
        self._head_bytes = 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """What uvicorn calls when a request is answered."""
        if self.transport.is_closing():
            self._end_surely()
        elif not self._in_head and not self.pipeline:
            # Its body still comes, and nobody reads it: without an end that would hold the place.
            self.loop.call_later(LINGER_SECONDS, self._end_of_unread, self.cycle)
        super().on_response_complete()

    def timeout_keep_alive_handler(self) -> None:
        """What uvicorn calls when no next request came."""
        super().timeout_keep_alive_handler()
        self._end_surely()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words, not ours
        """What uvicorn calls when the parser gives up."""
        self._refuse(self._refusal)

    def _stop(self, problem: Problem) -> None:
        self._refusal = problem
        raise RefusedRequest

    def _refuse(self, problem: Problem) -> None:
        """Answer without the application, and close. In the middle of an answer, only close."""
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            body = problem.as_json().encode()
            extra = "".join(f"{name}: {value}\r\n" for name, value in problem.headers.items())
            head = (
                f"HTTP/1.1 {problem.status} {problem.title}\r\nConnection: close\r\n{extra}"
                f"Content-Type: {PROBLEM_JSON}\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            self.transport.write(head.encode("ascii") + body)
        self.transport.close()
        self._end_surely()

    def _end_surely(self) -> None:
        """End a connection that closes, also when its client never takes the rest."""
        self.loop.call_later(STALL_SECONDS, self.transport.abort)

    def _end_of_unread(self, cycle: object) -> None:
        if self.cycle is cycle and not self._in_head:
            self.transport.abort()

    def _await_reading(self) -> None:
        left = self.transport.get_write_buffer_size()
        self._stall_timer = self.loop.call_later(STALL_SECONDS, self._look_at_reading, left)

    def _look_at_reading(self, before: int) -> None:
        if self.transport.get_write_buffer_size() > before - LEAST_READ:
            self.transport.abort()
        else:
            self._await_reading()

    def _no_longer_stalled(self) -> None:
        if self._stall_timer is not None:
            self._stall_timer.cancel()
            self._stall_timer = None

    def _await_head(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_SECONDS, self._head_is_late)

    def _head_is_there(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _head_is_late(self) -> None:
        self._head_timer = None
        if self.cycle is not None and not self.cycle.response_complete:
            # First the answer to what came before.
            self._await_head()
        else:
            self._refuse(_SLOW_HEAD)
