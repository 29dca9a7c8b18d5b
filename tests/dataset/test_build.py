"""Building: the default graph is the atlas, and what goes wrong leaves the current version."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from clusteratlas.dataset.build import BuildOptions, Stage, build
from clusteratlas.dataset.history import read_log
from clusteratlas.dataset.manifest import Manifest, read_manifest
from clusteratlas.dataset.store import current_version, list_versions, open_current, open_version
from clusteratlas.dataset.writing import Writer
from clusteratlas.engine.protocol import Engine, Solutions
from clusteratlas.errors import (
    ClusterAtlasError,
    DataError,
    RdfSyntaxError,
    ShapeViolation,
    StoreError,
    StoreLocked,
)
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.terms import CA, GRAPH
from clusteratlas.validation.report import Finding, Report, Severity

Build = Callable[[], Manifest]
OpenWriter = Callable[..., Writer]

VIOLATION = Finding(
    focus="https://example.org/one",
    labels={},
    property="",
    property_labels={},
    value="",
    messages={},
    severity=Severity.VIOLATION,
    file="data/source.ttl",
    line=1,
    shape="",
    constraint="",
)


NOTHING = Report((), "# nothing\n")


def options(report: Report = NOTHING, keep_versions: int = 3) -> BuildOptions:
    return BuildOptions(validate=lambda _: report, keep_versions=keep_versions)


def silent(stage: Stage, done: int, parts: int) -> None:
    """Tells nobody of a build's progress."""


def rows(engine: Engine, query: str) -> list[tuple[str, ...]]:
    prologue = f"PREFIX ca: <{CA}> PREFIX ex: <https://example.org/> "
    prologue += "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    result = engine.query(QueryRequest(prologue + query))
    assert isinstance(result, Solutions)
    return sorted(tuple(getattr(term, "value", "") for term in row) for row in result)


