"""Pictures as PNG, for documents that take no SVG.

Letters are Roboto's everywhere, whatever fonts the machine has, and also where it has none: it
covers the Latin, Greek and Cyrillic names of the Union's languages.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

import resvg_py

from clusteratlas.pictures.svg import standalone

_FAMILY = "Roboto"


def render(svg: str, width: int) -> bytes:
    """The drawn picture as PNG, `width` pixels across."""
    return resvg_py.svg_to_bytes(
        svg_string=standalone(svg),
        width=width,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=_fonts(),
        font_family=_FAMILY,
        sans_serif_family=_FAMILY,
    )


@cache
def _fonts() -> list[str]:
    with as_file(files("fontpkg_roboto") / "files") as folder:
        return [str(path) for path in sorted(folder.glob("Roboto*.ttf"))]
