"""The importers, by name; each is imported when it is asked for."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import cast

from clusteratlas.errors import UnknownImporter
from clusteratlas.importers.protocol import Importer

NAMES = ("cohesion", "cordis", "interreg", "nuts", "table")
"""Each is a module of this package with an `IMPORTER`."""
WITHOUT_FILES = frozenset({"nuts"})
"""Those that can do without files: what they read comes with the program."""


def importer(name: str) -> Importer:
    """The importer of that name. Raises UnknownImporter, with the nearest name in its hint."""
    if name not in NAMES:
        near = get_close_matches(name.lower(), NAMES, n=1, cutoff=0.5)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise UnknownImporter(
            f"There is no importer “{name}”.", hint=f"{meant}There are: {', '.join(NAMES)}."
        )
    return cast("Importer", import_module(f"clusteratlas.importers.{name}").IMPORTER)
