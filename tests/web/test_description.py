"""The service description, and the counts that it states."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import cast

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, parse

from clusteratlas.dataset.counts import Counts
from clusteratlas.engine.embedded import EmbeddedEngine
from clusteratlas.rdf.formats import GRAPH_FORMATS, GraphFormat
from clusteratlas.settings import PREFIX, Settings
from clusteratlas.terms import PREFIXES
from clusteratlas.web.contents import (
    ContentsOfVersions,
    count_by_queries,
    label_counts,
)
from clusteratlas.web.description import Service, describe_service, write_description
from clusteratlas.web.limits import LIMITS, Limit

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
PAGE = "https://w3id.org/clusteratlas/graph/page"
CLUSTER = "https://w3id.org/clusteratlas/ontology#Cluster"

# Each limit has a value of its own, so that none can stand for another.
SETTINGS = Settings.from_environment(
    {
        f"{PREFIX}{limit.setting.upper()}": str(100_000_000 + number)
        for number, limit in enumerate(LIMITS)
    }
    | {f"{PREFIX}QUERY_TIMEOUT": "2.5"}
)
WRITABLE = replace(SETTINGS, write_token="secret", federation_allow=("example.org",))

# Settings that say how the service is set up, not what a client may ask of it.
NOT_FOR_CLIENTS = {
    "store", "host", "port", "cache_bytes", "write_token", "tokens_file", "read_needs_token",
    "federation_allow", "shape_gate", "access_log", "slow_query_seconds", "drain_seconds",
    "contact",
}  # fmt: skip

SAID = [
    pytest.param("?s sd:endpoint <http://a.test/sparql>", True, True, id="endpoint"),
    pytest.param("?s sd:supportedLanguage sd:SPARQL11Query", True, True, id="query"),
    pytest.param("?s sd:supportedLanguage sd:SPARQL12Query", True, True, id="query 1.2"),
    pytest.param("?s sd:supportedLanguage sd:SPARQL11Update", False, True, id="update"),
    pytest.param("?s sd:supportedLanguage sd:SPARQL12Update", False, True, id="update 1.2"),
    pytest.param(
        "?s sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>, "
        "<http://www.w3.org/ns/formats/RDF_XML>",
        True,
        True,
        id="result formats",
    ),
    pytest.param(
        "<http://a.test/data> dcterms:format <http://www.w3.org/ns/formats/Turtle>",
        True,
        True,
        id="formats of graphs",
    ),
    pytest.param(
        "<http://a.test/update> sd:inputFormat <http://www.w3.org/ns/formats/Turtle>",
        False,
        True,
        id="input formats",
    ),
    pytest.param("?s sd:feature sd:BasicFederatedQuery", False, True, id="federation"),
    pytest.param("?s sd:feature sd:EmptyGraphs", True, True, id="empty graphs"),
    pytest.param("?s sd:feature sd:UnionDefaultGraph", False, False, id="no union"),
    pytest.param("?s sd:feature sd:DereferencesURIs", False, False, id="nothing is fetched"),
    pytest.param("<http://a.test/update> sd:endpoint <http://a.test/update>", False, True, id="u"),
    pytest.param("<http://a.test/data> a dcat:DataService", True, True, id="graph store"),
    pytest.param(
        "?s sd:defaultDataset/sd:defaultGraph/void:triples 16", True, True, id="default graph"
    ),
    pytest.param(
        f"?n sd:name <{PAGE}> ; sd:graph [ void:triples 6 ; dcterms:title 'Strona <1>'@pl ]",
        True,
        True,
        id="named graph",
    ),
    pytest.param(
        "?g void:classPartition [ void:class ca:Cluster ; void:entities 2 ]", True, True, id="class"
    ),
    pytest.param("?d a sd:Dataset ; owl:versionInfo 'memory+1'", True, True, id="version"),
]


def service(engine: EmbeddedEngine, settings: Settings) -> Service:
    return Service(
        query="http://a.test/sparql",
        update="http://a.test/update",
        data="http://a.test/data",
        settings=settings,
        version=engine.version,
        contents=ContentsOfVersions().of(engine),
    )


def described(engine: EmbeddedEngine, settings: Settings) -> Store:
    store = Store()
    content = write_description(service(engine, settings), GRAPH_FORMATS[0])
    store.bulk_extend(parse(content, format=RdfFormat.TURTLE))
    return store


@pytest.mark.parametrize(("pattern", "read_only", "writable"), SAID)
def test_what_is_said(
    engine: EmbeddedEngine, pattern: str, read_only: bool, writable: bool
) -> None:
    query = f"{PROLOGUE} ASK {{ {pattern} }}"
    assert bool(described(engine, SETTINGS).query(query)) is read_only
    assert bool(described(engine, WRITABLE).query(query)) is writable


@pytest.mark.parametrize("limit", LIMITS, ids=[limit.setting for limit in LIMITS])
def test_each_limit_is_stated(engine: EmbeddedEngine, limit: Limit) -> None:
    setting = limit.setting
    query = f"""{PROLOGUE} SELECT ?value ?unit (GROUP_CONCAT(LANG(?name) ; separator="") AS ?in) {{
        <http://a.test/sparql> schema:additionalProperty ?limit .
        ?limit a schema:PropertyValue ; schema:propertyID "{setting}" ; schema:name ?name ;
            schema:value ?value ; schema:unitText ?unit .
    }} GROUP BY ?value ?unit"""
    found = cast("QuerySolutions", described(engine, SETTINGS).query(query))
    ((value, _, languages),) = list(found)
    assert isinstance(value, Literal)
    assert isinstance(languages, Literal)
    assert float(value.value) == getattr(SETTINGS, setting)
    assert sorted(languages.value) == sorted("enpl")


def test_each_setting_is_a_limit_or_none() -> None:
    stated = {limit.setting for limit in LIMITS}
    assert stated | NOT_FOR_CLIENTS == {setting.name for setting in fields(Settings)}
    assert not stated & NOT_FOR_CLIENTS


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda format_: format_.name)
def test_it_is_the_same_in_every_format(engine: EmbeddedEngine, format_: GraphFormat) -> None:
    described_ = service(engine, WRITABLE)
    found = parse(write_description(described_, format_), format=format_.pyoxigraph)
    assert {quad.triple for quad in found} == set(describe_service(described_))


def test_no_secret_is_told(engine: EmbeddedEngine) -> None:
    for format_ in GRAPH_FORMATS:
        description = write_description(service(engine, WRITABLE), format_)
        assert b"secret" not in description
        assert b"example.org" not in description


@pytest.mark.parametrize("host", ["atlas.test", "a b", "<urn:x>", "a/../b", "a\\b"])
def test_it_parses_whatever_the_host_header(client: FlaskClient, host: str) -> None:
    answer = client.get(
        "/sparql", headers={"Accept": "text/turtle"}, environ_overrides={"HTTP_HOST": host}
    )
    assert answer.status_code == 200
    found = {(quad.predicate, quad.object) for quad in parse(answer.data, format=RdfFormat.TURTLE)}
    expected = f"http://{host if host == 'atlas.test' else 'localhost:80'}/sparql"
    assert (NamedNode(PREFIXES["sd"] + "endpoint"), NamedNode(expected)) in found


def test_counts_of_a_manifest_are_labelled_and_not_counted_again(engine: EmbeddedEngine) -> None:
    counts = Counts(triples=7, graphs={PAGE: 5, "urn:g": 0}, classes={CLUSTER: 3, "urn:Class": 4})
    contents = ContentsOfVersions(lambda _: counts).of(engine)
    assert contents == label_counts(engine, counts)
    assert [(thing.iri, thing.labels["pl"], thing.count) for thing in contents.things] == [
        (CLUSTER, "Klaster", 3)
    ]
    assert {source.iri: source.count for source in contents.sources} == {PAGE: 5, "urn:g": 0}
    assert (contents.triples, contents.classes["urn:Class"]) == (7, 4)


def test_counting_by_queries(engine: EmbeddedEngine) -> None:
    counts = count_by_queries(engine)
    assert counts.triples == 16
    assert counts.graphs[PAGE] == 6
    assert counts.classes[CLUSTER] == 2


def test_a_number_of_seconds_is_a_decimal(engine: EmbeddedEngine) -> None:
    values = {triple.object for triple in describe_service(service(engine, SETTINGS))}
    assert Literal("2.5", datatype=NamedNode(PREFIXES["xsd"] + "decimal")) in values
