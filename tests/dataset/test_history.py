"""The history: who changed what, what two versions differ in, and taking writes back."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from clusteratlas.dataset.comparing import compare
from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.history import Action, Change, change_of, diff, read_log
from clusteratlas.dataset.manifest import Manifest
from clusteratlas.dataset.patch import (
    Sign,
    Step,
    difference_text,
    patch_text,
    read_patch,
)
from clusteratlas.dataset.store import current_version, init_plain_store, list_versions
from clusteratlas.dataset.writing import Writer
from clusteratlas.engine.protocol import DEFAULT_GRAPH
from clusteratlas.errors import NothingToUndo, StoreError, UnknownVersion
from clusteratlas.rdf.protocol import UpdateRequest

Build = Callable[[], Manifest]
OpenWriter = Callable[..., Writer]

SOURCE = "https://w3id.org/clusteratlas/graph/source"


def data(store: Path, version: str) -> Store:
    return Store.read_only(str(find_store(store).version(version) / "data"))


def applied(quads: Iterable[Quad], steps: Iterable[Step]) -> set[Quad]:
    """The quads after the steps, each of which has to change something."""
    result = set(quads)
    for sign, quad in steps:
        assert (quad in result) is (sign is Sign.DELETE)
        if sign is Sign.ADD:
            result.add(quad)
        else:
            result.remove(quad)
    return result


@pytest.fixture
def written(store: Path, open_writer: OpenWriter) -> list[str]:
    """The versions of a plain store after a few writes, the first one first."""
    init_plain_store(store)
    writer = open_writer()
    versions = [current_version(store)]
    for update in (
        "INSERT DATA { <urn:a> <urn:p> 1, 2 GRAPH <urn:g> { <urn:a> <urn:p> [] } }",
        "DELETE DATA { <urn:a> <urn:p> 1 } ; INSERT DATA { <urn:a> <urn:p> 3 }",
        "INSERT DATA { <urn:a> <urn:p> 1 } ; CREATE GRAPH <urn:empty>",
        "DROP GRAPH <urn:g>",
    ):
        versions.append(writer.update(UpdateRequest(update), f"author {len(versions)}").version)
    return versions


# --- Patches -------------------------------------------------------------------------------------

TERMS = {
    "line ends": Literal("a\nb\r\u2028\u0085\x0b\x1cc"),
    "quotes": Literal('"\\\t'),
    "language": Literal("Kraków", language="pl"),
    "datatype": Literal("3", datatype=NamedNode("urn:type")),
    "outside of the basic plane": Literal("\U0001f600"),
    "blank node": BlankNode("b0"),
    "triple": Triple(BlankNode("b1"), NamedNode("urn:p"), Literal("A x .\nD y .\n")),
}


@pytest.mark.parametrize("term", TERMS.values(), ids=TERMS.keys())
@pytest.mark.parametrize("graph", [DefaultGraph(), NamedNode("urn:g")], ids=str)
def test_a_patch_reads_back(
    tmp_path: Path, term: Literal | BlankNode | Triple, graph: NamedNode | DefaultGraph
) -> None:
    quad = Quad(NamedNode("urn:a"), NamedNode("urn:p"), term, graph)
    steps = [Step(Sign.ADD, quad), Step(Sign.DELETE, quad)]
    path = tmp_path / "patch"
    path.write_bytes("".join(patch_text(steps)).encode())
    with path.open(encoding="utf-8", newline="\n") as rows:
        assert list(read_patch(rows)) == steps


def test_the_text_of_a_patch() -> None:
    node = NamedNode("urn:a")
    steps = [
        Step(Sign.DELETE, Quad(node, node, Literal("x"), DefaultGraph())),
        Step(Sign.ADD, Quad(node, node, BlankNode("b"), NamedNode("urn:g"))),
    ]
    assert "".join(patch_text(steps)) == (
        'TX .\nD <urn:a> <urn:a> "x" .\nA <urn:a> <urn:a> _:b <urn:g> .\nTC .\n'
    )
    assert "".join(difference_text(steps)) == (
        '- <urn:a> <urn:a> "x" .\n+ <urn:a> <urn:a> _:b <urn:g> .\n'
    )


@pytest.mark.parametrize("seed", range(10))
def test_comparing_finds_every_difference_once(seed: int) -> None:
    random = Random(seed)
    node = NamedNode("urn:a")
    pool = [
        Quad(node, node, Literal(str(n)), node if random.random() < 0.5 else DefaultGraph())
        for n in range(80)
    ]
    old, new = Store(), Store()
    old.extend(random.sample(pool, random.randint(0, 80)))
    new.extend(random.sample(pool, random.randint(0, 80)))
    assert applied(old, compare(old, new)) == set(new)


# --- The log -------------------------------------------------------------------------------------


def test_the_log_tells_every_change(store: Path, written: list[str]) -> None:
    log = list(read_log(store))
    assert [change.version for change in log] == written[::-1]
    assert [change.predecessor for change in log] == [*written[-2::-1], ""]
    assert [(change.author, change.added, change.removed) for change in log] == [
        ("author 4", 0, 1),
        ("author 3", 1, 0),
        ("author 2", 1, 1),
        ("author 1", 3, 0),
        ("init", 0, 0),
    ]
    assert [(change.graphs_added, change.graphs_removed) for change in log] == [
        ((), ("urn:g",)),
        (("urn:empty",), ()),
        ((), ()),
        (("urn:g",), ()),
        ((), ()),
    ]
    created = [manifest.created for manifest in list_versions(store)]
    assert [change.created for change in log] == created


@pytest.mark.parametrize(
    "author", ['Zoë "z" \\', "two\nlines\r\x00\x1f", " . ", "\U0001f600", "</script>", ""]
)
def test_any_name_of_an_author_is_kept(store: Path, open_writer: OpenWriter, author: str) -> None:
    init_plain_store(store)
    written = open_writer().post_graph("urn:g", [], author)
    assert next(read_log(store)) == Change(
        version=written.version,
        predecessor=written.before,
        created=list_versions(store)[0].created,
        author=author,
        action=Action.WRITE,
        graphs_added=("urn:g",),
    )


def test_the_log_outlives_the_versions(
    store: Path, written: list[str], open_writer: OpenWriter
) -> None:
    before = list(read_log(store))
    assert not (store / "history").exists()
    last = open_writer(keep_versions=1).post_graph("urn:h", [], "test")
    assert [manifest.id for manifest in list_versions(store)] == [last.version]
    log = list(read_log(store))
    assert log[1:] == before
    assert change_of(store, written[1]) == before[-2]


def test_a_change_that_never_became_current_is_not_told(store: Path, written: list[str]) -> None:
    """As after a crash between the two steps of publishing."""
    (store / "CURRENT").write_text(f"{written[-2]}\n", encoding="ascii")
    assert [change.version for change in read_log(store)] == written[-2::-1]


def test_the_log_ends_where_a_record_is_missing(store: Path, written: list[str]) -> None:
    find_store(store).records(written[2])[0].unlink()
    assert [change.version for change in read_log(store)] == written[:2:-1]
    with pytest.raises(UnknownVersion, match="no record of the version"):
        change_of(store, written[2])


def cut(record: Path) -> None:
    record.write_bytes(record.read_bytes()[:20])


def overwrite(record: Path) -> None:
    record.write_bytes(b"no gzip")


def forget_who(record: Path) -> None:
    text = gzip.decompress(record.read_bytes()).decode()
    rows = [row for row in text.splitlines(keepends=True) if not row.startswith("H author")]
    record.write_bytes(gzip.compress("".join(rows).encode()))


def exchange(record: Path) -> None:
    other = next(path for path in record.parents[1].glob("*/*.rdfp.gz") if path != record)
    record.write_bytes(other.read_bytes())


@pytest.mark.parametrize("damage", [cut, overwrite, forget_who, exchange])
def test_a_damaged_record_is_told(
    store: Path, written: list[str], damage: Callable[[Path], None]
) -> None:
    damage(find_store(store).records(written[-1])[0])
    with pytest.raises(StoreError, match=r"change\.rdfp\.gz is damaged"):
        next(read_log(store))


def test_a_build_is_recorded_with_what_it_changed(
    build_project: Build, project: Path, store: Path
) -> None:
    first = build_project()
    with (project / "data/source.ttl").open("a", encoding="utf-8") as file:
        file.write("ex:two a ca:Cluster .\n")
    second = build_project()
    newer, older = read_log(store)
    assert (older.action, older.author, older.predecessor) == (Action.BUILD, "build", "")
    assert (older.added, older.removed) == (sum(first.graphs.values()), 0)
    assert set(older.graphs_added) == set(first.graphs)
    assert (newer.predecessor, newer.added, newer.removed) == (first.id, 1, 0)
    steps = list(diff(store, first.id, second.id))
    assert applied(data(store, first.id), steps) == set(data(store, second.id))
    assert len(steps) == 2  # the default graph follows


# --- Differences ---------------------------------------------------------------------------------


def test_any_two_versions_are_told_apart(store: Path, written: list[str]) -> None:
    for before in written:
        for after in written:
            steps = diff(store, before, after)
            assert applied(data(store, before), steps) == set(data(store, after))


@pytest.mark.parametrize("lost", [0, 1, 2, 3, 4])
def test_versions_are_compared_where_a_record_is_missing(
    store: Path, written: list[str], lost: int
) -> None:
    find_store(store).records(written[lost])[0].unlink()
    for before in written:
        for after in written:
            steps = diff(store, before, after)
            assert applied(data(store, before), steps) == set(data(store, after))


def test_removed_versions_are_told_apart_by_their_records(
    store: Path, written: list[str], open_writer: OpenWriter
) -> None:
    pairs = [(before, after) for before in written for after in written]
    expected = {pair: set(diff(store, *pair)) for pair in pairs}
    open_writer(keep_versions=1).post_graph("urn:h", [], "test")
    assert {pair: set(diff(store, *pair)) for pair in pairs} == expected


def test_versions_that_are_gone_without_a_record_are_told(
    store: Path, written: list[str], open_writer: OpenWriter
) -> None:
    find_store(store).records(written[2])[0].unlink()
    last = open_writer(keep_versions=1).post_graph("urn:h", [], "test").version
    with pytest.raises(UnknownVersion, match="nor what was changed since"):
        diff(store, written[1], last)
    with pytest.raises(UnknownVersion, match="keeps no version “nonsense”"):
        diff(store, last, "nonsense")


# --- Undo ----------------------------------------------------------------------------------------


def test_writes_are_taken_back_one_after_the_other(
    store: Path, written: list[str], open_writer: OpenWriter
) -> None:
    states = [set(data(store, version)) for version in written]
    graphs = [manifest.graphs for manifest in list_versions(store)[::-1]]
    writer = open_writer()
    for earlier in (3, 2, 1, 0):
        undone = writer.undo("me")
        assert set(data(store, undone.version)) == states[earlier]
        assert list_versions(store)[0].graphs == graphs[earlier]
        change = change_of(store, undone.version)
        assert (change.action, change.author) == (Action.UNDO, "me")
        assert change.undoes == written[earlier + 1]
    before = current_version(store)
    with pytest.raises(NothingToUndo, match="no write to undo"):
        writer.undo("me")
    assert current_version(store) == before


def test_a_write_after_an_undo_is_taken_back_first(
    store: Path, written: list[str], open_writer: OpenWriter
) -> None:
    writer = open_writer()
    writer.undo("me")
    again = writer.update(UpdateRequest("INSERT DATA { <urn:z> <urn:p> 1 }"), "test")
    assert change_of(store, writer.undo("me").version).undoes == again.version
    undone = writer.undo("me").version
    assert change_of(store, undone).undoes == written[3]
    assert set(data(store, undone)) == set(data(store, written[2]))


def test_a_write_is_taken_back_when_what_was_before_it_is_removed(
    store: Path, open_writer: OpenWriter
) -> None:
    init_plain_store(store)
    writer = open_writer(keep_versions=1)
    first = writer.update(UpdateRequest("INSERT DATA { <urn:a> <urn:p> 1 }"), "test").version
    content = set(data(store, first))
    writer.update(UpdateRequest("DELETE WHERE { ?s ?p ?o }"), "test")
    assert set(data(store, writer.undo("me").version)) == content


def test_a_write_to_an_atlas_is_taken_back_with_what_followed_it(
    build_project: Build, store: Path, open_writer: OpenWriter
) -> None:
    built = build_project()
    writer = open_writer()
    update = "DELETE WHERE { GRAPH ?g { ?s <https://w3id.org/clusteratlas/ontology#record> ?r } }"
    writer.update(UpdateRequest(update), "test")
    undone = writer.undo("me")
    assert (undone.added, undone.removed) == (1, 0)
    assert set(data(store, undone.version)) == set(data(store, built.id))
    with pytest.raises(NothingToUndo, match="what `build` made"):
        writer.undo("me")


def test_the_gate_is_not_asked_to_undo(
    build_project: Build, store: Path, open_writer: OpenWriter
) -> None:
    build_project()
    open_writer().delete_graph(SOURCE, "test")

    def refuse(*_: object) -> None:
        raise AssertionError

    assert open_writer(gate=refuse).undo("me").added == 7


def test_a_default_graph_is_put_back(store: Path, open_writer: OpenWriter) -> None:
    init_plain_store(store)
    writer = open_writer()
    triple = Triple(NamedNode("urn:a"), NamedNode("urn:p"), BlankNode("x"))
    put = writer.put_graph(DEFAULT_GRAPH, [triple], "test").version
    writer.delete_graph(DEFAULT_GRAPH, "test")
    assert set(data(store, writer.undo("me").version)) == set(data(store, put))
