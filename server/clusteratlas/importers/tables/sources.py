"""Where tables are found: plain files, gzip, the members of zip archives, sheets of workbooks."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, cast

from clusteratlas.errors import ImportRefused
from clusteratlas.importers import ntriples
from clusteratlas.importers.tables import foreign

_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_GZIP: Final = b"\x1f\x8b"
_TEXT_SUFFIXES: Final = frozenset({".csv", ".tsv", ".txt", ".tab"})
_WORKBOOK_SUFFIXES: Final = frozenset({".xlsx", ".xlsm"})
# Tables shrink to a tenth, seldom to a fiftieth; what shrinks more was made to harm.
_GREATEST_RATIO: Final = 250
_ALWAYS_ALLOWED: Final = 64 << 20
_BUFFER: Final = 1 << 20
_SHOWN: Final = 5


@dataclass(frozen=True)
class Source:
    """A file, or a member of an archive, that holds a table.

    `name` is its own file name, `size` its size in bytes when unpacked (of gzip: when packed).
    `kind` is `plain`, `gzip`, `zip` or `workbook`; `member` is the path in a zip archive, '' of a
    file that stands by itself.
    """

    path: Path
    name: str
    size: int
    kind: str
    member: str = ""

    @property
    def slug(self) -> str:
        """The file's name without its extensions, as IRIs take it."""
        return ntriples.slug(self.name.split(".")[0] or self.name)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes, unpacked. Raises ImportRefused where they cannot be unpacked."""
        try:
            with _opened(self) as stream:
                yield stream
        except (zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, EOFError) as error:
            raise ImportRefused(
                f"{self.name} cannot be unpacked: the archive is damaged.",
                hint="Download it again.",
            ) from error


def find(path: Path) -> list[Source]:
    """The tables of a file: one, or the members of an archive in the order of their names.

    Raises ImportRefused for a file that is not there, one that is known to be no table, a damaged
    archive, and one that would unpack to something out of all proportion.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(foreign.HEAD)
    except OSError as error:
        raise ImportRefused(f"{path} cannot be read: {error.strerror}.") from error
    foreign.refuse(path.name, head)
    if head.startswith(_GZIP):
        return [Source(path, path.name.removesuffix(".gz"), size, "gzip")]
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return _members(path)
    return [Source(path, path.name, size, "plain")]


def slugs(sources: Sequence[Source]) -> list[str]:
    """A slug for each, no two the same: the file's name, with the archive's where it needs that."""
    taken: set[str] = set()
    result = []
    for source in sources:
        slug = source.slug
        if slug in taken:
            slug = ntriples.slug(f"{source.path.name.split('.')[0]} {source.name.split('.')[0]}")
        number = 2
        while slug in taken:
            slug = f"{slug}-{number}"
            number += 1
        taken.add(slug)
        result.append(slug)
    return result


def _members(path: Path) -> list[Source]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(archive.infolist(), key=lambda member: member.filename)
    except zipfile.BadZipFile as error:
        raise ImportRefused(
            f"{path.name} cannot be unpacked: the archive is damaged.", hint="Download it again."
        ) from error
    refuse_bombs(path.name, members)
    if any(member.filename == "[Content_Types].xml" for member in members):
        return [Source(path, path.name, path.stat().st_size, "workbook")]
    tables = [member for member in members if _kind(member.filename)]
    if not tables:
        held = ", ".join(member.filename for member in members[:_SHOWN] if not member.is_dir())
        raise ImportRefused(
            f"{path.name} holds no table: no member ends in .csv, .tsv, .txt or .xlsx"
            + (f" (it holds {held})." if held else "."),
            hint="Unpack it, and import the table that is in it; JSON is read where it stands by "
            "itself.",
        )
    return [
        Source(
            path,
            PurePosixPath(member.filename).name,
            member.file_size,
            _kind(member.filename),
            member.filename,
        )
        for member in tables
    ]


def _kind(member: str) -> str:
    """`zip` of a table of text, `workbook` of one of Excel's, '' of what is none."""
    pure = PurePosixPath(member)
    if "__MACOSX" in pure.parts or pure.name.startswith("."):
        return ""
    suffix = pure.suffix.lower()
    if suffix in _TEXT_SUFFIXES:
        return "zip"
    return "workbook" if suffix in _WORKBOOK_SUFFIXES else ""


def refuse_bombs(name: str, members: Iterable[zipfile.ZipInfo]) -> None:
    """Raises ImportRefused where a member of an archive is locked, or was made to harm."""
    for member in members:
        if member.flag_bits & 1:
            raise ImportRefused(
                f"{name} is locked with a password.", hint="Unpack it, and import its tables."
            )
        if member.file_size > max(_ALWAYS_ALLOWED, member.compress_size * _GREATEST_RATIO):
            raise _bomb(f"{member.filename} in {name}")


def _bomb(what: str) -> ImportRefused:
    return ImportRefused(
        f"{what} would unpack to more than {_GREATEST_RATIO} times its size: it is no table.",
        hint="Unpack it yourself where you trust it, and import what is in it.",
    )


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    if source.kind == "gzip":
        with source.path.open("rb") as packed:
            yield cast("BinaryIO", io.BufferedReader(_Bounded(source, packed), _BUFFER))
    elif source.member:
        with zipfile.ZipFile(source.path) as archive, archive.open(source.member) as member:
            yield cast("BinaryIO", io.BufferedReader(cast("io.RawIOBase", member), _BUFFER))
    else:
        with source.path.open("rb", buffering=_BUFFER) as plain:
            yield plain


class _Bounded(io.RawIOBase):
    """A gzip stream that is refused when it grows out of proportion."""

    def __init__(self, source: Source, packed: BinaryIO) -> None:
        super().__init__()
        self._source = source
        self._packed = packed
        self._stream = gzip.GzipFile(fileobj=packed)
        self._left = max(_ALWAYS_ALLOWED, source.size * _GREATEST_RATIO)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        count = self._stream.readinto(buffer)
        self._left -= count
        if self._left < 0:
            raise _bomb(self._source.name)
        return count

    def tell(self) -> int:
        return self._packed.tell()
