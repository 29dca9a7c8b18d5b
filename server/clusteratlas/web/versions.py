"""The engine that answers a request: on the current version, or on the one that it names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import request

from clusteratlas.engine.protocol import Engine
from clusteratlas.web.context import atlas
from clusteratlas.web.pages import name_version


@contextmanager
def lend_engine() -> Iterator[Engine]:
    """The engine for this request, whose answer says from which version it comes.

    `?version=` names one of the kept versions. Raises UnknownVersion, StoreError.
    """
    with atlas().borrow(request.args.get("version")) as engine:
        name_version(engine.version)
        yield engine
