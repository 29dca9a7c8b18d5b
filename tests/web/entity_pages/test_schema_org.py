"""What pages tell search engines."""

from __future__ import annotations

import json

import pytest

from clusteratlas.terms import ID
from clusteratlas.web.entity_pages.schema_org import script

from .conftest import Pages
from .reading import data

TYPES = {
    "cluster/klaster-lifescience-krakow": "Organization",
    "organisation/genopole": "Organization",
    "project/mrpo-8-2-bio-region-networks": "Project",
    "event/ecri-study-visit-2018": "Event",
    "event-series/lifescience-open-space": "EventSeries",
    "person/bartosz-hajncz": "Person",
}


@pytest.mark.parametrize(("thing", "type_"), TYPES.items())
def test_a_page_says_what_it_is_about(pages: Pages, thing: str, type_: str) -> None:
    found = data(pages.get(f"/en/id/{thing}"))
    assert found["@context"] == "https://schema.org"
    assert (found["@type"], found["@id"]) == (type_, ID + thing)
    assert found["name"]


def test_a_cluster_says_where_it_is(pages: Pages) -> None:
    found = data(pages.get("/en/id/cluster/klaster-lifescience-krakow"))
    assert found["foundingDate"] == "2006"
    assert found["location"][0]["containedInPlace"]["name"] == "Poland"
    assert "KLK" in found["alternateName"]


def test_misspellings_are_not_told(pages: Pages) -> None:
    found = data(pages.get("/en/id/cluster/innowacyjna-medycyna"))
    assert "Innovative Medicine Custer" not in found.get("alternateName", [])


def test_no_text_can_end_the_script() -> None:
    name = "</script><script>alert(1)</script>\u2028"
    written = script({"@type": "Thing", "name": name})
    assert written.count("<") == 2
    inner = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(inner)["name"] == name
