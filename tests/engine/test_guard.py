"""No text reaches another server: not even one that a tokenizer and pyoxigraph read differently."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from clusteratlas.engine.guard import Limits, refuse_harmful_query, refuse_harmful_update
from clusteratlas.errors import ForbiddenQuery

# Nothing listens on port 1, and pyoxigraph itself refuses it: a call shows as an error.
CALL = "SERVICE<http://127.0.0.1:1/>{?s ?p ?o}"

CALLS = {
    "plain": f"SELECT * {{ {CALL} }}",
    "in an optional part": f"SELECT * {{ OPTIONAL{{}}{CALL} }}",
    "run together with a prefix": (
        "PREFIX ex: <http://127.0.0.1:1/> SELECT * { SERVICEex:a{?s ?p ?o} }"
    ),
    "run together with a prefix, both declared": (
        "PREFIX SERVICEex: <http://127.0.0.1:1/> PREFIX ex: <http://127.0.0.1:1/> "
        "SELECT * { SERVICEex:a{?s ?p ?o} }"
    ),
    "behind a comment that ends in a carriage return": f"SELECT * {{ # \r{CALL}\n}}",
    "behind an IRI with an escape and a quote": (
        f"SELECT * {{ ?s <http://e/\\U00000041'> ?o OPTIONAL{{{CALL}}} #'\n}}"
    ),
    "behind a comparison that looks like an IRI, in a string": (
        f"SELECT * {{ ?s ?p ?x FILTER(?x<'&&?y>'||true){CALL}#'\n}}"
    ),
    "the same with spaces": (f"SELECT * {{ ?s ?p ?x FILTER(?x<'&&?y>' || true) {CALL} #')\n}}"),
    "behind a comparison that looks like an IRI, in a long string": (
        f"SELECT * {{ ?s ?p ?x FILTER(?x<#>'''\n3||true){CALL}#'''\n}}"
    ),
    "behind a comparison of an EXISTS": (
        f"SELECT * {{ ?s ?p ?o FILTER(EXISTS{{}}<'>'||true){CALL}#'\n}}"
    ),
    "behind a bracket that hides in the IRI": (
        f"SELECT * {{ ?s ?p ?o FILTER(?x<STR(?z>1)||?x<'&&?y>'||true){CALL}#'\n}}"
    ),
    "behind two less-than signs": f"SELECT * {{ ?s ?p ?o FILTER(?x<<http://a#>||true){CALL}\n}}",
}


@pytest.mark.parametrize("query", CALLS.values(), ids=CALLS.keys())
def test_a_call_is_refused(query: str) -> None:
    with pytest.raises(ForbiddenQuery, match="SERVICE"):
        refuse_harmful_query(query, Limits())


@pytest.mark.parametrize("query", CALLS.values(), ids=CALLS.keys())
def test_each_of_them_would_be_a_call(query: str) -> None:
    """Proves that the cases above are the attacks that they are meant to be."""
    store = Store()
    store.update("INSERT DATA { <urn:s> <urn:p> 1 }")
    with pytest.raises(OSError, match="port 1 is not allowed"):
        list(store.query(query))


LOADS = [
    "LOAD <http://127.0.0.1:1/>",
    "load silent <http://127.0.0.1:1/> into graph <urn:g>",
    "LOADSILENT<http://127.0.0.1:1/>",
    "PREFIX ex: <http://127.0.0.1:1/> LOADex:a",
    "CLEAR ALL;LOAD<http://127.0.0.1:1/>",
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o<'&&?y>'||true) };LOAD<http://127.0.0.1:1/>#'",
]


@pytest.mark.parametrize("update", LOADS)
def test_a_load_is_refused(update: str) -> None:
    with pytest.raises(ForbiddenQuery, match="LOAD"):
        refuse_harmful_update(update, Limits())


HARMLESS = [
    "PREFIX service: <http://e/> SELECT * { ?x service:price ?y }",
    "PREFIX load: <http://e/> SELECT * { ?x load:factor ?y }",
    "SELECT ?service { ?service ?p 'SERVICE <http://a> {' } # SERVICE <http://a> {",
    "SELECT * { ?s <http://e/service#x> ?o FILTER(?o < 3 && ?o > 1) }",
    "SELECT * { VALUES (?a ?b) { (<http://e/#a> <http://e/b>) } } # service",
    "SELECT * { VALUES (?a ?b) { (<http://e/#a> <http://e/#b>) } }",
    "SELECT * { ?s ?p ?service FILTER(?service IN (<http://e/#a>, <http://e/#b>)) }",
    "SELECT * { ?service (<http://e/#a>/<http://e/#b>|^<http://e/#c>) ?o }",
    'SELECT * { ?service ?p ?o FILTER(?o=1||STR(?o)="\'"^^<http://e/#string>) }',
]


@pytest.mark.parametrize("query", HARMLESS)
def test_what_calls_nobody_passes(query: str) -> None:
    refuse_harmful_query(query, Limits())


LIMITS = [
    ("ASK { FILTER(((1))) }", Limits(depth=3), "nests more than 3"),
    ("ASK { ?s <urn:a>/<urn:b>/<urn:c> ?o }", Limits(operators=2), "more than 2"),
    ("ASK { }", Limits(length=6), "has 7 characters; at most 6"),
]


@pytest.mark.parametrize(("query", "limits", "message"), LIMITS, ids=[c[2] for c in LIMITS])
def test_what_is_beyond_a_limit_is_refused(query: str, limits: Limits, message: str) -> None:
    with pytest.raises(ForbiddenQuery, match=message) as caught:
        refuse_harmful_query(query, limits)
    assert caught.value.hint
