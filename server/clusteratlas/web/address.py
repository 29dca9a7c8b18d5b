"""The address under which the client reached the service: the base of the IRIs that it mints."""

from __future__ import annotations

import re
from urllib.parse import quote

from flask import request

_NAME = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_])?\.?"
_HOST = re.compile(rf"(?:{_NAME}|\[[0-9A-Fa-f:.]{{2,45}}\])(?::[0-9]{{1,5}})?")
_UNRESERVED_IN_PATHS = "/:@!$&'()*+,;=~"


def address(path: str) -> str:
    """The absolute IRI of `path` (which begins with a slash) at this service.

    A Host header that is no host, of which anything could come into the IRI, is passed over: the
    server then goes by its own name.
    """
    host = request.environ.get("HTTP_HOST", "")
    if not _HOST.fullmatch(host):
        host = _own_host()
    return f"{request.scheme}://{host}{quote(request.root_path + path, _UNRESERVED_IN_PATHS)}"


def _own_host() -> str:
    name = str(request.environ.get("SERVER_NAME", ""))
    host = f"[{name}]" if ":" in name else name
    host = f"{host}:{request.environ.get('SERVER_PORT', '')}"
    return host if _HOST.fullmatch(host) else "localhost"
