"""What `build` and `validate` check: the dataset's files, or files of a person's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from clusteratlas import assets
from clusteratlas.dataset.build import canonical_files
from clusteratlas.dataset.sources import GraphSource, SourceFile, read_files, read_sources
from clusteratlas.errors import DataError
from clusteratlas.rdf.reading import read_triples
from clusteratlas.validation.report import Report
from clusteratlas.validation.shapes import load_shapes
from clusteratlas.validation.source import Source
from clusteratlas.validation.validate import ValidationOptions, validate

_LARGE = 2_000_000
"""From so many bytes on, files are validated along the indexes of a store."""


def check_sources(sources: Sequence[Source]) -> Report:
    """The report on sources that are the whole dataset."""
    return validate(ValidationOptions(sources, (), load_shapes(assets.shapes())))


def check_dataset() -> Report:
    """The report on all that would be published, as a build has it checked."""
    files = canonical_files(_files(read_sources(assets.assets_root())))
    return check_sources([Source.of_file(file.name, file.path, file.triples) for file in files])


def check_files(paths: Sequence[Path], progress: Callable[[int, int], None]) -> Report:
    """The report on files, with the ontology, the code lists and the reference graphs behind them.

    Raises DataError for a file without any statement.
    """
    own = {path.resolve() for path in paths}
    references = (graph for graph in read_sources(assets.assets_root()) if graph.is_reference)
    background = [
        Source.of_file(file.name, file.path, file.triples)
        for file in _files(references)
        if file.path.resolve() not in own
    ]
    if sum(path.stat().st_size for path in paths) > _LARGE:
        return _check_large_files(paths, background, progress)
    targets = [_own(path) for path in paths]
    return validate(ValidationOptions(targets, background, load_shapes(assets.shapes())))


def _check_large_files(
    paths: Sequence[Path], background: Iterable[Source], progress: Callable[[int, int], None]
) -> Report:
    from clusteratlas.validation.compiled.files import FilesValidation, validate_files

    behind = (triple for source in background for triple in source.triples)
    shapes = load_shapes(assets.shapes())
    return validate_files(FilesValidation(paths, behind, shapes), progress)


def _own(path: Path) -> Source:
    source = Source.of_file(str(path), path, read_triples(path))
    if not source.triples:
        raise DataError(f"{path} holds no statement.", hint="Is it the right file?")
    return source


def _files(graphs: Iterable[GraphSource]) -> list[SourceFile]:
    root = assets.assets_root()
    return [file for graph in graphs for file in read_files(root, graph)]
