"""A picture that is drawn, the same data in rows, and both as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from clusteratlas.pictures import png
from clusteratlas.pictures.svg import standalone
from clusteratlas.pictures.table import Table, write_csv

_PIXELS = 1920


@dataclass(frozen=True)
class Drawn:
    """`svg` for the page, `table` for those who cannot see it and for CSV."""

    title: str
    svg: str
    table: Table


FILES: Mapping[str, tuple[str, Callable[[Drawn], str | bytes]]] = {
    "svg": ("image/svg+xml", lambda drawn: standalone(drawn.svg)),
    "png": ("image/png", lambda drawn: png.render(drawn.svg, _PIXELS)),
    "csv": ("text/csv; charset=utf-8", lambda drawn: write_csv(drawn.table)),
}
"""The formats of pictures by the suffix of their files: the media type, and what writes them."""
