"""What is published: the named graphs that `data/graphs.ttl` describes, and their files."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from clusteratlas.dataset.blank_nodes import named_apart
from clusteratlas.errors import DataError
from clusteratlas.rdf.formats import GRAPH_FORMATS
from clusteratlas.rdf.reading import parse_triples
from clusteratlas.terms import CA, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

DESCRIPTION = "data/graphs.ttl"
"""The file that describes all graphs, itself included; relative to the assets' root."""

_TURTLE = GRAPH_FORMATS[0]
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_FILE = NamedNode(f"{CA}file")
_KINDS = frozenset({NamedNode(f"{CA}SourceGraph"), NamedNode(f"{CA}ReferenceGraph")})
_REFERENCE = NamedNode(f"{CA}ReferenceGraph")


@dataclass(frozen=True)
class GraphSource:
    """A named graph and the files that it is made of, by their names relative to the root."""

    graph: NamedNode
    files: tuple[str, ...]
    is_reference: bool


@dataclass(frozen=True)
class SourceFile:
    """The content of one file of a graph. `name` is relative to the root, `path` where it is."""

    graph: NamedNode
    name: str
    path: Path
    triples: tuple[Triple, ...]
    checksum: str


def read_sources(root: Path) -> tuple[GraphSource, ...]:
    """The graphs to publish, sorted by IRI, from the description below the assets' `root`.

    Raises DataError when the description is missing or empty, a graph has no file, a file does not
    exist, lies outside the root or belongs to two graphs, or a file in `data/` to none.
    """
    description = root / DESCRIPTION
    files: dict[NamedNode, list[str]] = defaultdict(list)
    kinds: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for triple in _parse(_read(description), DESCRIPTION):
        subject, object_ = triple.subject, triple.object
        if not isinstance(subject, NamedNode):
            continue
        if triple.predicate == _TYPE and isinstance(object_, NamedNode) and object_ in _KINDS:
            kinds[subject].add(object_)
        elif triple.predicate == _FILE and isinstance(object_, Literal):
            files[subject].append(object_.value)
    sources = tuple(
        GraphSource(graph, _files(root, graph, files[graph]), _REFERENCE in kinds[graph])
        for graph in sorted(kinds, key=lambda node: node.value)
    )
    if not sources:
        raise DataError(f"{DESCRIPTION} describes no graph.", hint="Type one as ca:SourceGraph.")
    _check_belonging(root, sources)
    return sources


def read_files(root: Path, source: GraphSource) -> Iterator[SourceFile]:
    """The files of a graph, read. Raises RdfSyntaxError where one is not Turtle.

    Labels of blank nodes hold within their file only, so each gets the file's checksum in front:
    the same content gives the same node, in the named graph and in the default graph.
    """
    for name in source.files:
        path = root / name
        content = _read(path)
        checksum = sha256(content).hexdigest()
        triples = tuple(named_apart(_parse(content, name), f"{checksum[:12]}-"))
        yield SourceFile(source.graph, name, path, triples, checksum)


def _parse(content: bytes, name: str) -> Iterator[Triple]:
    return parse_triples(content, _TURTLE, name)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}.") from error


def _files(root: Path, graph: NamedNode, names: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in sorted(names):
        path = root / name
        if not path.resolve().is_relative_to(root.resolve()):
            raise DataError(f"{DESCRIPTION}: {name} of {graph} lies outside of the project.")
        if not name.endswith("/"):
            if not path.is_file():
                raise DataError(
                    f"{DESCRIPTION}: the file {name} of {graph} does not exist.",
                    hint="Mend its ca:file, or add the file.",
                )
            found.append(name)
            continue
        inside = [name + file.name for file in sorted(path.glob("*.ttl"))]
        if not inside:
            raise DataError(f"{DESCRIPTION}: the folder {name} of {graph} holds no *.ttl file.")
        found.extend(inside)
    if not found:
        raise DataError(f"{DESCRIPTION}: {graph} has no ca:file.")
    return tuple(found)


def _check_belonging(root: Path, sources: Sequence[GraphSource]) -> None:
    owner: dict[str, NamedNode] = {}
    for source in sources:
        for name in source.files:
            if name in owner:
                raise DataError(
                    f"{DESCRIPTION}: {name} belongs to two graphs, "
                    f"{owner[name]} and {source.graph}."
                )
            owner[name] = source.graph
    for file in sorted((root / DESCRIPTION).parent.glob("*.ttl")):
        name = file.relative_to(root).as_posix()
        if name not in owner:
            raise DataError(
                f"{name} belongs to no graph, so it would not be published.",
                hint=f"Describe its graph in {DESCRIPTION}.",
            )
