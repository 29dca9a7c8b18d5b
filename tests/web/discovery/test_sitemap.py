"""The site map and robots.txt."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from clusteratlas.dataset.store import open_current
from clusteratlas.terms import CA
from clusteratlas.web.contents import Contents
from clusteratlas.web.discovery import sitemap
from clusteratlas.web.discovery.addresses import Addresses

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
HOST = Addresses("https://atlas.example")


def addresses(client: FlaskClient, path: str) -> list[str]:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    return [element.text or "" for element in ET.fromstring(answer.data).iter(LOC)]


def test_every_part_is_there(client: FlaskClient) -> None:
    parts = {part: addresses(client, part) for part in addresses(client, "/sitemap.xml")}
    for in_part in parts.values():
        assert len(in_part) == len(set(in_part)) > 0
    found = {address for in_part in parts.values() for address in in_part}
    assert "http://localhost/id/cluster/klaster-lifescience-krakow" in found
    assert "http://localhost/queries/cluster-member-counts" in found


@pytest.mark.parametrize("part", ["clusters", "projects", "sources", "documents", "countries"])
def test_addresses_are_of_pages(client: FlaskClient, part: str) -> None:
    for address in addresses(client, f"/sitemap-{part}-1.xml")[:5]:
        answer = client.get(address, headers={"Accept": "text/html"}, follow_redirects=True)
        assert answer.status_code == 200, address


@pytest.mark.parametrize("name", ["clusters-2", "clusters-0", "nothing-1", "clusters-x", "pages-2"])
def test_other_parts_are_not(client: FlaskClient, name: str) -> None:
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def contents(classes: Mapping[str, int]) -> Contents:
    return Contents((), (), (), 0, classes)


COUNTED = [
    ({}, ["pages-1"]),
    ({f"{CA}Cluster": 1}, ["pages-1", "clusters-1"]),
    ({f"{CA}Project": 50_000}, ["pages-1", "projects-1"]),
    ({f"{CA}Project": 50_001}, ["pages-1", "projects-1", "projects-2"]),
    ({f"{CA}Participation": 50_001}, ["pages-1"]),
]


@pytest.mark.parametrize(("classes", "names"), COUNTED)
def test_parts_follow_from_the_counts(classes: Mapping[str, int], names: list[str]) -> None:
    found = [f"{part.group}-{part.number}" for part in sitemap.parts(contents(classes))]
    assert found == names


def test_parts_of_a_class_share_its_things_out(
    atlas_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "MOST", 3)
    engine = open_current(atlas_store)
    parts = [
        list(sitemap.addresses_of(sitemap.Part("clusters", number), engine, [], HOST))
        for number in (1, 2, 3)
    ]
    engine.close()
    assert [len(part) for part in parts] == [3, 3, 1]
    assert len({address for part in parts for address in part}) == 7


def test_addresses_are_escaped() -> None:
    text = "".join(sitemap.written(iter(["https://atlas.example/a?b&c"])))
    assert "<loc>https://atlas.example/a?b&amp;c</loc>" in text


def test_robots(client: FlaskClient) -> None:
    answer = client.get("/robots.txt", headers={"Host": "atlas.example"})
    assert answer.mimetype == "text/plain"
    lines = answer.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /sparql?" in lines
    assert "Disallow: /pl/search?" in lines
    assert "Sitemap: http://atlas.example/sitemap.xml" in lines
    assert "Disallow: /" not in lines
