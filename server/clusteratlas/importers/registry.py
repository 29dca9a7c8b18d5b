"""The importers, by name; each is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from clusteratlas.errors import ImportRefused
from clusteratlas.importers.protocol import Importer

NAMES = ("cohesion", "cordis", "interreg", "nuts", "table")
"""Each is a module of this package with an `IMPORTER`."""
WITHOUT_FILES = frozenset({"nuts"})
"""Those that can do without files: what they read comes with the program."""


def importer(name: str) -> Importer:
    """The importer of that name. Raises ImportRefused."""
    if name not in NAMES:
        raise ImportRefused(
            f"There is no importer “{name}”.", hint=f"There are: {', '.join(NAMES)}."
        )
    return cast("Importer", import_module(f"clusteratlas.importers.{name}").IMPORTER)
