"""A backup that is damaged or hostile makes no store, nor does a restore that is broken off."""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from clusteratlas.dataset.archive import CHECKSUMS
from clusteratlas.dataset.backup import back_up
from clusteratlas.dataset.directory import find_store
from clusteratlas.dataset.restoring import restore
from clusteratlas.dataset.store import current_version
from clusteratlas.errors import DataError, StoreError, StoreLocked, StoreNotFound

Members = list[tuple[tarfile.TarInfo, bytes]]


def silent(_done: int, _total: int) -> None:
    """Nobody looks."""


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "lock" not in path.name
    }


def is_untouched(target: Path) -> bool:
    return not target.exists() or list(target.iterdir()) == []


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "target"


@pytest.fixture(params=[".tar", ".tar.gz", ".tar.zst"])
def backup(request: pytest.FixtureRequest, atlas: Path, tmp_path: Path) -> Path:
    file = tmp_path / f"b{request.param}"
    back_up(atlas, file, silent)
    return file


@pytest.mark.parametrize("part", [0.0, 0.0001, 0.1, 0.5, 0.8])
def test_a_backup_that_breaks_off_makes_no_store(backup: Path, target: Path, part: float) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(DataError, match=r"is no backup, or is damaged") as caught:
        restore(backup, target, silent)
    assert caught.value.hint
    assert is_untouched(target)


@pytest.mark.parametrize("part", [number / 40 for number in range(40)])
def test_a_flipped_bit_makes_no_other_store(backup: Path, target: Path, part: float) -> None:
    """Where it lies in the filling between two files, it does not matter."""
    restore(backup, target.with_name("sound"), silent)
    content = bytearray(backup.read_bytes())
    content[int(len(content) * part)] ^= 0x10
    backup.write_bytes(content)
    try:
        restore(backup, target, silent)
    except DataError:
        assert is_untouched(target)
    else:
        assert contents(target) == contents(target.with_name("sound"))


def members(backup: Path) -> Members:
    with tarfile.open(backup) as tar:
        found = []
        for member in tar:
            content = tar.extractfile(member)
            assert content is not None
            found.append((member, content.read()))
    return found


def file(name: str, content: bytes = b"x") -> tuple[tarfile.TarInfo, bytes]:
    return tarfile.TarInfo(name), content


def special(name: str, kind: bytes, to: str = "") -> tuple[tarfile.TarInfo, bytes]:
    head = tarfile.TarInfo(name)
    head.type, head.linkname = kind, to
    return head, b""


HOSTILE = [
    ("absolute", file("/etc/passwd"), "is no file of a store"),
    ("parent", file("../outside"), "is no file of a store"),
    ("parent-inside", file("versions/../../outside"), "is no file of a store"),
    ("parent-as-id", file("versions/../x"), "is no file of a store"),
    ("dot", file("./CURRENT"), "is no file of a store"),
    ("doubled-slash", file("versions//x"), "is no file of a store"),
    ("backslash", file("versions\\..\\x"), "is no file of a store"),
    ("new-line", file("versions/a/b\nc"), "is no file of a store"),
    ("hidden", file("versions/.building-x/data"), "is no file of a store"),
    ("deep", file("versions/a/b/c/d/e"), "is no file of a store"),
    ("unknown", file("lock"), "is no file of a store"),
    ("folder", special("versions", tarfile.DIRTYPE), "is no plain file"),
    ("symlink", special("history/x", tarfile.SYMTYPE, "/etc/passwd"), "is no plain file"),
    ("symlink-inside", special("history/x", tarfile.SYMTYPE, "CURRENT"), "is no plain file"),
    ("hard-link", special("history/x", tarfile.LNKTYPE, "/etc/passwd"), "is no plain file"),
    ("hard-link-up", special("history/x", tarfile.LNKTYPE, "../x"), "is no plain file"),
    ("hard-link-ahead", special("history/x", tarfile.LNKTYPE, "history/y"), "is no plain file"),
    ("pipe", special("history/x", tarfile.FIFOTYPE), "is no plain file"),
    ("device", special("history/x", tarfile.CHRTYPE), "is no plain file"),
    ("disk", special("history/x", tarfile.BLKTYPE), "is no plain file"),
    ("twice", file("store.json"), "stands in it twice"),
    ("a-folder-of-a-file", file("CURRENT/x"), "is no file of a store"),
    ("no-checksum", file("history/x"), "it has no checksum for “history/x”"),
]


def pack(path: Path, packed: Members) -> None:
    with tarfile.open(path, "w") as tar:
        for head, content in packed:
            head.size = len(content)
            tar.addfile(head, io.BytesIO(content))


@pytest.mark.parametrize(
    ("member", "message"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE]
)
def test_a_hostile_member_is_refused(
    atlas: Path,
    tmp_path: Path,
    target: Path,
    member: tuple[tarfile.TarInfo, bytes],
    message: str,
) -> None:
    backup = tmp_path / "b.tar"
    back_up(atlas, backup, silent)
    found = members(backup)
    pack(backup, [*found[:-1], member, found[-1]])
    before = set(tmp_path.rglob("*")) | {backup}
    with pytest.raises(DataError, match=message):
        restore(backup, target, silent)
    assert is_untouched(target)
    assert set(tmp_path.rglob("*")) - {target} == before


