"""The stable Turtle form: same graph, same bytes; one changed fact, one changed line."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from clusteratlas.errors import DataError
from clusteratlas.rdf.formats import GRAPH_FORMATS
from clusteratlas.rdf.reading import parse_triples
from clusteratlas.rdf.turtle import head_comment, write_turtle
from clusteratlas.terms import BASE, CA, PREFIXES

TURTLE = GRAPH_FORMATS[0]
XSD = PREFIXES["xsd"]
SUBJECT = NamedNode(f"{BASE}id/cluster/bioib")

iris = st.one_of(
    st.sampled_from(
        [
            SUBJECT.value,
            f"{CA}Cluster",
            f"{BASE}scheme/role/leader",
            "urn:x:y",
            "http://example.org/a#b",
        ]
    ),
    st.text("abc-._~/%é(),;'", min_size=1, max_size=8).map(
        lambda tail: "http://example.org/" + tail.replace("%", "%20")
    ),
).map(NamedNode)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
literals = st.one_of(
    texts.map(Literal),
    st.builds(
        lambda value, tag: Literal(value, language=tag), texts, st.sampled_from(["en", "pl"])
    ),
    st.builds(
        lambda value, name: Literal(value, datatype=NamedNode(XSD + name)),
        st.sampled_from(
            ["1087398.00", "01", "+5", "-0.0", "1e0", "true", "1", ".5", "5.", "2012-01-01"]
        ),
        st.sampled_from(["integer", "decimal", "double", "boolean", "date", "int"]),
    ),
)
triples = st.builds(Triple, iris, iris, st.one_of(iris, literals))
graphs = st.sets(triples, max_size=12)


def read(text: str) -> set[Triple]:
    return set(parse_triples(text.encode(), TURTLE, "test"))


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[:2] in ("- ", "+ ")]


@given(graphs)
def test_what_is_written_is_read_back_to_the_last_digit(graph: set[Triple]) -> None:
    assert read(write_turtle(graph)) == graph


@given(graphs)
def test_the_same_graph_gives_the_same_bytes(graph: set[Triple]) -> None:
    ordered = sorted(graph, key=str)
    assert write_turtle(ordered) == write_turtle(reversed(ordered))
    assert write_turtle(read(write_turtle(graph))) == write_turtle(graph)


@given(graphs, st.integers(0, 9999))
def test_a_fact_more_about_a_known_thing_is_one_line_more(graph: set[Triple], value: int) -> None:
    known = Triple(SUBJECT, NamedNode(f"{CA}value"), Literal(10_000))
    added = Triple(SUBJECT, NamedNode(f"{CA}value"), Literal(value))
    before, after = write_turtle({*graph, known}), write_turtle({*graph, known, added})
    expected = [] if added in graph else [f"+     ca:value {value} ;"]
    assert changed_lines(before, after) == expected


def test_a_changed_value_is_one_line() -> None:
    predicate = NamedNode(f"{CA}value")
    before = write_turtle([Triple(SUBJECT, predicate, Literal(70))])
    after = write_turtle([Triple(SUBJECT, predicate, Literal(72))])
    assert changed_lines(before, after) == ["-     ca:value 70 ;", "+     ca:value 72 ;"]


def test_the_layout() -> None:
    graph = [
        Triple(
            SUBJECT, NamedNode(f"{CA}value"), Literal("1.50", datatype=NamedNode(XSD + "decimal"))
        ),
        Triple(SUBJECT, NamedNode(PREFIXES["skos"] + "prefLabel"), Literal("Żółć", language="pl")),
        Triple(SUBJECT, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(f"{CA}Cluster")),
        Triple(SUBJECT, NamedNode(f"{CA}role"), NamedNode(f"{BASE}scheme/role/leader")),
    ]
    assert write_turtle(graph) == (
        "@prefix ca: <https://w3id.org/clusteratlas/ontology#> .\n"
        "@prefix cluster: <https://w3id.org/clusteratlas/id/cluster/> .\n"
        "@prefix scheme-role: <https://w3id.org/clusteratlas/scheme/role/> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "\n"
        "cluster:bioib\n"
        "    a ca:Cluster ;\n"
        '    skos:prefLabel "Żółć"@pl ;\n'
        "    ca:role scheme-role:leader ;\n"
        "    ca:value 1.50 ;\n"
        ".\n"
    )


def test_an_empty_graph_is_an_empty_text() -> None:
    assert write_turtle([]) == ""


@pytest.mark.parametrize(
    "triple",
    [
        pytest.param(Triple(BlankNode("b"), SUBJECT, SUBJECT), id="subject"),
        pytest.param(Triple(SUBJECT, SUBJECT, BlankNode("b")), id="object"),
    ],
)
def test_a_blank_node_is_refused(triple: Triple) -> None:
    with pytest.raises(DataError, match="IRIs and literals only"):
        write_turtle([triple])


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        pytest.param("# one\n# two\n\n@prefix a: <b:> .\n", "# one\n# two\n\n", id="head"),
        pytest.param("@prefix a: <b:> .\n# not the head\n", "", id="none"),
        pytest.param("\n\n# late\n\n\na:b a:c a:d .", "\n\n# late\n\n", id="blank lines before"),
        pytest.param("", "", id="empty"),
    ],
)
def test_the_head_comment_is_found(text: str, comment: str) -> None:
    assert head_comment(text) == comment
