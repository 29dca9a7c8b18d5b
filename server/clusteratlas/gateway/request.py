"""A request as the gateway reads it: its line and headers, not yet its body."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus, unquote_to_bytes

from clusteratlas.errors import ProtocolError
from clusteratlas.gateway.cache import Key
from clusteratlas.gateway.encoding import choose_encoding
from clusteratlas.web.operations import is_write

ABORT = "clusteratlas.abort"
IS_GONE = "clusteratlas.is-gone"
"""Keys of the ASGI scope: functions that break the connection off, and that tell whether it is."""

FORM = b"application/x-www-form-urlencoded"

_TIMEOUT = re.compile(rb"(?:^|&)timeout=([^&]*)")


@dataclass(frozen=True)
class Request:
    """`headers` has the first value of each, of lists all values; `scope` is ASGI's."""

    method: str
    path: str
    query_string: bytes
    headers: dict[bytes, bytes]
    scope: Any

    @classmethod
    def of(cls, scope: Any) -> Request:
        """The request of an ASGI scope."""
        headers: dict[bytes, bytes] = {}
        for name, value in scope["headers"]:
            # WSGI could not tell `content_type` from `content-type`.
            if b"_" in name:
                continue
            if name in headers and name in _LISTS:
                headers[name] += b", " + value
            else:
                headers.setdefault(name, value)
        return cls(scope["method"], scope["path"], scope["query_string"], headers, scope)

    @property
    def is_write(self) -> bool:
        """Whether it changes the data."""
        return is_write(self.method, self.path)

    @property
    def client(self) -> str:
        """The address of the client."""
        client = self.scope["client"]
        return str(client[0]) if client else ""

    @property
    def is_gone(self) -> Callable[[], bool]:
        """Tells whether the client has left."""
        return self.scope.get(IS_GONE, lambda: False)  # type: ignore[no-any-return]

    @property
    def wants_html(self) -> bool:
        """Whether it comes from a browser that shows a page."""
        return b"text/html" in self.headers.get(b"accept", b"")

    @property
    def coding(self) -> str:
        """The content coding for the answer."""
        return choose_encoding(self.headers.get(b"accept-encoding", b""))

    def key(self, coding: str, body: bytes) -> Key:
        """What answers depend on, beside the version."""
        headers = self.headers
        return (
            "GET" if self.method == "HEAD" else self.method,
            self.path,
            self.query_string,
            body,
            headers.get(b"accept"),
            headers.get(b"accept-language"),
            headers.get(b"content-type"),
            # Pages and descriptions name the host that they were asked at.
            headers.get(b"host"),
            coding,
        )

    def timeout(self, highest: float, body: bytes) -> float:
        """Seconds for the answer: `?timeout=`, which may be lower than `highest`, never above.

        Raises ProtocolError for what is no number of seconds.
        """
        encoded = [self.query_string] if b"timeout=" in self.query_string else []
        if b"timeout=" in body and self.headers.get(b"content-type", b"").startswith(FORM):
            encoded.append(body)
        for text in encoded:
            for value in _TIMEOUT.findall(text):
                return min(highest, _seconds(unquote_plus(value.decode("latin-1"))))
        return highest

    def for_worker(self, actor: str, coding: str, body_file: str) -> dict[str, Any]:
        """The head of the message to a worker."""
        scope = self.scope
        return {
            "method": self.method,
            # As WSGI wants it: each byte a character. ASGI's path has lost what was no UTF-8.
            "path": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
            "query_string": self.query_string.decode("latin-1"),
            "headers": [
                (name.decode("latin-1"), value.decode("latin-1"))
                for name, value in self.headers.items()
                if name not in _NOT_FOR_WORKERS
            ],
            "server": scope["server"] or ("localhost", 80),
            "scheme": scope["scheme"],
            "client": self.client,
            "actor": actor,
            "encoding": coding,
            "body_file": body_file,
        }


# Several headers of these names mean one with all values (RFC 9110 §5.3).
_LISTS = frozenset({b"accept", b"accept-encoding", b"accept-language", b"if-none-match"})
# The gateway has dealt with these; a token is nobody else's business.
_NOT_FOR_WORKERS = frozenset(
    {
        b"authorization",
        b"accept-encoding",
        b"connection",
        b"content-length",
        b"cookie",
        b"expect",
        b"transfer-encoding",
    }
)


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ProtocolError(
            f"timeout is “{value[:40]}”, which is no number of seconds above 0.",
            hint="Say for example timeout=2.5, or leave it out.",
        )
    return seconds
