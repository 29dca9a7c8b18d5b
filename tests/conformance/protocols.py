"""Tests of the protocols: SPARQL Protocol, Graph Store Protocol, Service Description."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

import httpx
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from .client import Client, Mismatch, media_type, read_files, told
from .comparison import Likeness, compare_quads
from .results import READERS
from .suite import RDF, SD, DescriptionTest, Exchange, HttpTest

_STATUSES: Final = {
    "OK": {200},
    "Created": {201},
    "NoContent": {204},
    "NotFound": {404},
    "StatusCode2xx": range(200, 300),
    "StatusCode3xx": range(300, 400),
    # A request that is turned away for want of a token was not looked at.
    "StatusCode4xx": set(range(400, 500)) - {401, 403, 429},
}

_RDF_TYPES: Final = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}

_QUERY_PATH: Final = "/sparql/"
_STORE_PATH: Final = "/gsp"
_UPDATE_PARAMETERS: Final = {"update", "using-graph-uri", "using-named-graph-uri"}


def run_http(client: Client, test: HttpTest) -> Likeness:
    """SPARQL 1.1 Protocol and Graph Store Protocol: each response is as the suite says."""
    client.hold(test.before, read_files(test.before))
    locations: dict[str, str] = {}
    with client.connection_of_its_own() as connection:
        for number, exchange in enumerate(test.exchanges, 1):
            url = _url(client, test, exchange, locations)
            headers = _headers(test, exchange)
            try:
                response = connection.send(
                    exchange.method, url, content=exchange.body, headers=headers
                )
                _check(exchange, response, url)
                locations |= _locations(exchange, response, url)
            except (Mismatch, httpx.TransportError) as error:
                raise Mismatch(f"{number}. {exchange.method} {url}: {error}") from error
    return Likeness.SAME


def _locations(exchange: Exchange, response: httpx.Response, url: str) -> dict[str, str]:
    """The variable that stands for the Location of this response from now on."""
    if not exchange.expected.location:
        return {}
    if "Location" not in response.headers:
        raise Mismatch("no Location")
    return {exchange.expected.location: urljoin(url, response.headers["Location"])}


def _headers(test: HttpTest, exchange: Exchange) -> dict[str, str]:
    headers = {}
    if exchange.content_type:
        headers["Content-Type"] = exchange.content_type
    elif exchange.body and test.group == "graph-store-protocol":
        # `post_get_new_graph` leaves out what its body is, and its other requests say it.
        headers["Content-Type"] = "text/turtle; charset=utf-8"
    if exchange.accept:
        headers["Accept"] = exchange.accept
    return headers


def _url(client: Client, test: HttpTest, exchange: Exchange, locations: dict[str, str]) -> str:
    """The manifest's path at this service, which may take queries and updates apart."""
    path = exchange.path
    for variable, location in locations.items():
        path = path.replace(variable, quote(location, safe=""))
    if test.group == "graph-store-protocol":
        return client.endpoint.graph_store + path.removeprefix(_STORE_PATH)
    at = client.endpoint.update if _is_update(test, exchange) else client.endpoint.query
    return at + path.removeprefix(_QUERY_PATH)


def _is_update(test: HttpTest, exchange: Exchange) -> bool:
    """Whether a request is an update: it says so, or it is a malformed one of a test of updates."""
    media_type = (exchange.content_type or "").partition(";")[0]
    body = (exchange.body or b"").decode("latin-1")
    parameters = {name for name, _ in parse_qsl(urlsplit(exchange.path).query)}
    parameters |= {name for name, _ in parse_qsl(body)}
    if media_type == "application/sparql-query" or "query" in parameters:
        return False
    if media_type == "application/sparql-update" or parameters & _UPDATE_PARAMETERS:
        return True
    return "update" in test.iri.partition("#")[2]


def _check(exchange: Exchange, response: httpx.Response, url: str) -> None:
    expected = exchange.expected
    if not any(response.status_code in _STATUSES[status] for status in expected.statuses):
        raise Mismatch(f"{' or '.join(sorted(expected.statuses))} expected: {told(response)}")
    answered = media_type(response)
    if expected.content_type and answered != expected.content_type.partition(";")[0]:
        raise Mismatch(f"{expected.content_type} expected, not {answered}")
    match expected.format:
        case "boolean" | "tabular":
            _check_result(
                response, answered, expected.boolean, tabular=expected.format == "tabular"
            )
        case "RDF":
            _triples(response.text, answered, url)
    if expected.body is not None:
        wanted = _triples(expected.body, "text/turtle", url)
        if compare_quads(wanted, _triples(response.text, answered, url)) is Likeness.DIFFERENT:
            raise Mismatch(f"another graph: {told(response)}")


def _check_result(
    response: httpx.Response, media_type: str, boolean: bool | None, *, tabular: bool
) -> None:
    if media_type not in READERS:
        raise Mismatch(f"{media_type} is no format of results")
    result = READERS[media_type](response.text)
    if isinstance(result, bool) == tabular or (boolean is not None and result != boolean):
        raise Mismatch(f"another result: {told(response)}")


def _triples(text: str, media_type: str, base: str) -> list[Quad]:
    if media_type not in _RDF_TYPES:
        raise Mismatch(f"{media_type} is no format of RDF")
    try:
        triples = list(parse(text, format=_RDF_TYPES[media_type], base_iri=base))
    except SyntaxError as error:
        raise Mismatch(f"no {media_type} ({error}): {text[:500]}") from error
    return [Quad(item.subject, item.predicate, item.object, DefaultGraph()) for item in triples]


_SERVICE_PROPERTIES: Final = {
    *("endpoint", "feature", "defaultEntailmentRegime", "defaultSupportedEntailmentProfile"),
    *("entailmentRegime", "supportedEntailmentProfile", "extensionFunction"),
    *("extensionAggregate", "languageExtension", "supportedLanguage", "propertyFeature"),
    *("defaultDataset", "availableGraphs", "resultFormat", "inputFormat"),
}
_OTHER_PROPERTIES: Final = {"defaultGraph", "namedGraph", "name", "graph"}


def run_description(client: Client, test: DescriptionTest) -> Likeness:
    """SPARQL 1.1 Service Description §2, §3."""
    endpoint = client.endpoint.query
    response = client.send("GET", endpoint, headers={"Accept": "text/turtle"})
    if not response.is_success:
        raise Mismatch(told(response))
    answered = media_type(response)
    description = _triples(response.text, answered, endpoint)
    endpoints = {quad for quad in description if quad.predicate == NamedNode(SD + "endpoint")}
    match test.iri.partition("#")[2]:
        case "returns-rdf":
            met = bool(description)
        case "has-endpoint-triple":
            met = any(quad.object == NamedNode(endpoint) for quad in endpoints)
        case "conforms-to-schema":
            met = _conforms(description)
        case name:
            raise ValueError(f"a test of the service description that is not known here: {name}")
    if not met:
        raise Mismatch(told(response))
    return Likeness.SAME


def _conforms(description: list[Quad]) -> bool:
    """Whether there is a service, and only services have the properties of one (§3.4)."""
    services = {
        quad.subject
        for quad in description
        if quad.predicate == NamedNode(RDF + "type") and quad.object == NamedNode(SD + "Service")
    }
    used = {
        (quad.subject, quad.predicate.value.removeprefix(SD))
        for quad in description
        if quad.predicate.value.startswith(SD)
    }
    of_services = {(subject, name) for subject, name in used if name in _SERVICE_PROPERTIES}
    return (
        bool(services)
        and {subject for subject, _ in of_services} <= services
        and {name for _, name in used - of_services} <= _OTHER_PROPERTIES
    )
