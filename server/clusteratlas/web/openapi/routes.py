"""`/openapi.json`."""

from __future__ import annotations

import json

from flask import Blueprint, Response, request

from clusteratlas.catalogue import Parameter
from clusteratlas.web.address import address
from clusteratlas.web.context import atlas
from clusteratlas.web.openapi.document import describe
from clusteratlas.web.pages import page_language
from clusteratlas.web.saved.asking import resolver
from clusteratlas.web.saved.things import short_of
from clusteratlas.web.versions import lend_engine

blueprint = Blueprint("openapi", __name__)


@blueprint.get("/openapi.json")
def document() -> Response:
    """The description, in the reader's language."""
    with lend_engine() as engine:
        of_reader = resolver(engine)

        def concepts(parameter: Parameter) -> list[str]:
            return [short_of(parameter, each.iri) for each in of_reader.concepts(parameter)]

        described = describe(atlas().catalogue, concepts, address(""), page_language())
    response = Response(
        json.dumps(described, ensure_ascii=False, indent=1), content_type="application/json"
    )
    response.headers["Content-Language"] = page_language()
    response.vary.update(("Accept-Language",))
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response