def test_the_default_graph_has_each_triple_once(build_project: Build, store: Path) -> None:
    built = build_project()
    engine = open_current(store)
    # `ex:one a ca:Cluster` stands in two graphs, and a third time about the merged record.
    clusters = rows(engine, "SELECT (COUNT(*) AS ?n) { ?c a ca:Cluster }")
    assert clusters == [("1",)]
    assert rows(engine, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [(str(built.triples),)]


def test_identities_hold_in_the_default_graph_only(build_project: Build, store: Path) -> None:
    build_project()
    engine = open_current(store)
    again = "ex:one-again skos:prefLabel ?label"
    assert rows(engine, f"SELECT ?label {{ {again} }}") == []
    assert rows(engine, f"SELECT ?label {{ GRAPH ?g {{ {again} }} }}") == [("Jeden",), ("Uno",)]
    assert rows(engine, "SELECT ?p ?label { ex:one ?p ?label FILTER(isLiteral(?label)) }") == [
        ("http://www.w3.org/2004/02/skos/core#altLabel", "Uno"),
        ("http://www.w3.org/2004/02/skos/core#prefLabel", "Jeden"),
        ("http://www.w3.org/2004/02/skos/core#prefLabel", "One"),
    ]


def test_the_manifest_says_what_was_built(build_project: Build, store: Path) -> None:
    first, second = build_project(), build_project()
    assert second == list_versions(store)[0]
    assert (first.predecessor, second.predecessor) == ("", first.id)
    assert second.content == first.content
    assert second.graphs == {
        f"{GRAPH}{name}": count
        for name, count in (
            ("graphs", 8),
            ("identities", 4),
            ("places", 5),
            ("source", 7),
        )
    }
    assert second.classes[f"{CA}Cluster"] == 1
    assert second.findings == {"Violation": 0, "Warning": 0, "Info": 0}
    folder = store / "versions" / second.id
    assert sorted(path.name for path in folder.iterdir()) == [
        "change.rdfp.gz",
        "data",
        "manifest.json",
        "validation.ttl",
    ]
    assert (folder / "validation.ttl").read_text(encoding="utf-8") == "# nothing\n"


def test_other_content_has_another_hash(build_project: Build, project: Path) -> None:
    before = build_project()
    with (project / "data/source.ttl").open("a", encoding="utf-8") as file:
        file.write("ex:one ca:value 3 .\n")
    after = build_project()
    assert after.content != before.content
    assert after.id.rpartition("-")[2] == after.content[:12]


def test_the_validation_sees_the_atlas_file_by_file(project: Path, store: Path) -> None:
    seen: dict[str, set[str]] = {}

    def validate(sources: object) -> Report:
        seen.update({source.name: source.subjects() for source in sources})  # type: ignore[attr-defined]
        return Report((), "")

    build(project, store, BuildOptions(validate=validate), silent)
    assert seen["data/source.ttl"] == {"https://example.org/one"}
    assert sorted(seen) == [
        "data/graphs.ttl",
        "data/identities.ttl",
        "data/source.ttl",
        "places/countries.ttl",
        "places/towns.ttl",
    ]


def test_progress_runs_through_every_stage_to_its_end(project: Path, store: Path) -> None:
    told: list[tuple[Stage, int, int]] = []
    build(project, store, options(), lambda *step: told.append(step))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == list(Stage)
    for stage in Stage:
        steps = [(done, parts) for each, done, parts in told if each is stage]
        assert steps == sorted(steps)
        assert steps[0][0] == 0
        assert steps[-1][0] == steps[-1][1] > 0


@pytest.mark.parametrize(("keep", "built", "kept"), [(1, 3, 1), (2, 3, 2), (3, 5, 3), (5, 2, 2)])
def test_the_newest_versions_are_kept(
    project: Path, store: Path, keep: int, built: int, kept: int
) -> None:
    ids = [build(project, store, options(keep_versions=keep), silent).id for _ in range(built)]
    assert ids == sorted(ids)
    assert [manifest.id for manifest in list_versions(store)] == ids[::-1][:kept]
    assert sorted(path.name for path in (store / "versions").iterdir()) == ids[-kept:]


def test_kept_versions_answer_as_they_did(build_project: Build, project: Path, store: Path) -> None:
    before = build_project()
    source = project / "data/source.ttl"
    source.write_text(source.read_text(encoding="utf-8").replace('"One"', '"First"'), "utf-8")
    after = build_project()
    label = 'SELECT ?l { ex:one skos:prefLabel ?l FILTER(LANG(?l) = "en") }'
    answers = {id_: rows(open_version(store, id_), label) for id_ in (before.id, after.id)}
    assert answers == {before.id: [("One",)], after.id: [("First",)]}


def test_an_open_version_answers_after_it_was_replaced(project: Path, store: Path) -> None:
    build(project, store, options(keep_versions=1), silent)
    engine = open_current(store)
    build(project, store, options(keep_versions=1), silent)
    assert engine.version != current_version(store)
    assert rows(engine, "SELECT ?c { ?c a ca:Country }") == [("https://example.org/pl",)]


def test_time_that_runs_backwards_does_not_confuse_the_order(
    build_project: Build, store: Path
) -> None:
    first = build_project()
    ahead = store / "versions" / f"2999{first.id[4:]}"
    (store / "versions" / first.id).rename(ahead)
    (store / "CURRENT").write_text(ahead.name, encoding="ascii")
    second = build_project()
    assert second.id > ahead.name
    assert second.predecessor == ahead.name


# --- What fails leaves the current version -------------------------------------------------------


def break_syntax(project: Path) -> BuildOptions:
    (project / "data/source.ttl").write_text("no Turtle", encoding="utf-8")
    return options()


def break_identities(project: Path) -> BuildOptions:
    with (project / "data/identities.ttl").open("a", encoding="utf-8") as file:
        file.write("ex:same ca:canonical ex:two .\n")
    return options()


def break_description(project: Path) -> BuildOptions:
    (project / "data/source.ttl").unlink()
    return options()


def break_shapes(project: Path) -> BuildOptions:
    return options(Report((VIOLATION,), "# one\n"))


FAILURES: list[tuple[Callable[[Path], BuildOptions], type[ClusterAtlasError]]] = [
    (break_syntax, RdfSyntaxError),
    (break_identities, DataError),
    (break_description, DataError),
    (break_shapes, ShapeViolation),
]


def state(store: Path) -> tuple[str, list[str]]:
    """What is current, and everything that stands in the folder of versions."""
    return current_version(store), sorted(path.name for path in (store / "versions").iterdir())


@pytest.mark.parametrize(
    ("break_project", "kind"), FAILURES, ids=[case[0].__name__ for case in FAILURES]
)
def test_a_failed_build_changes_nothing(
    build_project: Build,
    project: Path,
    store: Path,
    break_project: Callable[[Path], BuildOptions],
    kind: type[ClusterAtlasError],
) -> None:
    build_project()
    before = state(store)
    with pytest.raises(kind):
        build(project, store, break_project(project), silent)
    assert state(store) == before


def test_a_version_that_cannot_be_written_leaves_nothing(
    build_project: Build, project: Path, store: Path
) -> None:
    build_project()
    before = state(store)

    def disk_is_full(now: Stage, done: int, parts: int) -> None:
        if now is Stage.WRITE and done == parts:
            raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="No space left"):
        build(project, store, options(), disk_is_full)
    assert state(store) == before


def test_a_violation_hands_over_the_report(project: Path, store: Path) -> None:
    report = Report((VIOLATION,), "# one\n")
    with pytest.raises(ShapeViolation) as caught:
        build(project, store, options(report), silent)
    assert caught.value.report is report


@pytest.mark.parametrize("stage", Stage, ids=lambda stage: stage.value)
def test_a_build_that_is_broken_off_is_cleared_away_by_the_next(
    build_project: Build, project: Path, store: Path, stage: Stage
) -> None:
    first = build_project()

    def interrupt(now: Stage, done: int, parts: int) -> None:
        if now is stage and done == 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(project, store, options(), interrupt)
    assert current_version(store) == first.id
    second = build_project()
    assert state(store) == (second.id, [first.id, second.id])


