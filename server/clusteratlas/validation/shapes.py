"""The shapes: every Turtle file that stands directly in a folder, as one rdflib graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from clusteratlas.errors import DataError
from clusteratlas.rdf.reading import read_triples

if TYPE_CHECKING:
    from rdflib import Graph


def load_shapes(folder: Path) -> Graph:
    """The shapes graph. Raises DataError when there is none, RdfSyntaxError for a broken file."""
    from clusteratlas.validation.bridge import to_graph

    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise DataError(f"There are no shapes in {folder}.")
    return to_graph(triple for file in files for triple in read_triples(file))
