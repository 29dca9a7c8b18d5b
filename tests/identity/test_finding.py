"""Matches of a store as statements of their graph."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pyoxigraph import NamedNode, Store, parse

from clusteratlas import assets
from clusteratlas.dataset.matching import vocabulary as v
from clusteratlas.dataset.matching.finding import match
from clusteratlas.dataset.matching.records import RecordReader
from clusteratlas.dataset.matching.sources import StoreSource
from clusteratlas.dataset.matching.statements import now, read_statements, statement_of
from clusteratlas.engine.changes import Changes, carry_over
from clusteratlas.terms import ID
from clusteratlas.validation.shapes import load_shapes
from clusteratlas.validation.source import Source
from clusteratlas.validation.validate import ValidationOptions, validate

from .conftest import IMPORTED, LIST, SOURCES, TODAY, loaded

GRAPHS = {**SOURCES, "list": IMPORTED}


def told(store: Store) -> set[tuple[str, str, str]]:
    return {
        (each.canonical.removeprefix(ID), each.record.removeprefix(ID), each.status.value)
        for each in read_statements(store).values()
    }


@pytest.fixture
def store() -> Store:
    store = loaded(GRAPHS)
    carry_over(store, match(store, LIST, TODAY))
    return store


def test_what_is_merged_and_asked(store: Store) -> None:
    assert told(store) == {
        ("organisation/jagiellonian-university", "organisation/list-1", "accepted"),
        ("organisation/innovation-centre", "organisation/list-2", "proposed"),
        ("region/malopolskie", "region/nuts-pl21", "accepted"),
    }


def test_nothing_changes_the_second_time(store: Store) -> None:
    assert not match(store, LIST, date(2027, 1, 1))


def test_a_statement_keeps_its_day_when_the_list_comes_anew(store: Store) -> None:
    for quad in list(store.quads_for_pattern(None, v.POSTCODE, None, None)):
        store.remove(quad)
    carry_over(store, match(store, LIST, date(2027, 1, 1)))
    assert {each.created for each in read_statements(store).values()} == {"2026-11-21"}


def test_statements_go_with_what_they_are_about(store: Store) -> None:
    store.remove_graph(NamedNode(LIST))
    carry_over(store, match(store, "", TODAY))
    assert not list(store.quads_for_pattern(None, None, None, v.MATCHES))


def test_the_name_of_a_statement_follows_from_its_pair() -> None:
    one, other = f"{ID}organisation/a", f"{ID}organisation/b"
    assert statement_of(one, other) == statement_of(other, one)
    assert statement_of(one, other) != statement_of(one, f"{ID}organisation/c")


def test_legal_bodies_of_clusters_are_linked_not_merged(store: Store) -> None:
    managed = {
        (quad.subject.value.removeprefix(ID), quad.object.value.removeprefix(ID))  # type: ignore[union-attr]
        for quad in store.quads_for_pattern(None, v.MANAGES, None, v.MATCHES)
    }
    assert managed == {("organisation/list-3", "cluster/klaster-lifescience-krakow")}
    (body,) = store.quads_for_pattern(None, v.TYPE, v.CLUSTER_ORGANISATION, v.MATCHES)
    (inference,) = store.quads_for_pattern(None, v.CONCERNS, body.subject, v.MATCHES)
    reasons = store.quads_for_pattern(inference.subject, v.INFERENCE_REASON, None, v.MATCHES)
    assert {quad.object.language for quad in reasons} == {"en", "pl"}  # type: ignore[union-attr]


def test_what_a_source_calls_distinct_is_not_merged() -> None:
    distinct = """
statement:apart a ca:IdentityStatement ; ca:identityStatus status:accepted ;
    ca:canonical organisation:jagiellonian-university ; ca:distinctFrom organisation:list-1 .
"""
    store = loaded({**GRAPHS, "identities": distinct})
    carry_over(store, match(store, LIST, TODAY))
    assert not any(record == "organisation/list-1" for _, record, _ in told(store))


def test_what_a_source_merges_is_not_merged_again() -> None:
    merged = """
