"""What happens to a store while it is written to: processes killed, queues, a full disk."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from clusteratlas.dataset.build import BuildOptions, build
from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.history import Action, diff, read_log
from clusteratlas.dataset.identities import find_identities
from clusteratlas.dataset.manifest import Manifest, read_manifest
from clusteratlas.dataset.store import current_version, init_plain_store, list_versions
from clusteratlas.dataset.writing import Writer
from clusteratlas.errors import StoreFull, StoreLocked
from clusteratlas.rdf.protocol import UpdateRequest
from clusteratlas.validation.report import Report

from ..conftest import SmallDisk

Build = Callable[[], Manifest]
OpenWriter = Callable[..., Writer]
Make = Callable[[], object]

# Writes one number after the other, in two triples of two graphs, and says each when it is written.
WRITING = """\
import sys
from pathlib import Path
from clusteratlas.dataset.writing import Writer, WriteOptions
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network
from clusteratlas.rdf.protocol import UpdateRequest

store, name, first = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
writer = Writer(store, WriteOptions(3, Limits(), Network()))
number = first
while True:
    writer.update(UpdateRequest(
        f"INSERT DATA {{ GRAPH <urn:{name}:a> {{ <urn:{name}> <urn:p> {number} }} "
        f"GRAPH <urn:{name}:b> {{ <urn:{name}> <urn:p> {number} }} }}"
    ), name)
    print(number, flush=True)
    number += 1
"""


@pytest.fixture(params=["plain", "atlas"])
def made(request: pytest.FixtureRequest, store: Path, build_project: Build) -> Path:
    """A store of each kind."""
    if request.param == "plain":
        init_plain_store(store)
    else:
        build_project()
    return store


@contextmanager
def writing(store: Path, name: str, first: int = 0) -> Iterator[subprocess.Popen[str]]:
    """Another process writes until it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITING, str(store), name, str(first)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def current_data(store: Path) -> Store:
    return Store.read_only(str(find_store(store).version(current_version(store)) / "data"))


def numbers(data: Store, graph: str) -> set[int]:
    return {
        int(quad.object.value)
        for quad in data.quads_for_pattern(None, NamedNode("urn:p"), None, NamedNode(graph))
        if isinstance(quad.object, Literal)
    }


def check_whole(store: Path) -> None:
    """The current version is one that a writer published: counts, record and derivation agree."""
    folder = find_store(store).version(current_version(store))
    manifest, data = read_manifest(folder / "manifest.json"), current_data(store)
    stated = [quad.triple for quad in data if isinstance(quad.graph_name, NamedNode)]
    told = {quad.triple for quad in data if not isinstance(quad.graph_name, NamedNode)}
    assert (manifest.triples, sum(manifest.graphs.values())) == (len(told), len(stated))
    assert next(read_log(store)).version == manifest.id
    if find_store(store).kind.value == "atlas":
        assert told == set(find_identities(stated).merge(stated))


ROUNDS = 12


def test_what_was_acknowledged_is_there_and_nothing_half_after_every_kill(made: Path) -> None:
    random = Random(3)
    acknowledged = -1
    for _ in range(ROUNDS):
        with writing(made, "w", acknowledged + 1) as process:
            assert process.stdout is not None
            for _ in range(random.randint(0, 3)):
                acknowledged = int(process.stdout.readline())
            # Somewhere in the middle of the next write, which takes some tens of milliseconds.
            time.sleep(random.random() * 0.1)
            process.send_signal(signal.SIGKILL)
            for line in process.stdout:
                acknowledged = int(line)
        data = current_data(made)
        there = numbers(data, "urn:w:a")
        assert there == numbers(data, "urn:w:b")
        # The one under way may be there, whole: it was published, but not yet acknowledged.
        assert there in (set(range(acknowledged + 1)), set(range(acknowledged + 2)))
        check_whole(made)
        acknowledged = max(there, default=-1)
    log = [change for change in read_log(made) if change.action is Action.WRITE]
    assert [change.added for change in log] == [2] * (acknowledged + 1)
    with find_store(made).writing():
        left = sorted(path.name for path in (made / "versions").iterdir())
    assert left == [manifest.id for manifest in list_versions(made)][::-1]


KILLED_WRITE = """\
import os, signal, sys
from pathlib import Path
from pyoxigraph import Store
from clusteratlas.dataset import directory, writing
from clusteratlas.dataset.writing import Writer, WriteOptions
from clusteratlas.engine.guard import Limits
from clusteratlas.engine.network import Network

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

store, when = Path(sys.argv[1]), sys.argv[2]
gate = die if when == "gate" else None
if when == "cloned":
    clone = writing.clone_dataset
    writing.clone_dataset = lambda *paths: (clone(*paths), die())
if when == "recorded":
    writing.write_record = die
if when == "synced":
    sync = directory.sync_tree
    directory.sync_tree = lambda path: (sync(path), die())
if when == "renamed":
    directory.replace_file = die
Writer(store, WriteOptions(3, Limits(), Network(), gate)).post_graph("urn:g", [], "x")
"""


