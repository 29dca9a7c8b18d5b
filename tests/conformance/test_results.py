"""Results are read strictly, and alike from every format."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from .results import READERS, Solutions, read_csv, read_json, read_result_set, read_tsv, read_xml

ROW = {
    "iri": NamedNode("http://example.org/ś"),
    "text": Literal('a,"b"\tc', language="pl"),
    "number": Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    "node": BlankNode("n"),
}
VARIABLES = (*ROW, "unbound")

JSON = json.dumps(
    {
        "head": {"vars": VARIABLES},
        "results": {
            "bindings": [
                {
                    "iri": {"type": "uri", "value": "http://example.org/ś"},
                    "text": {"type": "literal", "value": 'a,"b"\tc', "xml:lang": "pl"},
                    "number": {
                        "type": "literal",
                        "value": "1",
                        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
                    },
                    "node": {"type": "bnode", "value": "n"},
                }
            ]
        },
    }
)
XML = """<?xml version="1.0"?>
<sparql xmlns="http://www.w3.org/2005/sparql-results#">
  <head><variable name="iri"/><variable name="text"/><variable name="number"/>
    <variable name="node"/><variable name="unbound"/></head>
  <results><result>
    <binding name="iri"><uri>http://example.org/ś</uri></binding>
    <binding name="text"><literal xml:lang="pl">a,"b"&#9;c</literal></binding>
    <binding name="number"
      ><literal datatype="http://www.w3.org/2001/XMLSchema#integer">1</literal></binding>
    <binding name="node"><bnode>n</bnode></binding>
  </result></results>
</sparql>"""
TSV = (
    '?iri\t?text\t?number\t?node\t?unbound\n<http://example.org/ś>\t"a,\\"b\\"\\tc"@pl\t1\t_:n\t\n'
)
RESULT_SET = """@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .
[] rs:resultVariable "iri", "text", "number", "node", "unbound" ;
   rs:solution [ rs:binding [ rs:variable "iri" ; rs:value <ś> ],
     [ rs:variable "text" ; rs:value 'a,"b"\\tc'@pl ], [ rs:variable "number" ; rs:value 1 ],
     [ rs:variable "node" ; rs:value _:n ] ] ."""


@pytest.mark.parametrize(
    "result",
    [
        pytest.param(read_json(JSON), id="json"),
        pytest.param(read_xml(XML), id="xml"),
        pytest.param(read_tsv(TSV), id="tsv"),
        pytest.param(read_result_set(RESULT_SET, "http://example.org/"), id="result set"),
    ],
)
def test_formats_say_the_same(result: object) -> None:
    assert isinstance(result, Solutions)
    assert sorted(result.variables) == sorted(VARIABLES)
    (row,) = result.rows
    named = {name: term for name, term in row.items() if name != "node"}
    assert named == {name: term for name, term in ROW.items() if name != "node"}
    assert isinstance(row["node"], BlankNode)


def test_csv_tells_texts() -> None:
    result = read_csv('iri,text,node,unbound\r\nhttp://example.org/ś,"a,""b""",_:n,\r\n')
    assert isinstance(result, Solutions)
    assert result.rows == (
        {
            "iri": Literal("http://example.org/ś"),
            "text": Literal('a,"b"'),
            "node": BlankNode("n"),
        },
    )


@pytest.mark.parametrize(
    ("media_type", "text"),
    [
        pytest.param("application/sparql-results+json", '{"head": {"vars": ["x"]', id="cut json"),
        pytest.param("application/sparql-results+json", '{"head": {}}', id="json without results"),
        pytest.param("application/sparql-results+xml", XML[:-20], id="cut xml"),
        pytest.param("application/sparql-results+xml", "<sparql/>", id="no namespace"),
        pytest.param("text/tab-separated-values", '?x\n"a', id="cut tsv"),
        pytest.param("text/tab-separated-values", "?x\ta\n1\n", id="tsv with a cell too few"),
        pytest.param("text/csv", "x,y\r\n1\r\n", id="csv with a cell too few"),
        pytest.param(
            "application/sparql-results+json",
            '{"head": {"vars": []}, "results": {"bindings": [{"x": {"type": "bnode", "value": "n"}}'
            "]}}",
            id="value of an unknown variable",
        ),
    ],
)
def test_what_is_no_result_is_not_read(media_type: str, text: str) -> None:
    with pytest.raises((ValueError, KeyError, SyntaxError)):
        READERS[media_type](text)


def test_a_truth_value_is_read() -> None:
    assert read_json('{"head": {}, "boolean": true}') is True
    document = '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><boolean>false</boolean>'
    assert read_xml(document + "</sparql>") is False
