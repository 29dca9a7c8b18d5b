"""A saved query as a path of OpenAPI, its parameters as JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from clusteratlas.catalogue import Parameter, ParameterType, SavedQuery
from clusteratlas.catalogue.slicing import query_form
from clusteratlas.languages import pick
from clusteratlas.web.openapi.components import (
    failures,
    graph_content,
    parameter_ref,
    result_content,
)
from clusteratlas.web.saved.things import is_of_scheme
from clusteratlas.web.texts import TEXTS

_SCHEMAS: Mapping[ParameterType, Mapping[str, Any]] = {
    ParameterType.IRI: {"type": "string"},
    ParameterType.STRING: {"type": "string"},
    ParameterType.LANGSTRING: {
        "type": "string",
        "pattern": "^.*@[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$",
    },
    ParameterType.INTEGER: {"type": "integer"},
    ParameterType.DECIMAL: {"type": "number"},
    ParameterType.DATE: {"type": "string", "format": "date"},
    ParameterType.BOOLEAN: {"type": "boolean"},
}


def query_path(
    query: SavedQuery, concepts: Callable[[Parameter], Sequence[str]], language: str
) -> dict[str, Any]:
    """The path item of a saved query."""
    is_rows = query_form(query.text) == "SELECT"
    common = ["format", "lang", "version", "timeout"]
    if is_rows:
        common += ["limit", "page", "offset"]
    own = [_parameter(query, each, concepts, language) for each in query.parameters]
    return {
        "get": {
            "operationId": query.name,
            "tags": ["queries"],
            "summary": pick(query.summary, language),
            "description": pick(query.description, language),
            "parameters": [*own, *(parameter_ref(name) for name in common)],
            "responses": {"200": _result(query, TEXTS[language]), **failures()},
        }
    }


def _result(query: SavedQuery, texts: Mapping[str, str]) -> dict[str, Any]:
    headers = {
        name: {"$ref": f"#/components/headers/{name}"} for name in ("ETag", "X-Dataset-Version")
    }
    form = query_form(query.text)
    if form == "SELECT":
        headers["Link"] = {"$ref": "#/components/headers/Link"}
        return {
            "description": texts["openapi_rows"],
            "headers": headers,
            "content": result_content(),
        }
    if form == "ASK":
        return {
            "description": texts["openapi_truth"],
            "headers": headers,
            "content": result_content(),
        }
    return {"description": texts["openapi_graph"], "headers": headers, "content": graph_content()}


def _parameter(
    query: SavedQuery,
    parameter: Parameter,
    concepts: Callable[[Parameter], Sequence[str]],
    language: str,
) -> dict[str, Any]:
    texts = TEXTS[language]
    schema: dict[str, Any] = dict(_SCHEMAS[parameter.type])
    if is_of_scheme(parameter):
        schema["enum"] = list(concepts(parameter))
    examples = [_in_json(parameter, example) for example in parameter.examples]
    if not query.is_optional(parameter):
        schema["default"] = examples[0]
    if parameter.multiple:
        default = {"default": examples} if "default" in schema else {}
        schema.pop("default", None)
        schema = {"type": "array", "items": schema, **default}
    described = [pick(parameter.description, language)]
    if parameter.type is ParameterType.IRI and not is_of_scheme(parameter):
        described.append(texts["openapi_by_name"])
    if query.is_optional(parameter):
        described.append(texts["openapi_all"])
    return {
        "name": parameter.name,
        "in": "query",
        "description": "; ".join(described),
        "schema": schema,
        "example": examples if parameter.multiple else examples[0],
    }


def _in_json(parameter: Parameter, value: str) -> Any:
    match parameter.type:
        case ParameterType.INTEGER:
            return int(value)
        case ParameterType.DECIMAL:
            return float(value)
        case ParameterType.BOOLEAN:
            return value in ("true", "1")
    return value
