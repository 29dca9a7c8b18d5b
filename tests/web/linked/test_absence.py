"""Addresses of which nothing is known: merged, gone, never there, or no addresses at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from clusteratlas.catalogue import Catalogue
from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.errors import UnknownVersion
from clusteratlas.settings import Settings
from clusteratlas.terms import BASE, CA
from clusteratlas.web.app import create_app
from clusteratlas.web.context import Atlas
from clusteratlas.web.current import CurrentEngine, OlderVersions

OLD, OLDER, PRUNED = "20260102T000000000Z-b", "20260101T000000000Z-a", "20250101T000000000Z-0"
ACCEPTED = f"<{BASE}scheme/identity-status/accepted>"


def _merge(number: int, record: str, thing: str) -> str:
    return (
        f"<{BASE}id/identity-statement/{number}> <{CA}record> <{BASE}id/x/{record}> ; "
        f"<{CA}canonical> <{BASE}id/x/{thing}> ; <{CA}identityStatus> {ACCEPTED} ."
    )


def _engine(*statements: str) -> EmbeddedEngine:
    engine = EmbeddedEngine.in_memory()
    engine.update("INSERT DATA { " + " ".join(statements) + " }")
    return engine


def _thing(name: str) -> str:
    return f'<{BASE}id/x/{name}> <{BASE}p> "{name}" .'


@pytest.fixture
def client(catalogue: Catalogue) -> Iterator[FlaskClient]:
    """An atlas with two older versions, and a third that was removed since it was listed."""
    current = _engine(
        _thing("here"),
        _thing("canonical"),
        _merge(1, "record", "canonical"),
        _merge(2, "record-of-record", "record"),
        _merge(3, "round", "and-round"),
        _merge(4, "and-round", "round"),
        _merge(5, "left", "elsewhere").replace(f"{BASE}id/x/elsewhere", "https://example.org/ż"),
    )

    def open_version(version: str) -> EmbeddedEngine:
        match version:
            case "20260102T000000000Z-b":
                return _engine(_thing("gone"))
            case "20260101T000000000Z-a":
                return _engine(_thing("gone"), _thing("long-gone"))
        raise UnknownVersion(version)

    atlas = Atlas(
        CurrentEngine(lambda: "current", lambda: current),
        OlderVersions(open_version, lambda: ["memory+1", OLD, OLDER, PRUNED]),
        catalogue,
    )
    app = create_app(atlas, Settings())
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app.test_client()
    current.close()


@pytest.mark.parametrize("suffix", ["", ".ttl", ".html"])
@pytest.mark.parametrize("language", ["", "/pl"])
@pytest.mark.parametrize("record", ["record", "record-of-record"])
def test_a_merged_record_leads_to_what_it_is(
    client: FlaskClient, record: str, language: str, suffix: str
) -> None:
    response = client.get(f"{language}/id/x/{record}{suffix}")
    root = "" if suffix == ".ttl" else language
    assert response.status_code == 301
    assert response.headers["Location"] == f"{root}/id/x/canonical{suffix}"
    assert response.headers["Cache-Control"] == "no-cache"
    assert client.get(response.headers["Location"]).status_code == 200


def test_a_record_that_is_a_thing_elsewhere_leads_there(client: FlaskClient) -> None:
    response = client.get("/id/x/left.ttl")
    assert (response.status_code, response.headers["Location"]) == (
        301,
        "https://example.org/%C5%BC",
    )
    assert response.headers["Link"] == '<https://example.org/%C5%BC>; rel="canonical"'


def test_the_query_string_goes_with_it(client: FlaskClient) -> None:
    response = client.get("/id/x/record.nt?inverse=ca:record")
    assert response.headers["Location"] == "/id/x/canonical.nt?inverse=ca:record"


GONE = {"gone": OLD, "gone.ttl": OLD, "long-gone": OLDER, "long-gone.html": OLDER}


@pytest.mark.parametrize(("path", "version"), GONE.items(), ids=GONE.keys())
def test_what_an_older_version_had_is_gone(client: FlaskClient, path: str, version: str) -> None:
    response = client.get(f"/id/x/{path}")
    assert response.status_code == 410
    assert f"?version={version}" in response.json["hint"]
    older = client.get(f"/id/x/{path}?version={version}")
    assert (older.status_code, older.headers["X-Dataset-Version"]) == (200, "memory+1")


@pytest.mark.parametrize("path", ["never", "never.ttl", "here.pdf", "here.ttl.ttl", "HERE"])
def test_what_never_was_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(f"/id/x/{path}").status_code == 404


def test_merges_that_run_in_a_circle_lead_nowhere(client: FlaskClient) -> None:
    assert client.get("/id/x/round").status_code == 200  # what the statements say of it


ODD = {
    "space": "/id/x/a%20b",
    "quote": "/id/x/a%22b",
    "apostrophe": "/id/x/a'b",
    "angle brackets": "/id/x/%3Cscript%3E",
    "braces": "/id/x/%7B%7D",
    "backslash": "/id/x/a%5Cb",
    "caret": "/id/x/a%5Eb",
    "line break": "/id/x/a%0Ab",
    "header injection": "/id/x/a%0D%0AX-Evil:%201",
    "null": "/id/x/a%00b",
    "no UTF-8": "/id/x/%FF%FE",
    "replacement character": "/id/x/%EF%BF%BD",
    "encoded slash": "/id/x/a%2Fb",
    "doubly encoded": "/id/x/a%252Fb",
    "dots": "/id/../../../etc/passwd",
    "encoded dots": "/id/x/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "only slashes": "/id//",
    "kind alone": "/id/x",
    "only a suffix": "/id/x/.ttl",
    "very long": "/id/x/" + "a" * 5_000,
    "percent": "/id/x/100%25",
    "bad escape": "/id/x/%zz",
    "brackets": "/id/x/[a]",
    "emoji": "/id/x/%F0%9F%98%80",
    "diacritics": "/id/x/%C5%82%C3%B3d%C5%BA",
    "query": "/id/x/here%3Fa=b",
    "hash": "/id/x/here%23document",
    "injection": "/id/x/a%3E%20%3Fp%20%3Fo%20%7D%20%23",
    "ontology": "/ontology/..%2f..%2fetc",
    "shapes": "/shapes/../x",
}


@pytest.mark.parametrize("path", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_odd_addresses_are_answered_cleanly(client: FlaskClient, path: str, accept: str) -> None:
    response = client.get(path, headers={"Accept": accept})
    assert response.status_code in (400, 404)
    assert "X-Evil" not in response.headers
    assert b"<script>" not in response.data.lower().replace(b"<script src", b"")


ODD_LISTS = {
    "no prefix": ("?inverse=locatedIn", 400),
    "unknown prefix": ("?inverse=zz:locatedIn", 404),
    "empty": ("?inverse=", 400),
    "injection": ("?inverse=ca:a%3E%20%7D", 400),
    "page 0": ("?inverse=ca:locatedIn&page=0", 400),
    "page -1": ("?inverse=ca:locatedIn&page=-1", 400),
    "page x": ("?inverse=ca:locatedIn&page=x", 400),
    "page of many digits": ("?inverse=ca:locatedIn&page=" + "9" * 50, 400),
    "too far": ("?inverse=ca:locatedIn&page=1001", 400),
    "empty list": ("?inverse=ca:locatedIn", 404),
    "page behind the last": (f"?property={BASE}p&page=2", 404),
    "first page": (f"?property={BASE}p&page=1", 200),
}


@pytest.mark.parametrize(("query", "status"), ODD_LISTS.values(), ids=ODD_LISTS.keys())
@pytest.mark.parametrize("suffix", [".ttl", ".html"])
def test_lists_that_are_none(client: FlaskClient, query: str, status: int, suffix: str) -> None:
    assert client.get(f"/id/x/here{suffix}{query}").status_code == status
