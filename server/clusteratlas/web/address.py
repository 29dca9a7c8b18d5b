"""Addresses at this service: as the client reached it, and of the things that it describes."""

from __future__ import annotations

import re
from urllib.parse import quote

from flask import request

from clusteratlas.terms import BASE
from clusteratlas.web.localised import root_path

_NAME = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_])?\.?"
_HOST = re.compile(rf"(?:{_NAME}|\[[0-9A-Fa-f:.]{{2,45}}\])(?::[0-9]{{1,5}})?")
_UNRESERVED_IN_PATHS = "/:@!$&'()*+,;=~"
_UNRESERVED_IN_IRIS = f"{_UNRESERVED_IN_PATHS}#?%"


def address(path: str) -> str:
    """The absolute IRI of `path` (which begins with a slash) at this service."""
    environ = request.environ
    own = (str(environ.get("SERVER_NAME", "")), str(environ.get("SERVER_PORT", "")))
    root = service_root(request.scheme, str(environ.get("HTTP_HOST", "")), own)
    return f"{root}{quote(root_path(request) + path, _UNRESERVED_IN_PATHS)}"


def href(iri: str) -> str:
    """Where a page's link to `iri` leads: to this host for the atlas's own, in the same language.

    The RDF keeps the canonical IRIs, whatever host serves them (DESIGN, Names).
    """
    if not is_own(iri):
        return iri
    return request.root_path + quote(f"/{iri.removeprefix(BASE)}", _UNRESERVED_IN_IRIS)


def is_own(iri: str) -> bool:
    """Whether this service answers for `iri`."""
    return iri.startswith(BASE)


def service_root(scheme: str, host: str, own: tuple[str, str]) -> str:
    """The beginning of all addresses of the service, as the client names its `host`.

    A Host header that is no host, of which anything could come into an IRI, is passed over: the
    server then goes by its `own` name and port.
    """
    if not _HOST.fullmatch(host):
        host = _own_host(*own)
    return f"{scheme}://{host}"


def _own_host(name: str, port: str) -> str:
    host = f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
    return host if _HOST.fullmatch(host) else "localhost"
