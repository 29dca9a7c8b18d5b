"""Writing a graph: as a stream, and only what the format can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO

from pyoxigraph import Literal, RdfFormat, Triple, serialize

from clusteratlas.errors import NotAcceptable
from clusteratlas.rdf.formats import GraphFormat

# The end of an IRI that an XML element can have as its local name (Namespaces in XML §4).
_XML_NAME_AT_END = re.compile(r"[A-Za-z_\u00c0-\ufffd][\w.\-\u00b7]*\Z")
_NO_XML_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_triples(
    triples: Iterable[Triple],
    output: IO[bytes],
    format_: GraphFormat,
    prefixes: Mapping[str, str],
) -> None:
    """Write `triples` as they come.

    Raises NotAcceptable at the first that the format has no way to say: triple terms and directions
    of text in JSON-LD 1.1, predicates and characters that XML does not allow in RDF/XML. (The
    engine's writer leaves its output broken there.)
    """
    serialize(
        _sayable(triples, format_),
        output,
        format=format_.pyoxigraph,
        prefixes=dict(prefixes),
    )


def _sayable(triples: Iterable[Triple], format_: GraphFormat) -> Iterable[Triple]:
    if format_.pyoxigraph == RdfFormat.JSON_LD:
        return _checked(triples, format_, _in_json_ld)
    if format_.pyoxigraph == RdfFormat.RDF_XML:
        return _checked(triples, format_, _in_xml)
    return triples


def _checked(
    triples: Iterable[Triple], format_: GraphFormat, is_sayable: Callable[[Triple], bool]
) -> Iterator[Triple]:
    for triple in triples:
        if not is_sayable(triple):
            raise NotAcceptable(
                f"{format_.media_type} has no way to say: {str(triple)[:300]}",
                hint="Ask for text/turtle or application/n-triples.",
            )
        yield triple


def _in_json_ld(triple: Triple) -> bool:
    object_ = triple.object
    if isinstance(object_, Literal):
        return object_.direction is None
    return not isinstance(object_, Triple)


def _in_xml(triple: Triple) -> bool:
    object_ = triple.object
    if isinstance(object_, Triple) and not _in_xml(object_):
        return False
    if isinstance(object_, Literal) and _NO_XML_CHARACTER.search(object_.value):
        return False
    return _XML_NAME_AT_END.search(triple.predicate.value) is not None
