"""What stands around every page: its addresses in all languages, and how fresh the atlas is."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_datetime
from flask import Flask, request

from clusteratlas.languages import LANGUAGES
from clusteratlas.web.address import address
from clusteratlas.web.pages import named_version, page_language

_MADE = re.compile(r"(\d{8}T\d{6})\d{3}Z-")


def install(app: Flask) -> None:
    """Give the templates of `app` what `base.html` needs."""
    app.context_processor(_around)


def made(version: str) -> datetime | None:
    """When a version was made, UTC; None for an engine whose versions do not say."""
    found = _MADE.match(version)
    return datetime.strptime(found[1] + "Z", "%Y%m%dT%H%M%S%z").astimezone(UTC) if found else None


def _around() -> dict[str, Any]:
    language = page_language()
    when = made(named_version())
    return {
        "here": request.root_path,
        "made": "" if when is None else format_datetime(when, "d MMMM y, HH:mm", locale=language),
        "made_iso": "" if when is None else when.isoformat(),
        "canonical": _in_language(language),
        "alternates": {**{one: _in_language(one) for one in LANGUAGES}, "x-default": _address("")},
    }


def _in_language(language: str) -> str:
    return _address(f"/{language}")


def _address(prefix: str) -> str:
    """This page's absolute address behind `prefix`, the language put into the path alone."""
    arguments = request.args.copy()
    arguments.poplist("lang")
    pairs = urlencode(list(arguments.items(multi=True)))
    return address(prefix + request.path) + (f"?{pairs}" if pairs else "")
