"""The language in the address: `/pl/search` is `/search` in Polish, and so is `/search?lang=pl`.

It becomes part of SCRIPT_NAME, so that every address that a page makes for itself keeps the
language. Only reading is localised: what writes has one address.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from flask import Request

from clusteratlas.languages import LANGUAGES

_LANGUAGE = "clusteratlas.language"
_ROOT = "clusteratlas.root"
_READING_METHODS = frozenset({"GET", "HEAD"})


def localised(environ: dict[str, Any]) -> dict[str, Any]:
    """The WSGI environment with the language moved from path or query string to SCRIPT_NAME."""
    if environ.get("REQUEST_METHOD") not in _READING_METHODS:
        return environ
    path = environ.get("PATH_INFO", "")
    first, _, rest = path.removeprefix("/").partition("/")
    if first in LANGUAGES:
        path = f"/{rest}"
    asked = parse_qs(environ.get("QUERY_STRING", "")).get("lang", [first])[-1]
    language = asked if asked in LANGUAGES else first
    if language not in LANGUAGES:
        return environ
    root = environ.get("SCRIPT_NAME", "")
    return environ | {
        "SCRIPT_NAME": f"{root}/{language}",
        "PATH_INFO": path,
        _LANGUAGE: language,
        _ROOT: root,
    }


def asked_language(request: Request) -> str | None:
    """The language that the address names, None without one."""
    language = request.environ.get(_LANGUAGE, request.args.get("lang"))
    return language if language in LANGUAGES else None


def root_path(request: Request) -> str:
    """What stands before all paths of the service, without the language."""
    return str(request.environ.get(_ROOT, request.environ.get("SCRIPT_NAME", "")))
