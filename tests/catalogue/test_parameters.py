"""What a person types becomes a term of the declared type, or an error that helps."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from clusteratlas.catalogue import Parameter
from clusteratlas.catalogue.parameters import RESERVED
from clusteratlas.errors import DataError, ParameterError

XSD = "http://www.w3.org/2001/XMLSchema#"
ID = "https://w3id.org/clusteratlas/id/"

EXAMPLES: dict[str, Any] = {
    "iri": "klaster-lifescience-krakow",
    "string": "genopol",
    "langstring": "Klaster@pl",
    "integer": 3,
    "decimal": "0.5",
    "date": "2012-03-31",
    "boolean": True,
}


def parameter(type_name: str, **more: Any) -> Parameter:
    kind = {"kind": "cluster"} if type_name == "iri" else {}
    entry = {
        "name": "x",
        "type": type_name,
        "description": {"en": "An x.", "pl": "Jakiś x."},
        "example": EXAMPLES[type_name],
        **kind,
        **more,
    }
    return Parameter.read(entry, "test.rq: parameter 1")


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + datatype))


GOOD = [
    ("iri", "https://example.org/a", NamedNode("https://example.org/a")),
    ("iri", "urn:isbn:123", NamedNode("urn:isbn:123")),
    ("iri", "bioib", NamedNode(ID + "cluster/bioib")),
    ("iri", "region:skane", NamedNode(ID + "region/skane")),
    ("iri", "scheme-role:leader", NamedNode("https://w3id.org/clusteratlas/scheme/role/leader")),
    ("iri", "urn:x", NamedNode("urn:x")),
    ("iri", "https:x", NamedNode("https:x")),
    ("iri", "ca:Cluster", NamedNode("https://w3id.org/clusteratlas/ontology#Cluster")),
    ("string", "genopol", Literal("genopol")),
    ("string", "", Literal("")),
    ("string", 'x" } UNION { ?s ?p ?o #', Literal('x" } UNION { ?s ?p ?o #')),
    ("string", "two\nlines", Literal("two\nlines")),
    ("langstring", "Klaster@pl", Literal("Klaster", language="pl")),
    ("langstring", "a@b.eu@en-GB", Literal("a@b.eu", language="en-gb")),
    ("integer", "-12", typed("-12", "integer")),
    ("decimal", "1087398.00", typed("1087398.00", "decimal")),
    ("decimal", "7", typed("7", "decimal")),
    ("date", "2012-03-31", typed("2012-03-31", "date")),
    ("boolean", "true", typed("true", "boolean")),
    ("boolean", "0", typed("false", "boolean")),
]


@pytest.mark.parametrize(
    ("type_name", "value", "term"), GOOD, ids=[f"{c[0]}-{c[1]!r}" for c in GOOD]
)
def test_value_becomes_term(type_name: str, value: str, term: NamedNode | Literal) -> None:
    assert parameter(type_name).terms([value]) == (term,)


BAD = [
    ("iri", "https://example.org/a> } UNION { ?s ?p ?o } #"),
    ("iri", "https://example.org/a b"),
    ("iri", "https://example.org/a\n"),
    ("iri", "https://example.org/\\u003e"),
    ("iri", "https://example.org/{a}"),
    ("iri", "<https://example.org/a>"),
    ("iri", "ca:Cluster> ?p"),
    ("iri", "cluster:a> ?p"),
    ("iri", "id/cluster/bioib"),
    ("iri", "No Slug"),
    ("iri", ""),
    ("string", "no utf-8: \udcff"),
    ("langstring", "Klaster"),
    ("langstring", "Klaster@pl } #"),
    ("integer", "3.5"),
    ("integer", "3 } #"),
    ("integer", "3\n"),
    ("integer", "٣"),
    ("decimal", "1 087 398,00"),
    ("decimal", "1e3"),
    ("decimal", "NaN"),
    ("date", "2012"),
    ("date", "20120331"),
    ("date", "2012-02-30"),
    ("boolean", "yes"),
]


@pytest.mark.parametrize(("type_name", "value"), BAD, ids=[f"{c[0]}-{c[1]!r}" for c in BAD])
def test_value_of_another_type_is_refused(type_name: str, value: str) -> None:
    with pytest.raises(ParameterError, match="The parameter “x” is ") as caught:
        parameter(type_name).terms([value])
    assert caught.value.hint == f"Example: x={parameter(type_name).examples[0]}"


def test_several_values_only_where_declared() -> None:
    several = parameter("integer", multiple=True, example=[1, 2])
    assert several.terms(["1", "2"]) == (typed("1", "integer"), typed("2", "integer"))
    with pytest.raises(ParameterError, match="takes one value, not 2"):
        parameter("integer").terms(["1", "2"])


def test_no_value_is_an_error() -> None:
    with pytest.raises(ParameterError, match="has no value"):
        parameter("integer").terms([])


WRONG_ENTRIES = [
    ("not-a-mapping", "cluster", "is not a mapping"),
    ("no-name", {"type": "iri"}, "no name that can be a variable"),
    ("name-with-space", {"name": "a b", "type": "iri"}, "no name that can be a variable"),
    ("no-type", {"name": "a"}, "no known type"),
    ("unknown-type", {"name": "a", "type": "uri"}, "no known type: “uri”"),
    ("no-example", {"name": "a", "type": "iri"}, "has no example"),
    (
        "example-of-another-type",
        {"name": "a", "type": "integer", "example": "many", "description": "How many."},
        "the example is wrong",
    ),
    (
        "unknown-language",
        {"name": "a", "type": "integer", "example": 1, "description": {"de": "Wie viele."}},
        "unknown language: “de”",
    ),
]


@pytest.mark.parametrize(
    ("entry", "message"), [case[1:] for case in WRONG_ENTRIES], ids=[c[0] for c in WRONG_ENTRIES]
)
def test_wrong_declaration_is_refused(entry: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        Parameter.read(entry, "test.rq: parameter 1")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("cluster", f"{ID}cluster/leader"),
        ("scheme-role", "https://w3id.org/clusteratlas/scheme/role/leader"),
    ],
)
def test_a_slug_is_of_the_parameters_kind(kind: str, expected: str) -> None:
    assert parameter("iri", kind=kind, example="leader").terms(["leader"]) == (NamedNode(expected),)


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_parameter_is_not_called_as_what_addresses_say_anyway(name: str) -> None:
    with pytest.raises(DataError, match="means something else"):
        parameter("string", name=name)
