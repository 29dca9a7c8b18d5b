"""Names: one preferred label a language, both languages where the sources have both."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from clusteratlas.terms import CA, ID, PREFIXES

SKOS = PREFIXES["skos"]
NAMELESS_KINDS = {  # claims and their parts are known by what they say
    "attendance", "designation", "funding", "geometry", "identity-statement", "inference",
    "membership", "name-use", "observation", "participation", "passage", "period", "post-holding",
    "reported-statement", "status-report",
}  # fmt: skip
NAMES = (f"{SKOS}prefLabel", f"{PREFIXES['foaf']}name", f"{PREFIXES['dcterms']}title")
LANGUAGE_OF = {"mrpo-project-en": "en", "mrpo-project-pl": "pl"}

Graphs = dict[str, list[Quad]]


def labels(store: Store, kind: str) -> dict[tuple[str, str | None], set[str]]:
    """The labels of a kind by thing and language."""
    found: dict[tuple[str, str | None], set[str]] = {}
    for quad in store.quads_for_pattern(None, NamedNode(SKOS + kind), None):
        assert isinstance(quad.object, Literal)
        key = (quad.subject.value, quad.object.language)
        found.setdefault(key, set()).add(quad.object.value)
    return found


def test_preferred_label_is_the_only_one_in_its_language(atlas: Store) -> None:
    several = {key: names for key, names in labels(atlas, "prefLabel").items() if len(names) > 1}
    assert several == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [("prefLabel", "altLabel"), ("prefLabel", "hiddenLabel"), ("altLabel", "hiddenLabel")],
)
def test_kinds_of_label_do_not_overlap(one: str, other: str, atlas: Store) -> None:
    """SKOS Reference, S13: preferred, alternative and hidden labels are disjoint."""
    others = labels(atlas, other)
    both = {key: names & others.get(key, set()) for key, names in labels(atlas, one).items()}
    assert {key: names for key, names in both.items() if names} == {}


def test_every_thing_has_a_name(atlas: Store) -> None:
    subjects = {quad.subject.value for quad in atlas if quad.subject.value.startswith(ID)}
    named = {
        quad.subject.value
        for prop in NAMES
        for quad in atlas.quads_for_pattern(None, NamedNode(prop), None)
    }
    kinds = {iri: iri.removeprefix(ID).partition("/")[0] for iri in subjects}
    assert [iri for iri in sorted(subjects - named) if kinds[iri] not in NAMELESS_KINDS] == []


def test_things_named_in_both_languages_have_both_labels(atlas: Store) -> None:
    """A name that a source gives in a language leads to a preferred label in that language."""
    missing = atlas.query(
        f"""PREFIX ca: <{CA}> PREFIX skos: <{SKOS}>
        SELECT DISTINCT ?thing ?language WHERE {{
          ?use a ca:NameUse ; ca:about ?thing ; ca:nameAsGiven ?name .
          BIND(LANG(?name) AS ?language)
          OPTIONAL {{ ?thing skos:prefLabel ?label FILTER(LANG(?label) = ?language) }}
          FILTER(!BOUND(?label)) }}"""
    )
    assert [(row["thing"].value, row["language"].value) for row in missing] == []


@pytest.mark.parametrize(
    "cluster",
    ["bioib", "biopmed", "hbio", "medsilesia", "sustainable-infrastructure-cluster"],
)
def test_cluster_that_no_polish_text_names_has_no_polish_label(cluster: str, atlas: Store) -> None:
    assert (f"{ID}cluster/{cluster}", "pl") not in labels(atlas, "prefLabel")


@pytest.mark.parametrize("prop", ["inferenceReason", "reason", "rankReason"])
def test_reasons_are_given_in_both_languages(prop: str, atlas: Store) -> None:
    found: dict[str, set[str | None]] = {}
    for quad in atlas.quads_for_pattern(None, NamedNode(CA + prop), None):
        assert isinstance(quad.object, Literal)
        found.setdefault(quad.subject.value, set()).add(quad.object.language)
    assert found
    assert {iri: languages for iri, languages in found.items() if languages != {"en", "pl"}} == {}


@pytest.mark.parametrize(
    "graph", ["mrpo-project-en", "mrpo-project-pl", "european-cluster-days", "lsk-case-study-blog"]
)
def test_misspelling_is_a_hidden_label(graph: str, graphs: Graphs) -> None:
    """Every misspelling finds its thing, and none is offered as a name."""
    triples = graphs[graph]
    misspelt = {
        t.subject for t in triples if t.object.value.endswith("/scheme/name-kind/misspelling")
    }
    about = {t.subject: t.object for t in triples if t.predicate.value == f"{CA}about"}
    hidden = {(t.subject, t.object) for t in triples if t.predicate.value == f"{SKOS}hiddenLabel"}
    given = {
        (about[t.subject], t.object)
        for t in triples
        if t.subject in misspelt and t.predicate.value == f"{CA}nameAsGiven"
    }
    assert given == hidden


def test_slugs_are_lower_case_ascii(atlas: Store) -> None:
    slug = re.compile(rf"{re.escape(ID)}[a-z-]+/[a-z0-9-]+")
    bad = {
        quad.subject.value
        for quad in atlas
        if quad.subject.value.startswith(ID) and not slug.fullmatch(quad.subject.value)
    }
    assert bad == set()