def without(name: str) -> Callable[[Members], Members]:
    return lambda found: [each for each in found if not each[0].name.endswith(name)]


def with_content(name: str, content: bytes) -> Callable[[Members], Members]:
    return lambda found: [
        (head, content if head.name.endswith(name) else old) for head, old in found
    ]


def told_anew(change: Callable[[Members], Members]) -> Callable[[Members], Members]:
    """Changed, with checksums that are right."""

    def changed(found: Members) -> Members:
        kept = change(found)[:-1]
        lines = (f"{sha256(content).hexdigest()}  {head.name}\n" for head, content in kept)
        return [*kept, (tarfile.TarInfo(CHECKSUMS), "".join(lines).encode())]

    return changed


DAMAGED = [
    ("no-checksums", without(CHECKSUMS), DataError, "breaks off before its end"),
    ("no-file", without("manifest.json"), DataError, "it lacks “versions/.*/manifest.json”"),
    ("changed", with_content("manifest.json", b"{}"), DataError, "is not what its checksum says"),
    ("garbled-sums", with_content(CHECKSUMS, b"\xff\xfe"), DataError, "a line that is none"),
    ("empty-sums", with_content(CHECKSUMS, b""), DataError, "has no checksum for"),
    ("no-members", lambda _: [], DataError, "breaks off before its end"),
    ("only-sums", lambda found: found[-1:], DataError, "it lacks “CURRENT”"),
    ("no-current", told_anew(without("CURRENT")), StoreError, "Nothing was built|not there"),
    ("no-kind", told_anew(without("store.json")), StoreError, "no store in"),
    (
        "other-format",
        told_anew(with_content("store.json", b'{"kind": "atlas", "format": 99}')),
        StoreError,
        "is of format 99",
    ),
    ("no-manifest", told_anew(without("/manifest.json")), StoreError, "manifest.json cannot be"),
]


@pytest.mark.parametrize(
    ("change", "error", "message"), [case[1:] for case in DAMAGED], ids=[c[0] for c in DAMAGED]
)
def test_what_is_not_whole_makes_no_store(
    atlas: Path,
    tmp_path: Path,
    target: Path,
    change: Callable[[Members], Members],
    error: type[Exception],
    message: str,
) -> None:
    backup = tmp_path / "b.tar"
    back_up(atlas, backup, silent)
    pack(backup, change(members(backup)))
    with pytest.raises(error, match=message):
        restore(backup, target, silent)
    assert is_untouched(target)


NO_BACKUPS = [
    ("empty", b""),
    ("text", b"this is no archive\n" * 1000),
    ("zeros", bytes(10240)),
    ("gzip-of-text", gzip.compress(b"this is no archive\n" * 1000)),
    ("half-a-gzip-head", b"\x1f\x8b"),
    ("zstandard-head", b"\x28\xb5\x2f\xfd" + bytes(100)),
]


@pytest.mark.parametrize("content", [c[1] for c in NO_BACKUPS], ids=[c[0] for c in NO_BACKUPS])
def test_what_is_no_backup_makes_no_store(tmp_path: Path, target: Path, content: bytes) -> None:
    (tmp_path / "b.tar").write_bytes(content)
    with pytest.raises(DataError, match="is no backup"):
        restore(tmp_path / "b.tar", target, silent)
    assert is_untouched(target)


def test_a_file_that_is_not_there(tmp_path: Path, target: Path) -> None:
    with pytest.raises(DataError, match="cannot be read: No such file"):
        restore(tmp_path / "b.tar", target, silent)
    assert is_untouched(target)


def test_a_store_is_not_overwritten(atlas: Path, tmp_path: Path) -> None:
    back_up(atlas, tmp_path / "b.tar", silent)
    before = contents(atlas)
    with pytest.raises(StoreError, match=r"There is a store in .* already"):
        restore(tmp_path / "b.tar", atlas, silent)
    assert contents(atlas) == before


@pytest.mark.parametrize("name", ["file", "versions", "CURRENT", ".hidden"])
def test_a_folder_that_is_not_empty_is_left(
    atlas: Path, tmp_path: Path, target: Path, name: str
) -> None:
    back_up(atlas, tmp_path / "b.tar", silent)
    target.mkdir()
    (target / name).write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="is not empty"):
        restore(tmp_path / "b.tar", target, silent)
    assert contents(target) == {name: b"mine"}


def test_an_empty_folder_is_taken(atlas: Path, tmp_path: Path, target: Path) -> None:
    back_up(atlas, tmp_path / "b.tar", silent)
    target.mkdir()
    restore(tmp_path / "b.tar", target, silent)
    assert current_version(target) == current_version(atlas)


def test_two_restores_into_one_folder_do_not_mix(atlas: Path, tmp_path: Path, target: Path) -> None:
    back_up(atlas, tmp_path / "b.tar", silent)
    refused = []

    def begin_another(done: int, total: int) -> None:
        if not refused:
            with pytest.raises(StoreLocked) as caught:
                restore(tmp_path / "b.tar", target, silent)
            refused.append(caught.value)
            with pytest.raises(StoreNotFound):
                find_store(target)

    restore(tmp_path / "b.tar", target, begin_another)
    assert refused
    assert current_version(target) == current_version(atlas)
