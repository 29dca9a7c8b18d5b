"""What every engine has to do; a new one is added in conftest.py and must pass all of this."""

from __future__ import annotations

import io
import json

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from clusteratlas.engine.protocol import (
    DEFAULT_GRAPH,
    Boolean,
    Engine,
    GraphName,
    Solutions,
    Triples,
)
from clusteratlas.errors import (
    ForbiddenQuery,
    NotAcceptable,
    QueryEvaluationError,
    QuerySyntaxError,
)
from clusteratlas.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, GraphFormat, ResultFormat
from clusteratlas.rdf.protocol import QueryRequest

G1, G2 = "http://example.org/g1", "http://example.org/g2"
EMPTY = "http://example.org/empty"
P = NamedNode("http://example.org/p")


def triple(subject: str, value: int) -> Triple:
    return Triple(NamedNode(f"http://example.org/{subject}"), P, Literal(value))


ONE, TWO, THREE = triple("a", 1), triple("b", 2), triple("c", 3)


def rows(engine: Engine, query: str, **dataset: tuple[str, ...]) -> list[tuple[str | None, ...]]:
    result = engine.query(QueryRequest(query, **dataset))
    assert isinstance(result, Solutions)
    return [tuple(term and getattr(term, "value", str(term)) for term in row) for row in result]


def written(engine: Engine, query: str, format_: ResultFormat | GraphFormat) -> str:
    output = io.BytesIO()
    engine.query(QueryRequest(query)).write(output, format_)  # type: ignore[arg-type]
    return output.getvalue().decode("utf-8")


@pytest.fixture
def filled(engine: Engine) -> Engine:
    engine.update(
        f"""INSERT DATA {{
            {ONE} GRAPH <{G1}> {{ {ONE} . {TWO} }} GRAPH <{G2}> {{ {THREE} }}
        }}"""
    )
    return engine


def test_a_select_has_variables_in_their_order_and_rows(filled: Engine) -> None:
    result = filled.query(QueryRequest("SELECT ?o ?s ?none WHERE { ?s ?p ?o }"))
    assert isinstance(result, Solutions)
    assert result.variables == ("o", "s", "none")
    assert list(result) == [(Literal(1), ONE.subject, None)]


@pytest.mark.parametrize(("pattern", "value"), [("?s ?p 1", True), ("?s ?p 2", False)])
def test_an_ask_is_a_boolean(filled: Engine, pattern: str, value: bool) -> None:
    result = filled.query(QueryRequest(f"ASK {{ {pattern} }}"))
    assert isinstance(result, Boolean)
    assert result.value is value


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE ?s WHERE { ?s ?p 1 }"])
def test_a_graph_comes_as_triples(filled: Engine, query: str) -> None:
    result = filled.query(QueryRequest(query))
    assert isinstance(result, Triples)
    assert list(result) == [ONE]


DATASETS = [
    pytest.param("?s ?p ?o", {}, ["1"], id="its own default graph, no union"),
    pytest.param("GRAPH ?g { ?s ?p ?o }", {}, ["1", "2", "3"], id="named graphs"),
    pytest.param("?s ?p ?o", {"default_graphs": (G1,)}, ["1", "2"], id="one default graph"),
    pytest.param(
        "?s ?p ?o", {"default_graphs": (G1, G2)}, ["1", "2", "3"], id="two default graphs"
    ),
    pytest.param("GRAPH ?g { ?s ?p ?o }", {"named_graphs": (G2,)}, ["3"], id="a named graph"),
    pytest.param("?s ?p ?o", {"named_graphs": (G2,)}, [], id="named only: the default is empty"),
    pytest.param("GRAPH ?g { ?s ?p ?o }", {"default_graphs": (G1,)}, [], id="default only"),
]


@pytest.mark.parametrize(("pattern", "dataset", "values"), DATASETS)
def test_the_dataset(
    filled: Engine, pattern: str, dataset: dict[str, tuple[str, ...]], values: list[str]
) -> None:
    found = rows(filled, f"SELECT ?o WHERE {{ {pattern} }} ORDER BY ?o", **dataset)
    assert [row[0] for row in found] == values


def test_from_names_graphs_of_the_store(filled: Engine) -> None:
    assert rows(filled, f"SELECT ?o FROM <{G2}> WHERE {{ ?s ?p ?o }}") == [("3",)]
    assert rows(filled, "SELECT ?o FROM <file:///etc/passwd> WHERE { ?s ?p ?o }") == []


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        pytest.param("SELECT * WHERE { ?s ?p ?o", 1, 26, id="open bracket"),
        pytest.param("SELECT *\nWHERE { ?s ?p }", 2, 16, id="second line"),
        pytest.param("", 1, 1, id="empty"),
    ],
)
def test_a_syntax_error_has_its_place(engine: Engine, query: str, line: int, column: int) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        engine.query(QueryRequest(query))
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize("update", ["CLEAR ALL", "PREFIX a: <b:c> insert data { a:a a:b 1 }"])
def test_an_update_is_no_query(engine: Engine, update: str) -> None:
    with pytest.raises(QuerySyntaxError, match="begins an update, not a query"):
        engine.query(QueryRequest(update))


