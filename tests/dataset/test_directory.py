"""A store's directory: what is damaged, missing or not ours is said in a sentence with a hint."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clusteratlas.dataset.build import BuildOptions, build
from clusteratlas.dataset.directory import StoreKind, create_store, find_store
from clusteratlas.dataset.history import Action, read_log
from clusteratlas.dataset.manifest import Manifest
from clusteratlas.dataset.store import (
    current_version,
    init_plain_store,
    list_versions,
    open_current,
    open_version,
)
from clusteratlas.dataset.writing import Writer
from clusteratlas.engine.protocol import Boolean
from clusteratlas.errors import (
    StoreError,
    StoreLocked,
    StoreNotFound,
    StoreReadOnly,
    UnknownVersion,
)
from clusteratlas.rdf.protocol import QueryRequest
from clusteratlas.validation.report import Report

Build = Callable[[], Manifest]
OpenWriter = Callable[..., Writer]


def version_folder(store: Path) -> Path:
    return store / "versions" / current_version(store)


def damage_manifest(store: Path) -> None:
    (version_folder(store) / "manifest.json").write_text('{"id": "half', encoding="utf-8")


def empty_manifest(store: Path) -> None:
    (version_folder(store) / "manifest.json").write_text("[]", encoding="utf-8")


def cut_manifest(store: Path) -> None:
    path = version_folder(store) / "manifest.json"
    known = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**known, "triples": "many"}), encoding="utf-8")


def remove_manifest(store: Path) -> None:
    (version_folder(store) / "manifest.json").unlink()


def damage_data(store: Path) -> None:
    next((version_folder(store) / "data").glob("MANIFEST-*")).write_bytes(b"\0")


def remove_data(store: Path) -> None:
    (version_folder(store) / "data").rename(store / "elsewhere")


def point_nowhere(store: Path) -> None:
    (store / "CURRENT").write_text("20200101T000000000Z-000000000000\n", encoding="ascii")


def point_outside(store: Path) -> None:
    (store / "CURRENT").write_text("../../..\n", encoding="ascii")


def point_in_no_text(store: Path) -> None:
    (store / "CURRENT").write_bytes(b"\xff\xfe")


def remove_current(store: Path) -> None:
    (store / "CURRENT").unlink()


def damage_description(store: Path) -> None:
    (store / "store.json").write_text("{}", encoding="utf-8")


def future_format(store: Path) -> None:
    (store / "store.json").write_text('{"kind": "atlas", "format": 3}', encoding="utf-8")


def remove_store(store: Path) -> None:
    store.rename(store.with_name("elsewhere"))


def file_instead(store: Path) -> None:
    remove_store(store)
    store.write_text("no store", encoding="utf-8")


DAMAGES: list[tuple[Callable[[Path], None], Callable[[Path], object], type[StoreError], str]] = [
    (damage_manifest, list_versions, StoreError, "manifest.json cannot be read"),
    (empty_manifest, list_versions, StoreError, "is no JSON object"),
    (cut_manifest, list_versions, StoreError, "“triples” is missing or of another type"),
    (remove_manifest, list_versions, StoreError, "manifest.json cannot be read"),
    (damage_data, open_current, StoreError, "cannot be opened"),
    (remove_data, open_current, StoreError, "cannot be opened"),
    (point_nowhere, open_current, StoreError, "names a version that is not there"),
    (point_outside, open_current, StoreError, "names a version that is not there"),
    (point_in_no_text, open_current, StoreError, "CURRENT cannot be read"),
    (remove_current, open_current, StoreNotFound, "Nothing was built in the store"),
    (damage_description, open_current, StoreError, "store.json is damaged"),
    (future_format, open_current, StoreError, "is of format 3; this program reads format 2"),
    (remove_store, open_current, StoreNotFound, "There is no store in"),
    (file_instead, open_current, StoreNotFound, "There is no store in"),
]


@pytest.mark.parametrize(
    ("damage", "use", "kind", "message"), DAMAGES, ids=[case[0].__name__ for case in DAMAGES]
)
def test_a_damaged_store_is_explained(
    build_project: Build,
    store: Path,
    damage: Callable[[Path], None],
    use: Callable[[Path], object],
    kind: type[StoreError],
    message: str,
) -> None:
    build_project()
    damage(store)
    with pytest.raises(kind, match=message) as caught:
        use(store)
    assert type(caught.value) is kind
    assert caught.value.hint or damage is point_in_no_text


MENDABLE = [
    damage_manifest,
    remove_manifest,
    damage_data,
    remove_data,
    point_nowhere,
    point_outside,
    point_in_no_text,
    remove_current,
]


@pytest.mark.parametrize("damage", MENDABLE, ids=lambda damage: damage.__name__)
def test_a_build_mends_a_damaged_store(
    build_project: Build, store: Path, damage: Callable[[Path], None]
) -> None:
    build_project()
    damage(store)
    built = build_project()
    assert current_version(store) == built.id
    with_answer = open_current(store).query(QueryRequest("ASK { ?s ?p ?o }"))
    assert isinstance(with_answer, Boolean)
    assert with_answer.value


UNKNOWN = ["", ".", "..", "20200101T000000000Z-000000000000", "../versions", "/"]


@pytest.mark.parametrize("version", UNKNOWN)
def test_an_unknown_version_is_explained(build_project: Build, store: Path, version: str) -> None:
    build_project()
    with pytest.raises(UnknownVersion, match="keeps no version"):
        open_version(store, version)


def test_the_versions_of_an_atlas_are_not_written_to(build_project: Build, store: Path) -> None:
    built = build_project()
    for engine in (open_current(store), open_version(store, built.id)):
        with pytest.raises(StoreReadOnly):
            engine.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")


def test_a_store_of_the_first_format_is_refused(build_project: Build, store: Path) -> None:
    build_project()
    (store / "store.json").write_text('{"kind": "plain", "format": 1}', encoding="utf-8")
    with pytest.raises(StoreError, match="is of format 1; this program reads format 2") as caught:
        open_current(store)
    assert "build into another folder" in caught.value.hint


def test_a_plain_store_begins_with_an_empty_version(store: Path) -> None:
    init_plain_store(store)
    (first,) = list_versions(store)
    assert first.id == current_version(store)
    assert (first.predecessor, first.triples, first.graphs, first.classes) == ("", 0, {}, {})
    answer = open_current(store).query(QueryRequest("ASK { ?s ?p ?o }"))
    assert isinstance(answer, Boolean)
    assert not answer.value
    (record,) = read_log(store)
    assert (record.version, record.action) == (first.id, Action.INIT)


def test_a_plain_store_is_not_built(project: Path, store: Path) -> None:
    init_plain_store(store)
    with pytest.raises(StoreError, match="is a plain store, which is not built"):
        build(project, store, BuildOptions(validate=lambda _: Report((), "")), lambda *_: None)


def test_a_plain_store_whose_making_was_killed_is_made_anew(store: Path) -> None:
    create_store(store, StoreKind.PLAIN)
    init_plain_store(store)
    assert [manifest.id for manifest in list_versions(store)] == [current_version(store)]


def test_a_version_that_never_became_current_is_not_shown_and_goes(
    build_project: Build, store: Path
) -> None:
    built = build_project()
    never = store / "versions" / f"2999{built.id[4:]}"
    shutil.copytree(version_folder(store), never)
    assert [manifest.id for manifest in list_versions(store)] == [built.id]
    with pytest.raises(UnknownVersion, match="keeps no version"):
        open_version(store, never.name)
    with find_store(store).writing():
        assert not never.exists()


def test_a_version_in_use_is_removed_once_it_is_not(store: Path, open_writer: OpenWriter) -> None:
    init_plain_store(store)
    first = current_version(store)
    engine = open_current(store)
    writer = open_writer(keep_versions=1)
    writer.post_graph("urn:g", [], "test")
    assert (store / "versions" / first).is_dir()
    engine.close()
    del engine
    writer.post_graph("urn:h", [], "test")
    assert [manifest.id for manifest in list_versions(store)] == [current_version(store)]
    assert not (store / "versions" / first).exists()


def test_one_server_takes_writes_and_a_writer_beside_it(
    store: Path, open_writer: OpenWriter
) -> None:
    init_plain_store(store)
    directory = find_store(store)
    with directory.serving():
        with pytest.raises(StoreLocked, match="is already served by the process") as caught:
            directory.serving().__enter__()
        assert caught.value.pid == os.getpid()
        assert open_writer().post_graph("urn:g", [], "test").created
    with directory.serving():
        pass


def test_a_folder_with_other_things_is_not_made_a_store(store: Path) -> None:
    store.mkdir()
    (store / "thesis.doc").touch()
    with pytest.raises(StoreError, match="is not empty and no store"):
        init_plain_store(store)
    assert [path.name for path in store.iterdir()] == ["thesis.doc"]


def test_a_store_is_made_once(store: Path) -> None:
    init_plain_store(store)
    with pytest.raises(StoreError, match="is not empty"):
        init_plain_store(store)


def test_a_store_whose_making_was_killed_is_made_anew(store: Path) -> None:
    store.mkdir()
    (store / "store.json.new").write_text('{"ki', encoding="utf-8")
    create_store(store, StoreKind.ATLAS)
    assert find_store(store).kind is StoreKind.ATLAS


def test_what_the_system_refuses_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be written: Not a directory") as caught:
        create_store(tmp_path / "file" / "store", StoreKind.ATLAS)
    assert "room on the disk" in caught.value.hint
