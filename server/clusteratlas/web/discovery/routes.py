"""`/void`, `/catalog`, `/sitemap.xml` and `/robots.txt`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from hashlib import sha256
from io import BytesIO
from typing import IO

from flask import Blueprint, Response, abort, request, url_for
from pyoxigraph import Triple

from clusteratlas.engine.protocol import Engine
from clusteratlas.rdf.formats import GRAPH_FORMATS, GraphFormat, format_by_suffix
from clusteratlas.rdf.negotiation import choose_format
from clusteratlas.rdf.writing import write_triples
from clusteratlas.web.address import address
from clusteratlas.web.answer import pushed
from clusteratlas.web.context import atlas, settings
from clusteratlas.web.discovery import dcat, pages, robots, sitemap, void
from clusteratlas.web.discovery.addresses import Addresses
from clusteratlas.web.discovery.facts import Facts
from clusteratlas.web.discovery.statements import USED
from clusteratlas.web.frame import made
from clusteratlas.web.pages import wants_html
from clusteratlas.web.versions import lend_engine

blueprint = Blueprint("discovery", __name__)

_XML = "application/xml; charset=utf-8"


@blueprint.get("/void", defaults={"suffix": ""})
@blueprint.get("/void.<any(ttl, jsonld, nt, rdf):suffix>")
def void_document(suffix: str) -> Response:
    """The dataset in VoID: a page for a browser, else RDF."""

    def triples(facts: Facts) -> Iterator[Triple]:
        return void.describe(facts, _addresses())

    return _document(suffix, triples, pages.void_page)


@blueprint.get("/.well-known/void")
def well_known_void() -> Response:
    """Where VoID §7.2 has harvesters look."""
    return Response(status=303, headers={"Location": url_for("discovery.void_document")})


@blueprint.get("/catalog", defaults={"suffix": ""})
@blueprint.get("/catalog.<any(ttl, jsonld, nt, rdf):suffix>")
def catalog(suffix: str) -> Response:
    """The catalogue in DCAT-AP 3: a page for a browser, else RDF."""
    offer = dcat.Offer(settings().contact, is_open=not settings().read_needs_token)

    def triples(facts: Facts) -> Iterator[Triple]:
        return dcat.describe(facts, offer, _addresses())

    return _document(suffix, triples, pages.catalog_page)


@blueprint.get("/sitemap.xml")
def site_map() -> Response:
    """The index of the site map."""
    with lend_engine() as engine:
        contents = atlas().contents.of(engine)
        written = "".join(sitemap.index(contents, _addresses(), made(engine.version)))
    return _dated(Response(written, content_type=_XML))


@blueprint.get("/sitemap-<group>-<int:number>.xml")
def site_map_part(group: str, number: int) -> Response:
    """A part of the site map, written as it is read."""
    part = sitemap.Part(group, number)
    with ExitStack() as lending:
        engine = lending.enter_context(lend_engine())
        if part not in sitemap.parts(atlas().contents.of(engine)):
            abort(404)
        found = sitemap.addresses_of(part, engine, list(atlas().catalogue.queries), _addresses())

        def push(output: IO[bytes]) -> None:
            for piece in sitemap.written(found):
                output.write(piece.encode())

        return _dated(pushed(push, _XML, lending.pop_all().close))


@blueprint.get("/robots.txt")
def robots_file() -> Response:
    """What crawlers may read."""
    text = robots.robots(_addresses())
    return Response(text, content_type="text/plain; charset=utf-8")


def _document(
    suffix: str,
    triples: Callable[[Facts], Iterable[Triple]],
    page: Callable[[Facts, Engine], Response],
) -> Response:
    """A document in the format that its address or its reader names."""
    named = format_by_suffix(f".{suffix}", GRAPH_FORMATS)
    is_page = named is None and wants_html() and "format" not in request.args
    format_ = None if is_page else named or _negotiated()
    with lend_engine() as engine:
        facts = partial(_facts, engine)
        if format_ is None:
            return page(facts(), engine)
        tag = _entity_tag(engine.version, format_)
        if request.if_none_match.contains_weak(tag):
            response = Response(status=304)
        else:
            output = BytesIO()
            write_triples(triples(facts()), output, format_, USED)
            response = Response(output.getvalue(), content_type=format_.content_type)
        response.last_modified = made(engine.version)
    response.vary.add("Accept")
    response.set_etag(tag, weak=True)
    return _dated(response)


def _negotiated() -> GraphFormat:
    return choose_format(GRAPH_FORMATS, request.headers.get("Accept"), request.args.get("format"))


def _facts(engine: Engine) -> Facts:
    return Facts.read(engine, atlas().contents.of(engine), made(engine.version))


def _addresses() -> Addresses:
    return Addresses(address(""))


def _dated(response: Response) -> Response:
    """Kept by clients, asked about each time: it changes with the version."""
    response.headers["Cache-Control"] = "no-cache"
    return response


def _entity_tag(version: str, format_: GraphFormat) -> str:
    return sha256(f"{version}\0{address(request.path)}\0{format_.name}".encode()).hexdigest()[:32]
