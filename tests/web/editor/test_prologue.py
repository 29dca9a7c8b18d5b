"""Prefixes that a query uses and does not declare are found, and declared where they belong."""

from __future__ import annotations

import pytest

from clusteratlas.web.editor.prologue import undeclared_prefixes, with_prefixes

KNOWN = {"ca": "https://w3id.org/clusteratlas/ontology#", "skos": "http://skos/", "": "http://e/"}
CA = "PREFIX ca: <https://w3id.org/clusteratlas/ontology#>"

UNDECLARED = {
    "none": ("SELECT * { ?s ?p ?o }", []),
    "used": ("ASK { ?s a ca:Cluster ; skos:prefLabel ?n }", ["ca", "skos"]),
    "declared": (f"{CA} ASK {{ ?s a ca:Cluster }}", []),
    "declared-in-lower-case": ("prefix ca: <http://x/> ASK { ?s a ca:Cluster }", []),
    "being-declared": ("PREFIX ca:", []),
    "once": ("ASK { ca:a ca:b ca:c }", ["ca"]),
    "empty": ("ASK { :a :b :c }", [""]),
    "in-a-string": ('ASK { ?s ?p "ca:Cluster" }', []),
    "in-a-comment": ("ASK {} # ca:Cluster", []),
    "in-an-iri": ("ASK { <ca:Cluster> ?p ?o }", []),
    "in-a-datatype": ('ASK { ?s ?p "1"^^xsd:integer }', ["xsd"]),
}


@pytest.mark.parametrize(("text", "prefixes"), UNDECLARED.values(), ids=UNDECLARED)
def test_undeclared(text: str, prefixes: list[str]) -> None:
    assert undeclared_prefixes(text) == prefixes


COMPLETED = {
    "nothing-to-add": ("ASK { ?s ?p ?o }", "ASK { ?s ?p ?o }"),
    "unknown": ("ASK { ?s foo:bar ?o }", "ASK { ?s foo:bar ?o }"),
    "first": ("ASK { ca:a ?p ?o }", f"{CA}\n\nASK {{ ca:a ?p ?o }}"),
    "behind-others": (
        "PREFIX x: <http://x/>\nASK { ca:a x:b ?o }",
        f"PREFIX x: <http://x/>\n{CA}\nASK {{ ca:a x:b ?o }}",
    ),
    "behind-a-base": (
        "BASE <http://x/>\nASK { ca:a ?p ?o }",
        f"BASE <http://x/>\n{CA}\nASK {{ ca:a ?p ?o }}",
    ),
    "below-a-comment": (
        "# What?\nASK { ca:a ?p ?o }",
        f"# What?\n{CA}\n\nASK {{ ca:a ?p ?o }}",
    ),
    "several": (
        "ASK { ca:a skos:b ?o }",
        f"{CA}\nPREFIX skos: <http://skos/>\n\nASK {{ ca:a skos:b ?o }}",
    ),
    "broken-declaration": (
        "PREFIX x: ASK { ca:a ?p ?o }",
        f"{CA}\n\nPREFIX x: ASK {{ ca:a ?p ?o }}",
    ),
    "empty": ("", ""),
}


@pytest.mark.parametrize(("text", "completed"), COMPLETED.values(), ids=COMPLETED)
def test_completed(text: str, completed: str) -> None:
    assert with_prefixes(text, KNOWN) == completed
    assert with_prefixes(completed, KNOWN) == completed
