"""The file of a backup: a store as a tar archive, with the SHA-256 of each file at its end.

    store.json  CURRENT  versions/<id>/…  history/<id>.rdfp.gz  SHA256SUMS

A file that versions share stands in it once, and as a link to that afterwards. The archive may be
compressed as a whole (gzip, Zstandard). `tar` unpacks it to a store that works, and
`sha256sum --check SHA256SUMS` checks that. As the checksums come last, an archive that breaks off
has none. When one is read, nothing is taken on trust: a name that no store has, a link elsewhere, a
device or anything else that is no plain file is refused.
"""

from __future__ import annotations

import gzip
import io
import re
import tarfile
import zlib
from collections.abc import Callable
from contextlib import contextmanager
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any, cast

import zstandard

from clusteratlas.errors import DataError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHECKSUMS = "SHA256SUMS"
_SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.zst")
_GZIP, _ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_NOT_TO_BE_UNPACKED = (
    tarfile.TarError,
    gzip.BadGzipFile,
    zlib.error,
    zstandard.ZstdError,
    EOFError,
    ValueError,
)
_BLOCK = 1024 * 1024
_LONGEST_CHECKSUMS = 256 * 1024 * 1024
_PART = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_NAME = re.compile(rf"store\.json|CURRENT|versions/{_PART}(/{_PART}){{1,3}}|history/{_PART}")
_CHECKSUM = re.compile(r"([0-9a-f]{64})  (.+)")

Progress = Callable[[int, int], None]
"""Told how many bytes are done, and how many there are."""


class ArchiveWriter:
    """Writes the files of a store, one after the other, and their checksums when it is closed."""

    def __init__(self, output: IO[bytes], moment: int) -> None:
        self._tar = tarfile.open(fileobj=output, mode="w|", bufsize=_BLOCK)  # noqa: SIM115
        self._moment = moment
        self._checksums: dict[str, str] = {}

    def add(self, name: str, content: IO[bytes], size: int) -> None:
        """Add `size` bytes of `content` as the file `name`."""
        hashed = _Hashed(content)
        self._tar.addfile(self._head(name, size), hashed)
        self._checksums[name] = hashed.digest

    def link(self, name: str, to: str) -> None:
        """Add the file `to`, which was added before, as the file `name` as well."""
        head = self._head(name, 0)
        head.type, head.linkname = tarfile.LNKTYPE, to
        self._tar.addfile(head)
        self._checksums[name] = self._checksums[to]

    def close(self) -> None:
        """Write the checksums, and the end."""
        rows = (f"{digest}  {name}\n" for name, digest in self._checksums.items())
        content = "".join(rows).encode()
        self._tar.addfile(self._head(CHECKSUMS, len(content)), io.BytesIO(content))
        self._tar.close()

    def _head(self, name: str, size: int) -> tarfile.TarInfo:
        """Without anything of the machine: the same store gives the same bytes."""
        head = tarfile.TarInfo(name)
        head.size, head.mtime, head.mode = size, self._moment, 0o644
        return head


class _Hashed:
    """A file that is read, hashed on the way."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self._hash = sha256()

    def read(self, size: int = -1, /) -> bytes:
        """As a file's."""
        block = self._content.read(size)
        self._hash.update(block)
        return block

    @property
    def digest(self) -> str:
        """Of what was read so far."""
        return self._hash.hexdigest()


@contextmanager
def compressed(file: Path, output: IO[bytes]) -> Iterator[IO[bytes]]:
    """What is written to `output` in the compression that the name of `file` stands for."""
    if file.name.endswith((".gz", ".tgz")):
        with gzip.GzipFile(filename="", mode="wb", fileobj=output, mtime=0) as stream:
            yield cast("IO[bytes]", stream)
    elif file.name.endswith(".zst"):
        compressor = zstandard.ZstdCompressor(write_checksum=True)
        with compressor.stream_writer(output, closefd=False) as stream:
            yield cast("IO[bytes]", stream)
    else:
        yield output


def check_suffix(file: Path) -> None:
    """Raise StoreError where the name of a backup does not say how it is compressed."""
    if not file.name.endswith(_SUFFIXES) or file.name in _SUFFIXES:
        raise StoreError(
            f"The name {file.name} does not say what kind of archive the backup is to be.",
            hint="Let it end in .tar, .tar.gz or .tar.zst.",
        )


