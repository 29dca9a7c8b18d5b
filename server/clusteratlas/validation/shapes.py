"""The shapes: every Turtle file that stands directly in a folder, as one rdflib graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from clusteratlas.errors import DataError
from clusteratlas.rdf.reading import read_triples
from clusteratlas.terms import CA

if TYPE_CHECKING:
    from rdflib import Graph


def load_shapes(folder: Path) -> Graph:
    """The shapes graph. Raises DataError when there is none, RdfSyntaxError for a broken file."""
    from clusteratlas.validation.bridge import to_graph

    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise DataError(f"There are no shapes in {folder}.")
    return to_graph(triple for file in files for triple in read_triples(file))


def load_own_shapes(folder: Path) -> Graph:
    """The shapes as they hold where others' data stand beside the atlas's.

    A shape then looks only for things of the atlas's own classes and properties: what other
    vocabularies call a person or a label is not the atlas's to judge. Raises as `load_shapes`.
    """
    from rdflib.namespace import SH

    shapes = load_shapes(folder)
    for target in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf):
        for shape, of in list(shapes.subject_objects(target)):
            if not str(of).startswith(CA):
                shapes.remove((shape, target, of))
    return shapes
