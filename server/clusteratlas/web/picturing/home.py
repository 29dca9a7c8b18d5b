"""The map of the first page, which `templates/home.html` asks for."""

from __future__ import annotations

from flask import Flask

from clusteratlas.web.picturing.atlases import home_map
from clusteratlas.web.picturing.figure import Picture
from clusteratlas.web.versions import lend_engine


def install(app: Flask) -> None:
    """Give the templates of `app` `home_map()`."""
    app.jinja_env.globals["home_map"] = _home_map


def _home_map() -> Picture:
    with lend_engine() as engine:
        return home_map(engine)
