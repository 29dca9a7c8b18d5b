"""Each planted damage is found, named with its place, and told in both languages."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from clusteratlas.cli import main
from clusteratlas.cli.damages import damage_text
from clusteratlas.dataset import soundness
from clusteratlas.dataset.backup import back_up
from clusteratlas.dataset.damage import DamageKind
from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.history import read_log
from clusteratlas.dataset.verify import Verification, verify_backup, verify_store
from clusteratlas.errors import StoreNotFound
from clusteratlas.languages import LANGUAGES

from .conftest import MakeStore, write

CA = "https://w3id.org/clusteratlas/ontology#"
GRAPH = "https://w3id.org/clusteratlas/graph/"
ONE = NamedNode("https://example.org/one")
IN_KRAKOW = (ONE, NamedNode(f"{CA}locatedIn"), NamedNode("https://example.org/krakow"))
UNTRUE = (ONE, NamedNode(f"{CA}locatedIn"), Literal("nowhere"))


def checked(store: Path) -> Verification:
    return verify_store(store, lambda *_: None)


def current(store: Path) -> Path:
    found = find_store(store)
    return found.version(found.current())


Plant = Callable[[Path], None]


def edited(name: str, change: Callable[[dict[str, object]], object]) -> Plant:
    """A change of the current version's manifest."""

    def plant(store: Path) -> None:
        path = current(store) / name
        content = json.loads(path.read_text(encoding="utf-8"))
        change(content)
        path.write_text(json.dumps(content), encoding="utf-8")

    return plant


def written(place: Callable[[Path], Path], content: bytes) -> Plant:
    def plant(store: Path) -> None:
        place(store).write_bytes(content)

    return plant


def removed(place: Callable[[Path], Path]) -> Plant:
    return lambda store: place(store).unlink()


def stored(added: list[Quad], taken: list[Quad]) -> Plant:
    """A change of the current version's data behind the program's back."""

    def plant(store: Path) -> None:
        data = Store(str(current(store) / "data"))
        data.extend(added)
        for quad in taken:
            assert quad in data
            data.remove(quad)
        data.flush()

    return plant


def manifest(store: Path) -> Path:
    return current(store) / "manifest.json"


def record(store: Path) -> Path:
    return current(store) / "change.rdfp.gz"


def oldest_record(store: Path) -> Path:
    return min((store / "history").iterdir())


def record_without_a_step(store: Path) -> None:
    lines = gzip.decompress(record(store).read_bytes()).decode().splitlines(keepends=True)
    step = next(number for number, line in enumerate(lines) if line.startswith(("A ", "D ")))
    record(store).write_bytes(gzip.compress("".join(lines[:step] + lines[step + 1 :]).encode()))


def record_of_another(store: Path) -> None:
    shutil.copyfile(oldest_record(store), record(store))


def garbled_import(store: Path) -> None:
    folder = current(store) / "imports/list"
    folder.mkdir(parents=True)
    (folder / "import.json").write_bytes(b"{")


def manifest_of_another(store: Path) -> None:
    older = next(path for path in sorted((store / "versions").iterdir()) if path != current(store))
    shutil.copyfile(older / "manifest.json", manifest(store))


def table(store: Path) -> Path:
    return max((current(store) / "data").glob("*.sst"), key=lambda path: path.stat().st_size)


