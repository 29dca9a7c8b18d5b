"""The forms in which a thing is told: a page, and RDF in each of the graph formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple

from clusteratlas import assets
from clusteratlas.errors import NotAcceptable
from clusteratlas.rdf.formats import GRAPH_FORMATS, GraphFormat
from clusteratlas.rdf.jsonld import write_json_ld
from clusteratlas.rdf.jsonld_context import Context, context_of
from clusteratlas.rdf.negotiation import negotiate, quality
from clusteratlas.rdf.reading import read_triples
from clusteratlas.rdf.turtle import write_turtle
from clusteratlas.rdf.writing import write_triples
from clusteratlas.terms import PREFIXES, prefixed_name

_HTML_TYPE = "text/html"


@dataclass(frozen=True)
class Representation:
    """A form, with the suffix of its addresses. `format` is None for the page."""

    name: str
    media_type: str
    suffix: str
    format: GraphFormat | None

    @property
    def content_type(self) -> str:
        """The media type with its charset, where it has one."""
        return self.format.content_type if self.format else f"{self.media_type}; charset=utf-8"


_NAMES = {"turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD", "rdfxml": "RDF/XML"}

HTML = Representation("HTML", _HTML_TYPE, ".html", None)
RDF = tuple(
    Representation(_NAMES[format_.name], format_.media_type, format_.suffix, format_)
    for format_ in GRAPH_FORMATS
)
REPRESENTATIONS = (HTML, *RDF)


def by_suffix(suffix: str) -> Representation | None:
    """The form whose addresses end in `suffix` (with its dot), or None."""
    return next((form for form in REPRESENTATIONS if form.suffix == suffix), None)


def preferred(accept: str | None) -> Representation:
    """The form that a client likes best; RDF where it has no wish, the page where it says so.

    A page has to be named: whoever takes anything is a program. Raises NotAcceptable.
    """
    html = quality(_HTML_TYPE, accept or "", named_only=True)
    try:
        format_ = negotiate(accept, GRAPH_FORMATS)
    except NotAcceptable:
        if html > 0 or quality(_HTML_TYPE, accept or "") > 0:
            return HTML
        raise NotAcceptable(
            f"None of the accepted media types is offered: {(accept or '').strip()[:200]}",
            hint="Offered are: " + ", ".join(form.media_type for form in REPRESENTATIONS) + ".",
        ) from None
    if html > 0 and html >= quality(format_.media_type, accept or ""):
        return HTML
    return next(form for form in RDF if form.format is format_)


def serialise(triples: Iterable[Triple], format_: GraphFormat, about: Sequence[str]) -> bytes:
    """`triples` in a graph format, in a fixed order; JSON-LD begins with the things `about`.

    Raises NotAcceptable for what the format has no way to say.
    """
    statements = sorted(set(triples), key=_order)
    if format_.pyoxigraph == RdfFormat.JSON_LD:
        return write_json_ld(statements, json_ld_context(), about).encode()
    if format_.pyoxigraph == RdfFormat.TURTLE and not any(map(_has_blank_node, statements)):
        return write_turtle(statements).encode()
    output = BytesIO()
    write_triples(statements, output, format_, _prefixes(statements))
    return output.getvalue()


@lru_cache(maxsize=1)
def json_ld_context() -> Context:
    """The context of all our documents, made of the ontology that the program has with it."""
    return context_of(read_triples(assets.ontology() / "clusteratlas.ttl"))


def _prefixes(triples: Iterable[Triple]) -> dict[str, str]:
    """The prefixes that properties and classes are written with."""
    used = {triple.predicate.value for triple in triples}
    used |= {triple.object.value for triple in triples if isinstance(triple.object, NamedNode)}
    names = filter(None, map(prefixed_name, used))
    return {name.prefix: name.namespace for name in names if name.prefix in PREFIXES}


def _has_blank_node(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)


def _order(triple: Triple) -> tuple[str, str, str]:
    return str(triple.subject), triple.predicate.value, str(triple.object)
