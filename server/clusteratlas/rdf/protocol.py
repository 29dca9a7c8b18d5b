"""The operations of the SPARQL 1.1 Protocol (§2.1, §2.2): from the parts of a request to a value.

Query and update are asked in the same ways: in a form, or directly as the body, a query also in the
address. They differ in names, so each is an `_Operation`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_to_bytes

from pyoxigraph import NamedNode

from clusteratlas.errors import MethodNotAllowed, ProtocolError, UnsupportedMediaType
from clusteratlas.rdf.media_type import parse_media_type, require_utf_8

FORM = "application/x-www-form-urlencoded"
SPARQL_QUERY = "application/sparql-query"
SPARQL_UPDATE = "application/sparql-update"

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class QueryRequest:
    """A query, and the dataset that the protocol names for it (§2.1.4), empty where none.

    `base` is the IRI that relative ones stand against where the query declares no BASE; '' for
    none.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True)
class UpdateRequest:
    """An update, and the dataset that its patterns are matched in (§2.2.3), empty where none.

    `base` as in QueryRequest.
    """

    update: str
    using_graphs: tuple[str, ...] = ()
    using_named_graphs: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True)
class _Operation:
    """An operation: what it is called, where its text stands, which parameters name its dataset."""

    name: str
    plural: str
    done: str
    media_type: str
    default_parameter: str
    named_parameter: str

    @property
    def ways(self) -> str:
        """How its text can be sent by POST."""
        return f"as {self.name}=… in a form ({FORM}), or as a body of type {self.media_type}"


_QUERY = _Operation(
    "query", "queries", "answered", SPARQL_QUERY, "default-graph-uri", "named-graph-uri"
)
_UPDATE = _Operation(
    "update",
    "updates",
    "carried out",
    SPARQL_UPDATE,
    "using-graph-uri",
    "using-named-graph-uri",
)
_OTHER = {_QUERY.name: _UPDATE, _UPDATE.name: _QUERY}


@dataclass(frozen=True)
class _Asked:
    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def parse_query_request(
    method: str, arguments: Pairs, content_type: str | None, body: bytes, base: str = ""
) -> QueryRequest:
    """The query that a request asks, by any of the three ways of §2.1.

    `arguments` are the decoded parameters of the address in their order, `body` is empty for GET.
    Raises MethodNotAllowed, UnsupportedMediaType, or ProtocolError for what §2.1 forbids: no query,
    several, or an update.
    """
    if method in ("GET", "HEAD"):
        asked = _from_pairs(_QUERY, arguments)
    elif method == "POST":
        asked = _from_post(_QUERY, arguments, content_type, body)
    else:
        raise MethodNotAllowed(f"A query cannot be sent by {method}.", hint="Use GET or POST.")
    return QueryRequest(asked.text, asked.default_graphs, asked.named_graphs, base)


def parse_update_request(
    method: str, arguments: Pairs, content_type: str | None, body: bytes, base: str = ""
) -> UpdateRequest:
    """The update that a request asks for, by either of the two ways of §2.2; see above.

    That an update with USING or WITH in its text must not have a dataset in the request (§2.2.3) is
    for the engine to say, which understands the text.
    """
    if method != "POST":
        raise MethodNotAllowed(
            f"An update cannot be sent by {method}.", hint=f"POST it, {_UPDATE.ways}."
        )
    asked = _from_post(_UPDATE, arguments, content_type, body)
    return UpdateRequest(asked.text, asked.default_graphs, asked.named_graphs, base)


def parse_pairs(encoded: bytes, what: str) -> Pairs:
    """The parameters of an address or a form, decoded, in their order; errors call it `what`.

    Raises ProtocolError for text that is not UTF-8, which a lenient reader would take for other
    text, so that a query for it would find nothing and not say why.
    """
    try:
        if encoded.startswith(b"query=") and b"&" not in encoded:
            # What most requests are; the general way takes several times as long.
            return [("query", unquote_to_bytes(encoded[6:].replace(b"+", b" ")).decode("utf-8"))]
        return parse_qsl(
            _text(encoded, what), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except UnicodeDecodeError as error:
        raise ProtocolError(
            f"{what} holds bytes that are no UTF-8 text.", hint="Percent-encode UTF-8."
        ) from error
    except ValueError as error:
        raise ProtocolError(f"{what} has too many fields.") from error


def _from_post(
    operation: _Operation, arguments: Pairs, content_type: str | None, body: bytes
) -> _Asked:
    """The form may leave the dataset to the address; the text has to be in the body."""
    media_type = parse_media_type(content_type)
    if media_type.name not in (FORM, operation.media_type):
        raise UnsupportedMediaType(
            f"No {operation.name} can be read from a body of type “{media_type.name or 'none'}”.",
            hint=f"Send it {operation.ways}.",
        )
    require_utf_8(media_type)
    if _values(arguments, operation.name):
        raise ProtocolError(
            f"There is a text of the {operation.name} in the address, though it is sent by POST.",
            hint=f"Send it only {operation.ways}.",
        )
    if media_type.name == FORM:
        return _from_pairs(operation, [*arguments, *parse_pairs(body, "The form")])
    return _from_pairs(
        operation, [*arguments, (operation.name, _text(body, f"The {operation.name}"))]
    )


def _from_pairs(operation: _Operation, pairs: Pairs) -> _Asked:
    texts, other = _values(pairs, operation.name), _OTHER[operation.name]
    if _values(pairs, other.name):
        raise ProtocolError(
            f"There is a text of the {other.name}; here {operation.plural} are {operation.done}.",
            hint=f"Send {other.plural} to the service's address for them.",
        )
    if not texts:
        raise ProtocolError(f"There is no {operation.name}.", hint=f"Send it {operation.ways}.")
    if len(texts) > 1:
        raise ProtocolError(
            f"There are {len(texts)} {operation.plural} in one request.",
            hint="Send one at a time.",
        )
    for ours, theirs in (
        (operation.default_parameter, other.default_parameter),
        (operation.named_parameter, other.named_parameter),
    ):
        if _values(pairs, theirs):
            raise ProtocolError(
                f"“{theirs}” is for {other.plural}.", hint=f"For {operation.plural} it is “{ours}”."
            )
    return _Asked(
        texts[0],
        _graphs(pairs, operation.default_parameter),
        _graphs(pairs, operation.named_parameter),
    )


def _graphs(pairs: Pairs, parameter: str) -> tuple[str, ...]:
    return tuple(absolute_iri(iri, f"“{parameter}”") for iri in _values(pairs, parameter))


def absolute_iri(text: str, what: str) -> str:
    """`text`, where it is an absolute IRI; else ProtocolError, which calls it `what`."""
    try:
        return NamedNode(text).value
    except ValueError as error:
        raise ProtocolError(
            f"{what} is “{text[:200]}”, which is no absolute IRI: {error}.",
            hint="Graphs are named by absolute IRIs, such as https://….",
        ) from error


def _values(pairs: Iterable[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in pairs if key == name]


def _text(body: bytes, what: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(
            f"{what} is no UTF-8 text (byte {error.start}).", hint="Send it in UTF-8."
        ) from error
