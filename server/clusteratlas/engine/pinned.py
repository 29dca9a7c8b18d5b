"""One HTTP exchange with an address that was checked: no name is resolved here.

The name goes into the Host header and the TLS handshake only, so certificates are checked as ever.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address
from socket import AF_INET, AF_INET6, IPPROTO_TCP, SHUT_RDWR, SOCK_STREAM, TCP_NODELAY, socket
from threading import Timer
from time import monotonic

_BLOCK = 65536
_DEFAULT_PORTS = {"http": 80, "https": 443}


class CallFailedError(Exception):
    """The call came to nothing; the message says why, as the rest of a sentence."""


@dataclass(frozen=True)
class Target:
    """Where a call goes: the name for the headers, the addresses for the connection."""

    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[IPv4Address | IPv6Address, ...]

    @property
    def authority(self) -> str:
        """The value of the Host header (RFC 9110 §7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


@dataclass(frozen=True)
class Call:
    """What is sent: a GET, or a POST where there is a body."""

    accept: str
    body: bytes | None = None
    content_type: str = ""


@dataclass(frozen=True)
class Answer:
    """What came back. `location` is '' where there is no such header."""

    status: int
    content_type: str
    location: str
    body: bytes


def ask(target: Target, call: Call, deadline: float, max_bytes: int) -> Answer:
    """Send `call` to the first of the addresses that takes it. Raises CallFailedError.

    `deadline` is in seconds of the monotonic clock; past it the connection is ended, whatever the
    other side drips. An answer of more than `max_bytes` is not read.
    """
    connection = _PinnedConnection(target, deadline)
    headers = {
        "Host": target.authority,
        "Accept": call.accept,
        "Accept-Encoding": "identity",
        "User-Agent": "clusteratlas",
        "Connection": "close",
    }
    if call.content_type:
        headers["Content-Type"] = call.content_type
    with _ended_at(deadline, connection):
        try:
            connection.connect()
            connection.request(
                "GET" if call.body is None else "POST", target.path, call.body, headers
            )
            response = connection.getresponse()
            body = _body(response, max_bytes)
        except (OSError, HTTPException, ValueError) as error:
            late = monotonic() >= deadline or isinstance(error, TimeoutError)
            raise CallFailedError("it took too long" if late else f"it failed ({error})") from error
        if monotonic() >= deadline:
            raise CallFailedError("it took too long")
    return Answer(
        response.status,
        response.getheader("Content-Type", ""),
        response.getheader("Location", ""),
        body,
    )


class _PinnedConnection(HTTPConnection):
    """A connection to one of the target's addresses."""

    def __init__(self, target: Target, deadline: float) -> None:
        super().__init__(target.host, target.port)
        self._target = target
        self._deadline = deadline

    def connect(self) -> None:
        """Connect, and shake hands where the scheme is https."""
        plain = self._connected()
        plain.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        if self._target.scheme == "http":
            self.sock = plain
            return
        self.sock = ssl.create_default_context().wrap_socket(
            plain, server_hostname=self._target.host, do_handshake_on_connect=False
        )
        self.sock.do_handshake()

    def _connected(self) -> socket:
        failure: OSError = OSError("it has no address")
        for address in self._target.addresses:
            made = socket(AF_INET if address.version == 4 else AF_INET6, SOCK_STREAM)
            try:
                made.settimeout(max(self._deadline - monotonic(), 0.001))
                made.connect((str(address), self._target.port))
            except OSError as error:
                made.close()
                failure = error
            else:
                return made
        raise failure


@contextmanager
def _ended_at(deadline: float, connection: HTTPConnection) -> Iterator[None]:
    """Shut the connection down at the deadline, so that every read of it comes to an end."""

    def end() -> None:
        with suppress(OSError, AttributeError):
            connection.sock.shutdown(SHUT_RDWR)

    timer = Timer(max(deadline - monotonic(), 0), end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def _body(response: HTTPResponse, max_bytes: int) -> bytes:
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise CallFailedError("it answered in an encoding that was not asked for")
    blocks, size = [], 0
    while block := response.read(_BLOCK):
        size += len(block)
        if size > max_bytes:
            raise CallFailedError(f"its answer has more than {max_bytes} bytes")
        blocks.append(block)
    if response.length:
        raise CallFailedError("its answer was cut off")
    return b"".join(blocks)
