"""The index follows the versions: after writes, beside them, and whatever ends its making."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clusteratlas.dataset.backup import back_up
from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.store import current_version
from clusteratlas.errors import SearchNotReady, StoreError, StoreLocked
from clusteratlas.search import following
from clusteratlas.search.asking import Filters, Searcher, Sort
from clusteratlas.search.folder import SearchFolder
from clusteratlas.search.following import KEPT, bring_up_to_date, follow
from clusteratlas.search.opened import OpenIndexes

from ..conftest import SmallDisk
from .conftest import GRAPH, Write, labels, newest

NEW = f"""INSERT DATA {{ GRAPH {GRAPH} {{
  cluster:new a ca:Cluster ; skos:prefLabel "Zupełnie nowy klaster"@pl ;
    ca:locatedIn region:slaskie
}} }}"""
WRITES = {
    "a new thing": NEW,
    "another name": f"""INSERT DATA {{ GRAPH {GRAPH} {{
      cluster:medsilesia skos:altLabel "Silesian Medicine" }} }}""",
    "a name less": f"""DELETE WHERE {{ GRAPH {GRAPH} {{
      cluster:medsilesia skos:prefLabel ?label }} }}""",
    "a place": f"""INSERT DATA {{ GRAPH {GRAPH} {{
      cluster:medsilesia ca:locatedIn country:fr }} }}""",
    "a participation": f"""INSERT DATA {{ GRAPH {GRAPH} {{
      project:ecri ca:hasParticipation <urn:p> .
      <urn:p> ca:participant organisation:genopole ; ca:nameAsGiven "Genopolis" }} }}""",
    "a period": f"""INSERT DATA {{ GRAPH {GRAPH} {{
      project:ecri ca:during <urn:t> .
      <urn:t> a ca:Period ; ca:earliestStart "2031-01-01"^^<http://www.w3.org/2001/XMLSchema#date>
    }} }}""",
    "a territory elsewhere": f"""INSERT DATA {{ GRAPH {GRAPH} {{
      region:malopolskie skos:broader country:fr }} }}""",
    "a graph less": f"DROP GRAPH {GRAPH}",
    "an identity less": """DELETE WHERE { GRAPH <https://w3id.org/clusteratlas/graph/identities> {
      ?statement ca:canonical cluster:klaster-lifescience-krakow ; ?property ?value } }""",
    "what is not searched": f"INSERT DATA {{ GRAPH {GRAPH} {{ <urn:a> <urn:b> <urn:c> }} }}",
}


def everything(searcher: Searcher) -> dict[str, object]:
    """All that an index holds, and what it counts."""
    kept: dict[str, object] = {}
    page = 1
    while hits := searcher.search("", Filters(), page=page, sort=Sort.NAME).hits:
        kept |= {hit.document.iri: hit.document.to_json() for hit in hits}
        page += 1
    result = searcher.search("", Filters())
    return {**kept, "facets": result.facets, "years": result.years}


@pytest.mark.parametrize("update", WRITES.values(), ids=WRITES)
def test_changed_as_if_made_anew(store: Path, write: Write, update: str) -> None:
    bring_up_to_date(store)
    write(update)
    assert bring_up_to_date(store)
    changed = everything(newest(store))
    shutil.rmtree(store / "search")
    bring_up_to_date(store)
    assert everything(newest(store)) == changed


def test_several_writes_at_once(store: Path, write: Write) -> None:
    bring_up_to_date(store)
    for update in WRITES.values():
        write(update)
    bring_up_to_date(store)
    changed = everything(newest(store))
    shutil.rmtree(store / "search")
    bring_up_to_date(store)
    assert everything(newest(store)) == changed


def test_new_names_are_found_and_old_ones_not(store: Path, write: Write) -> None:
    bring_up_to_date(store)
    write(NEW)
    write(WRITES["a name less"])
    bring_up_to_date(store)
    assert labels(newest(store), "zupelnie nowy") == ["Zupełnie nowy klaster"]
    assert "MedSilesia Cluster" not in labels(newest(store), "medsilesia")


def test_a_change_shares_what_it_leaves(store: Path, write: Write) -> None:
    bring_up_to_date(store)
    before = SearchFolder(store).index(current_version(store))
    write(NEW)
    bring_up_to_date(store)
    after = SearchFolder(store).index(current_version(store))
    inodes = [{file.stat().st_ino for file in folder.iterdir()} for folder in (before, after)]
    assert inodes[0] & inodes[1]


def test_readers_of_the_old_index_go_on(store: Path, write: Write) -> None:
    bring_up_to_date(store)
    old = newest(store)
    before = everything(old)
    write(NEW)
    bring_up_to_date(store)
    shutil.rmtree(store / "search")
    assert everything(old) == before


def test_nothing_to_do(store: Path) -> None:
    assert bring_up_to_date(store)
    assert not bring_up_to_date(store)


def test_few_are_kept(store: Path, write: Write) -> None:
    for number in range(KEPT + 2):
        write(f"INSERT DATA {{ GRAPH {GRAPH} {{ <urn:a> <urn:b> {number} }} }}")
        bring_up_to_date(store)
    versions = SearchFolder(store).versions()
    assert len(versions) == KEPT
    assert versions[0] == current_version(store)


def test_pruned_with_its_version(store: Path, write: Write) -> None:
    bring_up_to_date(store)
    first = current_version(store)
    latest = write(NEW)
    find_store(store).prune(1)
    bring_up_to_date(store)
    assert first not in SearchFolder(store).versions()
    assert [latest] == SearchFolder(store).versions()


def test_best_for_a_version(store: Path, write: Write) -> None:
    indexes, first = OpenIndexes(store), current_version(store)
    with pytest.raises(SearchNotReady):
        indexes.best_for(first)
    bring_up_to_date(store)
    assert indexes.best_for(first).version == first
    second = write(NEW)
    assert indexes.best_for(second).version == first
    bring_up_to_date(store)
    assert indexes.best_for(second).version == second
    assert indexes.best_for(first).version == first


def test_another_format_counts_for_nothing(store: Path) -> None:
    bring_up_to_date(store)
    about = SearchFolder(store).path / current_version(store) / "search.json"
    about.write_text('{"format": 0, "things": 1}')
    assert SearchFolder(store).versions() == []
    assert bring_up_to_date(store)
    assert labels(newest(store), "genopole")


@pytest.mark.parametrize("damage", ["empty", "no-meta", "no-folder"])
def test_damaged_index(store: Path, damage: str) -> None:
    bring_up_to_date(store)
    version = current_version(store)
    index = SearchFolder(store).index(version)
    if damage == "no-folder":
        shutil.rmtree(index)
    for file in () if damage == "no-folder" else index.iterdir():
        if damage == "empty" or file.name == "meta.json":
            file.write_bytes(b"")
    with pytest.raises(SearchNotReady):
        OpenIndexes(store).best_for(version)


MAKING = """\
import os, sys
from pathlib import Path
from clusteratlas.search import documents, following

