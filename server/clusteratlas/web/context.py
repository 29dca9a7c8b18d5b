"""What the routes work with, handed to the application when it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app

from clusteratlas.catalogue import Catalogue
from clusteratlas.web.contents import ContentsOfVersions
from clusteratlas.web.current import CurrentEngine

_KEY = "clusteratlas"


@dataclass(frozen=True)
class Atlas:
    """The engine on the current version, what that version holds, and the saved queries."""

    current: CurrentEngine
    catalogue: Catalogue
    contents: ContentsOfVersions = field(default_factory=ContentsOfVersions)


def install(app: Flask, atlas_: Atlas) -> None:
    """Let the routes of `app` work with `atlas_`."""
    app.extensions[_KEY] = atlas_
    app.jinja_env.globals["catalogue"] = atlas_.catalogue


def atlas() -> Atlas:
    """The atlas of the application that answers the current request."""
    return cast("Atlas", current_app.extensions[_KEY])
