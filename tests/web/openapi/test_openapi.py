"""The OpenAPI description is valid, and true: what it says can be called works."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from clusteratlas.catalogue import load_catalogue
from clusteratlas.gateway.hosted import reader
from clusteratlas.settings import Settings


@pytest.fixture(scope="module")
def client(atlas_store: Path) -> FlaskClient:
    app = reader(atlas_store, Settings())
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


@cache
def document(client: FlaskClient, language: str) -> Any:
    answer = client.get(f"/openapi.json?lang={language}")
    assert answer.headers["Content-Language"] == language
    return json.loads(answer.text)


@pytest.mark.parametrize("language", ["en", "pl"])
def test_it_is_valid(client: FlaskClient, language: str) -> None:
    errors = [
        str(error) for error in OpenAPIV31SpecValidator(document(client, language)).iter_errors()
    ]
    assert errors == []


def test_it_says_the_same_in_both_languages(client: FlaskClient) -> None:
    english, polish = document(client, "en"), document(client, "pl")
    assert english["paths"].keys() == polish["paths"].keys()
    assert english["info"]["description"] != polish["info"]["description"]


@pytest.mark.parametrize("query", list(load_catalogue()), ids=lambda query: query.name)
def test_examples_work(client: FlaskClient, query: Any) -> None:
    """Each parameter's example, as JSON Schema writes it, is taken by the service."""
    operation = document(client, "en")["paths"][f"/queries/{query.name}"]["get"]
    own = [parameter for parameter in operation["parameters"] if "name" in parameter]
    assert [parameter["name"] for parameter in own] == [each.name for each in query.parameters]
    values = {parameter["name"]: parameter["example"] for parameter in own}
    answer = client.get(f"/queries/{query.name}", query_string={**values, "limit": 1})
    assert answer.status_code == 200, answer.text
    assert answer.mimetype in operation["responses"]["200"]["content"]


def test_what_a_schema_excludes_is_refused(client: FlaskClient) -> None:
    for path, item in document(client, "en")["paths"].items():
        for parameter in item.get("get", {}).get("parameters", []):
            wrong = {"integer": "x", "number": "x", "boolean": "x"}.get(
                parameter.get("schema", {}).get("type")
            )
            if path.startswith("/queries/") and wrong:
                answer = client.get(path, query_string={parameter["name"]: wrong})
                assert answer.status_code == 400, (path, parameter["name"])


PATHS = [
    ("/sparql", {"query": "ASK {}"}, "application/sparql-results+json"),
    ("/data", {"graph": "https://w3id.org/clusteratlas/graph/territories"}, "text/turtle"),
    ("/id/{kind}/{slug}", {}, "text/turtle"),
    ("/graph/{name}", {}, "text/turtle"),
    ("/ontology", {}, "text/turtle"),
    ("/void", {}, "text/turtle"),
    ("/catalog", {}, "text/turtle"),
    ("/openapi.json", {}, "application/json"),
]


@pytest.mark.parametrize(
    ("path", "arguments", "media_type"), PATHS, ids=[case[0] for case in PATHS]
)
def test_paths_are_there(
    client: FlaskClient, path: str, arguments: dict[str, str], media_type: str
) -> None:
    operation = document(client, "en")["paths"][path]["get"]
    in_path = [each for each in operation["parameters"] if each.get("in") == "path"]
    address = path.format(**{each["name"]: each["example"] for each in in_path})
    answer = client.get(
        address, query_string=arguments, headers={"Accept": media_type}, follow_redirects=True
    )
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert media_type in operation["responses"]["200"]["content"]


def test_schemes_are_enumerated(client: FlaskClient) -> None:
    operation = document(client, "en")["paths"]["/queries/conflicting-values"]["get"]
    measure = next(each for each in operation["parameters"] if each.get("name") == "measure")
    assert "scheme-measure:member-count" in measure["schema"]["enum"]


def test_it_is_not_sent_again_to_who_has_it(client: FlaskClient) -> None:
    tag = client.get("/openapi.json").headers["ETag"]
    assert client.get("/openapi.json", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/pl/openapi.json", headers={"If-None-Match": tag}).status_code == 200