def killed(*_): os.kill(os.getpid(), 9)

setattr(*{"reading": (documents, "read_surroundings"), "named": (following, "_tidy")}[sys.argv[2]],
        killed)
following.bring_up_to_date(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("moment", ["reading", "named"])
def test_killed_while_making(store: Path, moment: str) -> None:
    done = subprocess.run([sys.executable, "-c", MAKING, str(store), moment], check=False)
    assert done.returncode == -signal.SIGKILL
    bring_up_to_date(store)
    assert labels(newest(store), "genopole")[0] == "Genopole"
    names = {entry.name for entry in (store / "search").iterdir()}
    assert names == {"lock", current_version(store)}


def test_one_process_makes_it(store: Path) -> None:
    with SearchFolder(store).making(), pytest.raises(StoreLocked):
        bring_up_to_date(store)


def test_no_part_of_a_backup(store: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "without.tar.zst", lambda *_: None)
    bring_up_to_date(store)
    back_up(store, tmp_path / "with.tar.zst", lambda *_: None)
    sizes = {file.stat().st_size for file in tmp_path.glob("*.tar.zst")}
    assert len(sizes) == 1


def test_no_room(store: Path, small_disk: SmallDisk) -> None:
    disk = small_disk(1)
    (store / "search").symlink_to(disk)
    (disk / "filler").write_bytes(b"x" * 1000 * 1000)
    with pytest.raises((StoreError, ValueError, OSError)):
        bring_up_to_date(store)
    (disk / "filler").unlink()


class Stopped(Exception):
    pass


@pytest.fixture
def follow_for(store: Path) -> Callable[..., None]:
    """Follows the store, and does something each time that it waits."""

    def run(*between: Callable[[], object]) -> None:
        rounds = iter(between)

        def wait(_: float) -> None:
            act = next(rounds, None)
            if act is None:
                raise Stopped
            act()

        with pytest.raises(Stopped):
            follow(store, wait)

    return run


def test_follow_waits_for_versions(
    store: Path, write: Write, follow_for: Callable[..., None]
) -> None:
    follow_for(lambda: None, lambda: write(NEW), lambda: None)
    assert labels(newest(store), "zupelnie nowy") == ["Zupełnie nowy klaster"]


def test_follow_mends_what_was_removed(store: Path, follow_for: Callable[..., None]) -> None:
    follow_for(lambda: shutil.rmtree(store / "search"))
    assert labels(newest(store), "genopole")


def test_follow_tells_what_fails_once(
    follow_for: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(_: Path) -> bool:
        raise StoreError("The file system is read-only.")

    monkeypatch.setattr(following, "bring_up_to_date", refuse)
    follow_for(lambda: None, lambda: None)
    (record,) = caplog.records
    assert record.message.startswith("The search index could not be made: The file system is read")


def test_read_only_store(store: Path, write: Write, small_disk: SmallDisk) -> None:
    """What is there is searched; nothing is made."""
    bring_up_to_date(store)
    first, second = current_version(store), write(NEW)
    disk = small_disk(100)
    shutil.copytree(store, disk / "store")
    command = ["mount", "-o", "remount,ro", str(disk)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("a file system cannot be made read-only here")
    with pytest.raises(StoreError, match="cannot be written"):
        bring_up_to_date(disk / "store")
    assert OpenIndexes(disk / "store").best_for(second).version == first
