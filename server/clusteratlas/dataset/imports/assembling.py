"""Making a dataset anew from what a version keeps, with a graph replaced or left out.

The engine takes far longer to remove millions of triples than to load the others again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from clusteratlas.dataset.graphs import graph_names
from clusteratlas.dataset.identities import merged
from clusteratlas.dataset.imports.canonical import CanonicalText
from clusteratlas.dataset.imports.deriving import merges
from clusteratlas.dataset.imports.kept import CONTENT, FOLDER, KeptImport, read_imports
from clusteratlas.dataset.imports.loading import load_text
from clusteratlas.dataset.imports.spool import read_spool
from clusteratlas.dataset.statements import SourceStatements

if TYPE_CHECKING:
    from pathlib import Path

Text = Callable[[], Iterator[bytes]]
"""Gives the content of a graph as N-Triples, in blocks of whole lines."""

_DEFAULT = DefaultGraph()


@dataclass(frozen=True)
class Parts:
    """What a dataset is made of: graphs that are kept as text, and those of a store.

    The latter may have blank nodes, which only stay what they are when they are copied as objects.
    """

    texts: Mapping[str, Text]
    store: Store
    graphs: frozenset[str]


def text_of(version: Path, kept: KeptImport) -> Text:
    """What gives the text of an import that a version keeps."""
    path = version / FOLDER / kept.slug / CONTENT
    return lambda: read_spool(path, kept.content)


def parts_of(version: Path, *, without: str) -> Parts:
    """What the version in a folder is made of, but for one graph. Raises StoreError."""
    store = Store.read_only(str(version / "data"))
    texts = {
        kept.graph: text_of(version, kept)
        for kept in read_imports(version).values()
        if kept.graph != without and not kept.is_edited
    }
    return Parts(texts, store, graph_names(store) - {without, *texts})


def copy_parts(parts: Parts, store: Store) -> None:
    """Put all named graphs into an empty store."""
    for graph, text in parts.texts.items():
        load_text(store, NamedNode(graph), text())
    for graph in sorted(parts.graphs):
        store.add_graph(NamedNode(graph))
        store.bulk_extend(parts.store.quads_for_pattern(None, None, None, NamedNode(graph)))


def derive_anew(store: Store, texts: Mapping[str, Text]) -> None:
    """Make the default graph from the named ones. `texts` are of those that are kept as text.

    Raises DataError for identity statements in conflict.
    """
    statements = SourceStatements(store)
    canonical = merges(store)
    rewriting = CanonicalText(canonical, statements.is_labelled)
    for text in texts.values():
        load_text(store, _DEFAULT, rewriting.rewritten(text()))
    for graph in sorted(graph_names(store) - set(texts)):
        store.bulk_extend(_merged(store, NamedNode(graph), canonical, statements))


def _merged(
    store: Store,
    graph: NamedNode,
    canonical: Mapping[NamedNode, NamedNode],
    statements: SourceStatements,
) -> Iterator[Quad]:
    def thing(node: NamedNode) -> NamedNode:
        return canonical.get(node, node)

    for quad in store.quads_for_pattern(None, None, None, graph):
        triple = merged(quad.triple, thing, statements.is_labelled)
        yield Quad(triple.subject, triple.predicate, triple.object, _DEFAULT)
