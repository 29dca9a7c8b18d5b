"""`/licences`: on what terms the data, the program and what is built into its pages can be used."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from flask import Blueprint, Response

from clusteratlas.web.files import BUILT
from clusteratlas.web.pages import render_page

blueprint = Blueprint("licences", __name__)


@dataclass(frozen=True)
class Package:
    """An npm package that is built into the pages; `licence` is an SPDX expression."""

    name: str
    version: str
    licence: str
    homepage: str
    text: str


@blueprint.get("/licences")
def page() -> Response:
    """The page of licences."""
    return render_page("licences.html", packages=bundled_packages())


@cache
def bundled_packages() -> tuple[Package, ...]:
    """What the build of the client wrote down, by name; empty where it was not run."""
    try:
        listed = json.loads((BUILT / "licences.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return tuple(Package(**package) for package in listed)
