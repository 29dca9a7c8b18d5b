"""Where the ontology, the shapes, the saved queries and the data are.

In a wheel they are packed beside this module, in `_assets`; in a checkout they are the top-level
folders, two folders up.
"""

from __future__ import annotations

from pathlib import Path


def assets_root() -> Path:
    """The folder that holds `ontology`, `shapes`, `queries` and `data`."""
    here = Path(__file__).resolve().parent
    packed = here / "_assets"
    return packed if packed.is_dir() else here.parents[1]


def ontology() -> Path:
    """The folder of the ontology, its concept schemes and its alignments."""
    return assets_root() / "ontology"


def shapes() -> Path:
    """The folder of the SHACL shapes."""
    return assets_root() / "shapes"


def queries() -> Path:
    """The folder of the saved queries."""
    return assets_root() / "queries"


def data() -> Path:
    """The folder of the sources' data."""
    return assets_root() / "data"
