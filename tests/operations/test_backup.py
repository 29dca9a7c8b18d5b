"""A backup is whole or not there, and a store that is restored from one answers the same."""

from __future__ import annotations

import errno
import io
import os
import stat
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest
import zstandard

from clusteratlas.dataset import backup as backup_module
from clusteratlas.dataset.backup import back_up
from clusteratlas.dataset.history import read_log
from clusteratlas.dataset.restoring import restore
from clusteratlas.dataset.store import current_version, list_versions, open_current
from clusteratlas.dataset.verify import verify_store
from clusteratlas.errors import StoreError, StoreFull, StoreLocked, StoreNotFound
from clusteratlas.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS
from clusteratlas.rdf.protocol import QueryRequest

from .conftest import MakeStore, write

QUERIES = [
    ("SELECT * { ?s ?p ?o }", RESULT_FORMATS),
    ("SELECT * { GRAPH ?g { ?s ?p ?o } }", RESULT_FORMATS),
    ("SELECT ?g { GRAPH ?g {} }", RESULT_FORMATS),
    ("ASK { ?s ?p ?o }", RESULT_FORMATS[:2]),
    ("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", GRAPH_FORMATS),
]


def silent(_done: int, _total: int) -> None:
    """Nobody looks."""


def answers(store: Path) -> dict[tuple[str, str], bytes]:
    """What the store answers, in the very bytes, by query and format."""
    given = {}
    with closing(open_current(store)) as engine:
        for query, formats in QUERIES:
            for format_ in formats:
                output = io.BytesIO()
                engine.query(QueryRequest(query)).write(output, format_)  # type: ignore[arg-type]
                given[query, format_.name] = output.getvalue()
    return given


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "lock" not in path.name
    }


@pytest.mark.parametrize("all_versions", [False, True], ids=["current", "all"])
@pytest.mark.parametrize("suffix", [".tar", ".tar.gz", ".tgz", ".tar.zst"])
@pytest.mark.parametrize("kind", ["atlas", "plain"])
def test_a_restored_store_is_the_same(
    make_store: MakeStore, tmp_path: Path, kind: str, suffix: str, all_versions: bool
) -> None:
    store, restored, file = make_store(kind), tmp_path / "restored", tmp_path / f"b{suffix}"
    made = back_up(store, file, silent, all_versions=all_versions)
    manifest = restore(file, restored, silent)
    assert manifest.id == made.version == current_version(store) == current_version(restored)
    assert made.size == file.stat().st_size
    assert answers(restored) == answers(store)
    assert list(read_log(restored)) == list(read_log(store))
    kept = list_versions(store) if all_versions else list_versions(store)[:1]
    assert list_versions(restored) == kept
    assert made.versions == len(kept)
    assert verify_store(restored, lambda *_: None).damages == ()
    if all_versions:
        assert contents(restored) == contents(store)


def test_a_restored_store_goes_on(atlas: Path, tmp_path: Path) -> None:
    back_up(atlas, tmp_path / "b.tar", silent)
    restore(tmp_path / "b.tar", tmp_path / "restored", silent)
    update = "INSERT DATA { GRAPH graph:source { ex:three a ca:Cluster } }"
    for store in (atlas, tmp_path / "restored"):
        write(store, update)
    assert answers(tmp_path / "restored") == answers(atlas)
    log = [list(read_log(store)) for store in (atlas, tmp_path / "restored")]
    assert log[0][1:] == log[1][1:]


def test_it_answers_the_same_over_http(
    atlas: Path, tmp_path: Path, serve: Callable[..., object]
) -> None:
    back_up(atlas, tmp_path / "b.tar.zst", silent)
    restore(tmp_path / "b.tar.zst", tmp_path / "restored", silent)
    given = []
    for store in (atlas, tmp_path / "restored"):
        with serve(store, workers=1) as server:  # type: ignore[attr-defined]
            responses = [
                httpx.get(server.endpoint, params={"query": query, "format": format_.name})
                for query, formats in QUERIES
                for format_ in formats
            ]
            given.append(
                [
                    (each.status_code, each.headers["X-Dataset-Version"], each.content)
                    for each in responses
                ]
            )
    assert given[0] == given[1]
    assert {status for status, *_ in given[0]} == {200}


