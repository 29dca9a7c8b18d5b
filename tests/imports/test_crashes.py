"""Imports whose process is killed, or whose disk is full, and a server that goes on meanwhile."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import httpx
import pytest

from clusteratlas.dataset.history import read_log
from clusteratlas.dataset.imports.importing import import_files
from clusteratlas.dataset.store import current_version, list_versions
from clusteratlas.errors import StoreFull
from clusteratlas.terms import CA, PREFIXES

from ..conftest import Serve, SmallDisk
from .conftest import (
    OPTIONS,
    Build,
    ImportRows,
    check_whole,
    list_of,
    quads,
    silent,
    source_of,
)
from .fake_importer import FakeImporter

KILLED_IMPORT = """\
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from fake_importer import FakeImporter
from clusteratlas.dataset import directory
from clusteratlas.dataset.imports import importing, making, publishing
from clusteratlas.dataset.imports.importing import ImportOptions, import_files
from clusteratlas.dataset.imports.protocols import no_matches
from clusteratlas.dataset.imports.reading import ImportSource
from clusteratlas.importers.protocol import Request
from clusteratlas.importers.report import ImportReport
from clusteratlas.validation.report import Report

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

store, path, when = Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
match = die if when == "matching" else no_matches
validate = die if when == "validating" else lambda *_: Report((), "# nothing")
if when == "cloned":
    clone = making.clone_dataset
    making.clone_dataset = lambda *paths: (clone(*paths), die())
if when == "read":
    importing.new_kept = die
if when == "described":
    describe = publishing.describe
    publishing.describe = lambda *given: (describe(*given), die())
if when == "synced":
    sync = directory.sync_tree
    directory.sync_tree = lambda folder: (sync(folder), die())
if when == "renamed":
    directory.replace_file = die
if when == "published":
    replace = directory.replace_file
    directory.replace_file = lambda *given: (replace(*given), die())
importer = FakeImporter()
opened = importer.open(Request([path]))
source = ImportSource("fake 1", opened, [path], lambda _: None, ImportReport)
options = ImportOptions("tester", match, validate, 9)
import_files(store, source, options, lambda *_: None)
"""
ROWS = [(str(number), f"Name {number}") for number in range(40)]
NEWER = [*ROWS[1:], ("new", "New")]


def killed(store: Path, path: Path, when: str) -> subprocess.Popen[bytes]:
    arguments = [str(Path(__file__).parent), str(store), str(path), when]
    return subprocess.Popen(
        [sys.executable, "-c", KILLED_IMPORT, *arguments], stderr=subprocess.PIPE
    )


STEPS = ["read", "cloned", "matching", "validating", "described", "synced", "renamed"]


@pytest.mark.parametrize("is_newer", [False, True], ids=["a first one", "a newer one"])
@pytest.mark.parametrize("when", [*STEPS, "published"])
def test_an_import_killed_at_each_step_is_there_or_not(
    store: Path, import_rows: ImportRows, tmp_path: Path, when: str, is_newer: bool
) -> None:
    if is_newer:
        import_rows(*ROWS)
    before, data = current_version(store), quads(store)
    versions, log = len(list_versions(store)), list(read_log(store))
    path = tmp_path / "list.csv"
    path.write_text(list_of(*NEWER), encoding="utf-8")
    with killed(store, path, when) as process:
        _, said = process.communicate()
    assert process.returncode == -signal.SIGKILL, said
    if when == "published":
        assert quads(store) != data
        assert next(read_log(store)).predecessor == before
    else:
        assert current_version(store) == before
        assert quads(store) == data
        assert list(read_log(store)) == log
        assert len(list_versions(store)) == versions
    outcome = import_rows(*NEWER)
    assert outcome.is_unchanged == (when == "published")
    check_whole(store)


def test_imports_killed_anywhere_leave_what_was_or_what_comes(
    store: Path, import_rows: ImportRows, tmp_path: Path
) -> None:
    random = Random(5)
    import_rows(*ROWS)
    lists = [ROWS, NEWER]
    states = {frozenset(quads(store))}
    import_rows(*NEWER)
    states.add(frozenset(quads(store)))
    path = tmp_path / "list.csv"
    for number in range(8):
        path.write_text(list_of(*lists[number % 2]), encoding="utf-8")
        with killed(store, path, "at some time") as process:
            # An import of this size takes some tenths of a second, starting Python as much again.
            time.sleep(0.2 + random.random())
            process.kill()
            process.communicate()
        assert frozenset(quads(store)) in states
    import_rows(("1", "Last"))
    check_whole(store)
    assert {path.name for path in (store / "versions").iterdir()} == {
        manifest.id for manifest in list_versions(store)
    }


# --- A full disk ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [20_000, 60_000, 200_000])
def test_a_full_disk_is_told_and_the_atlas_stays_as_it_was(
    small_disk: SmallDisk, build_project: Build, tmp_path: Path, size: int
) -> None:
    disk = small_disk(24)
    (tmp_path / "store").symlink_to(disk / "store")
    (disk / "store").mkdir()
    build_project()
    store = tmp_path / "store"
    before, data = current_version(store), quads(store)
    path = tmp_path / "list.csv"
    random = Random(7)
    names = ((str(number), random.randbytes(40).hex()) for number in range(size))
    path.write_text(list_of(*names), encoding="utf-8")
    with pytest.raises(StoreFull, match="no room left") as caught:
        import_files(store, source_of(path, FakeImporter()), OPTIONS, silent)
    assert "Make room" in caught.value.hint
    del caught
    assert current_version(store) == before
    assert quads(store) == data
    path.write_text(list_of(("1", "Small")), encoding="utf-8")
    import_files(store, source_of(path, FakeImporter()), OPTIONS, silent)
    check_whole(store)
    assert [path.name for path in (store / "imports").iterdir()] == ["fake"]


# --- A server ------------------------------------------------------------------------------------


FOAF = PREFIXES["foaf"]


def test_a_running_server_moves_on_to_what_was_imported(
    store: Path, import_rows: ImportRows, serve: Serve
) -> None:
    def names() -> tuple[str, list[str]]:
        query = f"SELECT ?name {{ ?s a <{CA}Organisation> ; <{FOAF}name> ?name }} ORDER BY ?name"
        answer = httpx.get(server.endpoint, params={"query": query}, headers={"Accept": "text/csv"})
        return answer.headers["X-Dataset-Version"], answer.text.splitlines()[1:]

    with serve(store) as server:
        assert names() == (current_version(store), [])
        for rows in ([("1", "One")], [("1", "One"), ("2", "Two")]):
            import_rows(*rows)
            version, found = names()
            assert version == current_version(store)
            assert found == sorted(name for _, name in rows)
