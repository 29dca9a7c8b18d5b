"""What an atlas tells of places: borders of the newest edition, postcodes that sources place."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from clusteratlas.dataset.gazetteer import borders, postcodes

PREFIXES = """
@prefix ca: <https://w3id.org/clusteratlas/ontology#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix id: <https://w3id.org/clusteratlas/id/> .
@prefix region: <https://w3id.org/clusteratlas/id/region/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
"""
REGIONS = """
region:malopolskie ca:nutsCode "PL21" ; ca:nutsLevel 2 ;
    geo:hasGeometry <https://w3id.org/clusteratlas/id/geometry/nuts-pl21-2024> .
region:nuts-pl213 ca:nutsCode "PL213" ; ca:nutsLevel 3 ;
    geo:hasGeometry <https://w3id.org/clusteratlas/id/geometry/nuts-pl213-2021> ,
        <https://w3id.org/clusteratlas/id/geometry/nuts-pl213-2024> .
region:nuts-pl214 ca:nutsCode "PL214" ; ca:nutsLevel 3 .
<https://w3id.org/clusteratlas/id/geometry/nuts-pl21-2024> geo:asWKT "larger" .
<https://w3id.org/clusteratlas/id/geometry/nuts-pl213-2021> geo:asWKT "older" .
<https://w3id.org/clusteratlas/id/geometry/nuts-pl213-2024> geo:asWKT "newest" .
"""
ORGANISATIONS = """
id:stated vcard:postal-code "31-007" ; ca:locatedIn region:nuts-pl213 .
id:in-a-larger-region vcard:postal-code "31-008" ; ca:locatedIn region:malopolskie .
id:inferred vcard:postal-code "32-005" ; ca:locatedIn region:nuts-pl214 .
id:without-postcode ca:locatedIn region:nuts-pl214 .
id:inference ca:concerns id:inferred ; ca:inferredProperty ca:locatedIn ;
    ca:inferredValue region:nuts-pl214 .
"""


@pytest.fixture
def atlas() -> Store:
    store = Store()
    for graph in ("", "<https://w3id.org/clusteratlas/graph/list>"):
        text = f"{PREFIXES} {graph} {{ {REGIONS} {ORGANISATIONS} }}"
        store.load(input=text.encode(), format=RdfFormat.TRIG)
    return store


def test_borders_of_the_newest_edition(atlas: Store) -> None:
    assert list(borders(atlas)) == [("PL213", "newest")]


def test_postcodes_that_a_source_places(atlas: Store) -> None:
    assert list(postcodes(atlas)) == [("31-007", "PL213")]


def test_an_atlas_without_regions_tells_nothing() -> None:
    assert list(borders(Store())) == []
    assert list(postcodes(Store())) == []
