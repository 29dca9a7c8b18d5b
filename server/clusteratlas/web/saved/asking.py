"""What the page and the REST interface ask alike: the form of the request, the reader's texts."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request

from clusteratlas.catalogue import SavedQuery
from clusteratlas.engine.protocol import Engine
from clusteratlas.web.pages import page_language
from clusteratlas.web.saved.form import Form
from clusteratlas.web.saved.suggestions import look_up
from clusteratlas.web.saved.things import Resolver
from clusteratlas.web.texts import TEXTS


def texts() -> Mapping[str, str]:
    """The texts in the reader's language."""
    return TEXTS[page_language()]


def resolver(engine: Engine) -> Resolver:
    """What finds out which things are meant, for this reader."""
    return Resolver(engine, look_up, page_language(), texts())


def read_form(query: SavedQuery, engine: Engine) -> Form:
    """The query's form as the address fills it."""
    return Form.read(query, request.args, resolver(engine))
