"""Every kind of IRI of the atlas in every form: each is read by rdflib as the same graph."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, RdfFormat, parse
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV

from clusteratlas.dataset.store import open_current
from clusteratlas.entities.asking import select
from clusteratlas.terms import BASE

# rdflib's own parser of JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

THINGS = (
    "graph/mrpo-project-en",
    "id/account/klaster-lifescience-krakow-youtube",
    "id/activity/mrpo-8-2",
    "id/agent/cluster-atlas-maintainers",
    "id/agreement/dg-g-2918-13",
    "id/attendance/ecri-cluster-presentations-medsilesia",
    "id/bio-region/malopolska",
    "id/cluster/klaster-lifescience-krakow",
    "id/composition/klaster-lifescience-krakow-stakeholders-2018",
    "id/country/pl",
    "id/designation/klaster-lifescience-krakow-key-national-cluster-2018",
    "id/document/mrpo-project-pl",
    "id/event-series/lifescience-open-space",
    "id/event/ecri-study-visit-2018",
    "id/facility/genopole-biotech-park",
    "id/funding/ecri-cosme",
    "id/geometry/point-country-be",
    "id/identity-statement/alsace",
    "id/inference/bio-region-malopolska-country",
    "id/locality/kokotow",
    "id/macro-area/africa",
    "id/membership/basque-country-vanguard-initiative",
    "id/name-use/ecri-study-visit-bioib-bioib",
    "id/network/european-collaboration-networks-unnamed",
    "id/objective/ecri-cluster-excellence",
    "id/observation/ecri-consortium-countries",
    "id/organisation/alsace-government",
    "id/participation/ecri-bioib",
    "id/passage/ecri-study-visit-p1",
    "id/period/2007-2013",
    "id/person/anna-sowa-jadczyk",
    "id/policy/malopolska-cluster-policy",
    "id/post-holding/anna-sowa-jadczyk-deputy-director-malopolska-regional-development-agency",
    "id/post/chairman-klaster-innowacyjna-medycyna",
    "id/programme/cosme",
    "id/project/ecri",
    "id/region/alsace",
    "id/reported-statement/ecri-levels-of-excellence",
    "id/status-report/mrpo-8-2-running",
    "id/task/ecri-training-activities",
    "id/team/zin",
    "scheme/role",
    "scheme/role/partner",
)
"""One of each kind."""

DEFINITIONS = (
    "ontology",
    "ontology/0.1.0",
    "ontology/alignments/eurio",
    "ontology/alignments/frapo",
    "ontology/alignments/org",
    "ontology/alignments/prov",
    "ontology/alignments/schema",
    "ontology/alignments/schema/0.1.0",
    "shapes",
    "shapes/meta",
)
QUERIES = ("queries/cluster-member-counts", "queries/links-with-one-source")

_FORMATS = {".ttl": "turtle", ".nt": "nt", ".jsonld": "json-ld", ".rdf": "xml"}


def canonical(graph: Graph) -> Dataset:
    """What rdflib read, its blank nodes named in the one way that there is (RDFC-1.0).

    rdflib's own comparison takes a minute for the shapes.
    """
    statements = graph.serialize(format="nt", encoding="utf-8")
    dataset = Dataset(parse(statements, format=RdfFormat.N_TRIPLES))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def read(client: FlaskClient, path: str, suffix: str, query: str = "") -> Graph:
    response = client.get(f"/{path}{suffix}{query}")
    assert response.status_code == 200, response.text
    return Graph().parse(data=response.data, format=_FORMATS[suffix])


@pytest.mark.parametrize("path", [*THINGS, *DEFINITIONS, *QUERIES])
def test_all_forms_are_one_graph(atlas_client: FlaskClient, path: str) -> None:
    turtle = canonical(read(atlas_client, path, ".ttl"))
    assert len(turtle) > 3
    for suffix in (".nt", ".jsonld", ".rdf"):
        assert canonical(read(atlas_client, path, suffix)) == turtle, suffix


def test_no_kind_of_thing_is_left_out(atlas_store: Path) -> None:
    engine = open_current(atlas_store)
    kinds = {
        iri.removeprefix(BASE).rpartition("/")[0].partition("#")[0]
        for (thing,) in select(
            engine,
            "SELECT DISTINCT ?thing { ?thing ?property ?value FILTER(isIRI(?thing)) }",
        )
        if isinstance(thing, NamedNode) and (iri := thing.value).startswith(BASE)
    }
    engine.close()
    kinds = {"scheme/role" if kind.startswith("scheme/") else kind for kind in kinds}
    tried = {path.rpartition("/")[0] for path in (*THINGS, *DEFINITIONS)}
    assert kinds <= tried | {""}


@pytest.mark.parametrize("path", THINGS)
def test_the_document_says_what_it_is_about_and_what_it_is_from(
    atlas_client: FlaskClient, path: str
) -> None:
    graph = read(atlas_client, path, ".ttl")
    thing = URIRef(BASE + path)
    (document,) = graph.subjects(FOAF.primaryTopic, thing)
    assert document == URIRef(f"{thing}#document")
    graphs = list(graph.objects(document, PROV.wasDerivedFrom))
    assert graphs
    assert all(str(one).startswith(f"{BASE}graph/") for one in graphs)
    assert (thing, None, None) in graph or (None, None, thing) in graph
    assert not [node for node in graph.all_nodes() if not node.n3().startswith(("<", '"'))]


def test_a_page_of_a_list_is_one_graph_in_all_forms(atlas_client: FlaskClient) -> None:
    path, query = "id/document/lsk-case-study-blog", "?inverse=dcterms:isPartOf&page=1"
    part = read(atlas_client, path, ".ttl", query)
    assert set(part.subjects(DCTERMS.isPartOf, URIRef(BASE + path)))
    for suffix in (".nt", ".jsonld", ".rdf"):
        assert canonical(read(atlas_client, path, suffix, query)) == canonical(part), suffix


def test_the_context_is_had_whole(atlas_client: FlaskClient) -> None:
    response = atlas_client.get("/context.jsonld")
    assert response.content_type == "application/ld+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    whole = json.loads(response.data)["@context"]
    document = json.loads(atlas_client.get("/id/cluster/bioib.jsonld").data)
    assert document["@context"].items() <= whole.items()
    etag = response.headers["ETag"]
    again = atlas_client.get("/context.jsonld", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


def test_json_ld_begins_with_the_thing_in_short_names(atlas_client: FlaskClient) -> None:
    document = json.loads(atlas_client.get("/id/country/pl.jsonld").data)
    first = document["@graph"][0]
    assert first["id"] == f"{BASE}id/country/pl"
    assert first["type"] == "Country"
    assert first["prefLabel"]["pl"] == "Polska"
    assert first["countryCode"] == "PL"