def flipped(store: Path) -> None:
    content = bytearray(table(store).read_bytes())
    content[len(content) // 2] ^= 0x01
    # What is shared with other versions is damaged for this one only.
    name = table(store)
    name.unlink()
    name.write_bytes(content)


def bump(key: str, name: str | None = None) -> Callable[[dict[str, object]], object]:
    def change(content: dict[str, object]) -> None:
        if name is None:
            content[key] = int(str(content[key])) + 1
        else:
            counts = content[key]
            assert isinstance(counts, dict)
            counts[name] = counts.get(name, 0) + 1

    return change


CURRENT = Path("CURRENT")
PLANTED = [
    ("lost-table", removed(table), DamageKind.DATA, "data"),
    ("flipped-bit", flipped, DamageKind.DATA, "data"),
    ("no-data", lambda store: shutil.rmtree(current(store) / "data"), DamageKind.DATA, "data"),
    ("no-manifest", removed(manifest), DamageKind.MANIFEST, "manifest.json"),
    ("no-json", written(manifest, b"{"), DamageKind.MANIFEST, "manifest.json"),
    ("other-manifest", manifest_of_another, DamageKind.OTHER_MANIFEST, "manifest.json"),
    ("count", edited("manifest.json", bump("triples")), DamageKind.COUNT, "manifest.json"),
    (
        "count-of-a-graph",
        edited("manifest.json", bump("graphs", f"{GRAPH}source")),
        DamageKind.COUNT,
        "manifest.json",
    ),
    (
        "graph-that-is-not-there",
        edited("manifest.json", bump("graphs", "urn:none")),
        DamageKind.COUNT,
        "manifest.json",
    ),
    (
        "count-of-a-class",
        edited("manifest.json", bump("classes", f"{CA}Cluster")),
        DamageKind.COUNT,
        "manifest.json",
    ),
    (
        "count-of-a-property",
        edited("manifest.json", bump("properties", f"{CA}host")),
        DamageKind.COUNT,
        "manifest.json",
    ),
    (
        "count-of-links",
        edited("manifest.json", bump("links", "urn:p http://example.org/")),
        DamageKind.COUNT,
        "manifest.json",
    ),
    (
        "lost-from-the-default-graph",
        stored([], [Quad(*IN_KRAKOW, DefaultGraph())]),
        DamageKind.MISSING,
        "data",
    ),
    (
        "unfounded-in-the-default-graph",
        stored([Quad(*UNTRUE, DefaultGraph())], []),
        DamageKind.UNFOUNDED,
        "data",
    ),
    (
        "record-not-merged",
        stored(
            [
                Quad(
                    NamedNode("https://example.org/record"),
                    NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"),
                    Literal("Jeden", language="pl"),
                    DefaultGraph(),
                )
            ],
            [],
        ),
        DamageKind.UNFOUNDED,
        "data",
    ),
    (
        "two-identities",
        stored(
            [
                Quad(
                    NamedNode("https://example.org/same"),
                    NamedNode(f"{CA}canonical"),
                    NamedNode("https://example.org/two"),
                    NamedNode(f"{GRAPH}identities"),
                )
            ],
            [],
        ),
        DamageKind.IDENTITY,
        "data",
    ),
    ("garbled-import", garbled_import, DamageKind.IMPORT, "imports"),
    ("no-record", removed(record), DamageKind.RECORD, "change.rdfp.gz"),
    ("garbled-record", written(record, b"garbage"), DamageKind.RECORD, "change.rdfp.gz"),
    ("other-record", record_of_another, DamageKind.RECORD, "change.rdfp.gz"),
    ("lost-old-record", removed(oldest_record), DamageKind.RECORD, ".rdfp.gz"),
    ("garbled-old-record", written(oldest_record, b""), DamageKind.RECORD, ".rdfp.gz"),
    ("step-left-out", record_without_a_step, DamageKind.OTHER_RECORD, "change.rdfp.gz"),
    (
        "no-current",
        written(lambda store: store / CURRENT, b"\xff"),
        DamageKind.STORE,
        "atlas",
    ),
    (
        "wrong-current",
        written(lambda store: store / CURRENT, b"20200101T000000000Z-000000000000\n"),
        DamageKind.STORE,
        "atlas",
    ),
    ("no-kind", written(lambda store: store / "store.json", b"{}"), DamageKind.STORE, "atlas"),
]


@pytest.mark.parametrize("kind", ["atlas", "plain"])
def test_a_sound_store_and_its_backup_are_sound(
    make_store: MakeStore, tmp_path: Path, kind: str
) -> None:
    store = make_store(kind)
    found = checked(store)
    assert found.damages == ()
    assert list(found.versions) == [path.name for path in sorted(store.glob("versions/*"))][::-1]
    assert found.records == len(list(read_log(store)))
    back_up(store, tmp_path / "b.tar.zst", lambda *_: None, all_versions=True)
    assert verify_backup(tmp_path / "b.tar.zst", lambda *_: None) == found


@pytest.mark.parametrize(
    ("plant", "kind", "place"), [case[1:] for case in PLANTED], ids=[case[0] for case in PLANTED]
)
def test_a_planted_damage_is_found(atlas: Path, plant: Plant, kind: DamageKind, place: str) -> None:
    plant(atlas)
    damages = checked(atlas).damages
    found = [damage for damage in damages if damage.kind is kind]
    assert found, damages
    assert found[0].path.name.endswith(place)
    for language in LANGUAGES:
        text = damage_text(found[0], language)
        assert str(found[0].path) in text
        assert "{" not in text.replace(str(atlas), "")


def test_each_kind_of_damage_is_planted_somewhere() -> None:
    planted = {kind for _, _, kind, _ in PLANTED}
    assert planted == set(DamageKind) - {DamageKind.ARCHIVE, DamageKind.INDEX}


def test_an_index_that_lacks_a_quad_is_found(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(soundness._OF_NAMED_GRAPHS, "graphs", "{ GRAPH ?g { ?s a ?o } }")
    damages = checked(atlas).damages
    assert {damage.kind for damage in damages} == {DamageKind.INDEX}
    assert damages[0].details["index"] == "graphs"
    assert all("graphs" in damage_text(damages[0], language) for language in LANGUAGES)


def test_every_table_is_read(make_store: MakeStore) -> None:
    """A bit that is flipped in the data of any table is found, whichever index it belongs to.

    What follows the data holds filters and padding, which the answers do not depend on.
    """
    store = make_store("plain")
    tables = sorted((current(store) / "data").glob("*.sst"))
    assert len(tables) >= 10
    for one in tables:
        content = one.read_bytes()
        for place in (0, 8, 16, 32):
            damaged = bytearray(content)
            damaged[place] ^= 0x20
            one.write_bytes(damaged)
            kinds = {damage.kind for damage in checked(store).damages}
            assert DamageKind.DATA in kinds, (one.name, place)
        one.write_bytes(content)
    assert checked(store).damages == ()


def test_what_a_killed_writer_left_is_no_damage(atlas: Path) -> None:
    for name in (".building-x", ".removing-x"):
        (atlas / "versions" / name).mkdir()
    assert checked(atlas).damages == ()


def test_a_version_that_is_removed_meanwhile_stays_until_it_is_read(atlas: Path) -> None:
    wrote = []

    def write_once(_version: str, _done: int, _total: int) -> None:
        if not wrote:
            wrote.append(True)
            write(atlas, "INSERT DATA { GRAPH graph:source { ex:six a ca:Cluster } }", 1)

    before = {path.name for path in atlas.glob("versions/*")}
    found = verify_store(atlas, write_once)
    assert found.damages == ()
    assert set(found.versions) == before


def test_progress_reaches_the_end(atlas: Path) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    verify_store(atlas, lambda id_, *reached: told.setdefault(id_, []).append(reached))
    assert len(told) == 2
    for reached in told.values():
        assert reached == sorted(reached)
        assert reached[-1][0] == reached[-1][1]


def test_a_damaged_backup_is_a_damage(atlas: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.tar"
    back_up(atlas, file, lambda *_: None)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    (damage,) = verify_backup(file, lambda *_: None).damages
    assert (damage.kind, damage.path) == (DamageKind.ARCHIVE, file)
    assert all(str(file) in damage_text(damage, language) for language in LANGUAGES)


def test_a_backup_of_a_damaged_store_is_found_damaged(atlas: Path, tmp_path: Path) -> None:
    """Its checksums are right: they are those of what was there."""
    flipped(atlas)
    back_up(atlas, tmp_path / "b.tar", lambda *_: None)
    kinds = [damage.kind for damage in verify_backup(tmp_path / "b.tar", lambda *_: None).damages]
    assert kinds == [DamageKind.DATA]


def test_where_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreNotFound):
        checked(tmp_path / "none")


def test_a_backup_without_a_store_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_bytes(b"")
    damages = verify_backup(tmp_path / "b.tar", lambda *_: None).damages
    assert [damage.kind for damage in damages] == [DamageKind.ARCHIVE]


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Nothing is damaged."), ("pl", "Nic nie jest uszkodzone.")]
)
def test_commands_from_backup_to_verify(
    atlas: Path, tmp_path: Path, language: str, words: str
) -> None:
    file, restored = tmp_path / "b.tar.gz", tmp_path / "restored"
    made = call("backup", file, "--store", atlas)
    assert (made.exit_code, made.stderr) == (0, "")
    assert call("restore", file, "--store", restored).exit_code == 0
    for subject in ((file,), ("--store", restored)):
        verified = call("verify", *subject, "--lang", language)
        assert (verified.exit_code, verified.stderr) == (0, "")
        assert verified.stdout.splitlines()[-1] == words
        assert current(atlas).name in verified.stdout
    again = call("restore", file, "--store", restored)
    assert (again.exit_code, again.stdout) == (2, "")


@pytest.mark.parametrize(("language", "mend"), [("en", "to mend it: "), ("pl", "jak naprawić: ")])
def test_the_command_ends_with_1_for_damage(atlas: Path, language: str, mend: str) -> None:
    flipped(atlas)
    verified = call("verify", "--store", atlas, "--lang", language)
    assert verified.exit_code == 1
    assert str(current(atlas) / "data") in verified.stdout
    assert mend in verified.stdout


def test_a_damaged_backup_ends_with_1(atlas: Path, tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_bytes(b"no archive")
    assert call("verify", tmp_path / "b.tar").exit_code == 1
    restored = call("restore", tmp_path / "b.tar", "--store", tmp_path / "restored")
    assert restored.exit_code == 1
    assert restored.stderr.startswith("error: ")
    assert "\nhint: " in restored.stderr
