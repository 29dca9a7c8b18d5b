"""Content negotiation, RFC 9110 §12.5.1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.errors import NotAcceptable
from clusteratlas.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS
from clusteratlas.rdf.negotiation import negotiate

RESULTS = [
    (None, "json"),
    ("", "json"),
    ("*/*", "json"),
    ("*", "json"),
    ("application/sparql-results+xml", "xml"),
    ("application/sparql-results+xml; charset=utf-8", "xml"),
    ("APPLICATION/SPARQL-RESULTS+XML", "xml"),
    ("text/csv", "csv"),
    ("text/*", "csv"),
    ("text/tab-separated-values, text/csv;q=0.9", "tsv"),
    ("text/csv;q=0.1, application/sparql-results+json;q=0.2", "json"),
    ("text/csv;q=0.5, */*;q=0.1", "csv"),
    ("application/sparql-results+json;q=0, */*", "xml"),
    ("text/*;q=0.9, text/csv;q=0", "tsv"),
    ("application/json", "json"),
    ("application/xml", "xml"),
    ("application/json, application/sparql-results+xml", "xml"),
    ("text/html, application/xhtml+xml, */*;q=0.8", "json"),
    ('text/csv;note="a,b;q=0"', "csv"),
    ("text/csv;q=2, text/tab-separated-values;q=0.1", "tsv"),
    ("nonsense, text/csv", "csv"),
    (",,text/csv", "csv"),
]

GRAPHS = [
    (None, "turtle"),
    ("text/turtle; charset=utf-8", "turtle"),
    ("application/n-triples", "ntriples"),
    ("text/plain", "ntriples"),
    ("application/ld+json", "jsonld"),
    ('application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"', "jsonld"),
    ("application/rdf+xml", "rdfxml"),
    ("application/rdf+xml;q=0.5, text/turtle;q=0.4", "rdfxml"),
    # What rdflib's SPARQLStore and SPARQLWrapper send.
    ("application/rdf+xml,text/turtle,application/ld+json", "turtle"),
]


@pytest.mark.parametrize(("accept", "name"), RESULTS, ids=[str(case[0]) for case in RESULTS])
def test_results(accept: str | None, name: str) -> None:
    assert negotiate(accept, RESULT_FORMATS).name == name


@pytest.mark.parametrize(("accept", "name"), GRAPHS, ids=[str(case[0]) for case in GRAPHS])
def test_graphs(accept: str | None, name: str) -> None:
    assert negotiate(accept, GRAPH_FORMATS).name == name


@pytest.mark.parametrize(
    "accept", ["image/png", "text/csv;q=0", "*/*;q=0", "nonsense", "application/n-triples"]
)
def test_what_is_not_offered_is_not_acceptable(accept: str) -> None:
    with pytest.raises(NotAcceptable) as caught:
        negotiate(accept, RESULT_FORMATS)
    assert "application/sparql-results+json" in caught.value.hint


@given(st.text(max_size=60))
def test_no_header_makes_it_fail_otherwise(accept: str) -> None:
    try:
        assert negotiate(accept, RESULT_FORMATS) in RESULT_FORMATS
    except NotAcceptable as error:
        assert error.hint
