"""What the routes work with, handed to the application when it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app

from clusteratlas.catalogue import Catalogue
from clusteratlas.search.opened import OpenIndexes
from clusteratlas.settings import Settings
from clusteratlas.web.contents import ContentsOfVersions
from clusteratlas.web.current import CurrentEngine, Loan, OlderVersions
from clusteratlas.web.imports import Imports, no_imports

if TYPE_CHECKING:
    from clusteratlas.dataset.writing import Writer

_ATLAS = "clusteratlas"
_SETTINGS = "clusteratlas.settings"


@dataclass(frozen=True)
class Atlas:
    """The engine on the current version, those on older ones, and the saved queries.

    `imports` tells of the imports that a version holds. `indexes` are those of names, of the store
    that the versions are in, if any. `writer` is there in the one process that writes.
    """

    current: CurrentEngine
    older: OlderVersions
    catalogue: Catalogue
    contents: ContentsOfVersions = field(default_factory=ContentsOfVersions)
    imports: Imports = no_imports
    indexes: OpenIndexes | None = None
    writer: Writer | None = None

    def borrow(self, version: str | None) -> Loan:
        """The engine on `version`, None for the current one, until the loan is closed.

        Raises UnknownVersion, StoreError.
        """
        if version is None:
            return self.current.borrow()
        return Loan(self.older.get(version))


def install(app: Flask, atlas_: Atlas, settings_: Settings) -> None:
    """Let the routes of `app` work with `atlas_`, as `settings_` say."""
    app.extensions[_ATLAS] = atlas_
    app.extensions[_SETTINGS] = settings_
    app.jinja_env.globals["catalogue"] = atlas_.catalogue


def atlas() -> Atlas:
    """The atlas of the application that answers the current request."""
    return atlas_of(current_app)


def atlas_of(app: Flask) -> Atlas:
    """The atlas that `app` answers for."""
    return cast("Atlas", app.extensions[_ATLAS])


def settings() -> Settings:
    """The settings of the application that answers the current request."""
    return cast("Settings", current_app.extensions[_SETTINGS])
