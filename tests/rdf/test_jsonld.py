"""Compact JSON-LD: read back by two independent parsers it is the same graph."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize
from rdflib import Graph
from rdflib.compare import isomorphic

from clusteratlas.errors import NotAcceptable
from clusteratlas.rdf.jsonld import write_json_ld
from clusteratlas.rdf.jsonld_context import Context, context_of
from clusteratlas.terms import CA, PREFIXES

# rdflib's own parser of JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

THING = NamedNode("https://w3id.org/clusteratlas/id/cluster/bioib")
OTHER = NamedNode("https://w3id.org/clusteratlas/id/country/pl")

ONTOLOGY = f"""
@prefix ca: <{CA}> .
@prefix owl: <{PREFIXES["owl"]}> .
@prefix rdf: <{PREFIXES["rdf"]}> .
@prefix rdfs: <{PREFIXES["rdfs"]}> .
@prefix xsd: <{PREFIXES["xsd"]}> .
ca:Cluster a owl:Class .
ca:locatedIn a owl:ObjectProperty .
ca:value a owl:DatatypeProperty ; rdfs:range xsd:decimal .
ca:sme a owl:DatatypeProperty ; rdfs:range xsd:boolean .
ca:reason a owl:DatatypeProperty ; rdfs:range rdf:langString .
ca:memberOf a owl:ObjectProperty .
ca:type a owl:DatatypeProperty .
"""


@pytest.fixture(scope="module")
def context() -> Context:
    quads = parse(ONTOLOGY.encode(), format=RdfFormat.TURTLE)
    return context_of([quad.triple for quad in quads])


def xsd(name: str) -> NamedNode:
    return NamedNode(PREFIXES["xsd"] + name)


def named(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


# Property, value, and how it stands in the document.
VALUES: list[tuple[str, Any, str, Any]] = [
    ("ca:locatedIn", OTHER, "locatedIn", OTHER.value),
    ("ca:locatedIn", Literal("Poland"), "locatedIn", {"@value": "Poland"}),
    ("ca:locatedIn", BlankNode("b"), "locatedIn", "_:b"),
    ("ca:value", Literal("1.50", datatype=xsd("decimal")), "value", "1.50"),
    (
        "ca:value",
        Literal("72", datatype=xsd("integer")),
        "value",
        {"@value": "72", "@type": xsd("integer").value},
    ),
    (
        "ca:value",
        Literal("x", language="pl"),
        "value",
        {"@value": "x", "@language": "pl"},
    ),
    ("ca:value", OTHER, "value", {"id": OTHER.value}),
    ("ca:sme", Literal(value=True), "sme", True),
    ("ca:sme", Literal("1", datatype=xsd("boolean")), "sme", {"@value": "1", "@type": ...}),
    ("ca:reason", Literal("why", language="en"), "reason", {"en": "why"}),
    ("ca:reason", Literal("plain"), "reason", {"@none": "plain"}),
    ("ca:reason", Literal(5), f"{CA}reason", 5),
    ("ca:reason", OTHER, f"{CA}reason", {"id": OTHER.value}),
    ("skos:prefLabel", Literal("Łódź “x”\n", language="pl"), "prefLabel", {"pl": "Łódź “x”\n"}),
    ("skos:notation", Literal("PL21"), "notation", "PL21"),
    ("skos:notation", Literal("true"), "notation", "true"),
    ("skos:notation", Literal(-12), "notation", -12),
    (
        "skos:notation",
        Literal("012", datatype=xsd("integer")),
        "notation",
        {"@value": "012", "@type": ...},
    ),
    (
        "skos:notation",
        Literal("123456789012345678901", datatype=xsd("integer")),
        "notation",
        {"@value": "123456789012345678901", "@type": ...},
    ),
    (
        "skos:notation",
        Literal("1e3", datatype=xsd("double")),
        "notation",
        {"@value": "1e3", "@type": ...},
    ),
    ("dcterms:issued", Literal("2018-02-23", datatype=xsd("date")), "issued", "2018-02-23"),
    (
        "dcterms:issued",
        Literal("2015", datatype=xsd("gYear")),
        "issued",
        {"@value": "2015", "@type": ...},
    ),
    (
        "geo:asWKT",
        Literal("POINT (19 50)", datatype=named("geo:wktLiteral")),
        "asWKT",
        "POINT (19 50)",
    ),
    ("ca:memberOf", OTHER, "memberOf", OTHER.value),
    ("org:memberOf", OTHER, "org_memberOf", OTHER.value),
    ("ca:type", Literal("x"), "ca_type", "x"),
    ("ca:unheardOf", Literal("x"), f"{CA}unheardOf", "x"),
    ("rdf:type", named("ca:Cluster"), "type", "Cluster"),
    ("rdf:type", named("ca:Unheard"), "type", f"{CA}Unheard"),
    ("rdf:type", Literal("odd"), PREFIXES["rdf"] + "type", "odd"),
]


@pytest.mark.parametrize(
    ("property_", "value", "key", "told"),
    VALUES,
    ids=[f"{property_}={str(value)[:30]}" for property_, value, _, _ in VALUES],
)
def test_a_value_is_written_readably_and_read_back_the_same(
    context: Context, property_: str, value: Any, key: str, told: Any
) -> None:
    triple = Triple(THING, named(property_), value)
    text = write_json_ld([triple], context, [THING.value])
    node = json.loads(text)["@graph"][0]
    if isinstance(told, dict) and told.get("@type") is ...:
        told = {**told, "@type": value.datatype.value}
    assert node == {"id": THING.value, key: told}
    assert_same(text, [triple])


def assert_same(text: str, triples: list[Triple]) -> None:
    """Both parsers read `text` as `triples`."""
    expected = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    assert isomorphic(Graph().parse(data=text, format="json-ld"), expected)
    read = serialize(
        (quad.triple for quad in parse(text.encode(), format=RdfFormat.JSON_LD)),
        format=RdfFormat.N_TRIPLES,
    )
    assert isomorphic(Graph().parse(data=read, format="nt"), expected)


def test_several_values_are_a_list_and_one_is_not(context: Context) -> None:
    label = named("skos:altLabel")
    triples = [
        Triple(THING, label, Literal("a", language="en")),
        Triple(THING, label, Literal("b", language="en")),
        Triple(THING, label, Literal("c", language="pl")),
        Triple(THING, label, Literal("d")),
    ]
    text = write_json_ld(triples, context)
    assert json.loads(text)["@graph"][0]["altLabel"] == {"@none": "d", "en": ["a", "b"], "pl": "c"}
    assert_same(text, triples)


def test_what_a_document_is_about_comes_first_and_holds_what_it_links_to(context: Context) -> None:
    first, last = NamedNode("https://example.org/a"), NamedNode("https://example.org/z")
    label = named("skos:prefLabel")
    triples = [
        Triple(first, label, Literal("A", language="en")),
        Triple(THING, named("ca:locatedIn"), OTHER),
        Triple(OTHER, label, Literal("Poland", language="en")),
        Triple(last, named("ca:locatedIn"), OTHER),
    ]
    text = write_json_ld(triples, context, [THING.value])
    assert json.loads(text)["@graph"] == [
        {
            "id": THING.value,
            "locatedIn": {"id": OTHER.value, "prefLabel": {"en": "Poland"}},
        },
        {"id": first.value, "prefLabel": {"en": "A"}},
        {"id": last.value, "locatedIn": OTHER.value},
    ]
    assert_same(text, triples)


def test_things_that_link_to_themselves_and_in_circles_are_told_once(context: Context) -> None:
    located = named("ca:locatedIn")
    triples = [
        Triple(THING, located, THING),
        Triple(THING, located, OTHER),
        Triple(OTHER, located, THING),
    ]
    assert_same(write_json_ld(triples, context, [THING.value, OTHER.value]), triples)


def test_a_document_carries_what_it_uses_of_the_context(context: Context) -> None:
    text = write_json_ld([Triple(THING, named("ca:locatedIn"), OTHER)], context)
    assert json.loads(text)["@context"] == {
        "id": "@id",
        "type": "@type",
        "locatedIn": {"@id": f"{CA}locatedIn", "@type": "@id"},
    }


def test_no_two_terms_of_the_whole_context_have_one_iri(context: Context) -> None:
    terms: Any = context.document()["@context"]
    own = (term for name, term in terms.items() if name not in ("id", "type"))
    iris = [term if isinstance(term, str) else term["@id"] for term in own]
    assert len(iris) == len(set(iris))


UNSAYABLE = {
    "triple term": Triple(THING, named("ca:reason"), Triple(THING, named("ca:reason"), OTHER)),
}


@pytest.mark.parametrize("triple", UNSAYABLE.values(), ids=UNSAYABLE.keys())
def test_what_json_ld_cannot_say_is_refused(context: Context, triple: Triple) -> None:
    with pytest.raises(NotAcceptable, match="no way to say"):
        write_json_ld([triple], context)
