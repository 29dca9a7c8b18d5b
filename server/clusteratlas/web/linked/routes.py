"""The routes of linked data: `/id/…`, `/scheme/…`, `/graph/…` and the JSON-LD context.

Each answers at once for an IRI below the base and for the addresses of its forms: with the form
that the client likes best, or the one that the suffix names.
"""

from __future__ import annotations

import json

from flask import Blueprint, Response, request

from clusteratlas.engine.protocol import Engine
from clusteratlas.entities.description import (
    Description,
    classes_of,
    describe,
    describe_links,
    is_known,
    source_graphs,
)
from clusteratlas.errors import UnknownThing
from clusteratlas.terms import PREFIXES
from clusteratlas.web.entity_pages import page_for
from clusteratlas.web.linked import scheme_page, thing_page
from clusteratlas.web.linked.absence import absent, moved
from clusteratlas.web.linked.asked import Asked, AskedLinks, asked_links, asked_path, meanings
from clusteratlas.web.linked.document import LICENCE, describe_document, document_iri, pages
from clusteratlas.web.linked.edition import Edition
from clusteratlas.web.linked.envelope import Envelope, address_of, forms_of
from clusteratlas.web.linked.representation import HTML, json_ld_context, preferred, serialise
from clusteratlas.web.versions import lend_engine

blueprint = Blueprint("linked", __name__)
blueprint.add_app_template_global(forms_of, "forms_of")

_SCHEME = PREFIXES["skos"] + "ConceptScheme"
_CONTEXT_TYPE = "application/ld+json"


@blueprint.get("/id/<path:_path>")
@blueprint.get("/scheme/<path:_path>")
@blueprint.get("/graph/<path:_path>")
def dereference(_path: str) -> Response:
    """What the atlas knows of the IRI that the address is, or is a form of."""
    candidates = tuple(meanings(asked_path()))
    with lend_engine() as engine:
        for asked in candidates:
            elsewhere = moved(engine, asked)
            if elsewhere is not None:
                return elsewhere
            if is_known(engine, asked.iri):
                return _answer(engine, asked)
        raise absent(tuple(asked.iri for asked in candidates), engine.version)


@blueprint.get("/context.jsonld")
def context() -> Response:
    """The whole JSON-LD context; documents carry what they use of it."""
    body = json.dumps(json_ld_context().document(), ensure_ascii=False, indent=2) + "\n"
    response = Response(body, content_type=_CONTEXT_TYPE)
    response.add_etag(weak=True)
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


def _answer(engine: Engine, asked: Asked) -> Response:
    form = asked.form or preferred(request.headers.get("Accept"))
    edition = Edition.of_version(engine.version)
    envelope = Envelope(asked.iri, form, edition, LICENCE)
    if envelope.is_known_to_client():
        return envelope.around(Response())
    links = asked_links()
    if form is HTML and links is None:
        response = _page(engine, asked.iri)
        graphs = source_graphs(engine, asked.iri)
        return Envelope(asked.iri, form, edition, LICENCE, graphs=graphs).around(response)
    description = _described(engine, asked.iri, links)
    if form.format is None:
        response = thing_page.links_page(engine, description)
    else:
        asked_version = edition.version if "version" in request.args else ""
        about_document = describe_document(description, edition, asked_version)
        triples = (*about_document, *description.triples())
        about = (asked.iri, document_iri(asked.iri))
        body = serialise(triples, form.format, about)
        response = Response(body, content_type=form.content_type)
    return Envelope(
        asked.iri,
        form,
        edition,
        LICENCE,
        part=links.query(links.page) if links else "",
        graphs=description.graphs,
        pages=_other_pages(asked, description, links),
    ).around(response)


def _described(engine: Engine, iri: str, links: AskedLinks | None) -> Description:
    if links is None:
        description = describe(engine, iri)
    else:
        description = describe_links(engine, iri, links.predicate, links.direction, links.page)
    if description is None:
        raise UnknownThing(
            "There is no such list, or it has no such page.",
            hint="The description of the thing, without property, inverse and page, names them.",
        )
    return description


def _page(engine: Engine, iri: str) -> Response:
    """The page of the thing: of its kind where that has one, else of things of any kind."""
    classes = classes_of(engine, iri)
    page = page_for(classes)
    if page is not None:
        return page(engine, iri)
    if _SCHEME in classes:
        return scheme_page.page(engine, _described(engine, iri, None))
    return thing_page.page(engine, _described(engine, iri, None))


def _other_pages(
    asked: Asked, description: Description, links: AskedLinks | None
) -> dict[str, str]:
    """The addresses of the other pages of the list that is asked for, by their relation (§4.2)."""
    if links is None:
        return {}
    (listing,) = description.listings
    numbers = {("prev" if name == "previous" else name): n for name, n in pages(listing).items()}
    return {
        relation: address_of(asked.iri, asked.form, links.query(page))
        for relation, page in numbers.items()
    }
