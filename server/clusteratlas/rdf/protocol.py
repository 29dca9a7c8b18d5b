"""The query operation of the SPARQL 1.1 Protocol (§2.1): from the parts of a request to a value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from clusteratlas.errors import MethodNotAllowed, ProtocolError, UnsupportedMediaType

FORM = "application/x-www-form-urlencoded"
SPARQL_QUERY = "application/sparql-query"

Pairs = Sequence[tuple[str, str]]

_QUERY_HINT = f"Send it as ?query=…, in a form, or as a body of type {SPARQL_QUERY}."


@dataclass(frozen=True)
class QueryRequest:
    """A query, and the dataset that the protocol names for it (§2.1.4), empty where none."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def parse_query_request(
    method: str, arguments: Pairs, content_type: str | None, body: bytes
) -> QueryRequest:
    """The query that a request asks, by any of the three ways of §2.1.

    `arguments` are the decoded parameters of the address in their order, `body` is empty for GET.
    Raises MethodNotAllowed, UnsupportedMediaType, or ProtocolError for what §2.1 forbids: no query,
    several, or an update.
    """
    if method in ("GET", "HEAD"):
        return _from_pairs(arguments)
    if method != "POST":
        raise MethodNotAllowed(f"A query cannot be sent by {method}.", hint="Use GET or POST.")
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if media_type == FORM:
        return _from_pairs([*arguments, *parse_pairs(body, "The form")])
    if media_type == SPARQL_QUERY:
        if any(name == "query" for name, _ in arguments):
            raise ProtocolError(
                "There are two queries, one in the address and one in the body.",
                hint="Send one of them.",
            )
        return _from_pairs([*arguments, ("query", _text(body, "The query"))])
    raise UnsupportedMediaType(
        f"A query cannot be read from a body of type “{media_type or 'none'}”.",
        hint=f"Content-Type has to be {SPARQL_QUERY} or {FORM}.",
    )


def parse_pairs(encoded: bytes, what: str) -> Pairs:
    """The parameters of an address or a form, decoded, in their order; errors call it `what`.

    Raises ProtocolError for text that is not UTF-8, which a lenient reader would take for other
    text, so that a query for it would find nothing and not say why.
    """
    try:
        return parse_qsl(
            _text(encoded, what), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except UnicodeDecodeError as error:
        raise ProtocolError(
            f"{what} holds bytes that are no UTF-8 text.", hint="Percent-encode UTF-8."
        ) from error
    except ValueError as error:
        raise ProtocolError(f"{what} has too many fields.") from error


def _from_pairs(pairs: Pairs) -> QueryRequest:
    queries = _values(pairs, "query")
    if not queries:
        is_update = bool(_values(pairs, "update"))
        raise ProtocolError(
            "This is an update; here queries are answered." if is_update else "There is no query.",
            hint=_QUERY_HINT,
        )
    if len(queries) > 1:
        raise ProtocolError(
            f"There are {len(queries)} queries in one request.", hint="Send one at a time."
        )
    return QueryRequest(
        queries[0],
        tuple(_values(pairs, "default-graph-uri")),
        tuple(_values(pairs, "named-graph-uri")),
    )


def _values(pairs: Iterable[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in pairs if key == name]


def _text(body: bytes, what: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(
            f"{what} is no UTF-8 text (byte {error.start}).", hint="Send it in UTF-8."
        ) from error
