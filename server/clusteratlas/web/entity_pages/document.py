"""The page of a source document: every fact taken from it, by paragraph or by row."""

from __future__ import annotations

from flask import Response

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.sources.documents import document_page
from clusteratlas.web.pages import render_page
from clusteratlas.web.paging import page_number


def page(engine: Engine, iri: str) -> Response:
    """The page of the document `iri`, from the paragraph on that `?paragraph=` names."""
    found = document_page(engine, iri, page_number("paragraph"))
    return render_page("entity/document.html", page=found)
