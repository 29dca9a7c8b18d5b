"""What would end the process is refused; what only looks like it passes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from clusteratlas.engine.guard import Limits, refuse_harmful
from clusteratlas.errors import ForbiddenQuery

# Each of them overflows the stack of pyoxigraph.
FATAL = {
    "parentheses": "ASK { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
    "braces": "ASK { " + "{" * 10_000 + "}" * 10_000 + " }",
    "patterns": "ASK { " + "?s <u:p> ?o . " * 30_000 + "}",
    "patterns without a full stop": "ASK { " + "{ ?s <u:p> ?o }" * 30_000 + "}",
    "objects": "ASK { ?s ?p " + "1," * 30_000 + "1 }",
    "a list": "ASK { ?s ?p (" + " 1" * 30_000 + ") }",
    "a list of what counts nothing elsewhere": "ASK { ?s ?p (" + " true" * 30_000 + ") }",
    "negations": "ASK { FILTER(" + "!" * 30_000 + "true) }",
}


@pytest.mark.parametrize("query", FATAL.values(), ids=FATAL.keys())
def test_what_is_fatal_is_refused(query: str) -> None:
    with pytest.raises(ForbiddenQuery) as caught:
        refuse_harmful(query, Limits())
    assert caught.value.hint


@pytest.mark.parametrize("query", FATAL.values(), ids=FATAL.keys())
def test_each_of_them_would_be_fatal(query: str) -> None:
    """Proves that the cases above are the attacks that they are meant to be."""
    program = "import sys, pyoxigraph\npyoxigraph.Store().query(sys.stdin.read())"
    ended = subprocess.run(
        [sys.executable, "-c", program], input=query, text=True, capture_output=True, check=False
    )
    assert ended.returncode < 0


NEGATIVES = " ".join(str(-number) for number in range(5000))
TYPED = " ".join(f'"{number}"^^<u:t> .' for number in range(5000))
PASSING = {
    "many values": f"SELECT * {{ VALUES ?x {{ {NEGATIVES} }} }}",
    "many rows": "SELECT * { VALUES (?x ?y) { " + "(UNDEF true)" * 5000 + " } }",
    "many in an enumeration": "ASK { FILTER(1 IN (" + ", ".join("1" * 5000) + ")) }",
    "much data": "INSERT DATA { GRAPH <u:g> { "
    + "<u:s> <u:p> -1, 'x'^^<u:t>; <u:q> 2 . " * 5000
    + "} }",
    "a large template": "INSERT { " + "<u:s> <u:p> ?o . " * 5000 + "} WHERE { ?s <u:p> ?o }",
    "a list in data": "INSERT DATA { <u:s> <u:p> (" + " true" * 5000 + ") }",
    "a long string": "ASK { ?s ?p '" + "((((!!!!" * 1000 + "' }",
    "a long comment": "ASK { ?s ?p ?o } # " + "((((!!!!" * 1000,
}


@pytest.mark.parametrize("text", PASSING.values(), ids=PASSING.keys())
def test_what_does_no_harm_passes(text: str) -> None:
    refuse_harmful(text, Limits())


HIDDEN = {
    "behind a large template": "INSERT { <u:s> <u:p> 1 } WHERE { " + "?s ?p ?o . " * 5000 + "}",
    "in a pattern that deletes": "DELETE WHERE { " + "?s ?p ?o . " * 5000 + "}",
    "behind data": "INSERT DATA { <u:s> <u:p> 1 } ; DELETE WHERE { " + "?s ?p ?o . " * 5000 + "}",
    "made up for by an enumeration": "ASK { FILTER(1 IN ("
    + "true," * 9000
    + "true)) "
    + "MINUS {} " * 5000
    + "}",
    "behind a comparison that looks like an IRI": (
        "SELECT * { ?x ?p ?o FILTER(?x<'>'||1=1) " + "MINUS { ?s ?p 1 } " * 5000 + "#'\n}"
    ),
    "parentheses behind such a comparison": (
        "SELECT * { ?x ?p ?o FILTER(?x<'>'||" + "(" * 9000 + "1" + ")" * 9000 + ")#'\n}"
    ),
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN.keys())
def test_what_is_harmful_is_found(text: str) -> None:
    with pytest.raises(ForbiddenQuery):
        refuse_harmful(text, Limits())


LIMITS = [
    ("ASK { FILTER(((1))) }", Limits(depth=3), "nests more than 3"),
    ("ASK { ?s <urn:a>/<urn:b>/<urn:c> ?o }", Limits(operators=3), "more than 3"),
    ("ASK { }", Limits(length=6), "has 7 characters; at most 6"),
]


@pytest.mark.parametrize(("query", "limits", "message"), LIMITS, ids=[c[2] for c in LIMITS])
def test_what_is_beyond_a_limit_is_refused(query: str, limits: Limits, message: str) -> None:
    with pytest.raises(ForbiddenQuery, match=message) as caught:
        refuse_harmful(query, limits)
    assert caught.value.hint
