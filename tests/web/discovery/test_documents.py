"""VoID and DCAT-AP: the same in each format, true, and valid."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, SH, VOID, Graph, Literal, Namespace, URIRef

BASE = "https://w3id.org/clusteratlas/"
ATLAS = URIRef(f"{BASE}catalog#atlas")
CA = Namespace(f"{BASE}ontology#")
SHAPES = Path(__file__).parents[4] / "shared/vocabularies/dcat-ap-SHACL-3.0.1.ttl"
FORMATS = {
    ".ttl": ("text/turtle", "turtle"),
    ".nt": ("application/n-triples", "nt"),
    ".jsonld": ("application/ld+json", "json-ld"),
    ".rdf": ("application/rdf+xml", "xml"),
}
DOCUMENTS = ("/void", "/catalog")

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def graph(client: FlaskClient, path: str, **headers: str) -> Graph:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    parser = dict(FORMATS.values())[answer.mimetype]
    return Graph().parse(data=answer.data, format=parser)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_each_format_says_the_same(client: FlaskClient, path: str) -> None:
    first = set(graph(client, path))
    assert len(first) > 100
    for suffix, (media_type, _) in FORMATS.items():
        assert set(graph(client, path + suffix)) == first
        assert set(graph(client, path, Accept=media_type)) == first


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_browser_gets_a_page(client: FlaskClient, path: str) -> None:
    for language in ("en", "pl"):
        answer = client.get(f"/{language}{path}", headers={"Accept": "text/html,*/*;q=0.8"})
        assert (answer.status_code, answer.mimetype) == (200, "text/html")
        assert answer.headers["Content-Language"] == language
        for suffix in FORMATS:
            assert f'href="/{language}{path}{suffix}"' in answer.text


@pytest.mark.parametrize("path", DOCUMENTS)
def test_what_the_client_has_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    known = {"If-None-Match": first.headers["ETag"]}
    again = client.get(path, headers=known)
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(f"{path}.nt", headers=known).status_code == 200
    assert client.get(path, headers={**known, "Host": "other.example"}).status_code == 200
    assert first.headers["Last-Modified"]
    assert "Accept" in first.vary
    assert client.head(path).headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("path", DOCUMENTS)
def test_other_formats_are_refused(client: FlaskClient, path: str) -> None:
    assert client.get(path, headers={"Accept": "application/pdf"}).status_code == 406
    assert client.get(f"{path}.pdf").status_code == 404


def test_the_well_known_address_leads_to_void(client: FlaskClient) -> None:
    answer = client.get("/.well-known/void")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/void")


def asked(client: FlaskClient, query: str) -> int:
    answer = client.get("/sparql", query_string={"query": query, "format": "csv"})
    return int(answer.text.split()[1])


def test_void_counts_what_is_there(client: FlaskClient) -> None:
    void = graph(client, "/void")
    everything = asked(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert void.value(ATLAS, VOID.triples) == Literal(everything)
    partitions = [
        (VOID.classPartition, VOID["class"], VOID.entities, "?s a <{}>"),
        (VOID.propertyPartition, VOID.property, VOID.triples, "?s <{}> ?o"),
    ]
    for partition, named, counted, pattern in partitions:
        parts = list(void.objects(ATLAS, partition))
        assert len(parts) > 10
        for part in parts[::10]:
            query = f"SELECT (COUNT(*) AS ?n) {{ {pattern.format(void.value(part, named))} }}"
            assert void.value(part, counted) == Literal(asked(client, query))
    properties = void.objects(ATLAS, VOID.propertyPartition)
    assert sum(void.value(part, VOID.triples).toPython() for part in properties) == everything


def test_void_tells_of_links(client: FlaskClient) -> None:
    void = graph(client, "/void")
    linksets = list(void.subjects(RDF.type, VOID.Linkset))
    assert linksets
    for linkset in linksets:
        target = void.value(linkset, VOID.objectsTarget)
        space, link = void.value(target, VOID.uriSpace), void.value(linkset, VOID.linkPredicate)
        query = (
            f"SELECT (COUNT(*) AS ?n) {{ ?s <{link}> ?o FILTER(STRSTARTS(STR(?o), '{space}')) }}"
        )
        assert void.value(linkset, VOID.triples) == Literal(asked(client, query))
        assert not str(space).startswith(BASE)


@pytest.mark.parametrize("property_", [VOID.sparqlEndpoint, VOID.dataDump, FOAF.homepage])
def test_void_leads_to_what_answers(client: FlaskClient, property_: URIRef) -> None:
    addresses = list(graph(client, "/void").objects(None, property_))
    assert addresses
    for address in addresses:
        assert client.get(str(address)).status_code == 200


def test_examples_are_of_the_atlas(client: FlaskClient) -> None:
    examples = list(graph(client, "/void").objects(ATLAS, VOID.exampleResource))
    kinds = sorted(
        str(example).removeprefix(f"{BASE}id/").partition("/")[0] for example in examples
    )
    assert kinds == ["cluster", "programme", "project"]


def test_addresses_are_those_of_the_host_and_names_those_of_the_atlas(client: FlaskClient) -> None:
    catalog = graph(client, "/catalog", Host="atlas.example:8000")
    assert URIRef("http://atlas.example:8000/sparql") in set(catalog.objects(None, DCAT.service))
    datasets = set(catalog.objects(URIRef(f"{BASE}catalog"), DCAT.dataset))
    assert ATLAS in datasets
    assert URIRef(f"{BASE}graph/ecri-study-visit") in datasets
    assert all(str(dataset).startswith(BASE) for dataset in datasets)


def test_each_source_graph_is_a_dataset_with_its_terms(client: FlaskClient) -> None:
    catalog = graph(client, "/catalog")
    source = URIRef(f"{BASE}graph/ecri-study-visit")
    assert catalog.value(source, DCTERMS.publisher) == URIRef(
        f"{BASE}id/organisation/european-cluster-collaboration-platform"
    )
    assert {title.language for title in catalog.objects(source, DCTERMS.title)} == {"en", "pl"}
    distributions = list(catalog.objects(source, DCAT.distribution))
    assert len(distributions) == 4
    for distribution in distributions:
        answer = client.get(str(catalog.value(distribution, DCAT.downloadURL)))
        media_type = str(catalog.value(distribution, DCAT.mediaType)).partition("media-types/")[2]
        assert (answer.status_code, answer.mimetype) == (200, media_type)
        assert catalog.value(distribution, DCTERMS.license)


def shapes() -> Graph:
    """DCAT-AP's own, without the two references of theirs that lead to no shape."""
    if not SHAPES.exists():
        pytest.skip("the shapes of DCAT-AP 3.0.1 are not beside the checkout")
    found = Graph().parse(SHAPES)
    for subject, shape in list(found.subject_objects(SH.property)):
        if (shape, SH.path, None) not in found:
            found.remove((subject, SH.property, shape))
    return found


def test_the_catalogue_conforms_to_dcat_ap(client: FlaskClient) -> None:
    conforms, _, text = validate(graph(client, "/catalog"), shacl_graph=shapes())
    assert conforms, text


@pytest.mark.parametrize(
    "taken",
    [
        (None, DCAT.accessURL, None),
        (ATLAS, DCTERMS.title, None),
        (None, RDF.type, DCTERMS.LinguisticSystem),
    ],
    ids=["access", "title", "class"],
)
def test_the_shapes_would_tell(
    client: FlaskClient, taken: tuple[URIRef | None, URIRef, URIRef | None]
) -> None:
    catalog = graph(client, "/catalog")
    catalog.remove(taken)
    assert not validate(catalog, shacl_graph=shapes())[0]
