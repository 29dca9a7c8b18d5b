"""The page of a source graph: where it comes from, how far it is trusted, what is in it."""

from __future__ import annotations

from babel import Locale
from flask import Response

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.sources.graphs import SourceGraph, held, source_graph
from clusteratlas.languages import pick
from clusteratlas.web.context import atlas
from clusteratlas.web.entity_pages.schema_org import Data, script, thing
from clusteratlas.web.imports import in_words
from clusteratlas.web.pages import page_language, render_page


def page(engine: Engine, iri: str) -> Response:
    """The page of the graph `iri`, with the record of its import where it was imported."""
    source, language = source_graph(engine, iri), page_language()
    triples = {graph.iri: graph.count for graph in atlas().contents.of(engine).sources}
    kept = atlas().imports(engine).get(iri)
    return render_page(
        "entity/source_graph.html",
        source=source,
        held=held(engine, source),
        languages=[_language_name(code, language) for code in source.languages],
        triples=triples.get(iri),
        kept=kept,
        json_ld=script(_data(source)),
        set_aside=in_words(kept.set_aside, language) if kept else [],
        oddities=in_words(kept.oddities, language) if kept else [],
    )


def _data(source: SourceGraph) -> dict[str, Data]:
    """The graph for search engines: a dataset."""
    return thing(
        "Dataset",
        source.graph,
        url=source.graph.iri,
        description=pick(source.description or source.rank_reason, page_language()),
        publisher=thing("Organization", source.publisher) if source.publisher else None,
        license=source.licence,
        datePublished=source.issued,
        isBasedOn=source.address,
    )


# The Publications Office names languages by ISO 639-2's three letters.
_TWO_LETTERS = {
    "bul": "bg", "ces": "cs", "dan": "da", "deu": "de", "ell": "el", "eng": "en", "est": "et",
    "fin": "fi", "fra": "fr", "gle": "ga", "hrv": "hr", "hun": "hu", "ita": "it", "lav": "lv",
    "lit": "lt", "mlt": "mt", "nld": "nl", "pol": "pl", "por": "pt", "ron": "ro", "slk": "sk",
    "slv": "sl", "spa": "es", "swe": "sv",
}  # fmt: skip


def _language_name(code: str, reader: str) -> str:
    """What a language is called in the reader's; its code where it is not known."""
    return str(Locale(reader).languages.get(_TWO_LETTERS.get(code, code), code))
