"""Saved queries are found by collection, subject and words, in both languages."""

from __future__ import annotations

import pytest

from clusteratlas.catalogue import Catalogue, load_catalogue
from clusteratlas.web.saved.browsing import Wanted, find
from clusteratlas.web.texts import TEXTS

CATALOGUE = load_catalogue()

FOUND = [
    (Wanted(words="member counts"), "cluster-member-counts"),
    (Wanted(words="CZŁONKÓW klastra"), "cluster-member-counts"),
    (Wanted(words="czlonkow"), "cluster-member-counts"),
    (Wanted(words="consortium"), "project-consortium"),
    (Wanted(words="Postenhalter"), None),
    (Wanted(words="minimumWeight"), "co-participation-edges"),
    (Wanted(words="sprzeczności"), "conflicting-values"),
    (Wanted(tag="people"), "post-holders"),
    (Wanted(collection="imports", tag="ranking"), "beneficiaries-of-list"),
    (Wanted(collection="questions", tag="ranking"), None),
    (Wanted(words="net contribution", collection="imports"), "organisations-by-net-contribution"),
]


@pytest.mark.parametrize(
    ("wanted", "name"), FOUND, ids=[str(case[0].arguments()) for case in FOUND]
)
def test_found(wanted: Wanted, name: str | None) -> None:
    names = [query.name for query in find(CATALOGUE, wanted).queries]
    assert (name in names) if name else names == []


def test_without_a_wish_all_are_found_by_name() -> None:
    found = find(CATALOGUE, Wanted())
    assert [query.name for query in found.queries] == sorted(CATALOGUE.queries)
    assert sum(found.collections.values()) == len(CATALOGUE)


def test_words_in_the_summary_come_first() -> None:
    found = find(CATALOGUE, Wanted(words="partners")).queries
    in_summary = ["partner" in query.summary["en"].lower() for query in found]
    assert in_summary[0]
    assert not in_summary[-1]


def test_every_count_is_what_choosing_it_finds() -> None:
    found = find(CATALOGUE, Wanted(words="region"))
    for tag, count in found.tags.items():
        assert len(find(CATALOGUE, Wanted(words="region", tag=tag)).queries) == count
    for collection, count in found.collections.items():
        assert len(find(CATALOGUE, Wanted("region", collection)).queries) == count


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_tags_collections_and_kinds_have_names(texts: dict[str, str]) -> None:
    wanted = {f"saved_tag_{tag}" for query in CATALOGUE for tag in query.tags}
    wanted |= {f"saved_collection_{query.collection}" for query in CATALOGUE}
    kinds = {parameter.kind for query in CATALOGUE for parameter in query.parameters}
    wanted |= {f"saved_kind_{kind}" for kind in kinds - {""}}
    assert sorted(wanted - texts.keys()) == []


def test_a_catalogue_without_queries(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert find(Catalogue({}), Wanted(words="x")).queries == []
