"""The graph that a request of the Graph Store Protocol carries in its body (§5)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect, MultipartInvariantViolationDefect

from pyoxigraph import Triple

from clusteratlas.errors import ProtocolError, UnsupportedMediaType
from clusteratlas.rdf.formats import GRAPH_FORMATS, format_by_media_type
from clusteratlas.rdf.media_type import parse_media_type, require_utf_8
from clusteratlas.rdf.reading import parse_triples

MULTIPART = "multipart/form-data"

_BODY = "The body"
_BROKEN = (CloseBoundaryNotFoundDefect, MultipartInvariantViolationDefect)


def parse_graph_body(content_type: str | None, body: bytes, base: str) -> list[Triple]:
    """The triples of `body`, whose relative IRIs are resolved against `base` (§4.1).

    A form with files (§5.5) is the merge of their graphs. An empty body without a type is the empty
    graph. Raises UnsupportedMediaType, RdfSyntaxError with line and column, ProtocolError for a
    form that is broken. A dataset (TriG, N-Quads) is no graph, so its types are not supported.
    """
    if parse_media_type(content_type).name != MULTIPART:
        return _parse(content_type, body, base, _BODY)
    return [
        triple
        for name, type_, content in _files(content_type or "", body)
        for triple in _parse(type_, content, base, f"The file “{name}”")
    ]


def _parse(content_type: str | None, content: bytes, base: str, name: str) -> list[Triple]:
    media_type = parse_media_type(content_type)
    if not media_type.name and not content:
        return []
    format_ = format_by_media_type(media_type.name, GRAPH_FORMATS)
    if format_ is None:
        types = ", ".join(format_.media_type for format_ in GRAPH_FORMATS)
        raise UnsupportedMediaType(
            f"{name} is of type “{media_type.name or 'none'}”, which is not read here.",
            hint=f"Content-Type has to be one of: {types}.",
        )
    require_utf_8(media_type)
    return list(parse_triples(content, format_, name, base=base, rename_blank_nodes=True))


def _files(content_type: str, body: bytes) -> Iterator[tuple[str, str | None, bytes]]:
    """The name, type and content of each file of a form (RFC 7578)."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    form = message_from_bytes(head + body, policy=policy.HTTP)
    if not form.is_multipart() or any(isinstance(defect, _BROKEN) for defect in form.defects):
        raise ProtocolError(
            "The form is broken or cut off.", hint="Send each file as a part of its own."
        )
    for part in form.iter_parts():
        content = part.get_payload(decode=True)
        yield (
            part.get_filename() or "",
            part["content-type"],
            content if isinstance(content, bytes) else b"",
        )
