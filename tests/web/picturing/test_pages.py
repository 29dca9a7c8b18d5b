"""Each picture is a page, three files and a query, all of the same data."""

from __future__ import annotations

import csv
import html
import re
from base64 import b64encode
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.engine.protocol import Solutions
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.terms import ID
from clusteratlas.web.picturing.networks import SIZES

from ..markup import HTML, Page

SVG = "{http://www.w3.org/2000/svg}"
LSK = "cluster/klaster-lifescience-krakow"
PATHS = {
    "clusters": "/map",
    "clusters of a country": f"/map?country={ID}country/pl",
    "partners on a map": f"/map?about={LSK}",
    "organisations by country": "/map?show=organisations",
    "organisations in a country": f"/map?show=organisations&country={ID}country/pl",
    "network": f"/network?about={LSK}",
    "network by programme": f"/network?about={LSK}&by=programme",
    "network of a region": "/network?about=region/malopolskie",
    "network of a programme": "/network?about=programme/malopolska-rop-2007-2013",
    "network of a project": "/network?about=project/ecri",
    "network of a time and country": f"/network?about={LSK}&from=2012&country={ID}country/fr",
    "network without a thing": "/network",
    "timeline": f"/timeline?about={LSK}",
    "timeline of a region": "/timeline?about=region/malopolskie",
    "series": f"/chart/series?about={LSK}&measure=measure/member-count",
    "series by itself": f"/chart/series?about={LSK}",
    "nothing known": "/network?about=organisation/nobody",
}
each_picture = pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)


def as_file(path: str, form: str) -> str:
    address, _, arguments = path.partition("?")
    return f"{address}.{form}?{arguments}"


def get(client: FlaskClient, path: str) -> str:
    response = client.get(path, headers=HTML)
    assert response.status_code == 200
    return response.get_data(as_text=True)


@each_picture
@pytest.mark.parametrize("language", ["en", "pl"])
def test_page_has_picture_table_files_and_query(
    path: str, language: str, client: FlaskClient
) -> None:
    text = get(client, f"/{language}{path}")
    page = Page(text)
    tags = [tag for tag, _ in page.elements]
    assert page.open == []
    assert (tags.count("h1"), tags.count("figure")) == (1, 1)
    assert {"svg", "table", "form", "pre"} <= set(tags)
    files = [link for link in page.links if re.match(rf"/{language}/[a-z/]+\.(svg|png|csv)", link)]
    assert [urlsplit(link).path.rpartition(".")[2] for link in files] == ["svg", "png", "csv"]
    assert 'style="' not in text


@each_picture
def test_files_are_linked_with_what_reproduces_them(path: str, client: FlaskClient) -> None:
    page = Page(get(client, path))
    links = [link for link in page.links if ".csv" in link]
    again = [client.get(link).get_data(as_text=True) for link in links]
    assert again == [client.get(as_file(path, "csv")).get_data(as_text=True)]


@each_picture
def test_svg_file_is_well_formed_and_allowed_its_own_style_alone(
    path: str, client: FlaskClient
) -> None:
    response = client.get(as_file(path, "svg"))
    assert response.content_type == "image/svg+xml; charset=utf-8"
    style = ElementTree.fromstring(response.data).findtext(f"{SVG}style", "")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = response.headers["Content-Security-Policy"]
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", [PATHS["clusters"], PATHS["network"]], ids=["map", "network"])
def test_png_file(path: str, client: FlaskClient) -> None:
    response = client.get(as_file(path, "png"))
    assert response.content_type == "image/png"
    assert response.data.startswith(b"\x89PNG\r\n")


@each_picture
def test_query_runs_in_the_editor(path: str, client: FlaskClient, engine: EmbeddedEngine) -> None:
    page = Page(get(client, path))
    (link,) = (link for link in page.links if "/sparql?query=" in link)
    (query,) = parse_qs(urlsplit(link).query)["query"]
    assert isinstance(engine.query(QueryRequest(query)), Solutions)


