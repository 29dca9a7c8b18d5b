"""What two texts of a graph differ in, thing by thing, with memory flat in their size.

The lines of both are shared out to buckets on disk by their subject, so that all that is said of a
thing is in one bucket, and a bucket fits into memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING
from zlib import crc32

from clusteratlas.dataset.imports.outcome import Difference
from clusteratlas.terms import CA, ID

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BUCKETS = 256
_COMPRESSED_BYTES_OF_A_BUCKET = 1024 * 1024
_PASSAGE = f"<{ID}passage/".encode()
_STATED_IN = f"> <{CA}statedIn> <".encode()
_FEW_LINES = 50_000
"""Lines about changed things up to which the change is applied as one; from then on, loading the
whole dataset anew is faster."""


@dataclass
class Compared:
    """How many things and triples differ and, where there are few, which.

    `subjects` are the terms of all things of which other triples are stated than before, `lines`
    what is stated of them now. When there are too many, `is_small` is false, and both end early.
    """

    difference: Difference = field(default_factory=Difference)
    subjects: set[bytes] = field(default_factory=set)
    lines: list[bytes] = field(default_factory=list)
    is_small: bool = True


def compare_texts(
    graph: str,
    old: Iterable[bytes],
    new: Iterable[bytes],
    folder: Path,
    compressed_bytes: int,
) -> Compared:
    """Compare blocks of whole lines of N-Triples, in the order and as often as they come.

    The `graph` that they are about is not counted among the things. `compressed_bytes` is the size
    of the greater text as it is kept; `folder` is an empty one.
    """
    count = min(_MOST_BUCKETS, 1 + compressed_bytes // _COMPRESSED_BYTES_OF_A_BUCKET)
    buckets = [(folder / f"{number}.old", folder / f"{number}.new") for number in range(count)]
    _share_out(old, [path for path, _ in buckets])
    _share_out(new, [path for _, path in buckets])
    compared = Compared()
    for before, after in buckets:
        _compare(_lines(before), _lines(after), compared, f"<{graph}>".encode())
        before.unlink()
        after.unlink()
    return compared


def _share_out(blocks: Iterable[bytes], paths: list[Path]) -> None:
    with ExitStack() as open_files:
        files: list[IO[bytes]] = [open_files.enter_context(path.open("wb")) for path in paths]
        file, beginning = files[0], b" "
        for block in blocks:
            for line in _split(block):
                # Most lines are about the same thing as the one before.
                if not line.startswith(beginning):
                    beginning = _subject(line) + b" "
                    file = files[crc32(beginning) % len(files)]
                file.write(line)
                file.write(b"\n")


def _compare(old: set[bytes], new: set[bytes], compared: Compared, graph: bytes) -> None:
    added, removed = new - old, old - new
    if not added and not removed:
        return
    touched = {_subject(line) for line in added} | {_subject(line) for line in removed}
    things = {_subject(line) for line in added | removed if _tells_of_thing(line)} - {graph}
    before = {_subject(line) for line in old} & things
    after = {_subject(line) for line in new} & things
    so_far = compared.difference
    compared.difference = Difference(
        so_far.things_added + len(after - before),
        so_far.things_changed + len(before & after),
        so_far.things_removed + len(before - after),
        so_far.triples_added + len(added),
        so_far.triples_removed + len(removed),
    )
    if compared.is_small:
        compared.subjects |= touched
        compared.lines += (line for line in new if _subject(line) in touched)
        compared.is_small = len(compared.lines) + len(removed) <= _FEW_LINES
    if not compared.is_small:
        compared.subjects.clear()
        compared.lines.clear()


def _tells_of_thing(line: bytes) -> bool:
    """Whether the line says more than where in the file something stands."""
    return not line.startswith(_PASSAGE) and _STATED_IN not in line


def _lines(path: Path) -> set[bytes]:
    return set(_split(path.read_bytes()))


def _split(block: bytes) -> Iterator[bytes]:
    # Not splitlines(): a literal may hold other line ends than this one.
    return filter(None, block.split(b"\n"))


def _subject(line: bytes) -> bytes:
    return line.partition(b" ")[0]
