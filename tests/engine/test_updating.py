"""Updates: what they do, what they say that they did, and what they refuse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
)

from clusteratlas.engine.changes import Changes
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network
from clusteratlas.engine.updating import carry_out
from clusteratlas.errors import (
    ClusterAtlasError,
    ForbiddenQuery,
    GraphExists,
    ProtocolError,
    QueryError,
    QuerySyntaxError,
    UnknownGraph,
)
from clusteratlas.rdf.protocol import UpdateRequest

DATA = """
<u:a> <u:p> 1 .
<u:a> <u:p> 2 .
<u:b> <u:q> _:node .
<u:a> <u:p> 1 <u:g1> .
<u:a> <u:q> "x" <u:g1> .
<u:b> <u:p> 3 <u:g2> .
""".replace(" 1", ' "1"^^<http://www.w3.org/2001/XMLSchema#integer>')
DATA = DATA.replace(" 2 ", ' "2"^^<http://www.w3.org/2001/XMLSchema#integer> ')
DATA = DATA.replace(" 3 ", ' "3"^^<http://www.w3.org/2001/XMLSchema#integer> ')


@pytest.fixture
def store() -> Store:
    return filled()


def filled() -> Store:
    store = Store()
    store.load(DATA, format=RdfFormat.N_QUADS)
    store.add_graph(NamedNode("u:empty"))
    return store


def carried_out(store: Store, update: str, **request: object) -> Changes:
    asked = UpdateRequest(update, **request)  # type: ignore[arg-type]
    return carry_out(store, asked, Limits(), Network())


def quads(text: str) -> set[Quad]:
    """The quads of a block of data; blank nodes, which are other ones each time, as <u:blank>."""
    store = Store()
    store.update(f"PREFIX u: <u:> INSERT DATA {{ {text} }}")
    return {without_blank_nodes(quad) for quad in store}


def without_blank_nodes(quad: Quad) -> Quad:
    blank = NamedNode("u:blank")
    subject, object_ = (
        blank if isinstance(term, BlankNode) else term for term in (quad.subject, quad.object)
    )
    return Quad(subject, quad.predicate, object_, quad.graph_name)  # type: ignore[arg-type]


# update, what it adds, what it removes
UPDATES = [
    pytest.param("", "", "", id="nothing"),
    pytest.param("PREFIX x: <u:x>", "", "", id="a prologue only"),
    pytest.param("INSERT DATA { <u:a> <u:p> 1, 9 }", "u:a u:p 9", "", id="added, if not there"),
    pytest.param("INSERT DATA { <u:a> <u:p> 01 }", "", "", id="there, spelt otherwise"),
    pytest.param(
        "INSERT DATA { GRAPH <u:new> { <u:a> <u:p> 1 } }",
        "GRAPH u:new { u:a u:p 1 }",
        "",
        id="into a new graph",
    ),
    pytest.param("INSERT DATA { [] <u:p> 1 }", "u:blank u:p 1", "", id="a blank node in data"),
    pytest.param("DELETE DATA { <u:a> <u:p> 1, 9 }", "", "u:a u:p 1", id="removed, if there"),
    pytest.param("DELETE DATA { <u:a> <u:p> 01 }", "", "u:a u:p 1", id="removed by its value"),
    pytest.param(
        "DELETE { ?s <u:p> ?o } INSERT { ?s <u:p> ?x } WHERE { ?s <u:p> ?o BIND(?o+1 AS ?x) }",
        "u:a u:p 3",
        "u:a u:p 1",
        id="deleted and inserted: net",
    ),
    pytest.param(
        "DELETE { ?s ?p ?o } INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }", "", "", id="put back"
    ),
    pytest.param("DELETE WHERE { ?s <u:p> ?o }", "", "u:a u:p 1, 2", id="delete where"),
    pytest.param(
        "DELETE WHERE { GRAPH ?g { ?s <u:p> ?o } }",
        "",
        "GRAPH u:g1 { u:a u:p 1 } GRAPH u:g2 { u:b u:p 3 }",
        id="delete where, in any graph",
    ),
    pytest.param(
        "INSERT { GRAPH ?g { ?g <u:p> ?n } } WHERE { { SELECT ?g (COUNT(*) AS ?n) "
        "{ GRAPH ?g { ?s ?p ?o } } GROUP BY ?g } }",
        "GRAPH u:g1 { u:g1 u:p 2 } GRAPH u:g2 { u:g2 u:p 1 }",
        "",
        id="graphs by a variable, from a subquery",
    ),
    pytest.param(
        "DELETE { ?s <u:q> ?o } WHERE { ?s <u:q> ?o }", "", "u:b u:q u:blank", id="a blank node"
    ),
    pytest.param(
        "INSERT { ?o <u:p> ?s . ?s <u:r> ?none . ?s ?o 1 } WHERE { ?s <u:p> ?o }",
        "",
        "",
        id="what is no RDF or unbound is left out",
    ),
    pytest.param(
        "INSERT { ?s <u:list> (?o) } WHERE { ?s <u:p> ?o FILTER(?o = 2) }",
        "u:a u:list u:blank . u:blank <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 2 ; "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>",
        "",
        id="a list",
    ),
    pytest.param(
        "INSERT { <u:x> <u:says> <<( ?s <u:p> ?o )>> } WHERE { ?s <u:p> ?o FILTER(?o = 2) }",
        "u:x u:says <<( u:a u:p 2 )>>",
        "",
        id="a triple term",
    ),
    pytest.param("INSERT { <u:x> <u:p> 1 } WHERE {}", "u:x u:p 1", "", id="no variables"),
    pytest.param("INSERT { <u:x> <u:p> 1 } WHERE { <u:z> ?p 1 }", "", "", id="no solution"),
    pytest.param(
        "WITH <u:g1> DELETE { ?s <u:q> ?o } INSERT { ?s <u:r> ?o } WHERE { ?s <u:q> ?o }",
        'GRAPH u:g1 { u:a u:r "x" }',
        'GRAPH u:g1 { u:a u:q "x" }',
        id="with",
    ),
    pytest.param(
        "WITH <u:g1> INSERT { ?s <u:r> ?o } WHERE { GRAPH <u:g2> { ?s ?p ?o } }",
        "GRAPH u:g1 { u:b u:r 3 }",
        "",
        id="with leaves the named graphs",
    ),
    pytest.param(
        "WITH <u:g1> INSERT { ?s <u:r> ?o } USING <u:g2> WHERE { ?s ?p ?o }",
        "GRAPH u:g1 { u:b u:r 3 }",
        "",
        id="using outweighs with",
    ),
    pytest.param(
        "INSERT { ?s <u:r> ?o } USING NAMED <u:g2> WHERE { { ?s ?p ?o } UNION "
        "{ GRAPH ?g { ?s ?p ?o } } }",
        "u:b u:r 3",
        "",
        id="using named: the default graph is empty",
    ),
    pytest.param("CLEAR DEFAULT", "", "u:a u:p 1, 2 . u:b u:q u:blank", id="clear default"),
    pytest.param(
        "CLEAR NAMED",
        "",
        'GRAPH u:g1 { u:a u:p 1 ; u:q "x" } GRAPH u:g2 { u:b u:p 3 }',
        id="clear named",
    ),
    pytest.param("DROP GRAPH <u:g2>", "", "GRAPH u:g2 { u:b u:p 3 }", id="drop"),
    pytest.param("CREATE GRAPH <u:new>", "", "", id="create"),
    pytest.param(
        "DROP SILENT GRAPH <u:none> ; COPY SILENT <u:none> TO <u:g1>", "", "", id="silent"
    ),
    pytest.param("ADD <u:g1> TO DEFAULT", 'u:a u:q "x"', "", id="add: what is there is no change"),
    pytest.param(
        "COPY GRAPH <u:g1> TO <u:g2>",
        'GRAPH u:g2 { u:a u:p 1 ; u:q "x" }',
        "GRAPH u:g2 { u:b u:p 3 }",
        id="copy",
    ),
    pytest.param(
        "MOVE DEFAULT TO <u:g1>",
        "GRAPH u:g1 { u:a u:p 2 . u:b u:q u:blank }",
        'GRAPH u:g1 { u:a u:q "x" } u:a u:p 1, 2 . u:b u:q u:blank',
        id="move",
    ),
    pytest.param("MOVE <u:g1> TO <u:g1>", "", "", id="to itself"),
    pytest.param(
        "INSERT DATA { <u:x> <u:p> 1 } ; DELETE DATA { <u:x> <u:p> 1 }", "", "", id="and taken back"
    ),
    pytest.param(
        "INSERT DATA { <u:x> <u:p> 7 } ; DELETE { ?s ?p 7 } INSERT { ?s ?p 8 } WHERE { ?s ?p 7 }",
        "u:x u:p 8",
        "",
        id="the second sees the first",
    ),
    pytest.param(
        "PREFIX x: <u:> INSERT DATA { x:x x:p 1 } ; PREFIX y: <u:> PREFIX x: <u:x> BASE <u:b/> "
        "INSERT DATA { y:y x:p <u:o> } ; # the end",
        "u:x u:p 1 . u:y <u:xp> u:o",
        "",
        id="prologues between operations",
    ),
    pytest.param(
        "INSERT DATA { <u:x> <u:p> 'a;}' } # ; CLEAR ALL\n",
        "u:x u:p 'a;}'",
        "",
        id="semicolons in strings and comments",
    ),
]


@pytest.mark.parametrize(("update", "added", "removed"), UPDATES)
def test_what_an_update_changes(store: Store, update: str, added: str, removed: str) -> None:
    before = set(store)
    changes = carried_out(store, update)
    assert changes == Changes.between(before, store)
    assert {without_blank_nodes(quad) for quad in changes.added} == quads(added)
    assert {without_blank_nodes(quad) for quad in changes.removed} == quads(removed)


# update, the named graphs after it
GRAPHS = [
    ("INSERT DATA { GRAPH <u:new> { <u:a> <u:p> 1 } }", {"u:g1", "u:g2", "u:empty", "u:new"}),
    ("DELETE WHERE { GRAPH <u:g2> { ?s ?p ?o } }", {"u:g1", "u:g2", "u:empty"}),
    ("CLEAR NAMED", {"u:g1", "u:g2", "u:empty"}),
    ("CREATE GRAPH <u:new>", {"u:g1", "u:g2", "u:empty", "u:new"}),
    ("DROP GRAPH <u:empty>", {"u:g1", "u:g2"}),
    ("DROP ALL", set()),
    ("COPY <u:empty> TO <u:g1> ; MOVE <u:g2> TO <u:new>", {"u:g1", "u:empty", "u:new"}),
    ("ADD <u:empty> TO <u:new>", {"u:g1", "u:g2", "u:empty", "u:new"}),
    ("LOAD SILENT <http://127.0.0.1:1/> INTO GRAPH <u:new>", {"u:g1", "u:g2", "u:empty"}),
]


@pytest.mark.parametrize(("update", "graphs"), GRAPHS, ids=[update for update, _ in GRAPHS])
def test_which_graphs_there_are(store: Store, update: str, graphs: set[str]) -> None:
    carried_out(store, update)
    assert {node.value for node in store.named_graphs() if isinstance(node, NamedNode)} == graphs


def test_a_blank_node_of_a_template_is_a_new_one_for_each_solution(store: Store) -> None:
    changes = carried_out(store, "INSERT { _:x <u:of> ?o ; <u:and> _:x } WHERE { ?s <u:p> ?o }")
    assert len({quad.subject for quad in changes.added}) == 2
    assert len(changes.added) == 4


VOLATILE = ["RAND()", "UUID()", "STRUUID()", "NOW()", "BNODE()"]


@pytest.mark.parametrize("call", VOLATILE)
def test_what_is_another_value_each_time_is_told_as_it_was_written(store: Store, call: str) -> None:
    before = set(store)
    changes = carried_out(
        store, f"INSERT {{ ?s <u:r> ?x }} WHERE {{ ?s ?p ?o BIND({call} AS ?x) }}"
    )
    assert changes.added
    assert changes == Changes.between(before, store)


DATASETS = [
    pytest.param({"using_graphs": ("u:g1",)}, "u:new u:r u:a", id="one default graph"),
    pytest.param(
        {"using_graphs": ("u:g1", "u:g2")}, "u:new u:r u:a, u:b", id="two make one default graph"
    ),
    pytest.param({"using_named_graphs": ("u:g2",)}, "u:new u:named u:b", id="named only"),
    pytest.param(
        {"using_graphs": ("u:g1",), "using_named_graphs": ("u:g2",)},
        "u:new u:r u:a ; u:named u:b",
        id="both",
    ),
]
BOTH = """INSERT { <u:new> <u:r> ?s ; <u:named> ?n }
          WHERE { { ?s <u:p> ?o } UNION { GRAPH ?g { ?n <u:p> ?o } } }"""


@pytest.mark.parametrize(("dataset", "added"), DATASETS)
def test_the_dataset_that_the_request_names(
    store: Store, dataset: dict[str, tuple[str, ...]], added: str
) -> None:
    assert carried_out(store, BOTH, **dataset).added == quads(added)


def test_the_dataset_is_for_each_operation_that_matches(store: Store) -> None:
    update = "INSERT DATA { <u:x> <u:p> 1 } ; DELETE WHERE { ?s <u:p> ?o } ; CLEAR GRAPH <u:g2>"
    changes = carried_out(store, update, using_graphs=("u:g1",))
    assert changes.removed == quads("u:a u:p 1 . GRAPH u:g2 { u:b u:p 3 }")
    assert changes.added == quads("u:x u:p 1")


@pytest.mark.parametrize(
    "update",
    [
        "WITH <u:g1> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } USING <u:g1> WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } USING NAMED <u:g1> WHERE { ?s ?p ?o }",
        "CLEAR ALL ; WITH <u:g1> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_a_dataset_is_named_once(store: Store, update: str) -> None:
    before = set(store)
    with pytest.raises(ProtocolError, match="named twice"):
        carried_out(store, update, using_graphs=("u:g2",))
    assert set(store) == before


def test_the_base_of_the_request(store: Store) -> None:
    update = """INSERT DATA { <x> <u:p> 1 } ;
                INSERT { GRAPH <g> { <x> <u:p> ?o } } WHERE { <x> <u:p> ?o }"""
    changes = carried_out(store, update, base="http://e/")
    assert changes.added == quads("<http://e/x> u:p 1 . GRAPH <http://e/g> { <http://e/x> u:p 1 }")


FORBIDDEN = [
    "LOAD <http://127.0.0.1:1/>",
    "LOAD <file:///etc/passwd>",
    "CLEAR ALL ; LOAD <http://127.0.0.1:1/> INTO GRAPH <u:g1>",
    "CLEAR ALL ; PREFIX x: <http://127.0.0.1:1/> LOAD x:a",
    "CLEAR ALL ; INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o<'&&?y>'||true) };LOAD<http://127.0.0.1:1/>#'",
    "INSERT { ?s ?p ?o } WHERE { ?s ?p 1SERVICE<http://127.0.0.1:1/> { ?s ?p ?o } }",
    "INSERT DATA { <u:a> <u:p> " + "[ <u:p> " * 101 + "1" + "]" * 101 + " }",
    "INSERT { ?s ?p 1 } WHERE { " + "?s ?p ?o . " * 20_000 + "}",
]


@pytest.mark.parametrize("update", FORBIDDEN, ids=[update[:60] for update in FORBIDDEN])
def test_what_is_not_allowed_is_refused_before_anything_is_done(store: Store, update: str) -> None:
    before = set(store)
    with pytest.raises(ForbiddenQuery) as caught:
        carried_out(store, update)
    assert caught.value.hint
    assert set(store) == before


SILENT = [
    "LOAD SILENT <http://127.0.0.1:1/>",
    "LOAD SILENT <file:///etc/passwd> INTO GRAPH <u:g1>",
    "LOAD SILENT <not-absolute>",
]


@pytest.mark.parametrize("update", SILENT)
def test_a_silent_load_that_is_refused_does_nothing(store: Store, update: str) -> None:
    assert not carried_out(store, update, base="file:///etc/")


def test_a_silent_service_that_is_refused_has_one_empty_solution(store: Store) -> None:
    update = """INSERT { <u:x> <u:p> ?none . <u:x> <u:r> 1 }
                WHERE { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?none } }"""
    assert carried_out(store, update).added == quads("u:x u:r 1")


# update, line and column
ERRORS = [
    pytest.param("INSERT DATA { ?x <u:p> 1 }", (1, 27), id="a variable in data"),
    pytest.param("CLEAR ALL ;\nINSERT DATA { <u:a> <u:p> }", (2, 27), id="in the second"),
    pytest.param("CLEAR ALL ; INSERT DATA { <u:a> <u:p> }", (1, 39), id="on the same line"),
    pytest.param(
        "PREFIX x: <u:> CLEAR ALL ;\nPREFIX y: <u:>\nLOAD <http://127.0.0.1:1/> ; DROP y:a",
        (3, 38),
        id="behind a load, in the last of three",
    ),
    pytest.param(
        "DELETE WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", (1, 23), id="a service"
    ),
    pytest.param("PREFIX x: <nowhere> CLEAR ALL", (1, 20), id="in a prologue"),
    pytest.param("PREFIX x: <u:> SELECT * { ?s ?p ?o }", None, id="a query"),
    pytest.param("CLEAR ALL ; ; CLEAR ALL", None, id="nothing between semicolons"),
    pytest.param("INSERTDATA { <u:a> <u:p> 1 }", None, id="run together"),
    pytest.param(
        "INSERT DATA { _:b <u:p> 1 } ; INSERT DATA { _:b <u:p> 1 }", None, id="a label of two"
    ),
]


@pytest.mark.parametrize(("update", "place"), ERRORS)
def test_a_syntax_error_anywhere_means_that_nothing_is_done(
    store: Store, update: str, place: tuple[int, int] | None
) -> None:
    before = set(store)
    with pytest.raises(QuerySyntaxError) as caught:
        carried_out(store, f"{update}")
    found = (caught.value.line, caught.value.column)
    assert found == (place or (None, None))
    assert set(store) == before


FAILING: list[tuple[str, type[ClusterAtlasError], str]] = [
    ("CREATE GRAPH <u:g1>", GraphExists, "exists already"),
    ("DROP GRAPH <u:none>", UnknownGraph, "no graph <u:none>"),
    ("CLEAR GRAPH <u:none>", UnknownGraph, "no graph"),
    ("MOVE <u:none> TO <u:g1>", UnknownGraph, "no graph"),
]


@pytest.mark.parametrize(("update", "error", "message"), FAILING, ids=[c[0] for c in FAILING])
def test_what_fails_says_why(
    store: Store, update: str, error: type[ClusterAtlasError], message: str
) -> None:
    with pytest.raises(error, match=message):
        carried_out(store, update)


def test_a_graph_of_the_dataset_is_an_iri(store: Store) -> None:
    with pytest.raises(QueryError, match="not named by an IRI"):
        carried_out(store, BOTH, using_graphs=("no iri",))


# Generated updates over few terms, so that they meet.
TERMS = st.sampled_from(["<u:a>", "<u:b>"])
PREDICATES = st.sampled_from(["<u:p>", "<u:q>"])
OBJECTS = st.sampled_from(["<u:a>", "1", "2", "'x'@en", "<<( <u:a> <u:p> 1 )>>"])
GRAPH_NAMES = st.sampled_from(["<u:g1>", "<u:g2>", "<u:empty>", "<u:new>"])
VARIABLES = st.sampled_from(["?s", "?p", "?o"])


@st.composite
def blocks(draw: st.DrawFn, subjects: st.SearchStrategy[str], others: tuple[str, ...]) -> str:
    """Triples in braces, some in a graph; `others` may stand for predicate, object and graph."""

    def or_other(strategy: st.SearchStrategy[str], places: slice) -> st.SearchStrategy[str]:
        allowed = others[places]
        return strategy | st.sampled_from(allowed) if allowed else strategy

    lines = []
    for _ in range(draw(st.integers(0, 3))):
        triple = " ".join(
            draw(part)
            for part in (
                subjects,
                or_other(PREDICATES, slice(0, 1)),
                or_other(OBJECTS, slice(1, 3)),
            )
        )
        graph = draw(st.none() | or_other(GRAPH_NAMES, slice(3, 4)))
        lines.append(f"GRAPH {graph} {{ {triple} }}" if graph else f"{triple} .")
    return f"{{ {' '.join(lines)} }}"


GROUND = blocks(TERMS, ())
DATA_BLOCKS = blocks(TERMS | st.just("[]"), ())
PATTERNS = blocks(TERMS | st.just("?s"), ("?p", "?o", "?s", "?g"))
TEMPLATES = blocks(TERMS | st.sampled_from(["?s", "_:b"]), ("?p", "?o", "_:b", "?g"))
WITH = st.one_of(st.just(""), GRAPH_NAMES.map("WITH {}".format))
USING = st.one_of(st.just(""), GRAPH_NAMES.map("USING {0} USING NAMED <u:g2>".format))
SILENTLY = st.sampled_from(["", "SILENT"])
TARGETS = st.one_of(
    GRAPH_NAMES.map("GRAPH {}".format), st.sampled_from(["DEFAULT", "NAMED", "ALL"])
)
PLACES = st.one_of(GRAPH_NAMES, st.just("DEFAULT"))
OWN = st.one_of(
    DATA_BLOCKS.map("INSERT DATA {}".format),
    GROUND.map("DELETE DATA {}".format),
    PATTERNS.map("DELETE WHERE {}".format),
    st.builds(
        "{} DELETE {} INSERT {} {} WHERE {}".format, WITH, PATTERNS, TEMPLATES, USING, PATTERNS
    ),
    st.builds("{} {} {}".format, st.sampled_from(["CLEAR", "DROP"]), SILENTLY, TARGETS),
    st.builds("CREATE {} GRAPH {}".format, SILENTLY, GRAPH_NAMES),
)
TRANSFERS = st.builds(
    "{} {} {} TO {}".format, st.sampled_from(["ADD", "COPY", "MOVE"]), SILENTLY, PLACES, PLACES
)


@settings(max_examples=150, deadline=None)
@given(st.lists(OWN | TRANSFERS, min_size=1, max_size=4).map(" ; ".join))
def test_what_is_told_is_what_changed(update: str) -> None:
    store = filled()
    before = set(store)
    try:
        changes = carried_out(store, update)
    except ClusterAtlasError:
        return
    assert changes == Changes.between(before, store)


@settings(max_examples=150, deadline=None)
@given(st.lists(OWN, min_size=1, max_size=3).map(" ; ".join))
def test_the_outcome_is_that_of_the_engine_itself(update: str) -> None:
    """COPY, MOVE and ADD aside, which pyoxigraph carries out from a graph that does not exist."""
    ours, theirs = filled(), filled()
    ours.update("DELETE WHERE { ?s <u:q> ?o }")
    theirs.update("DELETE WHERE { ?s <u:q> ?o }")
    try:
        theirs.update(update)
    except RuntimeError:
        with pytest.raises(ClusterAtlasError):
            carried_out(ours, update)
        return
    carried_out(ours, update)
    assert canonical(ours) == canonical(theirs)
    assert set(ours.named_graphs()) == set(theirs.named_graphs())


def canonical(store: Store) -> Dataset:
    dataset = Dataset(store)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return dataset
