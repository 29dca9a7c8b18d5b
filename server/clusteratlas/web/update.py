"""`/update`: the update operation of the SPARQL 1.1 Protocol (§2.2)."""

from __future__ import annotations

from flask import Blueprint, Response, request

from clusteratlas.rdf.protocol import parse_pairs, parse_update_request
from clusteratlas.web.address import address
from clusteratlas.web.operations import UPDATE_PATH
from clusteratlas.web.writes import author, body_of_write, writer, written_response

blueprint = Blueprint("update", __name__)


@blueprint.post(UPDATE_PATH)
def endpoint() -> Response:
    """Carry out an update, all of it or nothing. Relative IRIs are the service's (§2.2.3)."""
    who = author()
    update = parse_update_request(
        request.method,
        parse_pairs(request.query_string, "The address"),
        request.content_type,
        body_of_write(),
        address(UPDATE_PATH),
    )
    return written_response(writer().update(update, who))