def test_an_undeclared_prefix_is_named_as_the_cause(engine: Engine) -> None:
    with pytest.raises(QuerySyntaxError, match="prefix before it is not declared"):
        engine.query(QueryRequest("SELECT * WHERE { ?s foo:bar 1 }"))


UNKNOWN_FUNCTIONS = [
    "SELECT (<urn:f>(?o) AS ?x) { VALUES ?o { 1 } }",
    "SELECT ?x { VALUES ?o { 1 } BIND(<urn:f>(<urn:g>(?o), ?o) AS ?x) FILTER(<urn:h>() || true) }",
]


@pytest.mark.parametrize("query", UNKNOWN_FUNCTIONS)
def test_an_unknown_function_has_no_value(engine: Engine, query: str) -> None:
    """Its expression is in error (SPARQL 1.1 Query §17.6), not the whole query."""
    assert rows(engine, query) == [(None,)]


def test_a_filter_on_an_unknown_function_holds_for_nothing(filled: Engine) -> None:
    assert rows(filled, "SELECT * { ?s ?p ?o FILTER(<urn:f>(?o)) }") == []


def test_too_many_unknown_functions_are_an_evaluation_error(engine: Engine) -> None:
    calls = " ".join(f"(<urn:f{number}>() AS ?x{number})" for number in range(30))
    with pytest.raises(QueryEvaluationError, match="urn:f"):
        engine.query(QueryRequest(f"SELECT {calls} {{}}"))


HARMFUL = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "PREFIX ex: <http://127.0.0.1:1/> SELECT * { SERVICEex:foo { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1e5SERVICE<http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o # \r SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }\n}",
    "SELECT * { FILTER(?x<?y)SERVICE#>\n<http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?x ?p ?o FILTER(?x<'>'||1=1)SERVICE<http://127.0.0.1:1/>{}#'\n}",
    "SELECT * { ?x ?p ?o FILTER(?x<'>'||" + "(" * 10000 + "1" + ")" * 10000 + ")#'\n}",
    "SELECT * { ?x ?p ?o FILTER(?x<'>'||1=1) " + "MINUS { ?s ?p 1 } " * 5000 + "#'\n}",
    "SELECT * { " + "{" * 5000 + "}" * 5000 + " }",
    "ASK { FILTER(" + "(" * 10000 + "1" + ")" * 10000 + ") }",
    "ASK { FILTER(" + "!" * 10000 + "true) }",
    "ASK { ?s ?p 1 " + "MINUS { ?s ?p 1 } " * 5000 + "}",
    "ASK { FILTER(1 IN (" + "1," * 600_000 + "1)) }",
]


@pytest.mark.parametrize("query", HARMFUL, ids=[query[:60] for query in HARMFUL])
def test_what_could_harm_is_refused_before_it_is_parsed(engine: Engine, query: str) -> None:
    with pytest.raises(ForbiddenQuery) as caught:
        engine.query(QueryRequest(query))
    assert caught.value.hint


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://a> {" }',
        "SELECT ?service { ?service ?p ?o } # SERVICE <http://a> {",
        "SELECT * { ?s <http://example.org/service#x> ?o }",
        "SELECT * { <http://data.services.example.org/service/L'Aquila> ?p ?o }",
        "SELECT * { ?s ?p ?o FILTER(CONTAINS(?o, 'customer service of <b>')) }",
        "PREFIX ex: <http://example.org/> SELECT * { ?s ex:service ?o }",
        "SELECT * { VALUES ?x { " + "UNDEF " * 5000 + "} }",
    ],
)
def test_what_only_looks_like_it_is_answered(engine: Engine, query: str) -> None:
    rows(engine, query)


def test_a_graph_exists_once_it_was_made(filled: Engine) -> None:
    filled.update(f"DELETE WHERE {{ GRAPH <{G2}> {{ ?s ?p ?o }} }} ; CREATE GRAPH <{EMPTY}>")
    assert set(filled.graphs()) == {G1, G2, EMPTY}
    assert [filled.has_graph(name) for name in (DEFAULT_GRAPH, G1, G2, EMPTY)] == [True] * 4
    assert set(rows(filled, "SELECT ?g { GRAPH ?g {} }")) == {(G1,), (G2,), (EMPTY,)}
    filled.update(f"DROP GRAPH <{EMPTY}>")
    assert not filled.has_graph(EMPTY)
    assert set(filled.graphs()) == {G1, G2}


@pytest.mark.parametrize(
    ("name", "triples"),
    [
        pytest.param(DEFAULT_GRAPH, {ONE}, id="default"),
        pytest.param(G1, {ONE, TWO}, id="named"),
        pytest.param(EMPTY, set(), id="missing"),
    ],
)
def test_a_graph_is_read(filled: Engine, name: GraphName, triples: set[Triple]) -> None:
    assert set(filled.get_graph(name)) == triples


def test_each_change_moves_the_version(filled: Engine) -> None:
    before = filled.version
    filled.update("INSERT DATA { <a:a> <a:b> 9 }")
    assert filled.version != before
    assert filled.version == filled.version


