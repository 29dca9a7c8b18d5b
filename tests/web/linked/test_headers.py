"""Which form a client gets, and what the headers say of it and of the others."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient
from werkzeug.http import parse_date

THING = "/id/cluster/bioib"
TURTLE, N_TRIPLES, JSON_LD, RDF_XML, HTML = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "text/html",
)
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

ACCEPT = [
    (None, TURTLE),
    ("*/*", TURTLE),
    ("text/*", TURTLE),
    ("application/*", N_TRIPLES),
    (FIREFOX, HTML),
    ("text/html", HTML),
    ("text/html;q=0.5, text/turtle", TURTLE),
    ("text/html, text/turtle;q=0.9", HTML),
    ("text/html, text/turtle", HTML),
    ("text/html;q=0.9, */*", TURTLE),
    ("text/html;q=0.5, application/pdf", HTML),
    ("text/html;q=0.9, application/json;q=0.1, application/pdf", HTML),
    ("text/html;q=0, */*", TURTLE),
    ("application/ld+json", JSON_LD),
    ("application/json", JSON_LD),
    ("application/rdf+xml, text/turtle;q=0.9", RDF_XML),
    ("application/n-triples;q=0.3, application/rdf+xml;q=0.2", N_TRIPLES),
    ("text/turtle;q=0, */*;q=0.1", N_TRIPLES),
]


@pytest.mark.parametrize(
    ("accept", "media_type"), ACCEPT, ids=[accept or "none" for accept, _ in ACCEPT]
)
@pytest.mark.parametrize("path", [THING, "/ontology"])
def test_the_form_that_is_liked_best(
    atlas_client: FlaskClient, path: str, accept: str | None, media_type: str
) -> None:
    response = atlas_client.get(path, headers={"Accept": accept} if accept else {})
    assert (response.status_code, response.mimetype) == (200, media_type)


@pytest.mark.parametrize("accept", ["application/pdf", "image/*", "text/html;q=0"])
def test_what_is_not_offered(atlas_client: FlaskClient, accept: str) -> None:
    response = atlas_client.get(THING, headers={"Accept": accept})
    assert response.status_code == 406
    assert HTML in response.json["hint"]


SUFFIXES = {
    ".html": HTML,
    ".ttl": TURTLE,
    ".jsonld": JSON_LD,
    ".nt": N_TRIPLES,
    ".rdf": RDF_XML,
}
PATHS = [
    THING,
    "/scheme/role",
    "/graph/ontology",
    "/ontology",
    "/ontology/alignments/eurio",
    "/shapes",
]


@pytest.mark.parametrize(("suffix", "media_type"), SUFFIXES.items())
@pytest.mark.parametrize("path", PATHS)
def test_the_suffix_decides_whatever_is_accepted(
    atlas_client: FlaskClient, path: str, suffix: str, media_type: str
) -> None:
    response = atlas_client.get(path + suffix, headers={"Accept": "application/pdf"})
    assert (response.status_code, response.mimetype) == (200, media_type)
    assert response.headers["Content-Location"] == path + suffix


LOCATIONS = [
    ("/id/cluster/bioib", TURTLE, "/id/cluster/bioib.ttl"),
    ("/pl/id/cluster/bioib", HTML, "/pl/id/cluster/bioib.html"),
    ("/pl/id/cluster/bioib", TURTLE, "/id/cluster/bioib.ttl"),
    ("/id/cluster/bioib?lang=pl", HTML, "/pl/id/cluster/bioib.html"),
    ("/ontology/0.1.0", TURTLE, "/ontology.ttl"),
    (
        "/id/country/pl?inverse=skos:broader&page=1",
        JSON_LD,
        "/id/country/pl.jsonld?inverse=skos:broader&page=1",
    ),
]


@pytest.mark.parametrize(
    ("path", "accept", "location"), LOCATIONS, ids=[f"{p} {a}" for p, a, _ in LOCATIONS]
)
def test_content_location_is_the_address_of_this_form(
    atlas_client: FlaskClient, path: str, accept: str, location: str
) -> None:
    response = atlas_client.get(path, headers={"Accept": accept})
    assert response.headers["Content-Location"] == location
    again = atlas_client.get(location)
    assert again.mimetype == accept
    # The frame of a page names the address that it was asked at.
    assert again.data.partition(b"<main")[2] == response.data.partition(b"<main")[2]
    assert accept == HTML or again.data == response.data


def links(response: object) -> dict[str, list[str]]:
    """The targets of the Link header by their relation."""
    found: dict[str, list[str]] = {}
    for link in response.headers["Link"].split(", <"):  # type: ignore[attr-defined]
        target, _, parameters = link.lstrip("<").partition(">")
        relation = parameters.split('rel="')[1].split('"')[0]
        found.setdefault(relation, []).append(target)
    return found


@pytest.mark.parametrize("path", PATHS)
def test_links_lead_to_the_other_forms_and_name_the_canonical_iri(
    atlas_client: FlaskClient, path: str
) -> None:
    response = atlas_client.get(path)
    found = links(response)
    assert found["canonical"] == found["describes"] == [f"https://w3id.org/clusteratlas{path}"]
    assert found["license"] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert len(found["alternate"]) == 4
    for alternate in found["alternate"]:
        assert atlas_client.get(alternate).status_code == 200


def test_links_lead_to_the_graphs_that_say_it(atlas_client: FlaskClient) -> None:
    for path in (THING, f"{THING}.html"):
        graphs = links(atlas_client.get(path))["http://www.w3.org/ns/prov#wasDerivedFrom"]
        assert "https://w3id.org/clusteratlas/graph/ecri-study-visit" in graphs
        for graph in graphs:
            local = graph.removeprefix("https://w3id.org/clusteratlas")
            assert atlas_client.get(local).status_code == 200


CONDITIONS = [
    ({}, 200),
    ({"If-None-Match": "TAG"}, 304),
    ({"If-None-Match": '"x", TAG'}, 304),
    ({"If-None-Match": "*"}, 304),
    ({"If-None-Match": '"x"'}, 200),
    ({"If-Modified-Since": "DATE"}, 304),
    ({"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}, 200),
    ({"If-None-Match": '"x"', "If-Modified-Since": "DATE"}, 200),
    ({"If-None-Match": "TAG", "If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}, 304),
]


@pytest.mark.parametrize("path", [f"{THING}.ttl", f"{THING}.html", "/ontology.jsonld", "/shapes"])
@pytest.mark.parametrize(
    ("conditions", "status"), CONDITIONS, ids=[" ".join(c) or "none" for c, _ in CONDITIONS]
)
def test_who_has_it_is_not_sent_it_again(
    atlas_client: FlaskClient, path: str, conditions: dict[str, str], status: int
) -> None:
    first = atlas_client.get(path)
    tag, date = first.headers["ETag"], first.headers["Last-Modified"]
    headers = {
        name: value.replace("TAG", tag).replace("DATE", date) for name, value in conditions.items()
    }
    response = atlas_client.get(path, headers=headers)
    assert response.status_code == status
    assert bool(response.data) is (status == 200)
    assert response.headers["ETag"] == tag
    assert tag.startswith('W/"')
    assert {part.strip() for part in response.headers["Vary"].split(",")} >= {
        "Accept",
        "Accept-Language",
    }
    assert parse_date(date) is not None


def test_each_form_and_language_has_a_tag_of_its_own(atlas_client: FlaskClient) -> None:
    addresses = [f"{THING}{suffix}" for suffix in SUFFIXES]
    addresses += [f"/pl{THING}.html", f"{THING}.ttl?version=none", "/id/cluster/medsilesia.ttl"]
    tags = [atlas_client.get(address).headers.get("ETag") for address in addresses]
    assert tags.pop(-2) is None  # there is no such version
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("path", [THING, f"{THING}.html", "/scheme/role.rdf", "/shapes.jsonld"])
def test_head_says_what_get_says(atlas_client: FlaskClient, path: str) -> None:
    get, head = atlas_client.get(path), atlas_client.head(path)
    assert head.data == b""
    for name in ("Content-Type", "ETag", "Link", "Last-Modified", "Content-Location"):
        assert head.headers[name] == get.headers[name]


def test_pages_of_a_list_link_to_each_other(atlas_client: FlaskClient) -> None:
    response = atlas_client.get("/id/document/mrpo-project-en.ttl?inverse=dcterms:isPartOf")
    found = links(response)
    assert found["canonical"] == [
        "https://w3id.org/clusteratlas/id/document/mrpo-project-en?inverse=dcterms:isPartOf&page=1"
    ]
    (last,) = found["last"]
    assert atlas_client.get(urljoin("/", last)).data == response.data
    assert "next" not in found


def test_an_iri_that_ends_like_a_suffix_wins(writing_client: FlaskClient) -> None:
    base = "https://w3id.org/clusteratlas/id/file"
    update = f'INSERT DATA {{ <{base}/a> <{base}/p> "bare" . <{base}/a.ttl> <{base}/p> "ends so" }}'
    writing_client.post("/update", data={"update": update})
    turtle = {"Accept": TURTLE}
    assert b'"ends so"' in writing_client.get("/id/file/a.ttl", headers=turtle).data
    assert b'"bare"' in writing_client.get("/id/file/a", headers=turtle).data
    assert b'"ends so"' in writing_client.get("/id/file/a.ttl.nt").data
    assert b'"bare"' in writing_client.get("/id/file/a.nt").data
