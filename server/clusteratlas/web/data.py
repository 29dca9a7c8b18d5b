"""`/data`: the SPARQL 1.1 Graph Store HTTP Protocol.

A graph is named by `?default`, by `?graph=` (§4.2), or by its own address below `/data/` (§4.1),
where graphs are made that are posted without a name (§5.5).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, TYPE_CHECKING
from urllib.parse import quote
from uuid import uuid4

from flask import Blueprint, Response, request
from pyoxigraph import Triple

from clusteratlas.engine.protocol import Engine, GraphName
from clusteratlas.errors import ProtocolError, UnknownGraph, UnsupportedMediaType
from clusteratlas.rdf.formats import GRAPH_FORMATS, GraphFormat
from clusteratlas.rdf.graph_body import parse_graph_body
from clusteratlas.rdf.media_type import parse_media_type
from clusteratlas.rdf.negotiation import choose_format
from clusteratlas.rdf.protocol import SPARQL_UPDATE, Pairs, parse_pairs, parse_update_request
from clusteratlas.rdf.writing import write_triples
from clusteratlas.terms import PREFIXES
from clusteratlas.web.address import address
from clusteratlas.web.answer import pushed
from clusteratlas.web.graph_name import graph_name, names_a_graph
from clusteratlas.web.operations import DATA_PATH
from clusteratlas.web.versions import lend_engine
from clusteratlas.web.writes import author, body_of_write, writer, written_response

if TYPE_CHECKING:
    from clusteratlas.dataset.writing import Written

_HINT = "SELECT ?graph WHERE { GRAPH ?graph { } } at /sparql lists the graphs that there are."
# An own address with any other character is read as another one: as its percent-encoded form.
_IN_OWN_ADDRESSES = "/:@!$&'()*+,;=~%"
_OF_READS = ("format", "lang", "timeout", "version")
_OF_WRITES = ("lang", "timeout")

blueprint = Blueprint("data", __name__)


@blueprint.get(DATA_PATH, defaults={"path": ""})
@blueprint.get(f"{DATA_PATH}/<path:path>")
def get(path: str) -> Response:
    """The graph (§5.2), or for HEAD what is known without reading it (§5.6)."""
    name = graph_name(_arguments(), _own_iri(path), _OF_READS)
    format_ = choose_format(
        GRAPH_FORMATS, request.headers.get("Accept"), request.args.get("format")
    )
    with ExitStack() as lending:
        engine = lending.enter_context(lend_engine())
        if not engine.has_graph(name):
            raise UnknownGraph(f"There is no graph <{name}>.", hint=_HINT)
        tag = _entity_tag(engine.version, name, format_)
        if request.if_none_match.contains_weak(tag):
            response = Response(status=304)
        else:
            response = _graph_response(engine, name, format_, lending.pop_all().close)
    response.vary.add("Accept")
    response.set_etag(tag, weak=True)
    return response


@blueprint.put(DATA_PATH, defaults={"path": ""})
@blueprint.put(f"{DATA_PATH}/<path:path>")
def put(path: str) -> Response:
    """Replace the graph by the one in the body, or make it (§5.3)."""
    sent = _sent_graph(path)
    return sent.answer(writer().put_graph(sent.name, sent.triples, sent.author))


@blueprint.post(DATA_PATH, defaults={"path": ""})
@blueprint.post(f"{DATA_PATH}/<path:path>")
def post(path: str) -> Response:
    """Merge the body into the graph; without a name, make a graph of it (§5.5)."""
    if not path and not names_a_graph(_arguments()):
        return put(str(uuid4()))
    sent = _sent_graph(path)
    return sent.answer(writer().post_graph(sent.name, sent.triples, sent.author))


@blueprint.delete(DATA_PATH, defaults={"path": ""})
@blueprint.delete(f"{DATA_PATH}/<path:path>")
def delete(path: str) -> Response:
    """Remove the graph (§5.4)."""
    who = author()
    name = graph_name(_arguments(), _own_iri(path), _OF_WRITES)
    return written_response(writer().delete_graph(name, who))


@blueprint.patch(DATA_PATH, defaults={"path": ""})
@blueprint.patch(f"{DATA_PATH}/<path:path>")
def patch(path: str) -> Response:
    """Carry out an update on the graph alone (§5.7)."""
    who = author()
    name = graph_name(_arguments(), _own_iri(path), _OF_WRITES)
    media_type = parse_media_type(request.content_type).name
    if media_type != SPARQL_UPDATE:
        raise UnsupportedMediaType(
            f"A graph is not patched by a body of type “{media_type or 'none'}”.",
            hint=f"Content-Type has to be {SPARQL_UPDATE}.",
        )
    update = parse_update_request("POST", (), request.content_type, body_of_write(), _base(name))
    return written_response(writer().patch_graph(name, update, who), _location(name))


@dataclass(frozen=True)
class _SentGraph:
    """A graph in a request's body: whose it is, and what it is called."""

    author: str
    name: GraphName
    triples: Sequence[Triple]

    def answer(self, written: Written) -> Response:
        return written_response(written, _location(self.name))


def _sent_graph(path: str) -> _SentGraph:
    who = author()
    name = graph_name(_arguments(), _own_iri(path), _OF_WRITES)
    return _SentGraph(
        who, name, parse_graph_body(request.content_type, body_of_write(), _base(name))
    )


def _graph_response(
    engine: Engine, name: GraphName, format_: GraphFormat, close: Callable[[], None]
) -> Response:
    def push(output: IO[bytes]) -> None:
        write_triples(engine.get_graph(name), output, format_, PREFIXES)

    return pushed(push, format_.content_type, close)


def _arguments() -> Pairs:
    return parse_pairs(request.query_string, "The address")


def _own_iri(path: str) -> str:
    """The IRI of the graph that the address itself identifies; '' for the service's address.

    Raises ProtocolError for one that is not UTF-8, which would name another graph than was meant.
    """
    try:
        request.environ["PATH_INFO"].encode("latin-1").decode()
    except UnicodeDecodeError as error:
        raise ProtocolError(
            "The address holds bytes that are no UTF-8 text.", hint="Percent-encode UTF-8."
        ) from error
    return address(f"{DATA_PATH}/{path}") if path else ""


def _base(name: GraphName) -> str:
    """What relative IRIs in a body are resolved against: the graph's IRI (§4.1)."""
    return name if isinstance(name, str) else address(DATA_PATH)


def _location(name: GraphName) -> str:
    """The address under which the graph is had; '' for the default graph, which is never made."""
    service = address(DATA_PATH)
    if not isinstance(name, str):
        return ""
    path = name.removeprefix(f"{service}/")
    is_own = path != name and path == quote(path, _IN_OWN_ADDRESSES)
    return name if is_own else f"{service}?graph={quote(name, safe='')}"


def _entity_tag(version: str, name: GraphName, format_: GraphFormat) -> str:
    """Weak: what answers may be compressed on its way."""
    return sha256(f"{version}\0{name}\0{format_.name}".encode()).hexdigest()[:32]
