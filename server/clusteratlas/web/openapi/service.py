"""The paths of OpenAPI beside the saved queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clusteratlas.rdf.protocol import FORM, SPARQL_QUERY
from clusteratlas.web.openapi.components import (
    failures,
    graph_content,
    parameter_ref,
    result_content,
)

_IRIS = {"type": "array", "items": {"type": "string", "format": "iri"}}
_KIND = {"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$"}


def service_paths(texts: Mapping[str, str]) -> dict[str, Any]:
    """All of them."""
    return {
        **_data_paths(texts),
        **_thing_paths(texts),
        **_catalogue_paths(texts),
    }


def _data_paths(texts: Mapping[str, str]) -> dict[str, Any]:
    answer = {
        "description": texts["openapi_rows"],
        "content": {**result_content(), **graph_content()},
    }
    asking = [
        _query("query", texts["openapi_query"], {"type": "string"}),
        _query("default-graph-uri", texts["openapi_default_graph"], _IRIS),
        _query("named-graph-uri", texts["openapi_named_graph"], _IRIS),
    ]
    common = [parameter_ref(name) for name in ("format", "lang", "version", "timeout")]
    in_form = {
        "type": "object",
        "required": ["query"],
        "properties": {each["name"]: each["schema"] for each in asking},
    }
    body = {
        "required": True,
        "content": {FORM: {"schema": in_form}, SPARQL_QUERY: {"schema": {"type": "string"}}},
    }
    graph = {"description": texts["openapi_graph"], "content": graph_content()}
    naming = [
        _query("default", texts["openapi_default"], {"type": "string", "const": ""})
        | {"allowEmptyValue": True},
        _query("graph", texts["openapi_graph_parameter"], {"type": "string", "format": "iri"}),
    ]
    sparql = texts["openapi_sparql"]
    post = _operation("sparqlPost", "data", texts["openapi_sparql_post"], common, answer)
    return {
        "/sparql": {
            "get": _operation("sparql", "data", sparql, [*asking, *common], answer),
            "post": post | {"requestBody": body},
        },
        "/data": {
            "get": _operation("data", "data", texts["openapi_data"], [*naming, *common], graph)
        },
    }


def _thing_paths(texts: Mapping[str, str]) -> dict[str, Any]:
    thing = {
        "description": texts["openapi_graph"],
        "content": {**graph_content(), "text/html": {"schema": {"type": "string"}}},
    }
    suggestions = {
        "description": texts["openapi_suggestions"],
        "content": {
            "application/json": {
                "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Suggestion"}}
            }
        },
    }
    page = {
        "description": texts["openapi_suggestions"],
        "content": {"text/html": {"schema": {"type": "string"}}},
    }
    wanted = [
        _query("q", texts["openapi_q"], {"type": "string"}) | {"example": "genopol"},
        _query("kind", texts["openapi_kinds"], {"type": "array", "items": _KIND})
        | {"example": ["cluster"]},
        parameter_ref("lang"),
    ]
    naming = [
        _in_path("kind", texts["openapi_kind"], "cluster"),
        _in_path("slug", texts["openapi_slug"], "klaster-lifescience-krakow"),
        parameter_ref("lang"),
        parameter_ref("version"),
    ]
    of_graph = [_in_path("name", texts["openapi_slug"], "ecri-study-visit"), *naming[2:]]
    said = texts["openapi_thing"]
    return {
        "/id/{kind}/{slug}": {"get": _operation("thing", "things", said, naming, thing)},
        "/graph/{name}": {"get": _operation("sourceGraph", "things", said, of_graph, thing)},
        "/ontology": {"get": _operation("ontology", "things", said, naming[2:], thing)},
        "/search": {"get": _operation("search", "things", texts["openapi_search"], wanted, page)},
        "/suggest": {
            "get": _operation("suggest", "things", texts["openapi_suggest"], wanted, suggestions)
        },
    }


def _catalogue_paths(texts: Mapping[str, str]) -> dict[str, Any]:
    described = {
        "description": texts["openapi_described"],
        "content": {**graph_content(), "text/html": {"schema": {"type": "string"}}},
    }
    itself = {
        "description": texts["openapi_described"],
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
    well = {
        "description": texts["openapi_healthy"],
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
    common = [parameter_ref(name) for name in ("format", "lang", "version")]
    return {
        "/void": {"get": _operation("void", "catalogue", texts["openapi_void"], common, described)},
        "/catalog": {
            "get": _operation("catalog", "catalogue", texts["openapi_catalog"], common, described)
        },
        "/health": {"get": _operation("health", "catalogue", texts["openapi_health"], [], well)},
        "/openapi.json": {
            "get": _operation(
                "openapi", "catalogue", texts["openapi_self"], [parameter_ref("lang")], itself
            )
        },
    }


def _operation(
    name: str, tag: str, summary: str, parameters: list[dict[str, Any]], answer: dict[str, Any]
) -> dict[str, Any]:
    return {
        "operationId": name,
        "tags": [tag],
        "summary": summary,
        "parameters": parameters,
        "responses": {"200": answer, **failures()},
    }


def _query(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _in_path(name: str, description: str, example: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": {"type": "string"},
        "example": example,
    }