RELATIVE = [
    pytest.param("SELECT ?o { <a> ?p ?o }", "http://example.org/x", id="the request's base"),
    pytest.param("BASE <http://example.org/> SELECT ?o { <a> ?p ?o }", "http://e/", id="its own"),
]


@pytest.mark.parametrize(("query", "base"), RELATIVE)
def test_relative_iris_stand_against_the_base(filled: Engine, query: str, base: str) -> None:
    result = filled.query(QueryRequest(query, base=base))
    assert [tuple(row) for row in result] == [(Literal(1),)]  # type: ignore[union-attr]


RDF_1_2 = [
    pytest.param(
        "INSERT DATA { <a:a> <a:says> <<( <a:s> <a:p> 1 )>> }",
        "SELECT ?x { ?a <a:says> <<( ?x <a:p> 1 )>> }",
        "a:s",
        id="a triple term",
    ),
    pytest.param(
        "INSERT DATA { <a:s> <a:p> 1 {| <a:by> <a:me> |} }",
        "SELECT ?x { << <a:s> <a:p> 1 >> <a:by> ?x }",
        "a:me",
        id="an annotation",
    ),
    pytest.param(
        'INSERT DATA { <a:s> <a:label> "שלום"@he--rtl }',
        "SELECT ?x { <a:s> <a:label> ?label BIND(LANGDIR(?label) AS ?x) }",
        "rtl",
        id="a base direction",
    ),
    pytest.param(
        'VERSION "1.2" INSERT DATA { <a:s> <a:p> 1 }',
        'VERSION "1.2" SELECT ?x { ?s <a:p> 1 BIND(SUBJECT(TRIPLE(?s, <a:p>, 1)) AS ?x) }',
        "a:s",
        id="a version, functions on triples",
    ),
]


@pytest.mark.parametrize(("update", "query", "value"), RDF_1_2)
def test_rdf_1_2_and_sparql_1_2(engine: Engine, update: str, query: str, value: str) -> None:
    engine.update(update)
    assert rows(engine, query) == [(value,)]


SELECT = "SELECT ?s ?o WHERE { ?s ?p ?o }"
RESULTS = {
    "json": '{"head":{"vars":["s","o"]},"results":{"bindings":[{"o":{"type":"literal","value":"1",'
    '"datatype":"http://www.w3.org/2001/XMLSchema#integer"},'
    '"s":{"type":"uri","value":"http://example.org/a"}}]}}',
    "csv": "s,o\r\nhttp://example.org/a,1\r\n",
    "tsv": "?s\t?o\n<http://example.org/a>\t1\n",
}


@pytest.mark.parametrize("format_", RESULT_FORMATS, ids=lambda format_: format_.name)
def test_results_are_written_in_each_format(filled: Engine, format_: ResultFormat) -> None:
    text = written(filled, SELECT, format_)
    if format_.name == "json":
        assert json.loads(text) == json.loads(RESULTS["json"])
    elif format_.name == "xml":
        assert '<binding name="s"><uri>http://example.org/a</uri></binding>' in text
    else:
        assert text == RESULTS[format_.name]


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda format_: format_.name)
def test_graphs_are_written_in_each_format(filled: Engine, format_: GraphFormat) -> None:
    text = written(filled, "CONSTRUCT WHERE { ?s ?p ?o }", format_)
    again = io.BytesIO(text.encode("utf-8"))
    from pyoxigraph import parse

    assert [quad.triple for quad in parse(again, format=format_.pyoxigraph)] == [ONE]


def test_turtle_has_the_prefixes_of_the_query(filled: Engine) -> None:
    text = written(
        filled,
        "PREFIX ex: <http://example.org/> CONSTRUCT WHERE { ?s ex:p ?o }",
        GRAPH_FORMATS[0],
    )
    assert text == "@prefix ex: <http://example.org/> .\nex:a ex:p 1 .\n"


UNSAYABLE = [
    pytest.param(r'SELECT ("a\u0001" AS ?x) {}', RESULT_FORMATS[1], id="a control character"),
    pytest.param(r'SELECT ("\uFFFE" AS ?x) {}', RESULT_FORMATS[1], id="no character"),
    pytest.param(r'CONSTRUCT { <a:a> <a:b> "\u0001" } {}', GRAPH_FORMATS[3], id="in RDF/XML"),
    pytest.param(
        "CONSTRUCT { <a:a> <a:b> <<( <a:c> <a:d> 1 )>> } {}", GRAPH_FORMATS[2], id="a triple term"
    ),
]


@pytest.mark.parametrize(("query", "format_"), UNSAYABLE)
def test_what_a_format_cannot_say_is_an_error(
    engine: Engine, query: str, format_: ResultFormat | GraphFormat
) -> None:
    with pytest.raises(NotAcceptable) as caught:
        written(engine, query, format_)
    assert caught.value.hint


def test_an_output_that_fails_fails_the_write(filled: Engine) -> None:
    class Full(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        filled.query(QueryRequest(SELECT)).write(Full(), RESULT_FORMATS[0])  # type: ignore[arg-type]
