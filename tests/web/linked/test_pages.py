"""The pages of things of any kind, of lists, schemes, terms and rules, in both languages."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, parse

from clusteratlas import assets
from clusteratlas.terms import BASE, CA, PREFIXES, SHAPES
from clusteratlas.web.linked.vocabulary import vocabularies

from ..markup import Page
from .test_forms import DEFINITIONS, THINGS

LANGUAGES = ("en", "pl")
LISTS = [
    "id/document/mrpo-project-en?inverse=dcterms:isPartOf",
    "id/country/pl?property=skos:prefLabel",
]


def page(client: FlaskClient, path: str) -> Page:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200, path
    return Page(response.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [*THINGS, *DEFINITIONS, *LISTS])
def test_a_page_is_whole_and_leads_to_its_forms(
    atlas_client: FlaskClient, language: str, path: str
) -> None:
    found = page(atlas_client, f"/{language}/{path}")
    assert not found.open
    assert len(found.all("h1")) == 1
    assert found.all("html")[0]["lang"] == language
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert not [attributes for _, attributes in found.elements if "style" in attributes]
    resource = path.partition("?")[0].removesuffix("/0.1.0")
    forms = {link.partition("?")[0] for link in found.links}
    assert {f"/{resource}{suffix}" for suffix in (".ttl", ".jsonld", ".nt", ".rdf")} <= forms


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_term_of_the_ontology_is_at_its_anchor(
    atlas_client: FlaskClient, language: str
) -> None:
    found = page(atlas_client, f"/{language}/ontology")
    anchors = {attributes.get("id") for _, attributes in found.elements}
    terms = {
        quad.subject.value
        for quad in parse(path=assets.ontology() / "clusteratlas.ttl")
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(CA)
    }
    assert {term.removeprefix(CA) for term in terms} <= anchors
    label = {"en": "Study visit", "pl": "Wizyta studyjna"}[language]
    assert label in found.texts["h3"]


@pytest.mark.parametrize(
    ("path", "namespace"), [("shapes", SHAPES), ("shapes/meta", f"{BASE}shapes/meta#")]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_shape_is_at_its_anchor_and_each_rule_says_what_it_demands(
    atlas_client: FlaskClient, language: str, path: str, namespace: str
) -> None:
    response = atlas_client.get(f"/{language}/{path}.html")
    found = Page(response.text)
    anchors = {attributes.get("id") for _, attributes in found.elements}
    message = NamedNode(PREFIXES["sh"] + "message")
    triples = vocabularies()[BASE + path].triples
    named = {t.subject.value for t in triples if isinstance(t.subject, NamedNode)}
    own = {iri.removeprefix(namespace) for iri in named if iri.startswith(namespace)}
    assert own <= anchors
    messages = [
        " ".join(triple.object.value.split())
        for triple in triples
        if triple.predicate == message and getattr(triple.object, "language", "") == language
    ]
    text = " ".join(found.texts["dd"].split())
    assert messages
    assert [one for one in messages if one not in text] == []


SAYS = [
    ("/en/id/participation/ecri-bioib", "Participation", ("role", "participant")),
    ("/pl/id/participation/ecri-bioib", "Udział w projekcie", ("rola", "uczestnik")),
    ("/en/id/membership/basque-country-vanguard-initiative", "Membership", ("member",)),
    ("/en/scheme/role", "List of concepts", ()),
    ("/pl/scheme/role", "Lista pojęć", ()),
    ("/pl/scheme/role/partner", "partner", ()),
]


@pytest.mark.parametrize(("path", "kind", "properties"), SAYS, ids=[path for path, _, _ in SAYS])
def test_a_page_calls_kinds_and_properties_in_the_language_of_its_reader(
    atlas_client: FlaskClient, path: str, kind: str, properties: tuple[str, ...]
) -> None:
    found = page(atlas_client, path)
    assert kind.lower() in found.texts["main"].lower()
    for name in properties:
        assert name.lower() in found.texts["dt"].lower()


def test_a_claim_says_who_says_so(atlas_client: FlaskClient) -> None:
    found = page(atlas_client, "/id/membership/basque-country-vanguard-initiative")
    assert any(attributes.get("class") == "said" for attributes in found.all("details"))
    assert any("/id/passage/" in link for link in found.links)


def test_a_long_list_is_paged(atlas_client: FlaskClient) -> None:
    passages = page(atlas_client, "/pl/id/document/mrpo-project-en?inverse=dcterms:isPartOf")
    assert sum("/pl/id/passage/" in link for link in passages.links) > 3
    assert "/pl/id/document/mrpo-project-en" in passages.links


def test_the_examples_of_a_class_are_things_of_it(atlas_client: FlaskClient) -> None:
    found = page(atlas_client, "/ontology")
    assert any(link.startswith("/id/cluster/") for link in found.links)
