"""What a version says of its properties and its links, as writes move them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from clusteratlas.dataset.counts import Counts
from clusteratlas.dataset.manifest import read_manifest
from clusteratlas.engine.changes import Changes
from clusteratlas.errors import StoreError

SKOS = "http://www.w3.org/2004/02/skos/core#"
ID = "https://w3id.org/clusteratlas/id/"
EXACT, BROADER = f"{SKOS}exactMatch", f"{SKOS}broader"


def quad(subject: str, predicate: str, value: str, graph: str = "") -> Quad:
    name = NamedNode(graph) if graph else DefaultGraph()
    return Quad(NamedNode(subject), NamedNode(predicate), NamedNode(value), name)


LINK = quad(f"{ID}country/pl", EXACT, "http://publications.europa.eu/resource/country/POL")
OTHER_LINK = quad(f"{ID}country/fr", EXACT, "http://publications.europa.eu/resource/country/FRA")
OWN_LINK = quad(f"{ID}country/fr", EXACT, f"{ID}country/france")
URN_LINK = quad(f"{ID}country/fr", EXACT, "urn:iso:fr")
NO_LINK = quad(f"{ID}country/fr", BROADER, "http://publications.europa.eu/resource/continent/EU")
IN_GRAPH = quad(f"{ID}country/pl", EXACT, "http://publications.europa.eu/resource/X", "urn:g")
EUROPA = f"{EXACT} http://publications.europa.eu/"

COUNTED = [
    ([], {}, {}),
    ([LINK, OTHER_LINK], {EXACT: 2}, {EUROPA: 2}),
    ([OWN_LINK], {EXACT: 1}, {}),
    ([URN_LINK], {EXACT: 1}, {}),
    ([LINK, NO_LINK], {BROADER: 1, EXACT: 1}, {EUROPA: 1}),
    ([IN_GRAPH], {}, {}),
]


@pytest.mark.parametrize(
    ("quads", "properties", "links"),
    COUNTED,
    ids=["nothing", "two links", "to the atlas itself", "no host", "no link", "a named graph"],
)
def test_properties_and_links_are_counted(
    quads: Sequence[Quad], properties: dict[str, int], links: dict[str, int]
) -> None:
    store = Store()
    store.extend(quads)
    for counts in (Counts.of_store(store), Counts.asked(store, {})):
        assert (counts.properties, counts.links) == (properties, links)
    assert Counts.of_store(store) == Counts.asked(store, {})


def test_writes_move_the_counts() -> None:
    store = Store()
    store.extend([LINK, NO_LINK])
    after = Counts.of_store(store).after(Changes({OTHER_LINK}, {LINK, NO_LINK}), [])
    assert after.properties == {EXACT: 1}
    assert after.links == {EUROPA: 1}
    assert after.triples == 1


def test_what_was_never_counted_stays_unknown() -> None:
    after = Counts(triples=5).after(Changes({LINK}, set()), [])
    assert (after.triples, after.properties, after.links) == (6, None, None)


def manifest(folder: Path, **other: object) -> Path:
    path = folder / "manifest.json"
    texts = dict.fromkeys(("id", "created", "predecessor", "content", "program"), "x")
    counted = {"triples": 1, "graphs": {}, "classes": {}, "findings": {}}
    path.write_text(json.dumps({**texts, **counted, **other}), encoding="utf-8")
    return path


def test_an_older_manifest_tells_neither(tmp_path: Path) -> None:
    older = read_manifest(manifest(tmp_path))
    assert (older.properties, older.links) == (None, None)


def test_a_manifest_says_again_what_was_written(tmp_path: Path) -> None:
    written = read_manifest(manifest(tmp_path, properties={EXACT: 2}, links={EUROPA: 2}))
    (tmp_path / "manifest.json").write_text(written.to_json(), encoding="utf-8")
    assert read_manifest(tmp_path / "manifest.json") == written
    assert written.links == {EUROPA: 2}


def test_a_damaged_count_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="links"):
        read_manifest(manifest(tmp_path, links=[1]))