@pytest.mark.parametrize("suffix", [".tar", ".tar.gz", ".tar.zst"])
def test_the_same_store_gives_the_same_bytes(atlas: Path, tmp_path: Path, suffix: str) -> None:
    files = [tmp_path / f"{number}{suffix}" for number in range(2)]
    for file in files:
        back_up(atlas, file, silent, all_versions=True)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_what_versions_share_is_stored_once(atlas: Path, tmp_path: Path) -> None:
    write(atlas, "INSERT DATA { GRAPH graph:source { ex:five a ca:Cluster } }")
    made = back_up(atlas, tmp_path / "b.tar", silent, all_versions=True)
    with tarfile.open(tmp_path / "b.tar") as tar:
        links = [member for member in tar if member.islnk()]
    assert made.versions == 2
    assert links
    restored = tmp_path / "restored"
    restore(tmp_path / "b.tar", restored, silent)
    assert all((restored / link.name).samefile(restored / link.linkname) for link in links)


def test_a_store_that_is_written_meanwhile_is_backed_up_as_it_was(
    atlas: Path, tmp_path: Path
) -> None:
    before, log, at_start = current_version(atlas), list(read_log(atlas)), answers(atlas)

    def write_meanwhile(done: int, total: int) -> None:
        if done == 0 and current_version(atlas) == before:
            for number in range(3):
                triple = f"ex:n{number} a ca:Cluster"
                write(atlas, f"INSERT DATA {{ GRAPH graph:source {{ {triple} }} }}", 1)

    made = back_up(atlas, tmp_path / "b.tar", write_meanwhile, all_versions=True)
    assert current_version(atlas) != before == made.version
    restored = tmp_path / "restored"
    restore(tmp_path / "b.tar", restored, silent)
    assert answers(restored) == at_start
    assert list(read_log(restored)) == log
    assert verify_store(restored, lambda *_: None).damages == ()


def test_only_its_owner_reads_a_backup(atlas: Path, tmp_path: Path) -> None:
    back_up(atlas, tmp_path / "b.tar", silent)
    assert stat.S_IMODE((tmp_path / "b.tar").stat().st_mode) == 0o600


def test_the_older_file_is_replaced_when_the_new_one_is_whole(atlas: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.tar"
    file.write_bytes(b"older")
    seen = []
    back_up(atlas, file, lambda *_: seen.append(file.read_bytes()))
    assert set(seen) == {b"older"}
    restore(file, tmp_path / "restored", silent)


WRONG_NAMES = ["backup", "backup.zip", ".tar", "backup.tar.xz", "backup.zst"]


@pytest.mark.parametrize("name", WRONG_NAMES)
def test_a_name_that_says_no_compression(atlas: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="what kind of archive") as caught:
        back_up(atlas, tmp_path / name, silent)
    assert ".tar.zst" in caught.value.hint
    assert not (tmp_path / name).exists()


def test_where_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreNotFound):
        back_up(tmp_path, tmp_path / "b.tar", silent)
    assert list(tmp_path.iterdir()) == []


def test_where_there_is_no_folder(atlas: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"b\.tar cannot be written.*No such file"):
        back_up(atlas, tmp_path / "none" / "b.tar", silent)


def test_two_backups_into_one_file_do_not_mix(atlas: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.tar"
    refused = []

    def begin_another(done: int, total: int) -> None:
        if not refused:
            with pytest.raises(StoreLocked) as caught:
                back_up(atlas, file, silent)
            refused.append(caught.value)

    back_up(atlas, file, begin_another)
    assert refused
    restore(file, tmp_path / "restored", silent)


def test_a_full_disk_leaves_nothing(
    atlas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(backup_module.os, "fsync", full)
    with pytest.raises(StoreFull, match="no room left for the backup"):
        back_up(atlas, tmp_path / "b.tar", silent)
    assert [path.name for path in tmp_path.iterdir()] == ["atlas"]


def test_tar_and_sha256sum_read_it_too(atlas: Path, tmp_path: Path) -> None:
    back_up(atlas, tmp_path / "b.tar.zst", silent, all_versions=True)
    plain = zstandard.ZstdDecompressor().decompressobj()
    content = plain.decompress((tmp_path / "b.tar.zst").read_bytes())
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        names = tar.getnames()
        sums = tar.extractfile("SHA256SUMS")
        assert sums is not None
        listed = [line.split("  ", 1)[1] for line in sums.read().decode().splitlines()]
    assert names == [*listed, "SHA256SUMS"]