@pytest.mark.parametrize(
    "path",
    [PATHS["network"], PATHS["network of a programme"], PATHS["network of a time and country"]],
)
def test_query_gives_the_links_of_the_network(
    path: str, client: FlaskClient, engine: EmbeddedEngine
) -> None:
    page = Page(get(client, path))
    (link,) = (link for link in page.links if "/sparql?query=" in link)
    found = engine.query(QueryRequest(parse_qs(urlsplit(link).query)["query"][0]))
    assert isinstance(found, Solutions)
    table = client.get(as_file(path, "csv")).get_data(as_text=True)
    rows = list(csv.reader(table.splitlines()))[1:]
    assert len(list(found)) == len(rows) > 0


def test_members_are_told_with_their_documents(client: FlaskClient) -> None:
    table = client.get(as_file(PATHS["series"], "csv")).get_data(as_text=True)
    rows = list(csv.reader(table.splitlines()))[1:]
    assert [row[2] for row in rows] == ["32", "70", "72", "95"]
    assert all(row[4] for row in rows)


def test_map_shows_clusters_where_their_regions_are(client: FlaskClient) -> None:
    table = client.get(as_file(PATHS["clusters"], "csv")).get_data(as_text=True)
    by_name = {row[0]: row for row in csv.reader(table.splitlines())}
    name = "Klaster LifeScience Krakow"
    assert by_name[name][1] == "Małopolska"
    assert (round(float(by_name[name][2])), round(float(by_name[name][3]))) == (50, 20)


def test_clusters_of_a_country(client: FlaskClient) -> None:
    table = client.get(as_file(PATHS["clusters of a country"], "csv")).get_data(as_text=True)
    places = {row[1] for row in list(csv.reader(table.splitlines()))[1:]}
    assert places == {"Lower Silesia", "Małopolska", "Śląskie"}


def test_filter_by_country_leaves_those_of_the_country_and_the_thing(client: FlaskClient) -> None:
    path = PATHS["network of a time and country"]
    table = client.get(as_file(path, "csv")).get_data(as_text=True)
    ends = {end for row in list(csv.reader(table.splitlines()))[1:] for end in row[:2]}
    assert ends == {"Klaster LifeScience Krakow", "Genopole", "SKEMA Business School"}


def test_links_lead_to_the_things_in_the_reader_s_language(client: FlaskClient) -> None:
    text = get(client, f"/pl{PATHS['network']}")
    hrefs = re.findall(r'<a href="([^"]+)" aria-label=', text)
    assert hrefs
    assert all(href.startswith("/pl/id/") for href in hrefs)


def test_names_are_looked_up_by_the_search(client: FlaskClient) -> None:
    response = client.get("/en/network", query_string={"about": "Genopol & co"}, headers=HTML)
    assert response.status_code == 302
    assert response.headers["Location"] == "/en/search?q=Genopol+%26+co"


@pytest.mark.parametrize(
    "path",
    [
        "/network?size=1000000",
        f"/network?about={LSK}&by=whatever",
        f"/network?about={LSK}&from=yesterday",
        "/map?show=everything",
        "/map?country=Poland%20%7B",
        "/chart/series",
        f"/chart/series?about={LSK}&measure=x%7D",
    ],
)
def test_what_has_no_sense_is_refused_with_a_sentence(path: str, client: FlaskClient) -> None:
    response = client.get(path, headers={"Accept": "application/json"})
    assert response.status_code == 400
    assert response.get_json()["detail"]


@pytest.mark.parametrize("size", SIZES)
def test_sizes_are_bounds_of_the_query_too(size: str, client: FlaskClient) -> None:
    text = html.unescape(get(client, f"{PATHS['network']}&size={size}"))
    assert f"LIMIT {size}\n" in text


def test_first_page_has_a_map(client: FlaskClient) -> None:
    assert 'class="pic pic-map"' in get(client, "/en/")


@pytest.mark.parametrize(
    "path",
    ["/en/", "/en/map", "/en/map?show=organisations", "/en/id/region/malopolskie"],
    ids=["first page", "clusters", "organisations by country", "region"],
)
def test_maps_are_drawn_on_land(path: str, client: FlaskClient) -> None:
    assert 'class="pic-outline"' in get(client, path)


def test_land_is_no_place(client: FlaskClient) -> None:
    rows = csv.reader(client.get(as_file("/map", "csv")).get_data(as_text=True).splitlines())
    assert "Europe" not in [row[0] for row in rows]
    assert "pic-outline" not in get(client, "/en/id/macro-area/europe")
