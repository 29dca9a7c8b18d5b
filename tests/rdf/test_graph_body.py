"""The graph in the body of a request, Graph Store Protocol §5."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from clusteratlas.errors import ProtocolError, RdfSyntaxError, UnsupportedMediaType
from clusteratlas.rdf.graph_body import parse_graph_body

BASE = "http://localhost/data/people/anna"
TRIPLE = Triple(NamedNode(BASE), NamedNode("http://localhost/knows"), Literal("Żaneta"))

RDF_XML = """\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://localhost/">
  <rdf:Description rdf:about="anna"><knows>Żaneta</knows></rdf:Description>
</rdf:RDF>"""
FORM = (
    "--end\r\n"
    'Content-Disposition: form-data; name="a"; filename="a.ttl"\r\n'
    "Content-Type: text/turtle; charset=utf-8\r\n\r\n"
    "<anna> </knows> 'Żaneta' .\r\n"
    "--end\r\n"
    'Content-Disposition: form-data; name="b"; filename="b.nt"\r\n'
    "Content-Type: application/n-triples\r\n\r\n"
    "<urn:b> <urn:b> <urn:b> .\r\n"
    "--end--\r\n"
)

GRAPHS = [
    pytest.param("text/turtle", "<> </knows> 'Żaneta' .", id="turtle"),
    pytest.param("text/turtle;charset=UTF-8", "\ufeff<> </knows> 'Żaneta' .", id="charset, mark"),
    pytest.param(
        "application/n-triples", f'<{BASE}> <http://localhost/knows> "Żaneta" .', id="n-triples"
    ),
    pytest.param("application/rdf+xml", RDF_XML, id="rdf/xml"),
    pytest.param(
        'application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"',
        '{"@id": "anna", "http://localhost/knows": "Żaneta"}',
        id="json-ld",
    ),
]

REFUSED = [
    pytest.param("text/plain", b"", UnsupportedMediaType, "text/plain", id="plain text"),
    pytest.param("application/trig", b"", UnsupportedMediaType, "trig", id="trig"),
    pytest.param("application/n-quads", b"", UnsupportedMediaType, "n-quads", id="n-quads"),
    pytest.param("application/json", b"{}", UnsupportedMediaType, "json", id="json"),
    pytest.param(None, b"<> <> <> .", UnsupportedMediaType, "none", id="no type"),
    pytest.param(
        "text/turtle; charset=latin-1", b"", UnsupportedMediaType, "latin-1", id="charset"
    ),
    pytest.param(
        "application/ld+json",
        b'{"@id": "urn:g", "@graph": [{"@id": "urn:s", "urn:p": 1}]}',
        RdfSyntaxError,
        "Named graphs",
        id="named graph",
    ),
    pytest.param(
        "application/ld+json",
        b'{"@context": "https://schema.org/", "name": "x"}',
        RdfSyntaxError,
        "remote contexts",
        id="remote context",
    ),
    pytest.param(
        "multipart/form-data; boundary=end",
        FORM.removesuffix("--end--\r\n").encode(),
        ProtocolError,
        "cut off",
        id="form without its end",
    ),
    pytest.param("multipart/form-data", FORM.encode(), ProtocolError, "broken", id="no boundary"),
    pytest.param(
        "multipart/form-data; boundary=end",
        FORM.replace("text/turtle", "text/csv").encode(),
        UnsupportedMediaType,
        "a.ttl",
        id="part of another type",
    ),
]


@pytest.mark.parametrize(("content_type", "body"), GRAPHS)
def test_graphs(content_type: str, body: str) -> None:
    assert [str(t) for t in parse_graph_body(content_type, body.encode(), BASE)] == [str(TRIPLE)]


def test_the_files_of_a_form_are_merged() -> None:
    found = parse_graph_body("multipart/form-data; boundary=end", FORM.encode(), BASE)
    assert found == [TRIPLE, Triple(*[NamedNode("urn:b")] * 3)]


def test_no_body_is_the_empty_graph() -> None:
    assert parse_graph_body(None, b"", BASE) == []


def test_blank_nodes_of_two_bodies_are_two() -> None:
    ((first,), (second,)) = (
        parse_graph_body("text/turtle", b"_:b <urn:p> 1 .", BASE) for _ in range(2)
    )
    assert isinstance(first.subject, BlankNode)
    assert first.subject != second.subject


@pytest.mark.parametrize(("content_type", "body", "error", "says"), REFUSED)
def test_refused(content_type: str | None, body: bytes, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        parse_graph_body(content_type, body, BASE)
    assert type(caught.value) is error


def test_an_error_says_where() -> None:
    with pytest.raises(RdfSyntaxError) as caught:
        parse_graph_body("text/turtle", b"<urn:a> <urn:b> 1 .\n<urn:a> <urn:b> .", BASE)
    assert (caught.value.line, caught.value.column) == (2, 17)
    assert caught.value.message.startswith("The body, line 2, column 17: not Turtle.")
