"""A document and what it states, paragraph by paragraph; and one paragraph of it."""

from __future__ import annotations

from dataclasses import dataclass

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.asking import plain, select
from clusteratlas.entities.naming import Names
from clusteratlas.entities.provenance import Document, documents
from clusteratlas.entities.records import record
from clusteratlas.entities.sources.passages import Passage, Stretch, neighbours, stretch
from clusteratlas.entities.sources.statements import OfPassage, of_passages

_GRAPHS = "SELECT ?graph { ?graph ca:describes $document } LIMIT 20"


@dataclass(frozen=True)
class DocumentPage:
    """A document with a stretch of its passages, and what each of those states."""

    document: Document
    graphs: tuple[str, ...]
    stretch: Stretch
    stated: dict[str, OfPassage]
    names: Names


@dataclass(frozen=True)
class PassagePage:
    """One passage: its document, what it states, the passages before and after it.

    `document` is None, and `stated` empty, where nothing says what it is a part of.
    """

    iri: str
    document: Document | None
    paragraph: int | None
    stated: OfPassage
    before: Passage | None
    after: Passage | None
    names: Names


def document_page(engine: Engine, iri: str, start: int) -> DocumentPage:
    """What `iri` states from paragraph or row `start` on; 14 queries at most."""
    read = stretch(engine, iri, start)
    graphs = _graphs(engine, iri)
    names = Names()
    names.want(*graphs)
    passages = [passage.iri for passage in read.passages]
    stated = of_passages(engine, passages, graphs, names)
    names.look_up(engine)
    return DocumentPage(documents(engine, (iri,))[iri], graphs, read, stated, names)


def passage_page(engine: Engine, iri: str) -> PassagePage:
    """What the passage `iri` states; 14 queries at most."""
    described = record(engine, iri)
    document = described.one("dcterms:isPartOf")
    number = described.number("ca:paragraph")
    graphs = _graphs(engine, document) if document else ()
    names = Names()
    names.want(*graphs)
    stated = of_passages(engine, (iri,), graphs, names)[iri]
    names.look_up(engine)
    paragraph = int(number) if number is not None else None
    before, after = (
        neighbours(engine, document, paragraph) if document and paragraph else (None, None)
    )
    return PassagePage(
        iri,
        documents(engine, (document,))[document] if document else None,
        paragraph,
        stated,
        before,
        after,
        names,
    )


def _graphs(engine: Engine, document: str) -> tuple[str, ...]:
    """The source graphs that hold what `document` says."""
    return tuple(sorted(plain(graph) for (graph,) in select(engine, _GRAPHS, document=document)))
