"""Weaker queries: what they keep of a query, and what they leave to pySHACL on sound data."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store
from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper
from pyshacl.shapes_graph import ShapesGraph
from rdflib import Graph
from rdflib.namespace import SH

from clusteratlas.validation.compiled.errors import NotCompiled
from clusteratlas.validation.compiled.weaker import weaker

E = "http://example.org/"
DATA = """
@prefix : <http://example.org/> .
:a :p :b , :c ; :n 1 ; :name "one" .
:b :p :b ; :n 5 ; :name "two"@en .
:c :q :a ; :n "many" .
:d :n 1.0E0 ; :name "x-d" .
"""

# the query, and which of a, b, c and d its weaker form finds
KEPT = [
    ("{ $this :p ?x . FILTER (?x != $this) }", "a"),
    ("{ $this :n ?n . :a :n ?m . FILTER (?n > ?m) }", "bcd"),
    ("{ $this :n ?n . FILTER NOT EXISTS { $this :p ?x } }", "cd"),
    ("{ $this :n ?n . FILTER NOT EXISTS { $this :p ?x . FILTER (?n > 3) } }", "abcd"),
    ("{ $this :name ?x . FILTER NOT EXISTS { $this :name ?y FILTER (STRSTARTS(?y, 'o')) } }", "bd"),
    ("{ $this :n ?n OPTIONAL { $this :q ?x } FILTER (!BOUND(?x)) }", "abcd"),
    ("{ $this :name ?x . FILTER (STRSTARTS(STR(?x), 't')) }", "b"),
    ("{ $this :name ?x . FILTER (!REGEX(?x, '^(one|two)$')) }", "d"),
    ("{ $this :name ?x . FILTER (REGEX(?x, 'one')) }", "abd"),
    ("{ $this :name ?x . BIND (IF(?x = 'one', 'x', ?x) AS ?y) FILTER (!STRSTARTS(?x, ?y)) }", "a"),
    ("{ { $this :p ?x } UNION { $this :q ?x } }", "abc"),
    ("{ { SELECT $this (COUNT(?x) AS ?n) { $this :p ?x } GROUP BY $this } FILTER (?n > 1) }", "ab"),
    ("{ $this :n ?n MINUS { $this :p ?x } }", "abcd"),
    ("{ $this ?path ?x . FILTER (?path IN (:q, :r)) }", "c"),
    ("{ $this ?path ?x . FILTER (STRENDS(STR(?path), 'p')) FILTER (?x != $this) }", "a"),
    ("{ $this ?any ?x . FILTER (?any = :q) }", "c"),
    ("{ $this :p ?x , ?y . FILTER (?x != ?y) }", "a"),
    ("{ ?x :p $this . ?y :p $this . FILTER (?y != ?x) }", "b"),
    ("{ $this :p ?x , ?y . FILTER (?x != ?y) FILTER NOT EXISTS { $this :q ?x } }", "a"),
    ("{ $this :p ?x . ?y :p ?z . FILTER (?x != ?y) }", "ab"),
]


@pytest.mark.parametrize(("where", "found"), KEPT, ids=[where for where, _ in KEPT])
def test_what_is_kept(where: str, found: str) -> None:
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TURTLE)
    query = weaker(f"PREFIX : <{E}> SELECT $this WHERE {where}")
    assert sorted(row[0].value.removeprefix(E) for row in store.query(query)) == list(found)


NOT_WEAKENED = [
    "SELECT $this WHERE { $this $PATH ?value }",
    "SELECT $this WHERE { ?x :p ?y . FILTER (?x = $this) }",
    "SELECT $this WHERE { SERVICE <http://example.org/> { $this :p ?x } }",
    "SELECT $this WHERE { { SELECT (COUNT(?x) AS ?n) { $this :p ?x } } FILTER (?n = 0) }",
]


@pytest.mark.parametrize("query", NOT_WEAKENED)
def test_what_has_no_weaker_form(query: str) -> None:
    with pytest.raises(NotCompiled):
        weaker(f"PREFIX : <{E}> {query}")


ASKED_ON_SOUND_DATA = {
    "Composition-sum": "a sum",
    "Event-within": "OPTIONAL",
    "Founded-after-document": "SUBSTR",
    "Observation-duration": "arithmetic",
    "Vocabulary-reused": "STR of a blank node, an error to the engine, a label to rdflib",
}
"""Constraints that leave some sound nodes of the atlas to pySHACL, and what is not kept of them."""


def test_little_is_left_to_pyshacl_on_sound_data(atlas: Store, shapes: Graph) -> None:
    shapes_graph = ShapesGraph(shapes)
    left = {}
    for predicate in (SH.sparql, SH.target):
        for shape, query in shapes_graph.graph.subject_objects(predicate):
            select = str(shapes_graph.graph.value(query, SH.select))
            known = {one.node: one for one in shapes_graph.shapes}
            helper = SPARQLQueryHelper(known[shape], query, select)
            helper.collect_prefixes()
            if predicate == SH.sparql and (shape, SH.target, None) in shapes:
                continue
            found = list(atlas.query(weaker(helper.apply_prefixes(select))))
            left[str(shape).rpartition("#")[2]] = len(found)
    assert {name for name, count in left.items() if count} == set(ASKED_ON_SOUND_DATA)
    assert len(left) > 12
