"""Validates large files: in a store on the disk, since in memory they would take ten times as much.

A store keeps literals by value, so that `01` is judged as `1`, as it will be once it is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple
from rdflib import Graph

from clusteratlas.errors import DataError
from clusteratlas.rdf.formats import GRAPH_FORMATS, format_by_suffix
from clusteratlas.rdf.reading import read_triples
from clusteratlas.validation.compiled.validation import (
    Progress,
    StoreValidation,
    validate_store,
)
from clusteratlas.validation.facts import Term
from clusteratlas.validation.report import Report


@dataclass(frozen=True)
class FilesValidation:
    """`files` are reported on; `background` is what they may refer to and build on."""

    files: Sequence[Path]
    background: Iterable[Triple]
    shapes: Graph


def validate_files(asked: FilesValidation, progress: Progress) -> Report:
    """Validate the union of all and report what concerns the subjects of the files.

    Raises RdfSyntaxError where a file is not of its format, DataError for one that holds nothing
    and as `validate_store` does.
    """
    with TemporaryDirectory(prefix="clusteratlas-validate-") as folder:
        store = Store(folder)
        store.bulk_extend(
            Quad(triple.subject, triple.predicate, triple.object) for triple in asked.background
        )
        graphs = [_load(store, path) for path in asked.files]

        def is_reported(focus: Term) -> bool:
            return isinstance(focus, BlankNode) or any(
                _says_of(store, focus, graph) for graph in graphs
            )

        return validate_store(StoreValidation(store, asked.shapes, is_reported), progress)


def _load(store: Store, path: Path) -> NamedNode:
    """Put the file into the default graph, and into one of its own, which tells who says what."""
    graph = NamedNode(path.resolve().as_uri())
    format_ = format_by_suffix(path.suffix, GRAPH_FORMATS) or GRAPH_FORMATS[0]
    for target in (DefaultGraph(), graph):
        try:
            store.bulk_load(path=path, format=format_.pyoxigraph, to_graph=target)
        except SyntaxError:
            # Read so, it is understood after all, or its mistake is told in plain words.
            store.bulk_extend(
                Quad(triple.subject, triple.predicate, triple.object, target)
                for triple in read_triples(path)
            )
    if not any(True for _ in store.quads_for_pattern(None, None, None, graph)):
        raise DataError(f"{path} holds no statement.", hint="Is it the right file?")
    return graph


def _says_of(store: Store, thing: Term, graph: NamedNode) -> bool:
    if isinstance(thing, Literal):
        return False
    return any(True for _ in store.quads_for_pattern(thing, None, None, graph))
