"""What SERVICE and LOAD may call, and the one way in which they do it.

Every address is checked after its name was resolved, and the connection goes to the address that
was checked: a name that leads elsewhere a moment later gains nothing. Redirects are followed by
hand and checked like the first address.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from time import monotonic
from urllib.parse import quote, urljoin, urlsplit

from clusteratlas.engine.addresses import (
    Address,
    Entry,
    is_public,
    normalised_host,
    plain_address,
)
from clusteratlas.engine.pinned import Answer, Call, CallFailedError, Target, ask
from clusteratlas.errors import ForbiddenQuery, QueryEvaluationError

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SEE_OTHER = 303
_MOST_REDIRECTS = 5
_SUCCESS = range(200, 300)
_MEBIBYTE = 1024 * 1024
_CONTROL = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True)
class Fetched:
    """What an address answered, after redirects: where, of which media type, and what."""

    url: str
    content_type: str
    body: bytes


@dataclass(frozen=True)
class Network:
    """The places that may be called, none by default.

    `allowed` holds entries such as `example.org`, `example.org:8080`, `10.0.0.0/8` or `[::1]:3030`.
    A host is called when it is listed by name, or by its address where that is what the URL holds;
    an address that is not of the open Internet only when its network is listed as well.
    `timeout` is in seconds, for one call with all its redirects; `max_bytes` bounds an answer.
    Raises SettingError for an entry that has no sense.
    """

    allowed: tuple[str, ...] = ()
    timeout: float = 30.0
    max_bytes: int = 64 * _MEBIBYTE

    def __post_init__(self) -> None:
        for text in self.allowed:
            Entry.parse(text)

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return tuple(Entry.parse(text) for text in self.allowed)

    def check(self, url: str) -> None:
        """Raise ForbiddenQuery when `url` may not be called, QueryEvaluationError for no host."""
        self._target(url)

    def fetch(
        self, url: str, accept: str, *, body: bytes | None = None, content_type: str = ""
    ) -> Fetched:
        """GET `url`, or POST `body` to it, and give what a 2xx answer holds.

        Raises ForbiddenQuery when it, or where it redirects to, may not be called, and
        QueryEvaluationError when it does not answer in time, with an error, or with too much.
        """
        call = Call(accept, body, content_type)
        deadline = monotonic() + self.timeout
        for _ in range(_MOST_REDIRECTS + 1):
            target = self._target(url)
            try:
                answer = ask(target, call, deadline, self.max_bytes)
            except CallFailedError as error:
                raise _failed(url, str(error)) from error
            if answer.status in _SUCCESS:
                return Fetched(url, answer.content_type, answer.body)
            url = _redirected(url, answer)
            if answer.status == _SEE_OTHER:
                call = Call(accept)
        raise _failed(url, f"it redirects more than {_MOST_REDIRECTS} times")

    def _target(self, url: str) -> Target:
        """Where `url` leads, with each address checked."""
        if not self.allowed:
            raise ForbiddenQuery(
                f"<{url}> is not called: SERVICE and LOAD call no other server here.",
                hint="Ask the other endpoint from your own program and join the results there.",
            )
        scheme, shown_host, port, path = _parts(url)
        host = normalised_host(shown_host)
        if host is None:
            raise _refused(url, "its host has no sense")
        if isinstance(host, str):
            if not any(entry.names(host, port) for entry in self._entries):
                raise _refused(url, f"{host} is not on the list of hosts that may be called")
            addresses = tuple(_resolved(url, host, port))
            refused = [address for address in addresses if not self._may_call(address, port)]
            if refused:
                raise _refused(url, f"{host} leads to {refused[0]}, which is not a public address")
        else:
            addresses = (host,)
            if not any(entry.holds(host, port) for entry in self._entries):
                raise _refused(url, f"{host} is not on the list of addresses that may be called")
        return Target(scheme, str(host), port, path, addresses)

    def _may_call(self, address: Address, port: int) -> bool:
        return is_public(address) or any(entry.holds(address, port) for entry in self._entries)


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port, and path with query, percent-encoded, of `url`."""
    if _CONTROL.search(url):
        raise _refused(url, "it holds characters that no address has")
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError as error:
        raise _refused(url, "it is not an address") from error
    if split.scheme not in _PORTS or not split.hostname:
        raise _refused(url, "only http: and https: addresses are called")
    if "@" in split.netloc:
        raise _refused(url, "it holds a user name")
    path = split.path or "/"
    if split.query:
        path += f"?{split.query}"
    encoded = quote(path, safe="%/:=&?~+!$,;'@()*[]")
    return split.scheme, split.hostname, port or _PORTS[split.scheme], encoded


def _resolved(url: str, host: str, port: int) -> Iterator[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _failed(url, f"{host} is not known") from error
    for *_, address in found:
        yield plain_address(ip_address(str(address[0])))


def _redirected(url: str, answer: Answer) -> str:
    if answer.status in _REDIRECTS and answer.location:
        try:
            return urljoin(url, answer.location)
        except ValueError as error:
            raise _failed(url, "it redirects to what is no address") from error
    raise _failed(url, f"it answered with status {answer.status}")


def _refused(url: str, why: str) -> ForbiddenQuery:
    return ForbiddenQuery(
        f"<{url}> may not be called from here: {why}.",
        hint="Ask the other endpoint from your own program, or ask whoever runs this service to "
        "list its host in CLUSTERATLAS_FEDERATION_ALLOW.",
    )


def _failed(url: str, why: str) -> QueryEvaluationError:
    return QueryEvaluationError(f"<{url}> could not be asked: {why}.")
