"""The routes of what the program has with it: `/ontology`, its alignments, `/shapes`, and the
descriptions of the saved queries.

The terms of a vocabulary are parts of it (hash IRIs): the document is had, and the page shows the
term.
"""

from __future__ import annotations

from flask import Blueprint, Response, request

from clusteratlas.engine.protocol import Engine
from clusteratlas.errors import UnknownThing
from clusteratlas.web.context import atlas
from clusteratlas.web.linked import ontology_page, shapes_page
from clusteratlas.web.linked.asked import asked_path, meanings
from clusteratlas.web.linked.document import LICENCE
from clusteratlas.web.linked.edition import Edition
from clusteratlas.web.linked.envelope import Envelope
from clusteratlas.web.linked.representation import (
    RDF,
    Representation,
    by_suffix,
    preferred,
    serialise,
)
from clusteratlas.web.linked.saved_query import describe_query, query_iri
from clusteratlas.web.linked.vocabulary import Vocabulary, vocabularies
from clusteratlas.web.versions import lend_engine

blueprint = Blueprint("vocabulary", __name__)


@blueprint.get("/ontology")
@blueprint.get("/ontology.<_path>")
@blueprint.get("/ontology/<path:_path>")
@blueprint.get("/shapes")
@blueprint.get("/shapes.<_path>")
@blueprint.get("/shapes/<path:_path>")
def dereference(_path: str = "") -> Response:
    """A document of definitions."""
    for asked in meanings(asked_path()):
        vocabulary = vocabularies().get(asked.iri)
        if vocabulary is not None:
            form = asked.form or preferred(request.headers.get("Accept"))
            return _page(vocabulary, form) if form.format is None else _data(vocabulary, form)
    raise UnknownThing("There is no vocabulary at this address.", hint="/ontology and /shapes are.")


@blueprint.get("/queries/<name>.<any(ttl, jsonld, nt, rdf):suffix>")
def saved_query(name: str, suffix: str) -> Response:
    """The description of a saved query. Raises UnknownQuery."""
    query = atlas().catalogue.get(name)
    form = by_suffix(f".{suffix}")
    assert form is not None
    assert form.format is not None
    edition = Edition.of_content(query.source.encode())
    envelope = Envelope(query_iri(name), form, edition, LICENCE, forms=RDF)
    if envelope.is_known_to_client():
        return envelope.around(Response())
    body = serialise(describe_query(query), form.format, (query_iri(name),))
    return envelope.around(Response(body, content_type=form.content_type))


def _data(vocabulary: Vocabulary, form: Representation) -> Response:
    envelope = Envelope(vocabulary.iri, form, vocabulary.edition, LICENCE)
    if envelope.is_known_to_client():
        return envelope.around(Response())
    assert form.format is not None
    body = vocabulary.body(form.format)
    return envelope.around(Response(body, content_type=form.content_type))


def _page(vocabulary: Vocabulary, form: Representation) -> Response:
    """The page, which shows things of the atlas as well."""
    with lend_engine() as engine:
        edition = _together(vocabulary.edition, Edition.of_version(engine.version))
        envelope = Envelope(vocabulary.iri, form, edition, LICENCE)
        if envelope.is_known_to_client():
            return envelope.around(Response())
        return envelope.around(_rendered(engine, vocabulary))


def _together(definitions: Edition, data: Edition) -> Edition:
    """That of what is made of both: as new as the newer of the two."""
    moments = [moment for moment in (definitions.moment, data.moment) if moment]
    return Edition(f"{definitions.version} {data.version}", max(moments, default=None))


def _rendered(engine: Engine, vocabulary: Vocabulary) -> Response:
    if vocabulary.has_shapes:
        return shapes_page.page(vocabulary)
    if vocabulary.is_alignment:
        return ontology_page.alignment_page(vocabulary)
    return ontology_page.page(engine, vocabulary)
