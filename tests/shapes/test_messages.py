"""Each constraint says in both languages what it is about, what is wrong and how to mend it."""

from __future__ import annotations

import re

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH

from clusteratlas.terms import CA, SCHEME

CASH = "https://w3id.org/clusteratlas/shapes#"
LANGUAGES = ["en", "pl"]
SEVERITIES = {SH.Violation, SH.Warning, SH.Info}
MENDING = {"en": re.compile(r", and |: "), "pl": re.compile(r"\bnależy\b")}
"""A message goes on from what is wrong to what to do."""
JARGON = re.compile(
    r"\b(cardinality|constraint|datatype|focus node|literal|node|predicate|shape|SHACL|triple"
    r"|węz\w+|trójk\w+|litera[łl]\w*|predykat\w*|typ danych)\b",
    re.IGNORECASE,
)


def texts(shapes: Graph, constraint: str, predicate: URIRef) -> list[Literal]:
    return list(shapes.objects(URIRef(CASH + constraint), predicate))


@pytest.mark.parametrize("predicate", [SH.name, SH.message], ids=["name", "message"])
def test_text_in_each_language_once(
    predicate: URIRef, shapes: Graph, constraints: list[str]
) -> None:
    wrong = [
        constraint
        for constraint in constraints
        if sorted(text.language or "" for text in texts(shapes, constraint, predicate)) != LANGUAGES
    ]
    assert wrong == []


def test_severity_is_explicit(shapes: Graph, constraints: list[str]) -> None:
    wrong = [
        constraint
        for constraint in constraints
        if set(shapes.objects(URIRef(CASH + constraint), SH.severity)) - SEVERITIES
        or len(list(shapes.objects(URIRef(CASH + constraint), SH.severity))) != 1
    ]
    assert wrong == []


def test_message_says_how_to_mend_it(shapes: Graph, constraints: list[str]) -> None:
    wrong = [
        text
        for constraint in constraints
        for text in texts(shapes, constraint, SH.message)
        if not text.endswith(".") or not MENDING[text.language or ""].search(text)
    ]
    assert wrong == []


def test_message_is_in_plain_words(shapes: Graph, constraints: list[str]) -> None:
    wrong = [
        text
        for constraint in constraints
        for text in texts(shapes, constraint, SH.message)
        if JARGON.search(text) or "{" in text
    ]
    assert wrong == []


def test_message_of_a_query_stands_on_its_shape(shapes: Graph) -> None:
    # pySHACL 0.40 drops the language of a message that goes with a query, so reports look the
    # message up by its constraint: one place for it, and no {?value} to fill in.
    queries = set(shapes.objects(None, SH.sparql))
    assert queries
    assert [query for query in queries if (query, SH.message, None) in shapes] == []


def test_only_declared_terms_are_used(shapes: Graph, ontology: Graph) -> None:
    declared = {CA, *(str(term) for term in ontology.subjects() if str(term).startswith(CA))}
    used = {str(term) for triple in shapes for term in triple if str(term).startswith(CA)}
    named = {
        CA + name
        for text in shapes.objects()
        if isinstance(text, Literal)
        for name in re.findall(r"\bca:(\w+)", text)
    }
    assert (used | named) - declared == set()
    assert used, "the shapes say nothing about the atlas"


def test_codes_in_use_exist(shapes: Graph, ontology: Graph) -> None:
    namespaces = {
        str(shapes.value(declaration, SH.prefix)): str(shapes.value(declaration, SH.namespace))
        for declaration in shapes.objects(None, SH.declare)
    }
    in_queries = {
        URIRef(namespaces[prefix] + name)
        for query in shapes.objects(None, SH.select)
        for prefix, name in re.findall(r"\b([a-z-]+):([\w-]+)", str(query))
        if namespaces[prefix].startswith(SCHEME)
    }
    used = in_queries | set(shapes.objects(None, SH.hasValue)) - set(map(Literal, range(4)))
    assert in_queries, "no query compares with a code"
    assert used - set(ontology.subjects()) == set()


def test_iris_of_constraints_are_readable(constraints: list[str]) -> None:
    assert [name for name in constraints if not re.fullmatch(r"[A-Z]\w+(-[a-zA-Z]+)+", name)] == []


def test_shapes_are_valid_shacl(shapes: Graph) -> None:
    conforms, _, text = validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text
