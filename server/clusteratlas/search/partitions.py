"""Facts put aside on the disk by thing, so that all about one thing comes together.

The passes tell one property of all things after the other. Each fact goes into one of a number of
files, chosen by its thing; then one file after the other is read into memory. So memory is bounded
by what is said of a part of the things, whatever their number.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final
from zlib import crc32

from clusteratlas.search.facts import Fact

_PARTS: Final = 64
_AT_ONCE: Final = 1000

Facts = dict[tuple[str, str, str], None]
"""What is said of one thing: field, value, language; each once, in the order of the passes."""


class Partitions:
    """Facts, by the thing that they are about, in files below a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: list[list[tuple[str, ...]]] = [[] for _ in range(_PARTS)]
        self._open = ExitStack()
        self._files: list[IO[bytes]] = []

    def __enter__(self) -> Partitions:
        self._folder.mkdir()
        for part in range(_PARTS):
            file = (self._folder / str(part)).open("wb+")
            self._files.append(self._open.enter_context(file))
        return self

    def __exit__(self, *_exception: object) -> None:
        self._open.close()

    def add(self, fact: Fact) -> None:
        """Put a fact aside."""
        part = crc32(fact.thing.encode()) % _PARTS
        waiting = self._waiting[part]
        waiting.append(tuple(fact))
        if len(waiting) >= _AT_ONCE:
            self._put(part)

    def things(self) -> Iterator[tuple[str, Facts]]:
        """Each thing with all that was said of it."""
        for part in range(_PARTS):
            self._put(part)
            found: dict[str, Facts] = {}
            for thing, *fact in self._read(part):
                found.setdefault(thing, {})[(fact[0], fact[1], fact[2])] = None
            self._files[part].truncate(0)
            yield from found.items()

    def _put(self, part: int) -> None:
        if self._waiting[part]:
            marshal.dump(self._waiting[part], self._files[part])
            self._waiting[part] = []

    def _read(self, part: int) -> Iterator[tuple[str, ...]]:
        file = self._files[part]
        end = file.tell()
        file.seek(0)
        while file.tell() < end:
            yield from marshal.load(file)  # noqa: S302 - written by this process


def together(facts: Iterator[Fact]) -> Iterator[tuple[str, Facts]]:
    """The same in memory, for a few things."""
    found: dict[str, Facts] = {}
    for fact in facts:
        found.setdefault(fact.thing, {})[tuple(fact[1:])] = None  # type: ignore[index]
    yield from found.items()
