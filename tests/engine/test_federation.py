"""SERVICE and LOAD: no call but through Network, and those that are allowed are right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from clusteratlas.engine.asking import Asked as Question
from clusteratlas.engine.asking import ask, translated
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network
from clusteratlas.engine.relay import relay_through
from clusteratlas.engine.updating import carry_out
from clusteratlas.errors import (
    ForbiddenQuery,
    QueryEvaluationError,
    QuerySyntaxError,
    RdfSyntaxError,
)
from clusteratlas.rdf.protocol import UpdateRequest

from .servers import Asked, Reply, Served, serving

pytestmark = pytest.mark.usefixtures("garbage_waits")

JSON = "application/sparql-results+json"
ANSWER = json.dumps(
    {
        "head": {"vars": ["s", "n"]},
        "results": {
            "bindings": [
                {"s": {"type": "uri", "value": "u:a"}, "n": {"type": "literal", "value": "one"}}
            ]
        },
    }
).encode()
LOCAL = Network(("127.0.0.1",), timeout=5)


def _answered(asked: Asked) -> Reply:
    match urlsplit(asked.path).path:
        case "/sparql":
            return Reply(ANSWER, JSON)
        case "/moved":
            return Reply(status=307, headers=(("Location", "/sparql"),))
        case "/inside":
            return Reply(status=302, headers=(("Location", "http://169.254.169.254/"),))
        case "/text":
            return Reply(b"no results", "text/plain")
        case "/cut":
            return Reply(ANSWER, JSON, length=len(ANSWER) + 10)
        case "/data.ttl":
            return Reply(b"<#a> <u:p> 1, [] .", "text/turtle; charset=utf-8")
        case "/plain.ttl":
            return Reply(b"<u:a> <u:p> 5 .", "text/plain")
        case "/data.xml":
            return Reply(b"<html/>", "text/html")
        case "/broken":
            return Reply(b"<u:a> <u:p> .", "text/turtle")
    return Reply(b"no such thing", "text/plain", 404)


@pytest.fixture
def served() -> Iterator[Served]:
    with serving(_answered) as server:
        yield server


@pytest.fixture
def store() -> Store:
    made = Store()
    made.update("INSERT DATA { <u:a> <u:p> 1 . <u:b> <u:p> 2 }")
    return made


def rows(store: Store, query: str, network: Network, base: str = "") -> list[tuple[object, ...]]:
    solutions = ask(store, Question(query, base), network)
    assert isinstance(solutions, QuerySolutions)
    return [tuple(solution) for solution in translated(solutions, network)]


A, ONE = NamedNode("u:a"), Literal("one")

# HERE stands for the address of the test's own server.
ANSWERED = {
    "an IRI": "SELECT ?s ?n { SERVICE <HERE/sparql> { ?s <u:q> ?n } }",
    "a prefixed name": "PREFIX x: <HERE/> SELECT ?s ?n { SERVICE x:sparql { ?s <u:q> ?n } }",
    "a relative IRI": "BASE <HERE/x> SELECT ?s ?n { SERVICE <sparql> { ?s <u:q> ?n } }",
    "in any case": "select ?s ?n { service<HERE/sparql>{ ?s <u:q> ?n } }",
    "a join": "SELECT ?s ?n { ?s <u:p> ?o SERVICE <HERE/sparql> { ?s <u:q> ?n } }",
    "joined by a comment": "SELECT ?s ?n { SERVICE # <u:x> {\n<HERE/sparql> { ?s <u:q> ?n } }",
    "silent": "SELECT ?s ?n { SERVICE SILENT <HERE/sparql> { ?s <u:q> ?n } }",
    "redirected": "SELECT ?s ?n { SERVICE <HERE/moved> { ?s <u:q> ?n } }",
    "twice": "SELECT ?s ?n { SERVICE <HERE/sparql> { ?s <u:q> ?n } "
    "OPTIONAL { SERVICE <HERE/sparql> { ?s <u:r> ?n } } }",
    "beside words that look like it": "PREFIX service: <u:> SELECT ?s ?n "
    "{ SERVICE <HERE/sparql> { ?s service:q ?n } FILTER(?n != 'SERVICE <u:x> {') } # SERVICE",
}


@pytest.mark.parametrize("query", ANSWERED.values(), ids=ANSWERED.keys())
def test_a_listed_endpoint_is_asked(store: Store, served: Served, query: str) -> None:
    assert rows(store, query.replace("HERE", served.url("")), LOCAL) == [(A, ONE)]
    assert served.asked
    for asked in served.asked:
        assert (asked.method, asked.headers["host"]) == ("POST", f"127.0.0.1:{served.port}")
        assert asked.headers["content-type"] == "application/sparql-query"
        assert b"SELECT * WHERE { ?s <u:" in asked.body


def test_the_base_of_the_request(store: Store, served: Served) -> None:
    query = "SELECT ?s { SERVICE <sparql> { ?s <u:q> ?n } }"
    assert rows(store, query, LOCAL, base=served.url("/x")) == [(A,)]


def test_an_update_asks_as_well(store: Store, served: Served) -> None:
    update = f"""CLEAR DEFAULT ; PREFIX x: <{served.url("/")}>
        INSERT {{ ?s <u:q> ?n }} WHERE {{ SERVICE x:sparql {{ ?s <u:q> ?n }} }}"""
    changes = carry_out(store, UpdateRequest(update), Limits(), LOCAL)
    assert [(quad.subject, quad.object) for quad in changes.added] == [(A, ONE)]


def test_a_service_inside_of_another_is_sent_under_its_own_name(
    store: Store, served: Served
) -> None:
    query = f"""PREFIX e: <http://elsewhere.example/>
        SELECT ?s {{ SERVICE <{served.url("/sparql")}>
          {{ ?s <u:q> ?n OPTIONAL {{ SERVICE SILENT e:sparql {{ ?s <u:r> "é" }} }} }} }}"""
    assert rows(store, query, LOCAL) == [(A,)]
    sent = served.asked[0].body.decode("utf-8")
    assert 'SERVICE SILENT <http://elsewhere.example/sparql> { ?s <u:r> "é"' in sent


# The target, and what is told of it.
FAILING = [
    ("/missing", r"HERE/missing> could not be asked: it answered with status 404"),
    ("/inside", r"169\.254\.169\.254/> may not be called"),
    ("/cut", r"HERE/cut> could not be asked: its answer was cut off"),
    ("/text", "syntax is lossy"),
]


@pytest.mark.parametrize(("path", "message"), FAILING, ids=[path for path, _ in FAILING])
def test_an_endpoint_that_fails(store: Store, served: Served, path: str, message: str) -> None:
    query = f"SELECT * {{ ?s <u:p> ?o SERVICE <{served.url(path)}> {{ ?s <u:q> ?n }} }}"
    told = failure(store, query)
    assert re.search(message.replace("HERE", served.url("")), told)
    assert "127.0.0.1" not in told.replace(served.url(""), "")
    assert len(served.asked) == 1
    silent = query.replace("SERVICE", "SERVICE SILENT")
    assert len(rows(store, silent, LOCAL)) == 2


def failure(store: Store, query: str) -> str:
    """What is told of a query that fails.

    Without pytest.raises, which keeps the result alive until another thread may come to drop it.
    """
    try:
        rows(store, query, LOCAL)
    except QueryEvaluationError as error:
        return str(error)
    return ""


REFUSED = {
    "an IRI": "SELECT * { SERVICE <HERE/sparql> { ?s <u:q> ?n } }",
    "a name that leads there": "SELECT * { SERVICE <http://localhost:PORT/sparql> { ?s ?p ?o } }",
    "a decimal": "SELECT * { SERVICE <http://2130706433:PORT/sparql> { ?s ?p ?o } }",
    "IPv6-mapped": "SELECT * { SERVICE <http://[::ffff:127.0.0.1]:PORT/sparql> { ?s ?p ?o } }",
    "a prefixed name": "PREFIX x: <HERE/> SELECT * { SERVICE x:sparql { ?s ?p ?o } }",
    "a relative IRI": "BASE <HERE/> SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
    "in a subquery": "SELECT * { { SELECT * { SERVICE <HERE/sparql> { ?s ?p ?o } } } }",
    "in EXISTS": "ASK { ?s ?p ?o FILTER EXISTS { SERVICE <HERE/sparql> { ?s ?p ?o } } }",
    "in DESCRIBE": "DESCRIBE ?s { SERVICE <HERE/sparql> { ?s ?p ?o } }",
    "the second": "SELECT * { SERVICE SILENT <HERE/a> {} SERVICE <HERE/sparql> { ?s ?p ?o } }",
    "behind a number": "SELECT * { ?s ?p 1e5SERVICE<HERE/sparql> { ?s ?p ?o } }",
    "run together with a prefix": "PREFIX x: <HERE/> SELECT * { SERVICEx:sparql { ?s ?p ?o } }",
    "run together, both declared": "PREFIX SERVICEx: <HERE/> PREFIX x: <HERE/> "
    "SELECT * { SERVICEx:sparql { ?s ?p ?o } }",
    "silent run together": "SELECT * { SERVICESILENT<HERE/sparql> { ?s ?p ?o } }",
    "a variable": "SELECT * { BIND(<HERE/sparql> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "a silent variable": "SELECT * { BIND(<HERE/sparql> AS ?x) SERVICE SILENT ?x { ?s ?p ?o } }",
    "a comparison that looks like an IRI": (
        "SELECT * { ?s ?p ?x FILTER(?x<'&&?y>'||true)SERVICE<HERE/sparql>{?s ?p ?o}#'\n}"
    ),
}
LISTS = {"nothing listed": (), "another listed": ("example.org", "10.0.0.0/8")}


@pytest.mark.parametrize("allowed", LISTS.values(), ids=LISTS.keys())
@pytest.mark.parametrize("query", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_listed_is_refused_and_not_called(
    store: Store, served: Served, query: str, allowed: tuple[str, ...]
) -> None:
    asked = query.replace("HERE", served.url("")).replace("PORT", str(served.port))
    with pytest.raises(ForbiddenQuery) as caught:
        ask(store, Question(asked), Network(allowed))
    assert caught.value.hint
    assert served.asked == []


@pytest.mark.parametrize("allowed", LISTS.values(), ids=LISTS.keys())
def test_a_silent_one_that_is_refused_has_one_empty_solution(
    store: Store, served: Served, allowed: tuple[str, ...]
) -> None:
    """SPARQL 1.1 Federated Query §2.4."""
    query = (
        f"SELECT ?o ?n {{ ?s <u:p> ?o SERVICE SILENT <{served.url('/sparql')}> {{ ?s ?p ?n }} }}"
    )
    assert sorted(rows(store, query, Network(allowed)), key=str) == [
        (Literal(1), None),
        (Literal(2), None),
    ]
    nested = f"SELECT * {{ SERVICE SILENT <u:x> {{ SERVICE <{served.url('/sparql')}> {{}} }} }}"
    assert len(rows(store, nested, Network(allowed))) == 1
    assert served.asked == []


MALFORMED = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p } }",
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }",
    "SELECT * { SERVICE x:y { ?s ?p ?o } }",
    "SELECT * { SERVICE { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", MALFORMED)
def test_a_malformed_query_is_told_before_it_is_refused(store: Store, query: str) -> None:
    with pytest.raises(QuerySyntaxError):
        ask(store, Question(query), Network())


def test_the_relay_forwards_for_this_process_only(store: Store, served: Served) -> None:
    """Who finds its port finds nothing without its path."""
    relay = relay_through(LOCAL)
    address = urlsplit(relay.address_of(served.url("/sparql")))
    target = address.path.rpartition("/")[2]
    for path, status in [(f"/{target}", 404), (f"/guess/{target}", 404), (address.path, 200)]:
        connection = HTTPConnection(address.hostname or "", address.port, timeout=5)
        connection.request("POST", path, b"SELECT * {}")
        assert connection.getresponse().status == status
        connection.close()
    assert len(served.asked) == 1


def loaded(store: Store, update: str, network: Network = LOCAL) -> set[str]:
    changes = carry_out(store, UpdateRequest(update), Limits(), network)
    assert not changes.removed
    return {f"{quad.predicate} {quad.object} {quad.graph_name}" for quad in changes.added}


INTEGER = "<http://www.w3.org/2001/XMLSchema#integer>"


def test_load_merges_what_it_fetches(store: Store, served: Served) -> None:
    assert loaded(store, f"LOAD <{served.url('/plain.ttl')}>") == {f'<u:p> "5"^^{INTEGER} DEFAULT'}
    assert loaded(store, f"LOAD <{served.url('/plain.ttl')}>") == set()


def test_load_into_a_graph(store: Store, served: Served) -> None:
    update = f"PREFIX h: <{served.url('/')}> LOAD h:data.ttl INTO GRAPH <u:g>"
    changes = carry_out(store, UpdateRequest(update), Limits(), LOCAL)
    assert {quad.graph_name for quad in changes.added} == {NamedNode("u:g")}
    assert {str(quad.subject) for quad in changes.added} == {f"<{served.url('/data.ttl')}#a>"}
    again = carry_out(store, UpdateRequest(update), Limits(), LOCAL)
    assert len(again.added) == 1  # its blank node is another one each time
    assert "text/turtle" in served.asked[0].headers["accept"]


LOADS_THAT_FAIL: list[tuple[str, type[Exception]]] = [
    ("/missing", QueryEvaluationError),
    ("/data.xml", QueryEvaluationError),
    ("/broken", RdfSyntaxError),
    ("/inside", ForbiddenQuery),
]


@pytest.mark.parametrize(("path", "error"), LOADS_THAT_FAIL, ids=[c[0] for c in LOADS_THAT_FAIL])
def test_a_load_that_fails_and_a_silent_one(
    store: Store, served: Served, path: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        loaded(store, f"LOAD <{served.url(path)}> INTO GRAPH <u:g>")
    assert loaded(store, f"LOAD SILENT <{served.url(path)}> INTO GRAPH <u:g>") == set()
    assert not store.contains_named_graph(NamedNode("u:g"))


@pytest.mark.parametrize("allowed", LISTS.values(), ids=LISTS.keys())
def test_a_load_that_is_not_listed_is_not_called(
    store: Store, served: Served, allowed: tuple[str, ...]
) -> None:
    with pytest.raises(ForbiddenQuery):
        loaded(store, f"LOAD <{served.url('/data.ttl')}>", Network(allowed))
    assert loaded(store, f"LOAD SILENT <{served.url('/data.ttl')}>", Network(allowed)) == set()
    assert served.asked == []