@pytest.mark.parametrize("when", ["cloned", "recorded", "synced", "renamed"])
def test_a_write_killed_at_each_step_leaves_the_current_version(
    made: Path, open_writer: OpenWriter, when: str
) -> None:
    before, log = current_version(made), list(read_log(made))
    ended = subprocess.run(
        [sys.executable, "-c", KILLED_WRITE, str(made), when], check=False, capture_output=True
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert current_version(made) == before
    assert [manifest.id for manifest in list_versions(made)] == [before]
    assert list(read_log(made)) == log
    check_whole(made)
    written = open_writer().post_graph("urn:g", [], "test")
    assert written.before == before
    assert written.created
    left = sorted(path.name for path in (made / "versions").iterdir())
    assert left == [before, written.version]


# --- Queues --------------------------------------------------------------------------------------


def test_two_processes_write_in_turn(made: Path) -> None:
    with writing(made, "one") as one, writing(made, "two") as two:
        for process in (one, two, one, two):
            assert process.stdout is not None
            for _ in range(3):
                process.stdout.readline()
    data = current_data(made)
    for name in ("one", "two"):
        there = numbers(data, f"urn:{name}:a")
        assert there == numbers(data, f"urn:{name}:b") == set(range(len(there)))
        assert len(there) >= 6
    check_whole(made)


def test_threads_write_in_turn(made: Path, open_writer: OpenWriter) -> None:
    def write(name: str) -> None:
        for number in range(5):
            triple = Triple(NamedNode("urn:x"), NamedNode("urn:p"), Literal(number))
            open_writer().post_graph(name, [triple], name)

    threads = [threading.Thread(target=write, args=(f"urn:{n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    data = current_data(made)
    assert all(numbers(data, f"urn:{n}") == set(range(5)) for n in range(3))
    check_whole(made)


def test_a_writer_waits_no_longer_than_its_bound(made: Path, open_writer: OpenWriter) -> None:
    with find_store(made).writing():
        with pytest.raises(StoreLocked, match=f"by the process {os.getpid()}") as caught:
            open_writer(lock_timeout=0.05).post_graph("urn:g", [], "test")
        assert caught.value.pid == os.getpid()
    assert open_writer(lock_timeout=0.0).post_graph("urn:g", [], "test").created


def test_a_build_while_another_process_writes(
    build_project: Build, project: Path, store: Path
) -> None:
    build_project()
    options = BuildOptions(validate=lambda _: Report((), ""), keep_versions=50)
    with writing(store, "w") as process:
        assert process.stdout is not None
        process.stdout.readline()
        built = build(project, store, options, lambda *_: None)
        last = [int(process.stdout.readline()) for _ in range(5)][-1]
    # The build says what the sources say; what was written after it is there as well.
    there = numbers(current_data(store), "urn:w:a")
    assert there == numbers(current_data(store), "urn:w:b")
    assert last in there
    assert 0 not in there
    assert there == set(range(min(there), max(there) + 1))
    assert built.id in [change.version for change in read_log(store)]
    check_whole(store)


# --- A full disk ---------------------------------------------------------------------------------


def test_a_full_disk_is_told_and_the_store_stays_good(
    small_disk: SmallDisk, store: Path, open_writer: OpenWriter
) -> None:
    path = small_disk(6) / "store"
    init_plain_store(path)
    store.symlink_to(path)
    writer = open_writer(keep_versions=1)
    update = UpdateRequest("INSERT DATA { <urn:a> <urn:p> 1 }")
    written = writer.update(update, "test")
    much = [
        Triple(NamedNode(f"urn:{n}"), NamedNode("urn:p"), Literal(f"{n} " * 20))
        for n in range(60_000)
    ]
    with pytest.raises(StoreFull, match="no room left") as caught:
        writer.put_graph("urn:g", much, "test")
    assert re.search("Make room", caught.value.hint)
    del caught
    assert current_version(store) == written.version
    assert len(current_data(store)) == 1
    again = writer.update(UpdateRequest("INSERT DATA { <urn:a> <urn:p> 2 }"), "test")
    assert set(current_data(store)) == {
        Quad(NamedNode("urn:a"), NamedNode("urn:p"), Literal(n)) for n in (1, 2)
    }
    assert len(list(diff(store, written.version, again.version))) == 1
