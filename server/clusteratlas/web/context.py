"""What the routes work with, handed to the application when it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app

from clusteratlas.catalogue import Catalogue
from clusteratlas.web.contents import ContentsOfVersions
from clusteratlas.web.current import CurrentEngine, OlderVersions

if TYPE_CHECKING:
    from clusteratlas.dataset.writing import Writer

_KEY = "clusteratlas"


@dataclass(frozen=True)
class Atlas:
    """The engine on the current version, those on older ones, and the saved queries.

    `writer` is there in the one process that writes.
    """

    current: CurrentEngine
    older: OlderVersions
    catalogue: Catalogue
    contents: ContentsOfVersions = field(default_factory=ContentsOfVersions)
    writer: Writer | None = None


def install(app: Flask, atlas_: Atlas) -> None:
    """Let the routes of `app` work with `atlas_`."""
    app.extensions[_KEY] = atlas_
    app.jinja_env.globals["catalogue"] = atlas_.catalogue


def atlas() -> Atlas:
    """The atlas of the application that answers the current request."""
    return cast("Atlas", current_app.extensions[_KEY])