def unpack(file: Path, folder: Path, progress: Progress) -> None:
    """Unpack a backup into an empty `folder`, and check it against its checksums.

    Raises DataError where it is damaged, broken off or no backup; then `folder` holds rubbish.
    What the system refuses in `folder` passes as OSError.
    """
    found: dict[str, str] = {}
    with _opened(file, progress) as tar:
        for member in tar:
            _check_member(file, member, found)
            if member.islnk():
                _link(folder / member.linkname, folder / member.name)
                found[member.name] = found[member.linkname]
                continue
            content = tar.extractfile(member)
            assert content is not None, "the member is a plain file"
            if member.name == CHECKSUMS:
                _check_all(file, found, _said(file, content.read(_LONGEST_CHECKSUMS)))
                return
            found[member.name] = _write(content, folder / member.name)
    raise _damaged(file, "it breaks off before its end")


def _check_member(file: Path, member: tarfile.TarInfo, found: dict[str, str]) -> None:
    is_known_link = member.islnk() and member.linkname in found
    if member.issparse() or not (member.isreg() or is_known_link):
        raise _damaged(file, f"“{member.name}” in it is no plain file")
    if not _NAME.fullmatch(member.name) and member.name != CHECKSUMS:
        raise _damaged(file, f"“{member.name}” in it is no file of a store")
    if member.name in found:
        raise _damaged(file, f"“{member.name}” stands in it twice")


def _write(content: IO[bytes], path: Path) -> str:
    """Write a new file. Gives its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = sha256()
    with path.open("xb") as output:
        while block := content.read(_BLOCK):
            digest.update(block)
            output.write(block)
    return digest.hexdigest()


def _link(existing: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.hardlink_to(existing)


def _said(file: Path, content: bytes) -> dict[str, str]:
    said = {}
    for line in content.decode("utf-8", errors="replace").splitlines():
        row = _CHECKSUM.fullmatch(line)
        if row is None:
            raise _damaged(file, f"its {CHECKSUMS} has a line that is none")
        said[row[2]] = row[1]
    return said


def _check_all(file: Path, found: dict[str, str], said: dict[str, str]) -> None:
    for name in sorted(found.keys() | said.keys()):
        if name not in found:
            raise _damaged(file, f"it lacks “{name}”")
        if name not in said:
            raise _damaged(file, f"it has no checksum for “{name}”")
        if found[name] != said[name]:
            raise _damaged(file, f"“{name}” in it is not what its checksum says")


@contextmanager
def _opened(file: Path, progress: Progress) -> Iterator[tarfile.TarFile]:
    try:
        raw = file.open("rb", buffering=0)
        total = file.stat().st_size
    except OSError as error:
        raise _unreadable(file, error) from error
    with raw, _told_as_damage(file):
        source: io.BufferedReader[Any] = io.BufferedReader(
            _Source(file, raw, lambda done: progress(done, total)), _BLOCK
        )
        with tarfile.open(fileobj=_decompressed(source), mode="r|", bufsize=_BLOCK) as tar:
            yield tar


@contextmanager
def _told_as_damage(file: Path) -> Iterator[None]:
    try:
        yield
    except _NOT_TO_BE_UNPACKED as error:
        raise _damaged(file, f"it cannot be unpacked ({error})") from error


def _decompressed(source: io.BufferedReader[Any]) -> IO[bytes]:
    beginning = source.peek()
    if beginning.startswith(_GZIP):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=source))
    if beginning.startswith(_ZSTANDARD):
        return cast("IO[bytes]", zstandard.ZstdDecompressor().stream_reader(source))
    return source


class _Source(io.RawIOBase):
    """A backup as it is read: counted, and with its own word for what cannot be read."""

    def __init__(self, file: Path, raw: io.FileIO, tell: Callable[[int], None]) -> None:
        self._file = file
        self._raw = raw
        self._tell = tell

    def readable(self) -> bool:
        """As a file's."""
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        """As a file's. Raises DataError."""
        try:
            count = self._raw.readinto(buffer)
        except OSError as error:
            raise _unreadable(self._file, error) from error
        self._tell(self._raw.tell())
        return count


def _unreadable(file: Path, error: OSError) -> DataError:
    return DataError(f"The backup {file} cannot be read: {error.strerror}.")


def _damaged(file: Path, why: str) -> DataError:
    return DataError(
        f"{file} is no backup, or is damaged: {why}.",
        hint="Take another backup. Nothing was made of this one.",
    )
