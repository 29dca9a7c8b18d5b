"""Validation by pySHACL: sources and shapes in, a report out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clusteratlas.validation.report import Report
from clusteratlas.validation.source import Source

if TYPE_CHECKING:
    from pyoxigraph import Triple
    from rdflib import Graph


@dataclass(frozen=True)
class ValidationOptions:
    """`targets` are reported on; `background` is what they may refer to and build on."""

    targets: Sequence[Source]
    background: Sequence[Source]
    shapes: Graph


def validate(options: ValidationOptions) -> Report:
    """Validate the union of all sources and report what concerns the subjects of the targets.

    A thing may be described in several files, and its shape holds for all that is said of it, so
    the shapes see the union. Classes are looked up through `rdfs:subClassOf` in the same union.
    """
    from pyshacl import validate as shacl_validate

    from clusteratlas.validation.bridge import to_graph
    from clusteratlas.validation.results import FilePlaces, ResultReader

    sources = [*options.targets, *options.background]
    data = to_graph(_each_once(sources))
    _, results, _ = shacl_validate(
        data,
        shacl_graph=options.shapes,
        advanced=True,
        inplace=True,
        meta_shacl=False,
        do_owl_imports=False,
    )
    if not hasattr(results, "subjects"):
        raise RuntimeError(f"pySHACL gave no report: {results!r}")
    return ResultReader(results, data, options.shapes, FilePlaces(sources)).report(
        focus_in=set().union(*(source.subjects() for source in options.targets))
    )


def _each_once(sources: Iterable[Source]) -> set[Triple]:
    return {triple for source in sources for triple in source.triples}
