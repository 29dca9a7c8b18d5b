"""Writing: what a write does to each graph, and that what is refused or fails changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
)

from clusteratlas.dataset import writing
from clusteratlas.dataset.counts import Counts
from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.manifest import Manifest
from clusteratlas.dataset.store import (
    current_version,
    init_plain_store,
    list_versions,
    open_current,
    open_version,
)
from clusteratlas.dataset.writing import Gate, Writer
from clusteratlas.engine.changes import Changes
from clusteratlas.engine.protocol import DEFAULT_GRAPH, GraphName
from clusteratlas.errors import (
    DataError,
    ForbiddenQuery,
    ShapeViolation,
    StoreError,
    StoreFull,
    UnknownGraph,
)
from clusteratlas.rdf.protocol import UpdateRequest

Build = Callable[[], Manifest]
OpenWriter = Callable[..., Writer]

SOURCE = "https://w3id.org/clusteratlas/graph/source"
PLACES = "https://w3id.org/clusteratlas/graph/places"
IDENTITIES = "https://w3id.org/clusteratlas/graph/identities"
PREFIXES = """\
PREFIX ca: <https://w3id.org/clusteratlas/ontology#>
PREFIX ex: <https://example.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX status: <https://w3id.org/clusteratlas/scheme/identity-status/>
"""


def triples(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse((PREFIXES + turtle).encode(), RdfFormat.TURTLE)]


def graph(store: Path, name: GraphName = DEFAULT_GRAPH) -> set[Triple]:
    with closing(open_current(store)) as engine:
        return set(engine.get_graph(name))


def state(store: Path) -> tuple[str, list[str]]:
    """What is current, and everything that stands in the folder of versions."""
    return current_version(store), sorted(path.name for path in (store / "versions").iterdir())


@pytest.fixture
def plain(store: Path) -> Path:
    init_plain_store(store)
    return store


@pytest.fixture
def atlas(build_project: Build, store: Path) -> Path:
    build_project()
    return store


# --- A plain store -------------------------------------------------------------------------------

GRAPHS: list[GraphName] = [DEFAULT_GRAPH, "urn:g"]


@pytest.mark.parametrize("name", GRAPHS, ids=str)
def test_put_replaces_post_adds_delete_removes(
    plain: Path, open_writer: OpenWriter, name: GraphName
) -> None:
    writer = open_writer()
    put = writer.put_graph(name, triples("ex:a ex:b 1, 2 ."), "test")
    assert (put.added, put.removed, put.created) == (2, 0, name == "urn:g")
    again = writer.put_graph(name, triples("ex:a ex:b 2, 3 ."), "test")
    assert (again.before, again.added, again.removed, again.created) == (put.version, 1, 1, False)
    post = writer.post_graph(name, triples("ex:a ex:b 3, 4 ."), "test")
    assert (post.added, post.removed, post.created) == (1, 0, False)
    assert graph(plain, name) == set(triples("ex:a ex:b 2, 3, 4 ."))
    deleted = writer.delete_graph(name, "test")
    assert (deleted.added, deleted.removed) == (0, 3)
    assert graph(plain, name) == set()
    assert list_versions(plain)[0].graphs == {}


def test_what_changes_nothing_makes_no_version(plain: Path, open_writer: OpenWriter) -> None:
    writer = open_writer()
    written = writer.put_graph("urn:g", triples('ex:a ex:b 1, "x" .'), "test")
    before = state(plain)
    for nothing in (
        writer.put_graph("urn:g", triples('ex:a ex:b 01, "x" .'), "test"),
        writer.post_graph("urn:g", triples("ex:a ex:b 1 ."), "test"),
        writer.put_graph(DEFAULT_GRAPH, [], "test"),
        writer.delete_graph(DEFAULT_GRAPH, "test"),
    ):
        assert asdict(nothing) == asdict(
            writing.Written(written.version, written.version, added=0, removed=0)
        )
    assert state(plain) == before


def test_an_empty_graph_is_made_and_is_no_more_once_deleted(
    plain: Path, open_writer: OpenWriter
) -> None:
    writer = open_writer()
    assert writer.put_graph("urn:g", [], "test").created
    assert list_versions(plain)[0].graphs == {"urn:g": 0}
    assert writer.post_graph("urn:h", [], "test").created
    assert not writer.put_graph("urn:g", [], "test").created
    writer.delete_graph("urn:g", "test")
    assert list_versions(plain)[0].graphs == {"urn:h": 0}


def test_an_unknown_graph_is_not_deleted(plain: Path, open_writer: OpenWriter) -> None:
    before = state(plain)
    with pytest.raises(UnknownGraph, match="no graph <urn:g>"):
        open_writer().delete_graph("urn:g", "test")
    assert state(plain) == before


def test_blank_nodes_are_those_of_their_document(plain: Path, open_writer: OpenWriter) -> None:
    writer = open_writer()
    said = [Triple(BlankNode("x"), NamedNode("urn:p"), Literal("1"))]
    first = writer.put_graph("urn:g", said, "test")
    assert writer.put_graph("urn:g", said, "test").version == first.version
    assert writer.put_graph("urn:h", said, "test").created
    writer.post_graph("urn:g", said, "test")
    writer.post_graph("urn:g", said, "test")
    nodes = [triple.subject for name in ("urn:g", "urn:h") for triple in graph(plain, name)]
    assert len(nodes) == len(set(nodes)) == 4


def test_older_versions_stay_as_they_were(plain: Path, open_writer: OpenWriter) -> None:
    writer = open_writer()
    versions = [
        writer.put_graph(DEFAULT_GRAPH, triples(f"ex:a ex:b {n} ."), "test").version
        for n in range(5)
    ]
    for n, version in enumerate(versions):
        with closing(open_version(plain, version)) as engine:
            assert set(engine.get_graph(DEFAULT_GRAPH)) == set(triples(f"ex:a ex:b {n} ."))


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_as_many_versions_are_kept_as_asked_for(
    plain: Path, open_writer: OpenWriter, keep: int
) -> None:
    writer = open_writer(keep_versions=keep)
    written = [writer.post_graph(f"urn:{n}", [], "test").version for n in range(4)]
    assert [manifest.id for manifest in list_versions(plain)] == written[::-1][:keep]


# --- An atlas: the default graph follows ---------------------------------------------------------

CLUSTER = "ex:one a ca:Cluster ."


def test_a_triple_leaves_with_the_last_graph_that_states_it(
    atlas: Path, open_writer: OpenWriter
) -> None:
    """Stated by the source, by the places, and by the source of the record that is merged."""
    writer = open_writer()
    (cluster,) = triples(CLUSTER)
    writer.put_graph(PLACES, [], "test")
    assert cluster in graph(atlas)
    writer.put_graph(SOURCE, triples("ex:one-again a ca:Cluster ."), "test")
    assert cluster in graph(atlas)
    written = writer.put_graph(SOURCE, [], "test")
    assert cluster not in graph(atlas)
    assert (written.added, written.removed) == (0, 1)


def test_a_triple_comes_with_the_first_graph(atlas: Path, open_writer: OpenWriter) -> None:
    writer = open_writer()
    before = list_versions(atlas)[0]
    new = triples("ex:two a ca:Cluster .")
    assert writer.put_graph("urn:g", new, "test").added == 1
    assert writer.put_graph("urn:h", new, "test").added == 1
    after = list_versions(atlas)[0]
    assert set(new) < graph(atlas)
    assert after.triples == before.triples + 1
    cluster = "https://w3id.org/clusteratlas/ontology#Cluster"
    assert after.classes[cluster] == before.classes[cluster] + 1


REFUSED: dict[str, Callable[[Writer], object]] = {
    "put": lambda writer: writer.put_graph(DEFAULT_GRAPH, triples("ex:a ex:b 1 ."), "test"),
    "post": lambda writer: writer.post_graph(DEFAULT_GRAPH, triples("ex:a ex:b 1 ."), "test"),
    "delete": lambda writer: writer.delete_graph(DEFAULT_GRAPH, "test"),
}


@pytest.mark.parametrize("write", REFUSED.values(), ids=REFUSED.keys())
def test_the_default_graph_of_an_atlas_is_not_written_to(
    atlas: Path, open_writer: OpenWriter, write: Callable[[Writer], object]
) -> None:
    before = state(atlas)
    with pytest.raises(ForbiddenQuery, match="says what its source graphs say") as caught:
        write(open_writer())
    assert "Write to the graph of a source" in caught.value.hint
    assert state(atlas) == before


CONFLICTS = {
    "two canonical things": "ex:same ca:canonical ex:two .",
    "a record of two things": "ex:t ca:identityStatus status:accepted ; "
    "ca:record ex:one-again ; ca:canonical ex:two .",
    "a circle": "ex:t ca:identityStatus status:accepted ; "
    "ca:record ex:one ; ca:canonical ex:one-again .",
    "without a canonical thing": "ex:t ca:identityStatus status:accepted ; ca:record ex:new .",
}


@pytest.mark.parametrize("turtle", CONFLICTS.values(), ids=CONFLICTS.keys())
def test_identities_in_conflict_are_refused(
    atlas: Path, open_writer: OpenWriter, turtle: str
) -> None:
    before = state(atlas)
    with pytest.raises(DataError):
        open_writer().post_graph(IDENTITIES, triples(turtle), "test")
    assert state(atlas) == before


# --- The gate, and what fails --------------------------------------------------------------------


def test_the_gate_sees_before_after_and_what_changed_in_the_default_graph(
    atlas: Path, open_writer: OpenWriter
) -> None:
    seen: list[tuple[bool, bool, Changes]] = []
    (new,) = (
        Quad(each.subject, each.predicate, each.object, DefaultGraph())
        for each in triples("ex:two a ca:Cluster .")
    )

    def gate(before: Store, after: Store, changes: Changes) -> None:
        seen.append((new in before, new in after, changes))

    open_writer(gate=gate).post_graph(SOURCE, [new.triple], "test")
    assert seen == [(False, True, Changes(added=frozenset({new})))]


def refuse(before: Store, after: Store, changes: Changes) -> None:
    raise ShapeViolation("It breaks the shapes.", report=None)


def fail(before: Store, after: Store, changes: Changes) -> None:
    raise KeyError("a fault of the program")


def interrupt(before: Store, after: Store, changes: Changes) -> None:
    raise KeyboardInterrupt


def fill_disk(before: Store, after: Store, changes: Changes) -> None:
    raise RuntimeError("IO error: No space left on device: While appending to file")


FAILURES: list[tuple[Gate, type[BaseException]]] = [
    (refuse, ShapeViolation),
    (fail, KeyError),
    (interrupt, KeyboardInterrupt),
    (fill_disk, StoreFull),
]


@pytest.mark.parametrize(("gate", "kind"), FAILURES, ids=[case[0].__name__ for case in FAILURES])
def test_what_fails_leaves_nothing(
    atlas: Path, open_writer: OpenWriter, gate: Gate, kind: type[BaseException]
) -> None:
    before, told = state(atlas), graph(atlas)
    with pytest.raises(kind):
        open_writer(gate=gate).post_graph(SOURCE, triples("ex:two a ca:Cluster ."), "test")
    assert state(atlas) == before
    assert graph(atlas) == told
    assert open_writer().post_graph(SOURCE, triples("ex:two a ca:Cluster ."), "test").added == 1


def test_a_version_that_cannot_be_made_current_leaves_nothing(
    plain: Path, open_writer: OpenWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(plain)

    def disk_is_full(path: Path, content: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("clusteratlas.dataset.directory.replace_file", disk_is_full)
    with pytest.raises(StoreFull, match="no room left") as caught:
        open_writer().post_graph("urn:g", [], "test")
    assert "Make room" in caught.value.hint
    assert state(plain) == before


def test_a_write_counts_though_an_old_version_cannot_be_removed(
    plain: Path, open_writer: OpenWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_to_prune(*_: object) -> None:
        raise StoreError("The store cannot be written.")

    monkeypatch.setattr("clusteratlas.dataset.directory.StoreDirectory.prune", refuse_to_prune)
    written = open_writer(keep_versions=1).post_graph("urn:g", [], "test")
    assert current_version(plain) == written.version


# --- Counts --------------------------------------------------------------------------------------


def test_the_counts_of_the_manifest_are_those_of_the_data(
    atlas: Path, open_writer: OpenWriter
) -> None:
    writer = open_writer()
    writer.put_graph("urn:g", triples("ex:two a ca:Cluster ; ca:host ex:one-again ."), "test")
    writer.put_graph("urn:empty", [], "test")
    writer.delete_graph(PLACES, "test")
    writer.delete_graph(IDENTITIES, "test")
    writer.post_graph(SOURCE, triples("ex:one a ca:Project ."), "test")
    manifest = list_versions(atlas)[0]
    data = find_store(atlas).version(manifest.id) / "data"
    assert Counts.of_manifest(manifest) == Counts.of_store(Store.read_only(str(data)))
    assert PLACES not in manifest.graphs
    assert manifest.findings == {}


# --- Updates -------------------------------------------------------------------------------------


def test_an_update_is_carried_out(plain: Path, open_writer: OpenWriter) -> None:
    update = f"{PREFIXES} INSERT DATA {{ ex:a ex:b 1 GRAPH <urn:g> {{ ex:a ex:b 2 }} }}"
    written = open_writer().update(UpdateRequest(update), "test")
    assert (written.added, written.removed) == (2, 0)
    assert graph(plain) == set(triples("ex:a ex:b 1 ."))
    assert list_versions(plain)[0].graphs == {"urn:g": 1}


def test_an_update_that_makes_a_graph_is_a_write(plain: Path, open_writer: OpenWriter) -> None:
    written = open_writer().update(UpdateRequest("CREATE GRAPH <urn:g>"), "test")
    assert written.version != written.before
    assert list_versions(plain)[0].graphs == {"urn:g": 0}


@pytest.mark.parametrize("name", GRAPHS, ids=str)
def test_a_patch_changes_its_graph(plain: Path, open_writer: OpenWriter, name: GraphName) -> None:
    writer = open_writer()
    writer.put_graph(name, triples("ex:a ex:b 1, 2 ."), "test")
    update = f"{PREFIXES} DELETE {{ ?s ?p 1 }} INSERT {{ ?s ?p 3 }} WHERE {{ ?s ?p 1 }}"
    written = writer.patch_graph(name, UpdateRequest(update), "test")
    assert (written.added, written.removed) == (1, 1)
    assert graph(plain, name) == set(triples("ex:a ex:b 2, 3 ."))


def test_a_patch_changes_no_other_graph(plain: Path, open_writer: OpenWriter) -> None:
    before = state(plain)
    update = UpdateRequest("INSERT DATA { GRAPH <urn:h> { <urn:a> <urn:b> 1 } }")
    with pytest.raises(ForbiddenQuery, match="changes another graph"):
        open_writer().patch_graph("urn:g", update, "test")
    assert state(plain) == before


def test_an_atlas_is_cleared_as_a_whole(atlas: Path, open_writer: OpenWriter) -> None:
    writer = open_writer()
    with pytest.raises(ForbiddenQuery):
        writer.update(UpdateRequest("CLEAR DEFAULT"), "test")
    writer.update(UpdateRequest("CLEAR ALL"), "test")
    assert graph(atlas) == set()
    manifest = list_versions(atlas)[0]
    assert (manifest.triples, set(manifest.graphs.values())) == (0, {0})
    assert writer.undo("test").added == 24