statement:one a ca:IdentityStatement ; ca:identityStatus status:accepted ;
    ca:canonical organisation:innovation-centre ; ca:record organisation:list-2 .
"""
    store = loaded({**GRAPHS, "identities": merged})
    carry_over(store, match(store, LIST, TODAY))
    assert not any(record == "organisation/list-2" for _, record, _ in told(store))


def test_what_was_there_before_stays() -> None:
    other = """
graph:other a ca:ImportedGraph ; ca:importer "cordis 1" .
organisation:zz a ca:Organisation ; foaf:name "Kompania Zefiriada" ; ca:pic "999000001" .
"""
    new = '\norganisation:aa a ca:Organisation ; foaf:name "Zefiriada" ; ca:pic "999000001" .\n'
    store = loaded({"other": other, "list": IMPORTED + new})
    carry_over(store, match(store, LIST, TODAY))
    assert ("organisation/zz", "organisation/aa", "accepted") in told(store)
    # Also when the older list is the one that comes anew.
    carry_over(store, match(store, "https://w3id.org/clusteratlas/graph/other", TODAY))
    assert ("organisation/zz", "organisation/aa", "accepted") in told(store)


PROJECT = 'project:{0} a ca:Project ; dcterms:identifier "632927" .'


@pytest.mark.parametrize(
    ("importer", "merged"),
    [pytest.param("cordis 1", True, id="cordis"), pytest.param("cohesion 1", False, id="others")],
)
def test_numbers_of_projects_count_within_cordis(importer: str, merged: bool) -> None:
    graphs = {
        name: f'graph:{name} a ca:ImportedGraph ; ca:importer "{importer}" . {PROJECT.format(name)}'
        for name in ("a", "b")
    }
    store = loaded(graphs)
    carry_over(store, match(store, "", TODAY))
    assert bool(told(store)) is merged


COUNTRIES = {
    "country": ("ca:locatedIn country:pl", "PL", ()),
    "nuts-region": ("ca:locatedIn region:nuts-el303", "GR", ("EL303",)),
    "nuts-and-country": ("ca:locatedIn country:gb , region:nuts-uki31", "GB", ("UKI31",)),
    "region-of-the-atlas": ("ca:locatedIn region:malopolskie", "PL", ("PL21",)),
    "two-countries": ("ca:locatedIn country:pl , country:de", "", ()),
    "none": ("ca:sme true", "", ()),
}


@pytest.mark.parametrize(("said", "country", "regions"), COUNTRIES.values(), ids=COUNTRIES)
def test_where_a_record_is(said: str, country: str, regions: tuple[str, ...]) -> None:
    list_ = f"organisation:x a ca:Organisation ; {said} ."
    store = loaded({"source": SOURCES["source"], "list": list_})
    (record,) = (
        each
        for each in RecordReader(StoreSource(store), {}, None).read()
        if each.iri.endswith("/x")
    )
    assert (record.country, record.regions) == (country, regions)


def test_the_graph_of_matches_keeps_the_shapes(store: Store) -> None:
    """Also with a decision in it."""
    found = next(iter(read_statements(store).values()))
    decided = replace(
        found,
        method="curated",
        author="Anna Nowak",
        decided=now(),
        note="Checked",
        found="accepted identifier",
    )
    carry_over(store, Changes.between(found.quads(), decided.quads()))
    root = assets.assets_root()
    ontology = [*(root / "ontology").glob("*.ttl"), *(root / "ontology/schemes").glob("*.ttl")]
    references = [*ontology, root / "data/graphs.ttl"]
    background = [quad.triple for path in references for quad in parse(path=path)]
    background += [quad.triple for quad in store if quad.graph_name != v.MATCHES]
    matches = tuple(quad.triple for quad in store if quad.graph_name == v.MATCHES)
    options = ValidationOptions(
        [Source("matches", matches, {})],
        [Source("background", tuple(background), {})],
        load_shapes(assets.shapes()),
    )
    own = {triple.subject.value for triple in matches if "/list-" not in str(triple.subject)}
    assert not [each for each in validate(options).findings if each.focus in own]
