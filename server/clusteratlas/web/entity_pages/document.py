"""The page of a source document: every fact taken from it, by paragraph or by row."""

from __future__ import annotations

from flask import Response

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.naming import Named
from clusteratlas.entities.provenance import Document
from clusteratlas.entities.sources.documents import document_page
from clusteratlas.web.entity_pages.schema_org import Data, script, thing
from clusteratlas.web.pages import render_page
from clusteratlas.web.paging import page_number


def page(engine: Engine, iri: str) -> Response:
    """The page of the document `iri`, from the paragraph on that `?paragraph=` names."""
    found = document_page(engine, iri, page_number("paragraph"))
    return render_page("entity/document.html", page=found, json_ld=script(_data(found.document)))


def _data(document: Document) -> dict[str, Data]:
    """The document for search engines."""
    return thing(
        "CreativeWork",
        Named(document.iri, document.title),
        url=document.address or document.iri,
        publisher=thing("Organization", document.publisher) if document.publisher else None,
        datePublished=document.issued,
    )
