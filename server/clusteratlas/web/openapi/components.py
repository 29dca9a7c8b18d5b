"""What the paths share: parameters, headers, answers, schemas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from clusteratlas.languages import LANGUAGES
from clusteratlas.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, GraphFormat, ResultFormat
from clusteratlas.web.problems import PROBLEM_JSON
from clusteratlas.web.saved.part import MOST

_FAILURES = ("400", "404", "406", "429", "503")
_FORMATS = [each.name for each in RESULT_FORMATS] + [each.name for each in GRAPH_FORMATS]


def parameter_ref(name: str) -> dict[str, str]:
    """The parameter of that name, which several paths have."""
    return {"$ref": f"#/components/parameters/{name}"}


def failures() -> dict[str, Any]:
    """The answers of every path that reads the dataset, beside the one that is wanted."""
    problem = {"$ref": "#/components/responses/Problem"}
    return {
        "304": {"$ref": "#/components/responses/NotModified"},
        **dict.fromkeys(_FAILURES, problem),
    }


def result_content() -> dict[str, Any]:
    """The media types of rows and truths."""
    return _content(RESULT_FORMATS, "#/components/schemas/SparqlResults")


def graph_content() -> dict[str, Any]:
    """The media types of graphs."""
    return _content(GRAPH_FORMATS, "#/components/schemas/JsonLd")


def components(texts: Mapping[str, str]) -> dict[str, Any]:
    """The components of the document."""
    return {
        "parameters": _parameters(texts),
        "headers": {
            "Link": _header(texts["openapi_link"]),
            "ETag": _header(texts["openapi_etag"]),
            "X-Dataset-Version": _header(texts["openapi_dataset_version"]),
        },
        "responses": {
            "NotModified": {"description": texts["openapi_same"]},
            "Problem": {
                "description": texts["openapi_problem"],
                "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            },
        },
        "schemas": _SCHEMAS,
    }


def _parameters(texts: Mapping[str, str]) -> dict[str, Any]:
    whole = {"type": "integer", "minimum": 1}
    schemas: Mapping[str, Mapping[str, Any]] = {
        "format": {"type": "string", "enum": _FORMATS},
        "lang": {"type": "string", "enum": list(LANGUAGES)},
        "version": {"type": "string"},
        "timeout": {"type": "number", "exclusiveMinimum": 0},
        "limit": {**whole, "maximum": MOST, "default": MOST},
        "page": {**whole, "default": 1},
        "offset": {"type": "integer", "minimum": 0},
    }
    return {
        name: {
            "name": name,
            "in": "query",
            "description": texts[f"openapi_{name}"],
            "schema": schema,
        }
        for name, schema in schemas.items()
    }


def _header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


def _content(
    formats: Sequence[ResultFormat] | Sequence[GraphFormat], json_schema: str
) -> dict[str, Any]:
    return {
        format_.media_type: {
            "schema": {"$ref": json_schema} if "json" in format_.media_type else {"type": "string"}
        }
        for format_ in formats
    }


_SCHEMAS: Mapping[str, Any] = {
    "Problem": {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "format": "uri-reference"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "hint": {"type": "string"},
            "line": {"type": "integer", "minimum": 1},
            "column": {"type": "integer", "minimum": 1},
        },
    },
    "SparqlResults": {
        "type": "object",
        "required": ["head"],
        "properties": {
            "head": {
                "type": "object",
                "properties": {"vars": {"type": "array", "items": {"type": "string"}}},
            },
            "boolean": {"type": "boolean"},
            "results": {
                "type": "object",
                "required": ["bindings"],
                "properties": {
                    "bindings": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": {"$ref": "#/components/schemas/Term"},
                        },
                    }
                },
            },
        },
    },
    "Term": {
        "type": "object",
        "required": ["type", "value"],
        "properties": {
            "type": {"type": "string", "enum": ["uri", "literal", "bnode", "triple"]},
            "value": {"type": ["string", "object"]},
            "xml:lang": {"type": "string"},
            "datatype": {"type": "string", "format": "iri"},
        },
    },
    "JsonLd": {"type": ["object", "array"]},
    "Suggestion": {
        "type": "object",
        "required": ["iri", "href", "label", "kind"],
        "properties": {
            "iri": {"type": "string", "format": "iri"},
            "href": {"type": "string", "format": "uri-reference"},
            "label": {"type": "string"},
            "kind": {"type": "string"},
            "kindLabel": {"type": "string"},
            "note": {"type": "string"},
        },
    },
}