KILLED_BUILD = """\
import os, signal, sys
from pathlib import Path
from clusteratlas.dataset import build as building, directory
from clusteratlas.validation.report import Report

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def progress(stage, done, parts):
    if (stage.value, done, parts > 1) == (when, parts if parts > 1 else 0, parts > 1):
        die()

root, store, when = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
if when == "renamed":
    replace = directory.replace_file
    directory.replace_file = lambda path, text: (
        die() if path.name == "CURRENT" else replace(path, text)
    )
if when == "pruning":
    rmtree = directory.shutil.rmtree
    directory.shutil.rmtree = lambda path: (
        die() if path.name.startswith(".removing-") else rmtree(path)
    )
building.build(root, store, building.BuildOptions(lambda _: Report((), ""), 1), progress)
"""


def run_killed(project: Path, store: Path, when: str) -> None:
    """Run a build that kills itself, as `kill -9` would, at the point that `when` names."""
    ended = subprocess.run(
        [sys.executable, "-c", KILLED_BUILD, str(project), str(store), when],
        check=False,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr


@pytest.mark.parametrize("when", ["read", "validate", "write", "publish", "renamed"])
def test_a_killed_build_leaves_the_current_version(
    build_project: Build, project: Path, store: Path, when: str
) -> None:
    first = build_project()
    run_killed(project, store, when)
    assert current_version(store) == first.id
    assert rows(open_current(store), "SELECT ?c { ?c a ca:Country }")
    second = build_project()
    current, found = state(store)
    assert current == second.id
    assert not [name for name in found if name.startswith(".")]
    for manifest in list_versions(store):
        assert rows(open_version(store, manifest.id), "SELECT ?c { ?c a ca:Country }")


@pytest.mark.parametrize("when", ["read", "validate", "write", "publish", "renamed"])
def test_a_first_build_that_is_killed_leaves_a_store_that_can_be_built(
    build_project: Build, project: Path, store: Path, when: str
) -> None:
    run_killed(project, store, when)
    with pytest.raises(StoreError, match="Nothing was built"):
        open_current(store)
    built = build_project()
    assert current_version(store) == built.id


def test_a_build_killed_while_it_removes_old_versions_has_published(
    build_project: Build, project: Path, store: Path
) -> None:
    first = build_project()
    run_killed(project, store, "pruning")
    second = current_version(store)
    assert second != first.id
    assert [manifest.id for manifest in list_versions(store)] == [second]
    third = build_project()
    assert state(store) == (third.id, [second, third.id])


# --- One writer at a time ------------------------------------------------------------------------


HOLDER = """\
import sys
from pathlib import Path
from clusteratlas.dataset.directory import find_store
store = find_store(Path(sys.argv[1]))
with getattr(store, sys.argv[2])():
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held_by_another_process(store: Path, lock: str = "writing") -> Iterator[int]:
    """Another process holds a lock of the store; gives its pid."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(store), lock],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield holder.pid
        holder.kill()


@pytest.mark.parametrize(
    ("lock", "sentence"), [("building", "is being built by"), ("writing", "is being written by")]
)
def test_a_second_build_is_told_who_is_at_work(
    build_project: Build, project: Path, store: Path, lock: str, sentence: str
) -> None:
    first = build_project()
    with held_by_another_process(store, lock) as pid:
        with pytest.raises(StoreLocked, match=f"{sentence} the process {pid}") as caught:
            build(project, store, replace(options(), lock_timeout=0.05), silent)
        assert caught.value.pid == pid
        assert current_version(store) == first.id
    assert build_project().predecessor == first.id


def test_a_writer_need_not_wait_for_a_build_to_read_and_check(
    project: Path, store: Path, open_writer: OpenWriter
) -> None:
    build(project, store, options(), silent)
    written: list[str] = []

    def validate(sources: object) -> Report:
        writer = open_writer(lock_timeout=0.05)
        written.append(writer.post_graph("urn:g", [], "test").version)
        return NOTHING

    built = build(project, store, BuildOptions(validate=validate), silent)
    assert [built.predecessor] == written
    assert list_versions(store)[1].id == written[0]
    assert next(read_log(store)).graphs_removed == ("urn:g",)


def test_readers_need_no_lock(build_project: Build, store: Path) -> None:
    build_project()
    with held_by_another_process(store):
        assert rows(open_current(store), "SELECT ?c { ?c a ca:Country }")
        assert len(list_versions(store)) == 1


def test_two_builds_in_one_process_take_turns_too(project: Path, store: Path) -> None:
    def build_inside(stage: Stage, done: int, parts: int) -> None:
        if stage is Stage.VALIDATE:
            with pytest.raises(StoreLocked) as caught:
                build(project, store, options(), silent)
            assert caught.value.pid == os.getpid()

    built = build(project, store, options(), build_inside)
    assert read_manifest(store / "versions" / built.id / "manifest.json") == built
